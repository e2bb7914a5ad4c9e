"""Servers behind a network, as a lab sees them: the doors ``responses`` and ``http``.

Nothing here is for import from outside: ``pytest --door`` chooses how a lab comes to its servers.
"""

__all__: list[str] = []
