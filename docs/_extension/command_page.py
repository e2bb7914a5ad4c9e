"""The command line as a page: what each command says of itself with ``--help``, and the options of pytest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
import typer
from docs._extension.markdown import block, code, table, target, words
from rich.text import Text

from callbook import pytest_plugin
from callbook.cli.program import app
from callbook.pytest_plugin.own import desktops
from callbook.pytest_plugin.run import doors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.core import TyperGroup


def commands() -> str:
    """Write every command: what it does, what it takes, examples."""
    known = cast("TyperGroup", typer.main.get_command(app)).commands
    overview = table(
        ("command", "what for"),
        (
            (f"[{code(f'callbook {name}')}](#{target('command', name)})", words(_first_line(each.help)))
            for name, each in known.items()
        ),
    )
    return "\n\n".join((overview, *(_command(name, each) for name, each in known.items())))


def _command(name: str, command: Any) -> str:  # noqa: ANN401 - Typer's own copy of click is private
    context = command.make_context(f"callbook {name}", [], resilient_parsing=True)
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    heading = f"({target('command', name)})=\n## callbook {name}"
    records = (each.get_help_record(context) for each in command.params)
    takes = table(("takes", "what it says"), ((code(names), words(says)) for names, says in filter(None, records)))
    examples = "\n".join(_examples(command.epilog))
    return "\n\n".join((heading, words(command.help), block("text", usage), takes, block("text", examples)))


def _examples(epilog: str) -> Iterator[str]:
    for line in epilog.splitlines()[1:]:
        plain = Text.from_markup(line).plain.strip()
        if plain:
            yield plain


def _first_line(text: str | None) -> str:
    return (text or "").split("\n")[0]


def pytest_options() -> str:
    """Write the options that the plugin adds to pytest."""
    parser = pytest.Parser(_ispytest=True)
    for part in (pytest_plugin, doors, desktops):
        part.pytest_addoption(parser)
    rows = ((_pytest_names(each), words(_help(each))) for each in parser.getgroup("callbook").options)
    return table(("option", "what it does"), rows)


def _pytest_names(option: Any) -> str:  # noqa: ANN401 - pytest does not export the type
    metavar = option.attrs().get("metavar", "")
    return ", ".join(code(f"{name} {metavar}".strip()) for name in option.names())


def _help(option: Any) -> str:  # noqa: ANN401 - the same
    attributes = option.attrs()
    return str(attributes.get("help", "")).replace("%(default)s", str(attributes.get("default", "")))
