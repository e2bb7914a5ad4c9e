"""Notebooks as tests: pytest runs each one and compares its plain-text outputs with the text that stands beside it.

Nothing here is for import from outside: it is a pytest plugin, named in a ``conftest.py``.
"""

__all__: list[str] = []
