"""A queue of tasks for processes here or elsewhere: whoever dies loses nothing, and everything can be gone on with.

Nothing here is for import from outside.
"""

__all__: list[str] = []
