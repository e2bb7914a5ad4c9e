"""Why an option has its value for an agent, level by level; or all that applies to the agent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from callbook.cli.json_output import print_json
from callbook.cli.their_configuration import their_configuration
from callbook.configuration import Level
from callbook.configuration.directory import agent_called
from callbook.configuration.reading_order import Rung, Standing, reading_order
from callbook.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from callbook.configuration import Configuration, Denial, Explanation
    from callbook.environment import Environment

_STYLE = {Standing.APPLIES: "bold green", Standing.NOT_VALID: "red", Standing.IGNORED: "yellow"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know.

    Attributes:
        file: the configuration.
        agent: name or id.
        option: one option, or None for all that applies.
        data: what the interaction carries; None without one.
    """

    file: Path
    agent: str
    option: str | None
    data: dict[str, object] | None


def attached(file: Path, interaction: Sequence[str], queue: str | None) -> dict[str, object] | None:
    """Put together what the interaction carries: what the queue's strategy attaches, then what was given.

    Raises:
        BadInput: for what is neither KEY=VALUE nor a file that holds a JSON object.
        Unknown: for a queue that there is not.
    """
    if not interaction and queue is None:
        return None
    data: dict[str, object] = {}
    if queue is not None:
        configuration = their_configuration(file).configuration()
        strategy = configuration.queue(queue).strategy
        data.update({} if strategy is None else configuration.strategy(strategy).attach)
    for given in interaction:
        data.update(_given(given))
    return data


def _given(text: str) -> dict[str, Any]:
    key, found, value = text.partition("=")
    if found and key:
        return {key: value}
    accepted = "KEY=VALUE, or a file that holds a JSON object"
    try:
        read: object = json.loads(Path(text).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput("interaction", text, where="--interaction", accepted=f"{accepted} ({error})") from error
    if not isinstance(read, dict):
        raise BadInput("interaction", text, where="--interaction", accepted=accepted)
    return msgspec.convert(read, dict[str, Any])


def run(console: Console, asked: Asked, *, as_json: bool) -> None:
    """Print what applies, and why.

    Raises:
        Unknown: for an agent or an option that nobody knows.
    """
    environment = their_configuration(asked.file)
    configuration = environment.configuration()
    agent = agent_called(configuration.contact_center, asked.agent).id
    if asked.option is not None:
        _one(console, environment, asked.option, agent, asked.data, as_json=as_json)
    elif as_json:
        print_json(console, _everything(configuration, agent, asked.data))
    else:
        _all(console, configuration, agent, asked.data)


def _one(  # noqa: PLR0913 - what was asked, taken apart
    console: Console,
    environment: Environment,
    option: str,
    agent: str,
    data: dict[str, object] | None,
    *,
    as_json: bool,
) -> None:
    configuration = environment.configuration()
    explanation = configuration.explain(option, agent, data)
    rungs = [
        (rung, _place(environment, option, rung))
        for rung in reading_order(explanation, configuration.snapshot.holders(agent, data))
    ]
    if as_json:
        print_json(console, {**msgspec.to_builtins(explanation), "levels": [_plain(*each) for each in rungs]})
        return
    first, *rest = explanation.text().splitlines()
    console.print(first, markup=False, highlight=False, soft_wrap=True)
    console.print(_drawn(rungs))
    for line in rest:
        if not line.startswith(("  overruled: ", "  invalid: ")):  # the table says so already
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _place(environment: Environment, option: str, rung: Rung) -> str:
    """Say in which file and line the text stands; empty where nothing does, and for a default."""
    if rung.raw is None or rung.level is Level.DEFAULT:
        return ""
    return str(environment.position((*environment.path_of(rung.level, rung.holder), option)))


def _drawn(rungs: Iterable[tuple[Rung, str]]) -> Table:
    drawn = _table("level", "value", "", "where")
    for rung, place in rungs:
        value = "" if rung.raw is None else f"'{rung.raw}'"
        standing = f"{rung.standing}: {rung.valid}" if rung.valid else str(rung.standing)
        words = f"{standing} (assumed)" if rung.assumed else standing
        cells = (rung.where, value, words, place.rpartition("/")[2])
        drawn.add_row(*map(escape, cells), style=_STYLE.get(rung.standing, "dim"))
    return drawn


def _plain(rung: Rung, place: str) -> dict[str, object]:
    return {
        "level": rung.level.label,
        "holder": rung.holder,
        "value": rung.raw,
        "standing": str(rung.standing),
        "valid": rung.valid,
        "assumed": rung.assumed,
        "where": place,
    }


def _everything(configuration: Configuration, agent: str, data: dict[str, object] | None) -> dict[str, object]:
    return {
        "agent": agent,
        "options": {
            name: {"value": each.raw, "level": each.level.label, "holder": each.holder, "assumed": each.winner.assumed}
            for name, each in _explained(configuration, agent, data)
        },
        "privileges": {
            name: None if denial is None else denial.text
            for name, denial in (
                (name, configuration.denial(agent, name)) for name in configuration.privilege_catalogue
            )
        },
        "warnings": list(configuration.warnings(agent, data)),
    }


def _all(console: Console, configuration: Configuration, agent: str, data: dict[str, object] | None) -> None:
    options = _table("option", "value", "from")
    for name, each in _explained(configuration, agent, data):
        style = "dim" if each.level is Level.DEFAULT else ""
        options.add_row(escape(name), escape(f"'{each.raw}'"), escape(each.winner.where), style=style)
    console.print(options)
    privileges = _table("privilege", "", "why not")
    for name in configuration.privilege_catalogue:
        denial = configuration.denial(agent, name)
        told = ("yes", "", "") if denial is None else ("no", _why_not(denial), "yellow")
        privileges.add_row(escape(name), told[0], escape(told[1]), style=told[2])
    console.print(privileges)
    for warning in configuration.warnings(agent, data):
        console.print(f"warning: {warning}", markup=False, highlight=False, soft_wrap=True)


def _table(*columns: str) -> Table:
    return Table(*(Column(name, overflow="fold") for name in columns), box=SIMPLE_HEAD, pad_edge=False)


def _why_not(denial: Denial) -> str:
    roles = ", ".join(denial.granting_roles) or "no role"
    return f"{denial.missing!r} is missing [{denial.clause}]; granted by: {roles}"


def _explained(
    configuration: Configuration, agent: str, data: dict[str, object] | None
) -> Iterator[tuple[str, Explanation]]:
    return ((name, configuration.explain(name, agent, data)) for name in configuration.option_catalogue)
