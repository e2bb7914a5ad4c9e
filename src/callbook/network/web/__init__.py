"""The mock servers behind real HTTP: thin modules that translate; ``callbook.network.service`` does what they say.

Nothing here is for import from outside: ``callbook serve`` is the way in (``docs/openapi.json``).
"""

__all__: list[str] = []
