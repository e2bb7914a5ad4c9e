"""Why an option has its value for an agent, level by level; or all that applies to the agent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from callbook.cli.output import print_json
from callbook.cli.program import applying
from callbook.cli.their_configuration import their_configuration
from callbook.configuration import APPLICATION_NAME, Holder, Level, Rung, Standing, agent_called, reading_order
from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from callbook.configuration import AttachedData, Configuration, Denial, Environment, Explanation

_Placed: TypeAlias = "tuple[Rung, str]"
"""What a level says, and the file and line in which that stands."""

_STYLE = {Standing.APPLIES: "bold green", Standing.NOT_VALID: "red", Standing.IGNORED: "yellow"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know.

    Attributes:
        file: the configuration.
        agent: name or id.
        option: one option, or None for all that applies.
        interaction: what the interaction carries: KEY=VALUE, or files with JSON objects.
        queue: the queue that it comes from; None where that does not matter.
    """

    file: Path
    agent: str
    option: str | None
    interaction: tuple[str, ...]
    queue: str | None


def run(console: Console, asked: Asked, *, as_json: bool) -> None:
    """Print what applies, and why.

    Raises:
        Unknown: for an agent, an option or a queue that nobody knows.
        BadInput: for what is neither KEY=VALUE nor a file that holds a JSON object.
    """
    print_explanation(console, their_configuration(asked.file), asked, as_json=as_json)


def print_explanation(console: Console, environment: Environment, asked: Asked, *, as_json: bool) -> None:
    """Print the same of an environment that is read already; see ``run``."""
    configuration = environment.configuration()
    agent = agent_called(configuration.contact_center, asked.agent).id
    data = _attached(configuration, asked)
    if asked.option is not None:
        explanation = configuration.explain(asked.option, agent, data)
        rungs = _rungs(environment, explanation, configuration.snapshot.holders(agent, data))
        _one(console, explanation, rungs, as_json=as_json)
    elif as_json:
        print_json(console, _everything(configuration, agent, data))
    else:
        _all(console, configuration, agent, data)


def _attached(configuration: Configuration, asked: Asked) -> AttachedData | None:
    """Return what the interaction carries: what the queue's strategy attaches, then what was given."""
    if not asked.interaction and asked.queue is None:
        return None
    data: dict[str, object] = {}
    if asked.queue is not None:
        strategy = configuration.queue(asked.queue).strategy
        data.update({} if strategy is None else configuration.strategy(strategy).attach)
    for given in asked.interaction:
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
        why = error.strerror if isinstance(error, OSError) else error
        raise BadInput("interaction", text, where="--interaction", accepted=accepted, why=str(why)) from error
    if not isinstance(read, dict):
        raise BadInput("interaction", text, where="--interaction", accepted=accepted)
    return msgspec.convert(read, dict[str, Any])


def _rungs(environment: Environment, explanation: Explanation, holders: tuple[Holder, ...]) -> list[_Placed]:
    return [(rung, _place(environment, explanation.option, rung)) for rung in reading_order(explanation, holders)]


def _place(environment: Environment, option: str, rung: Rung) -> str:
    """Return in which file and line the text stands; empty where nothing does, and for a default."""
    if rung.raw is None or rung.level is Level.DEFAULT:
        return ""
    return str(environment.position((*environment.path_of(rung.level, rung.holder), option)))


def _one(console: Console, explanation: Explanation, rungs: list[_Placed], *, as_json: bool) -> None:
    if as_json:
        print_json(console, _plain(explanation, rungs))
        return
    first, *rest = explanation.text().splitlines()
    _say(console, first)
    _say(console, "")
    cells = [
        (rung.where, "-" if rung.raw is None else f"'{rung.raw}'", place.rpartition("/")[2]) for rung, place in rungs
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for (rung, _), row in zip(rungs, cells, strict=True):
        padded = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        _say(console, f"  {padded}  {_standing(rung)}".rstrip(), _STYLE.get(rung.standing, "dim"))
    more = [line for line in rest if not line.startswith(("  overruled: ", "  invalid: "))]  # the rungs say so already
    for line in ("", *more) if more else ():
        _say(console, line)


def _standing(rung: Rung) -> str:
    return f"{rung.standing}; valid: {rung.valid}" if rung.valid else str(rung.standing)


def _plain(explanation: Explanation, rungs: list[_Placed]) -> dict[str, object]:
    return {
        "option": explanation.option,
        "agent": explanation.agent,
        **applying(explanation.winner, valid=explanation.applies),
        "warnings": list(explanation.warnings),
        "levels": [
            {
                "level": rung.level.label,
                "holder": rung.holder,
                "value": rung.raw,
                "standing": rung.standing.name.lower().replace("_", " "),
                "valid": rung.valid,
                "assumed": rung.assumed,
                "where": place,
            }
            for rung, place in rungs
        ],
    }


def _everything(configuration: Configuration, agent: str, data: AttachedData | None) -> dict[str, object]:
    privileges = {name: configuration.denial(agent, name) for name in configuration.privilege_catalogue}
    return {
        "agent": agent,
        "options": {
            each.option: applying(each.winner, valid=each.applies) for each in _explained(configuration, agent, data)
        },
        "privileges": {name: None if denial is None else denial.text for name, denial in privileges.items()},
        "warnings": list(configuration.warnings(agent, data)),
    }


def _all(console: Console, configuration: Configuration, agent: str, data: AttachedData | None) -> None:
    """Print the options under the object that each comes from, the highest first, then the privileges."""
    found = list(_explained(configuration, agent, data))
    default = Holder(Level.DEFAULT, APPLICATION_NAME, {})
    for holder in (*configuration.snapshot.holders(agent, data), default):
        from_here = [each for each in found if (each.level, each.holder) == (holder.level, holder.name)]
        if from_here:
            _say(console, "Default" if holder is default else from_here[0].winner.where, "bold")
        for each in from_here:
            remark = "" if each.applies else " (not valid, so nothing applies)"
            assumed = " (assumed)" if each.winner.assumed else ""
            _say(console, f"  {each.option} = '{each.raw}'{assumed}{remark}")
    _say(console, "Privileges", "bold")
    for name in configuration.privilege_catalogue:
        denial = configuration.denial(agent, name)
        _say(console, *((f"  + {name}",) if denial is None else (f"  - {name}: {_why_not(denial)}", "yellow")))
    for warning in configuration.warnings(agent, data):
        _say(console, f"warning: {warning}", "yellow")


def _say(console: Console, line: str, style: str | None = None) -> None:
    console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def _why_not(denial: Denial) -> str:
    roles = ", ".join(denial.granting_roles) or "no role"
    return f"{denial.missing!r} is missing [{denial.clause}]; granted by: {roles}"


def _explained(configuration: Configuration, agent: str, data: AttachedData | None) -> Iterator[Explanation]:
    return (configuration.explain(name, agent, data) for name in configuration.option_catalogue)
