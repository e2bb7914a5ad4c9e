"""`callbook explain` and `callbook compare` of a large company: the commands as a whole, and the work after reading.

The peer of the commands is Python that starts, imports rich and typer, and reads the same file with tomllib.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.console import Console

from benchmarks.big_center import AGENTS, GROUPS, big_center
from benchmarks.linting import READ
from benchmarks.measure import MICROSECONDS, Figure, in_turn, seconds_of
from callbook.cli.explain_command import Asked, print_explanation
from callbook.configuration import OPTIONS
from callbook.configuration.comparison import compare
from callbook.configuration.environment import Environment, read_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROUNDS = 5
_CALLBOOK = (sys.executable, "-c", "from callbook.cli import main; main()")
_OPTION = "webcallback.auto-answer"
_SIZE = f"{AGENTS} agents, {GROUPS} groups"
_MILLISECONDS = 1_000


def run() -> tuple[Figure, ...]:
    """Measure the commands in processes of their own, in turn with the peer; then what they do once all is read."""
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        before, after = Path(folder) / "before.toml", Path(folder) / "after.toml"
        before.write_text(big_center(), encoding="utf-8")
        changed = big_center().replace('"webcallback.auto-dial" = "false"', '"webcallback.auto-dial" = "true"')
        after.write_text(changed, encoding="utf-8")
        explain = (*_CALLBOOK, "explain", str(before), "--agent", "agent7", _OPTION)
        commands = {"explain": explain, "compare": (*_CALLBOOK, "compare", str(before), str(after))}
        return (*_whole(commands, before), *_after_reading(before, after))


def _whole(commands: Mapping[str, Sequence[str]], file: Path) -> tuple[Figure, ...]:
    taken: dict[str, list[float]] = {"peer": [], **{name: [] for name in commands}}
    for _ in range(_ROUNDS):
        taken["peer"].append(seconds_of((sys.executable, "-c", READ, str(file)), file.parent))
        for name, command in commands.items():
            taken[name].append(seconds_of(command, file.parent, codes=(0, 1)))
    peer = median(taken["peer"])
    return tuple(
        Figure(f"{name}: seconds of the whole command", median(taken[name]), 2.0, f"{_SIZE}; the peer {peer:.2f} s")
        for name in commands
    )


def _after_reading(before: Path, after: Path) -> tuple[Figure, ...]:
    environment, other = read_environment(before), read_environment(after)
    environment.position(("agents", 0))  # reads where everything stands
    one, everything, _ = in_turn(
        lambda: _explained(environment, _OPTION), lambda: _explained(environment, None), each=3, rounds=_ROUNDS
    )
    first, nothing, _ = in_turn(
        lambda: compare(environment.configuration(), other.configuration()),
        lambda: compare(environment.configuration(), environment.configuration()),
        each=1,
        rounds=3,
    )
    detail = f"{_SIZE}, {len(OPTIONS)} options each; {nothing / MICROSECONDS:.2f} s where nothing differs"
    return (
        Figure("explain: milliseconds for one option, once read", one / _MILLISECONDS, 50.0, _SIZE),
        Figure("explain: milliseconds for all that applies, once read", everything / _MILLISECONDS, 50.0, _SIZE),
        Figure("compare: seconds, once both are read", first / MICROSECONDS, 1.0, detail),
    )


def _explained(environment: Environment, option: str | None) -> None:
    print_explanation(
        Console(file=io.StringIO()), environment, Asked(Path(), "agent7", option, (), None), as_json=False
    )
