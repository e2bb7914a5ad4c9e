"""Mock servers for clients over a network: runs, each a contact centre of its own; nothing here knows HTTP.

Nothing here is for import from outside: ``callbook serve`` and ``callbook.mocked`` are the ways in.
"""

__all__: list[str] = []
