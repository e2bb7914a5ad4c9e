"""Callbook: a test harness and scenario notebook kit for the Web Callback channel of Workspace Desktop Edition.

Each name is fetched when it is asked for: ``import callbook`` itself costs nothing. Every pytest of an environment does
so, and ``callbook --version``: that is why even the list of the names is read only when the first of them is wanted.
"""

from callbook import missing_modules


def __getattr__(name: str) -> object:
    names = _read_names()
    return names if name == "__all__" else globals()["__getattr__"](name)


def __dir__() -> list[str]:
    return _read_names()


def _read_names() -> list[str]:
    """Return the names that are handed on; from now on they are fetched as in every other room."""
    import lazy_loader

    face = globals()
    face["__getattr__"], face["__dir__"], names = lazy_loader.attach_stub(__name__, __file__)
    face["__all__"] = names
    return [*names]


missing_modules.say_why()
