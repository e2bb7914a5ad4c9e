"""The command line as a page: what each command says of itself with ``--help``, and the options of pytest."""

from __future__ import annotations

from argparse import SUPPRESS
from typing import TYPE_CHECKING, Any, cast

import typer
from docs._extension.markdown import block, code, table, target, words
from rich.text import Text

from callbook.cli.app import app
from callbook.pytest_plugin.options import OPTIONS, PluginOption

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
    rows = ((_names(each), words(_help(each))) for each in OPTIONS if each.attributes["help"] != SUPPRESS)
    return table(("option", "what it does"), rows)


def _names(option: PluginOption) -> str:
    metavar = option.attributes.get("metavar", "")
    names = (option.long_name, *([option.short_name] if option.has_short_name else []))
    return ", ".join(code(f"{name} {metavar}".strip()) for name in names)


def _help(option: PluginOption) -> str:
    return str(option.attributes["help"]).replace("%(default)s", str(option.attributes.get("default", "")))
