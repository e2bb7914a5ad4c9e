"""Looks at the features without running them: is every step defined, every clause tag known?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.output import print_json
from callbook.core import BadInput, counted
from callbook.pytest_plugin import DEFINE_MISSING_STEPS, Definition, DryRun, definitions_to_paste, dry_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console


def run(console: Console, paths: Sequence[Path], allowed: Path | None, *, as_json: bool) -> int:
    """Print what is wrong with the features in *paths*; return 1 if anything is, else 0.

    Args:
        console: where to print.
        paths: files and folders; none means `features`, or all below this folder.
        allowed: a file that names the definitions that may be unused, one in a line.
        as_json: for machines.

    Raises:
        BadInput: there are no features, or no such file.
    """
    found = dry_run(features_in(paths))
    if not found.features and not found.problems:
        raise BadInput("features", " ".join(map(str, paths)) or ".", accepted="files or folders with feature files")
    changed = _compared(found.unused, allowed) if allowed else []
    if as_json:
        print_json(console, _mapping(found, changed))
    else:
        for line in _output_lines(found, changed):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    return 1 if found.problems or changed else 0


def features_in(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the *paths*, or where features usually are."""
    usual = Path("features")
    return paths or [usual if usual.is_dir() else Path()]


def _compared(unused: list[Definition], allowed: Path) -> list[str]:
    try:
        lines = allowed.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput("file", str(allowed), accepted="a file that names definitions, one in a line") from error
    known = {line for line in map(str.strip, lines) if line and not line.startswith("#")}
    now = {str(each): each.place for each in unused}
    new = [
        f"{now[each]}: no feature uses '{each}', and {allowed} does not name it" for each in now if each not in known
    ]
    return new + [f"{allowed}: '{each}' is used, or gone: take it out" for each in sorted(known - now.keys())]


def _output_lines(found: DryRun, changed: list[str]) -> list[str]:
    lines = [f"{problem}\n" for problem in found.problems]
    if found.missing:
        lines.append(f"{DEFINE_MISSING_STEPS}\n\n{definitions_to_paste(found.missing)}")
    return [*lines, *changed, *found.bad_values, _summary(found)]


def _summary(found: DryRun) -> str:
    return (
        f"{counted(found.features, 'feature')}, {counted(found.scenarios, 'scenario')}, "
        f"{counted(len(found.problems), 'problem')}; "
        f"{counted(len(found.entries), 'definition')}, {len(found.unused)} of the project's own unused"
    )


def _mapping(found: DryRun, changed: list[str]) -> dict[str, object]:
    return {
        "features": found.features,
        "scenarios": found.scenarios,
        "definitions": len(found.entries),
        "problems": [{"place": each.place, "text": each.text} for each in found.problems],
        "to define": definitions_to_paste(found.missing) if found.missing else "",
        "unused": [{"place": each.place, "definition": str(each)} for each in found.unused],
        "changed": changed,
        "invalid option values": found.bad_values,
    }
