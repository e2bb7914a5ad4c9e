"""Each command says in one sentence what it does, and shows how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

COMMANDS = [command.name or "" for command in app.registered_commands]
EVERY = [
    *("lint", "convert", "set", "explain", "whatif", "compare"),
    *("import", "conform", "replay", "diff", "export", "report", "everywhere", "explore", "sweep"),
    *("demo", "init", "run"),
    *("serve", "coverage", "doctor", "mutants", "options", "privileges"),
    *("assumptions", "check", "steps"),
]


def test_the_commands() -> None:
    """Whoever adds one adds it to the help of all."""
    assert EVERY == COMMANDS


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command(callbook: Callable[..., Printed], command: str, flag: str) -> None:
    """Its examples begin with its name."""
    printed = callbook(command, flag)
    assert (0, "") == (printed.code, printed.err)
    examples = printed.out.split("Examples")[1]
    assert f"callbook {command}" in examples


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("--help",), 0)])
def test_all_commands_are_listed(callbook: Callable[..., Printed], arguments: tuple[str, ...], code: int) -> None:
    """Asked for help, or asked for nothing."""
    printed = callbook(*arguments)
    assert code == printed.code
    assert all(f" {command} " in printed.out + printed.err for command in COMMANDS)
