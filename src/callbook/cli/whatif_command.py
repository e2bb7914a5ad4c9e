"""The same callback before and after a change of the configuration: what happens differently, gained and lost."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.json_output import print_json
from callbook.cli.level_and_holder import level_and_holder
from callbook.cli.scenario_run import recorded
from callbook.cli.their_configuration import their_configuration
from callbook.configuration import PRIVILEGES, changes
from callbook.configuration.directory import agent_called
from callbook.diagram import ladder_diff_text
from callbook.errors import BadInput
from callbook.replay import WhatIf, whatif
from callbook.replay.held import holding
from callbook.replay.seen import seen_differently
from callbook.replay.whatif import usual_whatif

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console

    from callbook.configuration import ContactCenter
    from callbook.replay.held import Hold

_COLOUR = {"+": "green", "-": "red"}
_YES_AND_NO = {"true": True, "false": False}
_MOST = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be tried.

    Attributes:
        file: the configuration.
        agent: whose callback it is, by name or id.
        settings: NAME=VALUE each.
        at: LEVEL:HOLDER where options are set; empty for the agent's own.
        scenario: FILE.feature[:LINE]; empty for a usual callback.
    """

    file: Path
    agent: str
    settings: tuple[str, ...]
    at: str
    scenario: str


def run(console: Console, wanted: Wanted, *, as_json: bool) -> None:
    """Print the difference.

    Raises:
        Unknown: for an agent, an option, a privilege or a level that nobody knows.
        BadInput: for a setting that is none, or a scenario that cannot be played.
    """
    center = their_configuration(wanted.file).contact_center
    agent = agent_called(center, wanted.agent).id
    settings = dict(_setting(each) for each in wanted.settings)
    if wanted.scenario:
        found = _of_scenario(wanted, agent, settings)
    else:
        found = usual_whatif(center, _hold(settings, agent, wanted.at), agent)
    if as_json:
        print_json(console, _plain(found))
    else:
        for line in _told(found):
            style = _COLOUR.get(line[:1], "") if line[:2] in {"+ ", "- "} else ""
            console.print(line, style=style or None, markup=False, highlight=False, soft_wrap=True)


def _of_scenario(wanted: Wanted, agent: str, settings: Mapping[str, str | bool]) -> WhatIf:
    """Let the agent play the first part of the scenario, record it, and play it again under the change."""
    with tempfile.TemporaryDirectory(prefix="callbook-whatif-") as folder:
        part, trace = recorded(wanted.scenario, wanted.file, agent, Path(folder))
    if wanted.at:
        accepted = "no level together with --scenario: there the setting is the agent's own"
        raise BadInput("level", wanted.at, where="--at", accepted=accepted)
    return whatif(trace, settings, agent=part)


def _setting(text: str) -> tuple[str, str | bool]:
    name, found, value = text.partition("=")
    if not found:
        raise BadInput("setting", text, where="--set", accepted="NAME=VALUE, for example webcallback.auto-dial=true")
    if name not in PRIVILEGES:
        return name, value
    if value not in _YES_AND_NO:
        raise BadInput(name, value, where="--set", accepted="true (granted) or false (withheld)")
    return name, _YES_AND_NO[value]


def _hold(settings: Mapping[str, str | bool], agent: str, at: str) -> Hold:
    options = {name: value for name, value in settings.items() if name not in PRIVILEGES}
    holding(settings, agent)  # says which name nobody knows
    if not at:
        return holding(settings, agent)
    privileges = holding({name: value for name, value in settings.items() if name in PRIVILEGES}, agent)
    level, holder = level_and_holder(at)

    def hold(center: ContactCenter) -> ContactCenter:
        for name, value in options.items():
            center = changes.with_option(center, level, holder, name, str(value))
        return privileges(center)

    return hold


def _told(found: WhatIf) -> Iterator[str]:
    yield f"{found.before.name}, before (-) and after (+):"
    yield ""
    yield from ladder_diff_text(found.before.entries, found.after.entries).splitlines()
    yield ""
    yield from (f"+ gained: {agent} is offered to {action}" for agent, action in found.gained)
    yield from (f"- lost: {agent} is no longer offered to {action}" for agent, action in found.lost)
    yield from (f"refused: {entry.text}" for entry in found.refused)
    seen = seen_differently(found.before.entries, found.after.entries)
    yield from (f"seen: {text}" for text in _shortened(seen))
    if not (found.gained or found.lost or found.refused or seen):
        yield "Nobody notices anything."


def _shortened(seen: list[str]) -> Iterable[str]:
    more = len(seen) - _MOST
    return seen if more <= 0 else [*seen[:_MOST], f"and {more} more differences (all of them: --json)"]


def _plain(found: WhatIf) -> dict[str, object]:
    return {
        "callback": found.before.name,
        "ladder": ladder_diff_text(found.before.entries, found.after.entries).splitlines(),
        "gained": [{"agent": agent, "action": str(action)} for agent, action in found.gained],
        "lost": [{"agent": agent, "action": str(action)} for agent, action in found.lost],
        "refused": [{"agent": entry.actor, "action": entry.action, "why": entry.text} for entry in found.refused],
        "seen": seen_differently(found.before.entries, found.after.entries),
    }
