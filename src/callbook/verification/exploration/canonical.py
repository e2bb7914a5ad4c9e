"""The state of a world as a text: equal for worlds that go on alike, whoever of the agents is who.

What the journal remembers is no part of it, and neither is the time of day. Timers count by their order, and by which
are due at once: whoever waits a minute less for the same thing is taken to go on alike. Where exact times are asked
for, they count by how long they have to run; then what can be done over and over before a long timer ends, such as
dialling, makes states without number.

Agents are alike, so of all ways of naming them the one with the smallest text is taken.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import permutations
from typing import TYPE_CHECKING

from callbook.lab import OpenInteractions

if TYPE_CHECKING:
    from callbook.verification.exploration.world import World
    from callbook.workspace import Workspace


def state_of(world: World) -> str:
    """Return the canonical text of a world at rest."""
    lab = world.lab
    agents = [lab.agent(name) for name in world.agents]
    callbacks = {callback: f"<{name}>" for name, callback in world.callbacks.items()}
    texts = {desk.agent: _desk_text(world, desk) for desk in agents}
    shared = repr((_places(world), _timers(world), _servers(world), world.lost))
    return min(_renamed(order, texts, shared, callbacks) for order in permutations(agents))


def _renamed(order: tuple[Workspace, ...], texts: dict[str, str], shared: str, callbacks: dict[str, str]) -> str:
    text = "\n".join((*(texts[desk.agent] for desk in order), shared))
    names = {name: f"#{place}" for place, desk in enumerate(order) for name in (desk.agent, desk.agent_id)}
    known = names | callbacks
    return re.sub(r"\w+", lambda found: known.get(found[0], found[0]), text)


def _desk_text(world: World, desk: Workspace) -> str:
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
    return repr((screen.channel, screen.reason, screen.voice_in_service, desk.link.up, sorted(desk.actions()), windows))


def _until(world: World, reschedule: str) -> object:
    """Return how long it is until a callback is rescheduled to, or whether it is at all."""
    if not (reschedule and world.setting.exact_times):
        return bool(reschedule)
    return datetime.fromisoformat(reschedule.split(maxsplit=1)[0]) - world.lab.clock.now()


def _places(world: World) -> list[tuple[str, str]]:
    still_open = world.lab.ask(OpenInteractions())
    return sorted(
        (name, str(world.lab.where(callback)) if callback in still_open else "gone")
        for name, callback in world.callbacks.items()
    )


def _timers(world: World) -> list[tuple[int, list[str]]]:
    now = world.lab.clock.instant
    at_once: dict[int, list[str]] = {}
    for timer in sorted(world.lab.clock.pending, key=lambda each: (each.due, each.label)):
        at_once.setdefault(timer.due - now, []).append(timer.label)
    if world.setting.exact_times:
        return list(at_once.items())
    return list(enumerate(at_once.values()))


def _servers(world: World) -> list[bool]:
    return [world.lab.outages.runs(name) for name in sorted({wire.server for wire in world.lab.wires})]
