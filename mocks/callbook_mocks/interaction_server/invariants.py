"""What must hold at every moment, whatever fails (F10): each interaction in one place, no timer astray."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from callbook.core import CallbookError
from callbook_mocks.interaction_server.place import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook_mocks.interaction_server.state import AgentSession, State
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction


class Inconsistent(CallbookError):  # noqa: N818 - names what was found
    """The server has lost count of something: a fault of the server itself, never of its clients (F10)."""


def check(state: State) -> None:
    """Check everything; the cost grows with all that there is.

    Raises:
        Inconsistent: when something does not hold.
    """
    for interaction in state.interactions.values():
        check_one(state, interaction)
    for interaction_id, times in Counter(_everywhere(state)).items():
        _require(times == 1, f"{interaction_id} is in {times} places")
        _require(interaction_id in state.interactions, f"{interaction_id} is somewhere, and not known")
    for session in state.sessions.values():
        _check_session(session)
    for queue in state.queues.values():
        waits = bool(queue.not_due) and state.running
        _require((queue.timer is not None) == waits, f"queue {queue.name}: its timer does not fit what waits there")


def check_one(state: State, interaction: StoredInteraction) -> None:
    """Check one interaction that is not done; the cost does not depend on how many there are.

    Raises:
        Inconsistent: when something does not hold.
    """
    found = _found(state, interaction)
    _require(found == [interaction.kind], f"{interaction.id} should be in {interaction.kind}, and is in {found}")
    handled = interaction.kind is PlaceKind.HANDLED
    _require((interaction.timer is not None) == handled, f"{interaction.id}: its handling-timeout does not fit")
    _require(interaction.transfer is None or handled, f"{interaction.id} is transferred, and nobody handles it")
    invitation = interaction.invitation or interaction.transfer
    if invitation is not None:
        _require(invitation.timer is not None, f"{interaction.id} is offered without a timer")
        offered = invitation.session.invitations.get(interaction.id)
        _require(offered is invitation, f"{interaction.id} is offered to an agent who does not know it")


def _found(state: State, interaction: StoredInteraction) -> list[PlaceKind]:
    name = interaction.id
    queue = state.queues.get(interaction.queue)
    places = {
        PlaceKind.QUEUE: queue is not None and name in queue.contents,
        PlaceKind.STRATEGY: interaction.target is not None and interaction in interaction.target.waiting,
        PlaceKind.OFFERED: interaction.invitation is not None,
        PlaceKind.HANDLED: interaction.handler is not None and name in interaction.handler.handled,
        PlaceKind.WORKBIN: interaction.workbin is not None and name in state.workbins[interaction.workbin],
        PlaceKind.DONE: name in state.done,
    }
    return [kind for kind, is_there in places.items() if is_there]


def _everywhere(state: State) -> Iterator[str]:
    for queue in state.queues.values():
        yield from queue.contents
    for workbin in state.workbins.values():
        yield from workbin
    for session in state.sessions.values():
        yield from session.handled
        for name, invitation in session.invitations.items():
            if invitation.interaction.transfer is not invitation:
                yield name
    for interaction in state.interactions.values():
        if interaction.target is not None:
            yield interaction.id


def _check_session(session: AgentSession) -> None:
    has_too_much, name = session.has_too_much, session.agent.id
    session.over_capacity = session.over_capacity and has_too_much
    load = len(session.invitations) + len(session.handled)
    _require(not has_too_much or session.over_capacity, f"{name} has {load} interactions, more than allowed")
    _require(session.connection.session is session, f"{name} is logged in on a connection that does not know it")
    for target in session.targets:
        free = session.free_for(target.medium)
        _require((session in target.agents) == free, f"{name} is free: {free}, and is not ranked so")
        # An agent who is free and an interaction that waits for them come together, unless the agent declined it.
        waiting = target.waiting.first(lambda interaction: interaction.retry is not None)
        _require(waiting is None or not free, f"{name} is free while {waiting and waiting.id} waits")


def _require(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise Inconsistent(otherwise)
