"""Every order of events: a graph of canonical states, its invariants, and a violation told as a scenario.

Nothing here is for import from outside.
"""

__all__: list[str] = []
