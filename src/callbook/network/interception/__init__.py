"""The door ``responses``: what Python code sends with ``requests`` reaches a contact centre in the same process.

Nothing here is for import from outside: ``callbook.mocked`` and what stands beside it is the way in.
"""

__all__: list[str] = []
