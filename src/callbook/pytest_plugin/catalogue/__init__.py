"""The catalogue of steps: what definitions take, where they stand, which is nearest, how a missing one would read.

Nothing here is for import from outside: ``callbook steps`` is the way in.
"""

__all__: list[str] = []
