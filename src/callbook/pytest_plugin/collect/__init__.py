"""Feature files as tests: found, read, checked step by step, selected.

Nothing here is for import from outside.
"""

__all__: list[str] = []
