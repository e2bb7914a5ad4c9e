"""Each event in each state of a transaction: the next state, what is sent and told, the timers (RFC 3261, 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.sip.test_transactions_keep_the_times_of_the_rfc import Watched, a_request

from callbook.network.sip.messages import response
from callbook.network.sip.transaction_tables import (
    INVITE_CLIENT,
    INVITE_SERVER,
    OTHER_CLIENT,
    OTHER_SERVER,
    Event,
    State,
)

if TYPE_CHECKING:
    from callbook.network.sip.transaction_tables import Table

TABLES: Final[dict[str, tuple[Table, State, str, bool]]] = {
    "INVITE of ours": (INVITE_CLIENT, State.CALLING, "INVITE", True),
    "request of ours": (OTHER_CLIENT, State.TRYING, "BYE", True),
    "INVITE of theirs": (INVITE_SERVER, State.PROCEEDING, "INVITE", False),
    "request of theirs": (OTHER_SERVER, State.TRYING, "BYE", False),
}
_STATUS: Final = {Event.PROVISIONAL: 180, Event.SUCCESS: 200, Event.FAILURE: 486}

STEPS: Final = """
INVITE of ours | time to repeat | calling; sends INVITE; time to repeat in 500; time to give up in 32000
INVITE of ours | time to give up | terminated; tells time to give up at 0
INVITE of ours | the transport is broken | terminated; tells the transport is broken at 0
INVITE of ours | 1xx | proceeding; tells 180
INVITE of ours | 2xx | accepted; tells 200; no more repetitions in 32000
INVITE of ours | 300 to 699 | completed; sends ACK; tells 486; no more repetitions in 32000
INVITE of ours | 1xx, 1xx | proceeding; tells 180
INVITE of ours | 1xx, 2xx | accepted; tells 200; no more repetitions in 32000
INVITE of ours | 1xx, 300 to 699 | completed; sends ACK; tells 486; no more repetitions in 32000
INVITE of ours | 2xx, 2xx | accepted; tells 200; no more repetitions in 32000
INVITE of ours | 2xx, no more repetitions | terminated
INVITE of ours | 300 to 699, 300 to 699 | completed; sends ACK; no more repetitions in 32000
INVITE of ours | 300 to 699, no more repetitions | terminated
INVITE of ours | 300 to 699, the transport is broken | terminated; tells the transport is broken at 0
request of ours | time to repeat | trying; sends BYE; time to repeat in 500; time to give up in 32000
request of ours | time to give up | terminated; tells time to give up at 0
request of ours | the transport is broken | terminated; tells the transport is broken at 0
request of ours | 1xx | proceeding; tells 180; time to repeat in 4000; time to give up in 32000
request of ours | 2xx | completed; tells 200; no more repetitions in 5000
request of ours | 300 to 699 | completed; tells 486; no more repetitions in 5000
request of ours | 1xx, time to repeat | proceeding; sends BYE; time to repeat in 4000; time to give up in 32000
request of ours | 1xx, time to give up | terminated; tells time to give up at 0
request of ours | 1xx, the transport is broken | terminated; tells the transport is broken at 0
request of ours | 1xx, 1xx | proceeding; tells 180; time to repeat in 4000; time to give up in 32000
request of ours | 1xx, 2xx | completed; tells 200; no more repetitions in 5000
request of ours | 1xx, 300 to 699 | completed; tells 486; no more repetitions in 5000
request of ours | 2xx, no more repetitions | terminated
INVITE of theirs | 1xx | proceeding; sends 180
INVITE of theirs | 1xx, the request again | proceeding; sends 180
INVITE of theirs | 2xx | accepted; sends 200; time to repeat in 500; time to give up in 32000
INVITE of theirs | 300 to 699 | completed; sends 486; time to repeat in 500; time to give up in 32000
INVITE of theirs | the transport is broken | terminated; tells the transport is broken at 0
INVITE of theirs | 2xx, time to repeat | accepted; sends 200; time to repeat in 500; time to give up in 32000
INVITE of theirs | 2xx, ACK | confirmed; tells ACK; no more repetitions in 5000
INVITE of theirs | 2xx, time to give up | terminated; tells time to give up at 0
INVITE of theirs | 300 to 699, the request again | completed; sends 486; time to repeat in 500; time to give up in 32000
INVITE of theirs | 300 to 699, time to repeat | completed; sends 486; time to repeat in 500; time to give up in 32000
INVITE of theirs | 300 to 699, ACK | confirmed; no more repetitions in 5000
INVITE of theirs | 300 to 699, time to give up | terminated; tells time to give up at 0
INVITE of theirs | 300 to 699, the transport is broken | terminated; tells the transport is broken at 0
INVITE of theirs | 2xx, ACK, no more repetitions | terminated
request of theirs | 1xx | proceeding; sends 180
request of theirs | 2xx | completed; sends 200; no more repetitions in 32000
request of theirs | 300 to 699 | completed; sends 486; no more repetitions in 32000
request of theirs | 1xx, the request again | proceeding; sends 180
request of theirs | 1xx, 1xx | proceeding; sends 180
request of theirs | 1xx, 2xx | completed; sends 200; no more repetitions in 32000
request of theirs | 1xx, 300 to 699 | completed; sends 486; no more repetitions in 32000
request of theirs | 1xx, the transport is broken | terminated; tells the transport is broken at 0
request of theirs | 2xx, the request again | completed; sends 200; no more repetitions in 32000
request of theirs | 2xx, no more repetitions | terminated
request of theirs | 2xx, the transport is broken | terminated; tells the transport is broken at 0
"""


def begun(name: str) -> Watched:
    """Return a transaction that has just begun."""
    table, state, method, ours = TABLES[name]
    made = Watched(table, state, method, reliable=False)
    if ours:
        made.transaction.send(Event.BEGINS, made.request)
    else:
        made.transaction.fire(Event.BEGINS, made.request)
    return made


def step(one: Watched, name: str, event: Event) -> str:
    """Let an event happen; return what comes of it, in words."""
    lines, news = len(one.lines), len(one.news)
    status = _STATUS.get(event)
    if event is Event.ACK:
        one.transaction.fire(event, a_request("ACK"))
    elif event is Event.REQUEST:
        one.transaction.fire(event, one.request)
    elif status is None:
        one.transaction.fire(event)
    elif TABLES[name][3]:
        one.transaction.fire(event, response(one.request, status))
    else:
        one.transaction.send(event, response(one.request, status))
    timers = [f"{timer.label.partition(': ')[2]} in {timer.due - one.clock.instant}" for timer in one.clock.pending]
    return "; ".join((
        str(one.transaction.state), *(f"sends {_short(line)}" for line in one.lines[lines:]),
        *(f"tells {_short(line)}" for line in one.news[news:]), *timers,
    ))  # fmt: skip


def _short(line: str) -> str:
    return line.split(" ")[1] if line.startswith("SIP/2.0") else line.partition(" sip:")[0]


def rows() -> list[tuple[str, str, str]]:
    """Return the steps: the transaction, the events up to this one, and what comes of the last."""
    split = [tuple(part.strip() for part in line.split("|")) for line in STEPS.strip().splitlines()]
    return [(name, events, comes) for name, events, comes in split]


@pytest.mark.parametrize(("name", "events", "comes"), rows())
def test_a_step(name: str, events: str, comes: str) -> None:
    """As the figures of the RFC have it."""
    one = begun(name)
    said = ""
    for event in events.split(", "):
        said = step(one, name, Event(event))
    assert comes == said


def test_every_entry_has_its_step() -> None:
    """None of the tables' entries is left out, but for the beginning."""
    seen = set[tuple[str, State, Event]]()
    for name, events, _ in rows():
        one = begun(name)
        for event in map(Event, events.split(", ")):
            seen.add((name, one.transaction.state, event))
            step(one, name, event)
    wanted = {(name, *key) for name, (table, *_) in TABLES.items() for key in table if key[1] is not Event.BEGINS}
    assert set() == wanted - seen
