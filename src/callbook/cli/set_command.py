"""Sets one option in the file in which it stands, or has to stand, and leaves every other byte as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.their_configuration import level_and_holder
from callbook.cli.whole_file import write_whole
from callbook.configuration import OF_NAMES, OPTIONS, Directory, Environment, read_environment
from callbook.core import BadInput, find

if TYPE_CHECKING:
    from rich.console import Console

_ASSIGNMENT = "an option and its value: webcallback.auto-answer=true"


def run(console: Console, file: Path, assignment: str, at: str, output: Path | None) -> None:
    """Set an option, and say in which file and line.

    Args:
        console: where to print.
        file: the contact centre, or an option export.
        assignment: the option, `=`, and its value.
        at: the level, and after a colon the object that holds it.
        output: where the changed file goes; None puts it in the place of the old one.

    Raises:
        BadInput: there is no such option, object or value; nothing is written then.
    """
    option, equals, value = assignment.partition("=")
    if not equals:
        raise BadInput("assignment", assignment, accepted=_ASSIGNMENT)
    level, holder = level_and_holder(at)
    environment = read_environment(file)
    _check(environment, option, value)
    change = environment.with_option(level, holder, option, value)
    if output is None:
        write_whole(Path(change.position.file), change.data, what="file")
    else:
        write_whole(output, change.data)
    was = "not set there before" if change.before is None else f"was {change.before!r}"
    into = "" if output is None else f"; written to {output}"
    message = f"{change.position}: {option} = {value!r} ({was}){into}"
    console.print(message, markup=False, highlight=False, soft_wrap=True)


def _check(environment: Environment, option: str, value: str) -> None:
    """Refuse an option that nobody knows, and a value that is not valid where that can be judged (C5)."""
    kind = find("option", option, OPTIONS).kind
    if environment.whole or kind not in OF_NAMES:
        directory = Directory(environment.contact_center)
        kind.parse(value, directory)
        for entry in kind.left_out(value, directory):
            raise BadInput(f"entry of {option}", entry, accepted=kind.valid)
