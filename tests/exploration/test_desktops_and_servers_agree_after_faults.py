"""Messages on both wires are lost, doubled, late or overtaken, wires cut, servers down: in the end all agree (F10).

`make test` tells a few stories, always the same; `make explore` many, over 10^6 events, and shows what was visited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings
from tests.exploration.faulty_story import Story

from callbook.lab.invariants.disturbances import DISTURBANCES
from callbook.workspace import RULES, CallbackEvent, CallbackState, CallMoment, CallPhase
from callbook.workspace.machine import Table, Transition

if TYPE_CHECKING:
    from callbook.workspace import Rules

_LARGE: Final = settings().max_examples > 100
_STORIES: Final = 14_000 if _LARGE else 100
_MOST_EVENTS: Final = 100_000


def test_desktops_and_servers_agree_or_the_agent_has_a_way_out() -> None:
    """Within the desktops' patience and the time that an invitation has, after the last failure."""
    violated, tally = Story.first_that_fails(RULES, range(_STORIES))
    print(tally)  # noqa: T201 - what `make explore` is asked for
    assert violated is None, str(violated)
    strikes = {row.name: tally.struck_waiting[row.name] for row in DISTURBANCES}
    least = 1_000 if _LARGE else 1
    assert {} == {name: count for name, count in strikes.items() if count < least}
    assert not _LARGE or tally.events >= 1_000_000
    assert tally.longest <= 60_000


def _without(table: Table, event: str) -> Table:
    return Table(table.machine, (row for row in table.rows if row.event != event))


def _gives_up_for_good() -> Table:
    closed = Transition(CallbackState.ACCEPTING, CallbackEvent.UNANSWERED, CallbackState.CLOSED, ("close",))
    asks = next(row for row in RULES.callback.rows if row.event == closed.event and row.next == CallbackState.ASKING)
    return Table("callback", (closed if row is asks else row for row in RULES.callback.rows))


def _opens_anew() -> Table:
    again = ((CallMoment.DIALING, CallPhase.DIALING), (CallMoment.RINGING, CallPhase.RINGING))
    rows = (Transition(CallPhase.OVER, moment, phase) for moment, phase in again)
    return Table("call", (*RULES.call.rows, *rows))


@pytest.mark.parametrize(
    ("fault", "rules"),
    [
        ("M2: an acceptance is given up for good", replace(RULES, callback=_gives_up_for_good())),
        ("M3: a call is awaited without end", replace(RULES, call=_without(RULES.call, CallMoment.UNANSWERED))),
        (
            "M4: an error does not end what does not exist",
            replace(RULES, errors=RULES.errors[1:], call=_without(RULES.call, CallMoment.GONE)),
        ),
        ("M5: a late message opens a call that is over", replace(RULES, call=_opens_anew())),
    ],
)
def test_a_desktop_that_does_not_keep_it_is_found(fault: str, rules: Rules) -> None:
    """In under 10^5 events; each of these was once so."""
    violated, tally = Story.first_that_fails(rules, range(10_000))
    print(f"{fault}: found after {tally.events} events: {violated}")  # noqa: T201 - what `make explore` is asked for
    assert violated is not None
    assert tally.events < _MOST_EVENTS
