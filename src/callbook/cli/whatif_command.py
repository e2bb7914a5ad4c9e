"""The same callback before and after a change of the configuration: what happens differently, gained and lost."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.output import print_json
from callbook.cli.their_configuration import level_and_holder, their_configuration
from callbook.cli.whole_file import write_whole
from callbook.configuration import PRIVILEGES, Configuration, agent_called, changes
from callbook.core import ActionTaken, BadInput, ScreenShown, counted, read_assumptions
from callbook.lab import WhatIf, center_change, differences_shown, small_center, usual_whatif, whatif
from callbook.record import NO_DIFFERENCE, ladder_diff_text, read_stream, read_trace
from callbook.workspace import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console

    from callbook.configuration import ContactCenter
    from callbook.lab import CenterChange
    from callbook.record import Trace


_COLORS = {"+": "green", "-": "red"}
_YES_AND_NO = {"true": True, "false": False}
_MOST = 12


_QUIET = ("-q", "--no-header", "--tb=short", "--color=no", "-p", "no:cacheprovider")


@dataclass(frozen=True, slots=True)
class WhatIfRequest:
    """What is to be tried.

    Attributes:
        file: the configuration.
        agent: whose callback it is, by name or id.
        settings: NAME=VALUE each.
        at: LEVEL:HOLDER where options are set; empty for the agent's own.
        scenario: FILE.feature[:LINE]; empty for a usual callback.
        assumptions: the file of what is assumed; None for the kit's own.
    """

    file: Path
    agent: str
    settings: tuple[str, ...]
    at: str
    scenario: str
    assumptions: Path | None = None


def run(console: Console, wanted: WhatIfRequest, *, as_json: bool, page: Path | None = None) -> None:
    """Print the difference, and write it as a *page* where one is wanted.

    Raises:
        Unknown: for an agent, an option, a privilege or a level that nobody knows.
        BadInput: for an unknown setting, or a scenario that cannot be played.
    """
    center = their_configuration(wanted.file).contact_center
    agent = agent_called(center, wanted.agent).id
    settings = dict(_setting(each) for each in wanted.settings)
    hold = _hold(settings, agent, wanted.at)
    warnings = _newly_wrong(center, hold(center))
    if wanted.scenario:
        part, found = _of_scenario(wanted, agent, settings)
        callback = f"{found.before.name} ({part} is {agent})"
    else:
        found = usual_whatif(center, hold, agent, read_assumptions(wanted.assumptions))
        callback = found.before.name
    if page is not None:
        _write(page, f"What if {', '.join(wanted.settings)}: {callback}", found)
    if as_json:
        print_json(console, _plain(callback, found, warnings))
        return
    for line in _output_lines(callback, found, warnings):
        style = _COLORS.get(line[:1], "") if line[:2] in {"+ ", "- "} else ""
        console.print(line, style=style or None, markup=False, highlight=False, soft_wrap=True)
    if page is not None:
        console.print(f"Both desks side by side: {page}", markup=False, highlight=False, soft_wrap=True)


def _write(page: Path, title: str, found: WhatIf) -> None:
    from callbook.notebook import export_change  # noqa: PLC0415 - only a page needs its drawing

    write_whole(page, export_change(title, found))


def _newly_wrong(center: ContactCenter, changed: ContactCenter) -> list[str]:
    """Return which of the settings are not valid where they are set, and so have no effect (C5)."""
    known = set(map(str, Configuration(center).problems()))
    return [text for text in map(str, Configuration(changed).problems()) if text not in known]


def _of_scenario(wanted: WhatIfRequest, agent: str, settings: Mapping[str, str | bool]) -> tuple[str, WhatIf]:
    """Let the agent play the first part of the scenario, record it, and play it again under the change."""
    if wanted.at:
        accepted = "no level together with --scenario: there the setting is the agent's own"
        raise BadInput("level", wanted.at, where="--at", accepted=accepted)
    with tempfile.TemporaryDirectory(prefix="callbook-whatif-") as folder:
        part, trace = _recorded(wanted, agent, Path(folder))
    return part, whatif(trace, settings, agent=part)


def _setting(text: str) -> tuple[str, str | bool]:
    name, found, value = text.partition("=")
    if not found:
        raise BadInput("setting", text, where="--set", accepted="NAME=VALUE, for example webcallback.auto-dial=true")
    if name not in PRIVILEGES:
        return name, value
    if value not in _YES_AND_NO:
        raise BadInput(name, value, where="--set", accepted="true (granted) or false (withheld)")
    return name, _YES_AND_NO[value]


def _hold(settings: Mapping[str, str | bool], agent: str, at: str) -> CenterChange:
    hold = center_change(settings, agent)  # says which name nobody knows
    if not at:
        return hold
    options = {name: str(value) for name, value in settings.items() if name not in PRIVILEGES}
    privileges = center_change({name: value for name, value in settings.items() if name in PRIVILEGES}, agent)
    level, holder = level_and_holder(at)

    def hold_there(center: ContactCenter) -> ContactCenter:
        for name, value in options.items():
            center = changes.with_option(center, level, holder, name, value)
        return privileges(center)

    return hold_there


def _output_lines(callback: str, found: WhatIf, warnings: list[str]) -> Iterator[str]:
    ladder = ladder_diff_text(found.before.entries, found.after.entries).splitlines()
    yield f"{callback}, before (-) and after (+):"
    yield ""
    yield from ladder
    yield ""
    yield from (f"+ gained: {agent} is offered '{action}'" for agent, action in found.gained)
    yield from (f"- lost: {agent} is no longer offered '{action}'" for agent, action in found.lost)
    yield from (f"refused: {entry.text}" for entry in found.refused)
    seen = differences_shown(found.before.entries, found.after.entries, found.before.names_of_agents)
    yield from (f"seen: {text}" for text in _shortened(seen))
    yield from (f"warning: {text}" for text in warnings)
    if not (found.gained or found.lost or found.refused or seen):
        yield _same(found, ladder)


def _same(found: WhatIf, ladder: list[str]) -> str:
    if ladder != [NO_DIFFERENCE]:  # who no longer has to click, or is shown a warning, notices that: the ladder tells
        return "All else is the same."
    reaches = _reaches_a_desk(found.before)
    return "Nobody notices anything." if reaches else "No callback reaches the agent, neither before nor after."


def _reaches_a_desk(trace: Trace) -> bool:
    screens = (entry.screen for entry in trace.entries if isinstance(entry, ScreenShown))
    return any(isinstance(screen, Screen) and screen.interactions for screen in screens)


def _shortened(seen: list[str]) -> Iterable[str]:
    more = len(seen) - _MOST
    return seen if more <= 0 else [*seen[:_MOST], f"and {counted(more, 'more difference')} (all of them: --json)"]


def _plain(callback: str, found: WhatIf, warnings: list[str]) -> dict[str, object]:
    return {
        "callback": callback,
        "ladder": ladder_diff_text(found.before.entries, found.after.entries).splitlines(),
        "gained": [{"agent": agent, "action": str(action)} for agent, action in found.gained],
        "lost": [{"agent": agent, "action": str(action)} for agent, action in found.lost],
        "refused": [{"agent": entry.actor, "action": entry.action, "why": entry.text} for entry in found.refused],
        "seen": differences_shown(found.before.entries, found.after.entries, found.before.names_of_agents),
        "warnings": warnings,
    }


def _recorded(wanted: WhatIfRequest, agent: str, folder: Path) -> tuple[str, Trace]:
    """Play the first scenario of the feature file that is wanted, with or without a line; record it in *folder*.

    Returns the name of the part that *agent* (an id) plays: of those who do something in the scenario the first.

    Raises:
        BadInput: when nothing was recorded, with what pytest said; or when no agent does anything in it.
    """
    parts = [part.name for part in small_center().agents]
    trace = _played(wanted, f"{parts[0]}={agent}", folder / "first")
    acting = [entry.actor for entry in trace.entries if isinstance(entry, ActionTaken) and entry.actor in parts]
    if not acting:
        accepted = f"one in which {', '.join(parts[:-1])} or {parts[-1]} does something"
        raise BadInput("scenario", wanted.scenario, where="--scenario", accepted=accepted)
    if acting[0] != parts[0]:
        trace = _played(wanted, f"{acting[0]}={agent}", folder / "second")
    return acting[0], trace


def _played(wanted: WhatIfRequest, part: str, traces: Path) -> Trace:
    scenario = wanted.scenario
    chosen = ["--callbook-config", str(wanted.file), "--callbook-cast", part, "--callbook-no-rehearsal"]
    if wanted.assumptions is not None:
        chosen += ["--callbook-assumptions", str(wanted.assumptions)]
    command = (sys.executable, "-m", "pytest", scenario, *_QUIET, *chosen, "--callbook-traces", str(traces))
    finished = subprocess.run(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    found = [played.trace for played in read_stream(traces).played if played.trace] if traces.is_dir() else []
    if not found:
        said = finished.stdout.strip()
        raise BadInput(
            "scenario", scenario, where="--scenario", accepted=f"one that can be played; pytest says:\n{said}"
        )
    return read_trace(traces / found[0])
