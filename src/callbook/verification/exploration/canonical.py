"""The state of a world as a text: equal for worlds that go on alike, whoever of the agents is who.

It holds what desktops show and remember, and what both servers have of agents, calls and callbacks: where a message was
lost, or a server was down, they differ. What the journal remembers is no part of it, and neither is the time of day.
Timers count by their order, and by which are due at once: whoever waits a minute less for the same thing is taken to go
on alike. Where exact times are asked for, they count by how long they have to run; then what can be done over and over
before a long timer ends, such as dialling, makes states without number.

Agents are alike, so of all ways of naming them the one with the smallest text is taken; but not where servers fail, for
when one comes back the first of them is there first.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import permutations
from operator import itemgetter
from typing import TYPE_CHECKING

from callbook.core import written_instant
from callbook.lab import OpenInteractions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.messages import Interaction
    from callbook.verification.exploration.world import World
    from callbook.workspace import Workspace


def state_of(world: World) -> str:
    """Return the canonical text of a world at rest."""
    agents = [world.lab.agent(name) for name in world.agents]
    callbacks = {callback: f"<{name}>" for name, callback in world.callbacks.items()}
    texts = {desk.agent: repr((_shown(world, desk), _at_servers(world, desk))) for desk in agents}
    turns = world.lab.here.interaction_server.turns
    shared = repr((turns, _callbacks(world), _calls(world), _deadlines(world), _servers(world), world.lost))
    orders = (tuple(agents),) if world.setting.faults else permutations(agents)
    return min(_renamed(world, order, texts, shared, callbacks) for order in orders)


def _renamed(
    world: World, order: tuple[Workspace, ...], texts: dict[str, str], shared: str, callbacks: dict[str, str]
) -> str:
    text = "\n".join((*(texts[desk.agent] for desk in order), shared))
    names = {
        name: f"#{place}" for place, desk in enumerate(order) for name in (desk.agent, desk.agent_id, _dn(world, desk))
    }
    known = names | callbacks
    return re.sub(r"\w+", lambda found: known.get(found[0], found[0]), text)


def _dn(world: World, desk: Workspace) -> str:
    return world.lab.configuration.agent(desk.agent_id).dn


def _shown(world: World, desk: Workspace) -> tuple[object, ...]:
    """Return what a desktop shows, and what its channel remembers."""
    screen = desk.shown()
    windows = sorted(
        (
            world.contact_of(shown),
            shown.state,
            shown.notification,
            shown.window,
            shown.call,
            shown.consult,
            shown.disposition,
            _until(world, shown.reschedule),
            bool(shown.bell),
            shown.trouble,
            sorted(desk.actions(shown.id)),
        )
        for shown in screen.interactions
    )
    remembered = desk.channel.remembered
    offered = sorted(desk.actions())
    return screen.channel, screen.reason, screen.voice_in_service, desk.link.up, offered, windows, remembered


def _until(world: World, reschedule: str) -> object:
    """Return how long it is until a callback is rescheduled to, or whether it is at all."""
    if not (reschedule and world.setting.exact_times):
        return bool(reschedule)
    return datetime.fromisoformat(reschedule.split(maxsplit=1)[0]) - world.lab.clock.now()


def _at_servers(world: World, desk: Workspace) -> tuple[object, ...]:
    """Return what both servers have of an agent, and from which callbacks the agent is excluded."""
    servers, dn = world.lab.here, _dn(world, desk)
    media = servers.interaction_server.media_of(desk.agent_id)
    excluded = [
        (callback, sum(other < instants[desk.agent_id] for other in instants.values()))
        for callback, instants in _exclusions(world)
        if desk.agent_id in instants
    ]
    return None if media is None else sorted(media.items()), servers.voice_switch.registered(dn), excluded


def _exclusions(world: World) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each callback with the agents who are not offered it, and until when."""
    server = world.lab.here.interaction_server
    return ((callback, server.excluded_from(callback)) for callback in world.lab.ask(OpenInteractions()))


def _callbacks(world: World) -> list[tuple[object, ...]]:
    """Return what Interaction Server has of each callback."""
    still_open = world.lab.ask(OpenInteractions())
    return sorted(
        (name, *(_kept(world, callback, still_open[callback]) if callback in still_open else ("gone",)))
        for name, callback in world.callbacks.items()
    )


def _kept(world: World, callback: str, interaction: Interaction) -> tuple[object, ...]:
    return str(world.lab.where(callback)), interaction.IsHeld


def _calls(world: World) -> list[list[tuple[str, str]]]:
    """Return what the voice switch has of calls: the parties of each, whoever has called first."""
    calls = ([(str(party.state), party.number) for party in call.parties] for call in world.lab.here.voice_switch.calls)
    return sorted(calls, key=lambda parties: [state for state, _ in parties])


def _deadlines(world: World) -> list[tuple[int, list[str]]]:
    """Return what is still to come, the next first; of timers that are due at once the oldest goes first."""
    now = world.lab.clock.instant
    at_once: dict[int, list[str]] = {}
    timers = ((timer.due, timer.label) for timer in world.lab.clock.pending)
    for due, label in sorted((*timers, *_later(world)), key=itemgetter(0)):
        if due > now:
            at_once.setdefault(due - now, []).append(label)
    if world.setting.exact_times:
        return list(at_once.items())
    return list(enumerate(at_once.values()))


def _later(world: World) -> Iterator[tuple[int, str]]:
    """Yield what counts later and has no timer of its own: wished times, exclusions, the end of handling.

    The timer of the latter is set anew when it runs out; of attached data only the wished time is looked at, for how
    often a callback was tried counts up.
    """
    server, key = world.lab.here.interaction_server, world.lab.configuration.contact_center.keys.time
    for callback, interaction in world.lab.ask(OpenInteractions()).items():
        yield written_instant(interaction.UserData.get(key)) or 0, f"due: {callback}"
        yield server.handled_until(callback) or 0, f"handled: {callback}"
    for callback, instants in _exclusions(world):
        yield from ((until, f"excluded: {callback}") for until in instants.values())


def _servers(world: World) -> list[bool]:
    return [world.lab.outages.runs(name) for name in sorted({wire.server for wire in world.lab.wires})]
