"""Nothing that can change belongs to a lab and to its copy, and nothing that is kept encloses parts of a lab."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

import pytest
from tests.copies.graph import functions_in, leads_to

from callbook.core import Assumptions, Clock, FaultInjected, Journal, Timer
from callbook.lab import INTERACTION_SERVER, Lab
from callbook.messages.open_media import RequestAgentLogout
from callbook.workspace import RULES

_OFTEN = 20


def test_a_busy_lab_and_its_copy_have_nothing_in_common_that_can_change(busy_lab: Lab) -> None:
    """Every object of the one has its own in the other; a tuple of what never changes never changes."""
    ours, theirs = leads_to(busy_lab), leads_to(deepcopy(busy_lab))
    assert [] == [thing for key, thing in ours.items() if key in theirs and not isinstance(thing, tuple)]
    kinds = Counter(type(thing).__name__ for thing in ours.values())
    assert kinds == Counter(type(thing).__name__ for thing in theirs.values())
    assert {"Clock", "Journal", "Wire", "Callback", "Call", "Timer", "StoredInteraction", "Fault"} <= set(kinds)


def test_nothing_that_a_lab_keeps_is_a_function_that_encloses_something(busy_lab: Lab) -> None:
    """A copy would go on with what the function encloses: the original's parts."""
    assert [] == [function.__qualname__ for function in functions_in(busy_lab) if function.__closure__]


def test_timers_call_methods(busy_lab: Lab) -> None:
    """Of every kind of timer that a lab has."""
    actions = [timer.action for timer in busy_lab.clock.pending]
    assert {
        "TelephoneReports.responded", "Delivery._expire", "Delivery._expire_handling", "TelephoneReports.hung_up",
        "Routing._fall_due", "Routing._pass_deadline", "Routing._try_again", "Callback._countdown_over", "Wire.mend",
        "Wire._deliver_late",
    } <= {getattr(action, "__qualname__", "") for action in actions}  # fmt: skip
    assert [] == [action for action in actions if not hasattr(action, "__self__")]


@pytest.mark.parametrize("value", [RULES, Assumptions()], ids=lambda value: type(value).__name__)
def test_what_never_changes_is_shared(value: object) -> None:
    """That makes a copy quick."""
    assert deepcopy(value) is value


def test_messages_and_entries_are_shared(busy_lab: Lab) -> None:
    """However many there are, only their list is copied."""
    copy = deepcopy(busy_lab)
    pairs = zip(busy_lab.journal, copy.journal, strict=True)
    assert all(ours is theirs for ours, theirs in pairs)
    assert busy_lab.journal.entries is not copy.journal.entries
    assert busy_lab.configuration.snapshot is copy.configuration.snapshot


def test_a_wires_chances_go_on_alike(busy_lab: Lab) -> None:
    """Half of what Ben sends is lost: the same half in both, and neither draws for the other."""
    _send_often(busy_lab)
    copy = deepcopy(busy_lab)
    for lab in (busy_lab, copy):
        _send_often(lab)
    assert busy_lab.journal.entries == copy.journal.entries
    lost = [entry for entry in copy.journal if isinstance(entry, FaultInjected) and entry.fault == "dropped"]
    assert 0 < len(lost) < 2 * _OFTEN


def _send_often(lab: Lab) -> None:
    for number in range(_OFTEN):
        lab.wire("Ben", INTERACTION_SERVER).to_server(RequestAgentLogout(ReferenceId=number + 1))
    lab.clock.settle()


def test_a_timer_that_is_over_holds_nothing() -> None:
    """Neither what it has called nor with what."""
    clock = Clock()
    Journal(clock)
    fired, cancelled = (clock.call_later(1, list[str]().append, "x", "heavy") for _ in range(2))
    clock.cancel(cancelled)
    clock.advance(1)
    assert [(None, ()), (None, ())] == [(timer.action, timer.arguments) for timer in (fired, cancelled)]
    assert isinstance(fired, Timer)


def test_what_has_to_be_kept_is_noted_in_each() -> None:
    """A server whose changes are asked for notes them when it is a copy, and to be copied is no change."""
    lab = Lab()
    callback = lab.schedule(lab.contact("Maria"))
    server = lab.here.interaction_server
    assert [callback] == [name for name, _ in server.changed_records()]
    copy = deepcopy(lab)
    assert (False, False) == (server.has_changed_records, copy.here.interaction_server.has_changed_records)
    copy.cancel(callback)
    assert [callback] == [name for name, _ in copy.here.interaction_server.changed_records()]
    assert ("done", False) == (str(copy.where(callback)), server.has_changed_records)
