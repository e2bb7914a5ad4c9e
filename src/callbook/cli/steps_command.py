"""Prints the catalogue of steps: a project's, read by pytest, or where there is none the kit's, read from a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from callbook.cli.output import print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

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


def run(console: Console, words: Sequence[str], features: Sequence[Path], *, unused: bool, form: str) -> None:
    """Print the definitions that speak of all *words*.

    Args:
        console: where to print.
        words: in any case; none means all definitions.
        features: where uses are counted.
        unused: only the project's own definitions that no feature uses.
        form: `table`, `json`, `markdown` or `editor`.

    Raises:
        BadInput: nothing was found.
    """
    is_plain = form in {"table", "json"}
    if is_plain and not (features or unused or is_project(Path.cwd())):
        from callbook.pytest_plugin import kit_steps, speaks_of

        steps = [step for step in kit_steps() if speaks_of(step, words)]
        _refuse_nothing(steps, words)
        _print(console, steps, form)
        return
    from callbook.pytest_plugin import as_markdown, dry_run, editor_definitions, search_steps

    seen_definitions = dry_run(features or ([_FEATURES] if _FEATURES.is_dir() else ()))
    found = search_steps(seen_definitions.entries, words)
    if unused:
        found = [entry for entry in found if entry.definition in seen_definitions.unused]
    else:
        _refuse_nothing(found, words)
    if is_plain:
        _print(console, [entry.as_mapping() for entry in found], form)
    else:
        console.file.write(as_markdown(found) if form == "markdown" else editor_definitions(found))


def is_project(folder: Path) -> bool:
    """Return whether steps of its own may stand in *folder*, or pytest's settings for it ask for Callbook."""
    if (folder / "conftest.py").is_file() or (folder / _FEATURES).is_dir() or any(folder.glob("*.feature")):
        return True
    settings = [path for each in (folder, *folder.parents) for name in _SETTINGS if (path := each / name).is_file()]
    nearest = [path for path in settings if path.parent == settings[0].parent]
    return any(_ASKS.search(path.read_text(encoding="utf-8", errors="replace")) for path in nearest)


def _refuse_nothing(found: Sequence[object], words: Sequence[str]) -> None:
    if not found:
        from callbook.core import BadInput

        raise BadInput("search", " ".join(words), accepted="words of a step, its keyword, its module or what it does")


def _print(console: Console, steps: Sequence[Mapping[str, Any]], form: str) -> None:
    if form == "json":
        print_json(console, steps)
    else:
        print_table(console, ("step", "takes", "what it does", "used", "where"), [_cells(step) for step in steps])


def _cells(step: Mapping[str, Any]) -> tuple[str, ...]:
    from callbook.pytest_plugin import takes

    pattern = f"{step['keyword']} {step['pattern']}"
    return pattern, "\n".join(takes(step)), step["says"], str(len(step["uses"])), step["place"]
