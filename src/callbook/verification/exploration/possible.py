"""What can happen next in a world: the sentence of a scenario that lets it happen, and what does so."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from callbook.lab import INTERACTION_SERVER
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.verification.exploration.world import World
    from callbook.workspace import Shown, Workspace
    from callbook_mocks.voice_switch import Report

Possible: TypeAlias = "tuple[str, Callable[[], object]]"

_SECOND: Final = 1_000
_LATER: Final = timedelta(hours=2)

_ON_DESKTOP: Final = {
    Action.LOG_IN: "logs in",
    Action.LOG_OUT: "logs out",
    Action.GO_READY: "goes Ready",
    Action.GO_NOT_READY: "goes Not Ready",
    Action.ACTIVATE: "logs on to the channel",
    Action.UNACTIVATE: "logs off the channel",
}
_ON_WINDOW: Final = {
    Action.ACCEPT: "accepts the callback of {}",
    Action.DECLINE: "declines the callback of {}",
    Action.DIAL: "dials {}",
    Action.ANSWER: "answers the call with {}",
    Action.RELEASE: "releases the call with {}",
    Action.HOLD: "holds the call with {}",
    Action.RETRIEVE: "retrieves the call with {}",
    Action.COMPLETE_TRANSFER: "completes the transfer of the call with {}",
    Action.CANCEL_TRANSFER: "cancels the transfer of the call with {}",
    Action.SET_DISPOSITION: 'sets the disposition "Resolved" for {}',
    Action.RESCHEDULE: 'reschedules the callback of {} to "in 2 hours"',
    Action.CANCEL_RESCHEDULE: "takes back the reschedule for {}",
    Action.MARK_DONE: "marks the callback of {} done",
}
_TO_ANOTHER: Final = {
    Action.ONE_STEP_TRANSFER: "transfers the call with {} to {}",
    Action.START_TRANSFER: "starts a two-step transfer of the call with {} to {}",
}
_ON_A_CALL_ALONE: Final = {
    Action.ANSWER: "answers the call",
    Action.RELEASE: "releases the call",
    Action.HOLD: "holds the call",
    Action.RETRIEVE: "retrieves the call",
}
"""A colleague's call has no contact; a sentence that names none is about the newest window."""


def possible(world: World) -> Iterator[Possible]:
    """Yield what can happen now: the sentence, and what lets it happen."""
    for name in world.agents:
        yield from _of_agent(world, world.lab.agent(name))
    for name in world.contacts:
        yield from _of_contact(world, name)
    if world.setting.faults:
        yield from _of_servers(world)
        yield from _of_connections(world)
    deadline = world.lab.clock.next_deadline
    if deadline is not None:
        seconds = -(-(deadline - world.lab.clock.instant) // _SECOND) or 1
        words = "1 second passes" if seconds == 1 else f"{seconds} seconds pass"
        yield words, partial(world.lab.advance, seconds * _SECOND)


def _of_agent(world: World, desk: Workspace) -> Iterator[Possible]:
    for action in sorted(desk.actions() & _ON_DESKTOP.keys()):
        yield f"{desk.agent} {_ON_DESKTOP[action]}", partial(desk.perform, action)
    for shown in desk.shown().interactions:
        contact = world.contact_of(shown)
        if contact:
            yield from _of_window(world, desk, shown, contact)
        else:  # the newest, for nobody who is on the telephone is called
            for action in sorted(desk.actions(shown.id) & _ON_A_CALL_ALONE.keys()):
                yield f"{desk.agent} {_ON_A_CALL_ALONE[action]}", partial(desk.perform, action, shown.id)


def _of_window(world: World, desk: Workspace, shown: Shown, contact: str) -> Iterator[Possible]:
    offered = desk.actions(shown.id)
    for action in sorted(offered & _ON_WINDOW.keys()):
        words = f"{desk.agent} {_ON_WINDOW[action].format(contact)}"
        yield words, partial(desk.perform, action, shown.id, **_details(world, action))
    for action in sorted(offered & _TO_ANOTHER.keys()):
        for other in world.agents:
            if other != desk.agent:
                to = world.lab.configuration.agent(world.lab.agent_id(other)).dn
                words = f"{desk.agent} {_TO_ANOTHER[action].format(contact, other)}"
                yield words, partial(desk.perform, action, shown.id, target=to)


def _details(world: World, action: Action) -> dict[str, object]:
    if action is Action.RESCHEDULE:
        return {"moment": world.lab.clock.now() + _LATER}
    return {"code": "Resolved"} if action is Action.SET_DISPOSITION else {}


def _of_contact(world: World, name: str) -> Iterator[Possible]:
    if name not in world.callbacks:
        yield f"{name} schedules a callback", partial(world.schedule, name)
    number, lab = world.contacts[name].person.phone_number, world.lab
    by_report: dict[Report, Possible] = {
        "answers": (f"{name} picks up", partial(lab.pick_up, number)),
        "declines": (f"{name} rejects the call", partial(lab.reject, number)),
        "hangs up": (f"{name} hangs up", partial(lab.hang_up, number)),
    }
    yield from (each for report, each in by_report.items() if lab.here.voice_switch.takes(number, report))


def _of_servers(world: World) -> Iterator[Possible]:
    lab = world.lab
    if lab.outages.runs(INTERACTION_SERVER):
        yield "Interaction Server goes down", lab.stop_interaction_server
    else:
        yield "Interaction Server comes back", lab.start_interaction_server
    if lab.outages.runs(lab.switch):
        yield "the voice switch goes down", lab.stop_voice_switch
    else:
        yield "the voice switch comes back", lab.start_voice_switch


def _of_connections(world: World) -> Iterator[Possible]:
    lab = world.lab
    if not lab.outages.runs(INTERACTION_SERVER):
        return
    for name in world.agents:
        if lab.agent(name).link.up:
            yield f"{name} loses the connection to Interaction Server", partial(lab.cut, name, INTERACTION_SERVER)
        else:
            yield f"{name} is connected to Interaction Server again", partial(lab.mend, name, INTERACTION_SERVER)
