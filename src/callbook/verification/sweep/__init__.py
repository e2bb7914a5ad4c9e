"""Whole runs of a team's features, on many configurations, seeds and desktops: a matrix, and where desktops differ.

Nothing here is for import from outside.
"""

__all__: list[str] = []
