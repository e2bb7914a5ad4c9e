"""One file that keeps what a server must not lose, whenever its process is killed (E2, F10).

Nothing here is for import from outside: ``callbook serve --state FILE`` is the way in.
"""

__all__: list[str] = []
