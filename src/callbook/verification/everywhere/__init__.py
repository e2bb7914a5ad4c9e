"""One scenario on every configuration: decided by what a run reads, not sampled.

Nothing here is for import from outside.
"""

__all__: list[str] = []
