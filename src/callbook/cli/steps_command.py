"""Prints the catalogue of steps: a project's, read by pytest, or where there is none the kit's, read from a file."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from callbook.cli.output import console as make_console
from callbook.cli.output import print_file, print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from callbook.pytest_plugin import CatalogueEntry, StepText

_T = TypeVar("_T")

_PLAIN: Final = ("table", "json")
"""The forms that need no more of a step than what is kept in a file."""

_FEATURES: Final = Path("features")
_SETTINGS: Final = (
    "pytest.toml",
    ".pytest.toml",
    "pytest.ini",
    ".pytest.ini",
    "pyproject.toml",
    "tox.ini",
    "setup.cfg",
)
"""Where pytest's settings may stand."""

_ASKS: Final = re.compile(r"^\s*callbook(_config)?\s*=", re.MULTILINE)


def run(console: Console, words: Sequence[str], features: Sequence[Path], *, unused: bool, form: str) -> int:
    """Print the steps that speak of all *words*; return 1 if there are none, which is said with the nearest, else 0.

    Args:
        console: where to print.
        words: in any case; none means all steps.
        features: where uses are counted.
        unused: only the project's own definitions that no feature uses; none is fine.
        form: `table`, `json`, `markdown` or `editor`.
    """
    if form in _PLAIN and not (features or unused or is_project(Path.cwd())):
        from callbook.pytest_plugin import kit_steps, text_of

        steps = kit_steps()
        found = _searched(steps, [text_of(step) for step in steps], words)
        _print(console, found, form)
        return int(not found)
    entries = _entries(features, words, unused=unused)
    if form in _PLAIN:
        _print(console, [entry.as_mapping() for entry in entries], form)
    elif entries:
        from callbook.pytest_plugin import as_markdown, editor_definitions

        print_file(console, as_markdown(entries) if form == "markdown" else editor_definitions(entries))
    return int(not (entries or unused))


def _entries(features: Sequence[Path], words: Sequence[str], *, unused: bool) -> list[CatalogueEntry]:
    from callbook.pytest_plugin import dry_run, search

    seen = dry_run(features or ([_FEATURES] if _FEATURES.is_dir() else ()))
    if unused:
        every = [entry for entry in seen.entries if entry.definition in seen.unused]
        return [every[number] for number in search([entry.text for entry in every], words)]
    every = [worded for entry in seen.entries for worded in entry.in_words()]
    return _searched(every, [entry.text for entry in every], words)


def is_project(folder: Path) -> bool:
    """Return whether steps of its own may stand in *folder*, or pytest's settings for it ask for Callbook."""
    if (folder / "conftest.py").is_file() or (folder / _FEATURES).is_dir() or any(folder.glob("*.feature")):
        return True
    settings = [path for each in (folder, *folder.parents) for name in _SETTINGS if (path := each / name).is_file()]
    nearest = [path for path in settings if path.parent == settings[0].parent]
    return any(_ASKS.search(path.read_text(encoding="utf-8", errors="replace")) for path in nearest)


def _searched(steps: Sequence[_T], texts: Sequence[StepText], words: Sequence[str]) -> list[_T]:
    """Return the *steps* that are found by their *texts*; where there are none, say which are nearest."""
    from callbook.pytest_plugin import search

    found = search(texts, words)
    if not found:
        from callbook.pytest_plugin import nearest_steps

        near = [f"  {texts[number].keyword} {texts[number].pattern}" for number in nearest_steps(texts, words)]
        way_out = "Nearest:" if near else "Search for words of a step, of its module, or of what it does."
        heading = f"No step speaks of {' '.join(words)!r}. {way_out}"
        error_console = make_console(stderr=True)
        for line in (heading, *near):
            error_console.print(line, markup=False, highlight=False, soft_wrap=True)
    return [steps[number] for number in found]


def _print(console: Console, steps: Sequence[Mapping[str, Any]], form: str) -> None:
    if form == "json":
        print_json(console, steps)
    elif steps:
        columns = ("step", "takes", "what it does", "used", "where")
        # A row for each definition: the ways in which it is written share what is the same for them.
        definitions = groupby(steps, key=itemgetter("keyword", "definition", "place"))
        print_table(console, columns, [_cells(list(alike)) for _, alike in definitions])


def _cells(wordings: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    from callbook.pytest_plugin import takes

    most_used = max(wordings, key=lambda step: len(step["uses"]))
    return (
        "\n".join(f"{step['keyword']} {step['pattern']}" for step in wordings),
        "\n".join(takes(most_used)),
        most_used["says"],
        str(sum(len(step["uses"]) for step in wordings)),
        most_used["place"],
    )
