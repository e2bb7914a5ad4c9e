"""The catalogue as a page: steps by module, and what their types of values take."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence

from callbook.pytest_plugin.catalogue.entry import CatalogueEntry

_HEAD = """\
# The steps

Written by `callbook steps --markdown`; `make lint` says when it is out of date.
*Used* counts the places in the features. `callbook steps WORD ...` searches, `callbook steps --json` is for machines.
"""


def as_markdown(entries: Sequence[CatalogueEntry]) -> str:
    """Return the page."""
    modules = dict.fromkeys(entry.definition.module for entry in entries)
    parts = [_HEAD]
    for module in modules:
        parts += _section(module, [entry for entry in entries if entry.definition.module == module])
    return "\n".join([*parts, *_types(entries)])


def _section(module: str, entries: Iterable[CatalogueEntry]) -> Iterator[str]:
    yield f"## {_title(module)}\n"
    yield f"`{module}`\n"
    yield from _table(("step", "takes", "what it does", "used"), map(_row, entries))


def _row(entry: CatalogueEntry) -> tuple[str, ...]:
    definition = entry.definition
    takes = "<br>".join(map(_cell, entry.takes()))
    return (
        f"**{definition.keyword.replace('*', 'Any')}** {_code(definition.pattern)}",
        takes,
        _cell(definition.says),
        str(len(entry.uses)),
    )


def _types(entries: Iterable[CatalogueEntry]) -> Iterator[str]:
    own = {each.type: each.says for entry in entries for each in entry.definition.parameters if each.says}
    if own:
        yield "## Types of values\n"
        yield from _table(("type", "what it does"), ((_code(name), _cell(own[name])) for name in sorted(own)))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(head)
    yield _line(["---"] * len(head))
    yield from map(_line, rows)
    yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _title(module: str) -> str:
    """Return the first line of the module's docstring, or its name."""
    text = inspect.getdoc(sys.modules[module]) if module in sys.modules else None
    return (text or module).splitlines()[0].rstrip(".")


def _code(text: str) -> str:
    return f"`{_without_bars(text)}`"


def _cell(text: str) -> str:
    return _without_bars(text).replace("<", "&lt;")


def _without_bars(text: str) -> str:
    return text.replace("|", "\\|")
