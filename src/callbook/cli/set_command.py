"""Sets one option in the file in which it stands, or has to stand, and leaves every other byte as it was.

Others may do the same at the same time: each change is applied to the newest text, and none is lost.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.only_writer import only_writer
from callbook.cli.their_configuration import level_and_holder
from callbook.cli.whole_file import write_whole
from callbook.configuration import OF_NAMES, OPTIONS, Directory, Environment, OptionChange, read_environment
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
        BadInput: there is no such option, object or value, or somebody else does not stop writing; nothing is written
            then.
    """
    option, equals, value = assignment.partition("=")
    if not equals:
        raise BadInput("assignment", assignment, accepted=_ASSIGNMENT)
    level, holder = level_and_holder(at)

    def changed() -> tuple[OptionChange, Path]:
        """Return the change to the files as they are now, and the file that is to be written."""
        environment = read_environment(file)
        _check(environment, option, value)
        change = environment.with_option(level, holder, option, value)
        return change, Path(change.position.file) if output is None else output

    what = "file" if output is None else "--output"
    change, target = changed()
    with ExitStack() as locks:
        held = set[Path]()
        while target not in held:  # another one may have moved the option into another file before we held this one
            locks.enter_context(only_writer(target, what=what))
            held.add(target)
            change, target = changed()
        write_whole(target, change.data, what=what)
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
