"""What stands in a document, taken for a table or a list: an empty one where it is neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from callbook.configuration.documents import DataPath


def table_of(value: object) -> dict[str, Any]:
    """Return *value* if it is a table; an empty one for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def list_of(value: object) -> Sequence[Any]:
    """Return *value* if it is a list; an empty one for anything else."""
    return cast("Sequence[Any]", value) if isinstance(value, list) else ()


def parts_of(value: object) -> list[tuple[str | int, Any]]:
    """Return what a table holds by key, or a list by number."""
    return [*table_of(value).items(), *enumerate(list_of(value))]


def entries(value: object, path: DataPath = ()) -> Iterator[tuple[str, Any, DataPath]]:
    """Yield the entries of a table, or of the tables in a list: name, value, and the path of the value.

    Both are how exports nest options in sections: a table, or a list of tables with one entry each.
    """
    for name, held in table_of(value).items():
        yield name, held, (*path, name)
    for number, part in enumerate(list_of(value)):
        for name, held in table_of(part).items():
            yield name, held, (*path, number, name)


def holds(value: object, name: str) -> bool:
    """Return whether a table, or one of the tables in a list, has something under *name*."""
    return any(found == name for found, _, _ in entries(value))
