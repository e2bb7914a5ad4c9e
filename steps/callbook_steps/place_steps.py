"""Steps about where a callback is, and what its record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from callbook.lab import ShowInteraction, wrong_at_rest
from callbook_mocks.interaction_server import Place, PlaceKind
from callbook_steps.in_words import InWords
from callbook_steps.meant import callback_meant
from callbook_steps.phrases import phrase, rows_of

if TYPE_CHECKING:
    from callbook_steps.stage import Stage

_AGREED = "every desktop shows what the servers have"


@then(phrase("the callback is in the queue {queue:Queue}"))
@then(phrase("the callback of {contact:Whose} is in the queue {queue:Queue}"))
def in_queue(stage: Stage, queue: str, contact: str = "") -> None:
    """Check that the callback waits in a queue."""
    _is_at(stage, Place(PlaceKind.QUEUE, queue), contact)


@then("the callback waits for an agent")
@then(phrase("the callback of {contact:Whose} waits for an agent"))
def waits_for_agent(stage: Stage, contact: str = "") -> None:
    """Check that a routing strategy has the callback and looks for an agent."""
    found = stage.lab.where(callback_meant(stage, contact))
    _is_at(stage, found if found.kind is PlaceKind.STRATEGY else Place(PlaceKind.STRATEGY), contact)


@then(phrase("the callback is offered to {agent:Agent}"))
@then(phrase("the callback of {contact:Whose} is offered to {agent:Agent}"))
def offered_to(stage: Stage, agent: str, contact: str = "") -> None:
    """Check that the callback is offered to this agent and to nobody else."""
    _is_at(stage, Place(PlaceKind.OFFERED, agent=stage.lab.agent_id(agent)), contact)


@then(phrase("the callback is with {agent:Agent}"))
@then(phrase("the callback of {contact:Whose} is with {agent:Agent}"))
def is_with(stage: Stage, agent: str, contact: str = "") -> None:
    """Check that this agent handles the callback, and nobody else."""
    _is_at(stage, Place(PlaceKind.HANDLED, agent=stage.lab.agent_id(agent)), contact)


@then("the callback is done")
@then(phrase("the callback of {contact:Whose} is done"))
def is_done(stage: Stage, contact: str = "") -> None:
    """Check that the processing of the callback was stopped for good."""
    _is_at(stage, Place(PlaceKind.DONE), contact)


@then("the callback record shows")
@then("the callback shows this data")
@then(phrase("the callback record of {contact:Whose} shows"))
@then(phrase("the callback of {contact:Whose} shows this data"))
def record_shows(stage: Stage, datatable: list[list[str]], contact: str = "") -> None:
    """Check attached data of the callback at the server, from a table with the columns key, value."""
    data = stage.lab.ask(ShowInteraction(callback_meant(stage, contact))).UserData
    for row in rows_of(datatable, "key", "value"):
        found = data.get(row["key"], "(missing)")
        assert InWords(f"{row['key']} is {row['value']}") == InWords(f"{row['key']} is {found}")


@then("every callback is in exactly one place")
def one_place(stage: Stage) -> None:
    """Check the invariants of both servers (F10)."""
    stage.lab.check()


@then(_AGREED)
def desktops_agree(stage: Stage) -> None:
    """Check that the servers' books are right, that each agent has a way on, and that both sides agree (F10)."""
    for desk in stage.lab.desktops:
        stage.lab.agent(desk.agent)  # of a third-party desktop nobody knows that
    stage.lab.check()
    wrong = "; ".join(wrong_at_rest(stage.lab, after_faults=False))
    assert InWords(_AGREED) == InWords(wrong or _AGREED)


def _is_at(stage: Stage, expected: Place, contact: str) -> None:
    found = stage.lab.where(callback_meant(stage, contact))
    assert InWords(stage.lab.place_in_words(expected)) == InWords(stage.lab.place_in_words(found))
