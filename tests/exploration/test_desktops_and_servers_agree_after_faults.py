"""Messages on both wires are lost, doubled, late or overtaken, wires cut, servers down: in the end all agree (F10).

`make test` tells a few stories, always the same; `make explore` many, over 10^6 events, and shows what was visited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.exploration.faulty_story import Story

from callbook.lab.invariants.disturbances import DISTURBANCES
from callbook.workspace import RULES, CallbackEvent, CallbackState, CallMoment
from callbook.workspace.machine import Table, Transition

if TYPE_CHECKING:
    from callbook.workspace import Rules

_STORIES = max(150, 2 * settings().max_examples)
_MOST_EVENTS = 100_000


def test_desktops_and_servers_agree_or_the_agent_has_a_way_out() -> None:
    """Within the desktops' patience and the time that an invitation has, after the last failure."""
    violated, tally = Story.first_that_fails(RULES, range(_STORIES))
    assert violated is None, str(violated)
    print(tally)  # noqa: T201 - what `make explore` is asked for
    assert {row.name for row in DISTURBANCES} == set(tally.struck)
    assert {row.name for row in DISTURBANCES} == set(+tally.struck_waiting)
    assert tally.longest <= 60_000


def _without(table: Table, event: str) -> Table:
    return Table(table.machine, (row for row in table.rows if row.event != event))


def _gives_up_for_good() -> Table:
    closed = Transition(CallbackState.ACCEPTING, CallbackEvent.UNANSWERED, CallbackState.CLOSED, ("close",))
    asks = next(row for row in RULES.callback.rows if row.next == CallbackState.ASKING)
    return Table("callback", (closed if row is asks else row for row in RULES.callback.rows))


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(replace(RULES, callback=_gives_up_for_good()), id="M2: an acceptance is given up for good"),
        pytest.param(replace(RULES, call=_without(RULES.call, CallMoment.UNANSWERED)), id="M3: a call is awaited"),
        pytest.param(
            replace(RULES, errors=RULES.errors[1:], call=_without(RULES.call, CallMoment.GONE)),
            id="M4: an error does not end what does not exist",
        ),
    ],
)
def test_a_desktop_that_does_not_keep_it_is_found(rules: Rules) -> None:
    """In under 10^5 events."""
    violated, tally = Story.first_that_fails(rules, range(10_000))
    print(tally.events, violated)  # noqa: T201 - how many it took
    assert violated is not None
    assert tally.events < _MOST_EVENTS
