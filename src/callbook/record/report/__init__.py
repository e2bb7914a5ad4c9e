"""What a run has shown, for people and for machines.

Nothing here is for import from outside: ``callbook report`` and ``callbook coverage`` are the ways in.
"""

__all__: list[str] = []
