"""Says what is here of what Callbook needs, what is missing for what, and the line that gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.cli.doctor_checks import CHECKS, surroundings_here
from callbook.cli.output import print_json, print_table

if TYPE_CHECKING:
    from rich.console import Console

    from callbook.cli.doctor_checks import Check, Found, Surroundings


def run(console: Console, *, as_json: bool) -> int:
    """Print what was found; return 1 if something is wrong without which nothing works, else 0."""
    return report(console, surroundings_here(), as_json=as_json)


def report(console: Console, here: Surroundings, *, as_json: bool) -> int:
    """Print what the checks find *here*; return the exit code."""
    looked = [(check, check.look(here)) for check in CHECKS]
    if as_json:
        print_json(console, [_as_mapping(check, found) for check, found in looked])
    else:
        rows = [(check.name, _verdict(check, found), found.words, check.needed_for) for check, found in looked]
        print_table(console, ("what", "is", "found", "needed for"), rows)
        for check, found in looked:
            if not found.good:
                console.print(f"{check.name}: {check.remedy}", markup=False, highlight=False, soft_wrap=True)
    return int(any(check.is_core and not found.good for check, found in looked))


def _verdict(check: Check, found: Found) -> str:
    if found.good:
        return "good"
    return "broken" if check.is_core else "missing"


def _as_mapping(check: Check, found: Found) -> dict[str, object]:
    return {
        "check": check.name,
        "status": _verdict(check, found),
        "found": found.words,
        "needed_for": check.needed_for,
        "core": check.is_core,
        "remedy": "" if found.good else check.remedy,
    }
