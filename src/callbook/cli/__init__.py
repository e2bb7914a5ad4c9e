"""The command line: ``callbook --help`` lists the commands, each with examples.

What people ask first is answered here, before the library is loaded that reads the arguments of all commands: that
takes longer than the answer.
"""

import os
import sys

from callbook.cli.output import print_whatever_comes
from callbook.cli.version import VERSION

__all__ = ["main"]

_COMPLETING = "_CALLBOOK_COMPLETE"
"""The variable by which a shell asks what a line may go on with, or how to ask that."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, on the process's own *arguments* by default; an error of the kit is one clear line.

    Raises:
        SystemExit: always, with 2 for an error of the kit or a command line that cannot be read.
    """
    print_whatever_comes()
    try:
        code = _answer(sys.argv[1:] if arguments is None else arguments)
    except _errors_of_the_kit() as error:
        _say(error)
        code = 2
    sys.exit(code)


def _answer(given: list[str]) -> int:
    """Return the exit code; a command that the library runs ends the process by itself."""
    if _COMPLETING in os.environ:
        from callbook.cli.app import app

        return int(app(given, prog_name="callbook"))
    if given == ["--version"]:
        print(f"callbook {VERSION}")
        return 0
    if given in ([], ["--help"], ["-h"]):
        from callbook.cli.overview import overview

        print(overview())
        return 0 if given else 2
    if given[0] == "steps" and all(word == "--json" or not word.startswith("-") for word in given):
        from callbook.cli import steps_command
        from callbook.cli.output import console

        words = [word for word in given[1:] if word != "--json"]
        form = "json" if "--json" in given else "table"
        return steps_command.run(console(), words, (), unused=False, form=form)
    from callbook.cli.app import app

    return int(app(given))


def _errors_of_the_kit() -> tuple[type[Exception], ...]:
    """Return the base of all of them, and the error for what is not installed; asked only when something was raised."""
    from callbook.core import CallbookError
    from callbook.missing_modules import MissingExtra

    return CallbookError, MissingExtra


def _say(error: Exception) -> None:
    from rich.markup import escape

    from callbook.cli.output import console

    text = f"[bold red]callbook:[/bold red] {escape(str(error))}"
    console(stderr=True).print(text, highlight=False, soft_wrap=True)
