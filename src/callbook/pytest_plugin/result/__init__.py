"""What a run leaves: the event stream, and what is said at the terminal and to other tools.

Nothing here is for import from outside.
"""

__all__: list[str] = []
