"""Steps about where a callback is, and what its record says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytest_bdd import then

from callbook.lab import ShowInteraction
from callbook_mocks.interaction_server import Place, PlaceKind
from callbook_steps.in_words import InWords
from callbook_steps.names import checks
from callbook_steps.phrases import phrase, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage


def _has_a_callback(spoken: Spoken, given: Mapping[str, Any], _: object) -> None:
    spoken.owner(given["contact"])


@then(phrase("the callback is in the queue {queue:Queue}"))
def in_queue(stage: Stage, queue: str) -> None:
    """Check that the callback waits in a queue."""
    _is_at(stage, Place(PlaceKind.QUEUE, queue))


@then("the callback waits for an agent")
def waits_for_agent(stage: Stage) -> None:
    """Check that a routing strategy has the callback and looks for an agent."""
    found = stage.lab.where(stage.callback)
    _is_at(stage, found if found.kind is PlaceKind.STRATEGY else Place(PlaceKind.STRATEGY))


@then(phrase("the callback is offered to {agent:Agent}"))
def offered_to(stage: Stage, agent: str) -> None:
    """Check that the callback is offered to this agent and to nobody else."""
    _is_at(stage, _offered(stage, agent))


@then(phrase("the callback is with {agent:Agent}"))
def is_with(stage: Stage, agent: str) -> None:
    """Check that this agent handles the callback, and nobody else."""
    _is_at(stage, _handled(stage, agent))


@then("the callback is done")
def is_done(stage: Stage) -> None:
    """Check that the processing of the callback was stopped for good."""
    _is_at(stage, Place(PlaceKind.DONE))


@then(phrase("the callback of {contact:Contact} is offered to {agent:Agent}"))
@checks(_has_a_callback)
def callback_of_offered_to(stage: Stage, contact: str, agent: str) -> None:
    """Check to whom the callback of a certain contact is offered."""
    _is_at(stage, _offered(stage, agent), contact)


@then(phrase("the callback of {contact:Contact} is with {agent:Agent}"))
@checks(_has_a_callback)
def callback_of_is_with(stage: Stage, contact: str, agent: str) -> None:
    """Check who handles the callback of a certain contact."""
    _is_at(stage, _handled(stage, agent), contact)


@then("the callback record shows")
@then("the callback shows this data")
def record_shows(stage: Stage, datatable: list[list[str]]) -> None:
    """Check attached data of the callback at the server, from a table with the columns key, value."""
    data = stage.lab.ask(ShowInteraction(stage.callback)).UserData
    for row in rows_of(datatable, "key", "value"):
        found = data.get(row["key"], "(missing)")
        assert InWords(f"{row['key']} is {row['value']}") == InWords(f"{row['key']} is {found}")


@then("every callback is in exactly one place")
def one_place(stage: Stage) -> None:
    """Check the invariants of both servers (F10)."""
    stage.lab.check()


def _offered(stage: Stage, agent: str) -> Place:
    return Place(PlaceKind.OFFERED, agent=stage.lab.agent_id(agent))


def _handled(stage: Stage, agent: str) -> Place:
    return Place(PlaceKind.HANDLED, agent=stage.lab.agent_id(agent))


def _is_at(stage: Stage, expected: Place, contact: str = "") -> None:
    found = stage.lab.where(stage.callback_of(contact) if contact else stage.callback)
    assert InWords(stage.lab.place_in_words(expected)) == InWords(stage.lab.place_in_words(found))
