"""The catalogue as a page: steps by module, and what their types of values take."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence

from callbook.pytest_plugin.catalogue.definition import Parameter, own_types
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry
from callbook.pytest_plugin.catalogue.listed import accepts
from callbook.pytest_plugin.catalogue.wording import few_words

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
        f"**{definition.keyword.replace('*', 'Any')}** {_code(entry.wording.pattern)}",
        takes,
        _cell(definition.says),
        str(len(entry.uses)),
    )


def _types(entries: Iterable[CatalogueEntry]) -> Iterator[str]:
    """Yield what the types of the definitions take, of those, too, for which the wordings hold a word."""
    own: dict[str, str] = {}
    for definition in dict.fromkeys(entry.definition for entry in entries):
        readers = own_types(definition.parser)
        for each in definition.parameters:
            if each.says:
                own[each.type] = _accepted(each, few_words(readers[each.type]))
    if own:
        yield "## Types of values\n"
        yield from _table(("type", "what it takes"), ((_code(name), own[name]) for name in sorted(own)))


def _accepted(parameter: Parameter, words: Sequence[str]) -> str:
    """Return what a type takes, with its words if they are few."""
    says = parameter.says.partition(": ``")[0] if words else parameter.says
    text = _cell(accepts(says)) + ("; may be unknown" if parameter.may_be_unknown else "")
    return f"{text}: {', '.join(map(_code, words))}" if words else text


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
