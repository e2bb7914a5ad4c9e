from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.messages.open_media_events import EventAck
from callbook.network.service.mailbox import Mailbox, Missed

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def _box(count: int, most: int = 10) -> Mailbox:
    box = Mailbox(Clock(), most)
    for reference in range(1, count + 1):
        box.receive(EventAck(ReferenceId=reference))
    return box


def test_each_event_comes_once_and_in_order() -> None:
    """Who says what it has is given what comes after it, as much as it wants."""
    box = _box(5)
    first = box.after(0, 3)
    assert [1, 2, 3] == [event.sequence for event in first]
    assert [4, 5] == [event.sequence for event in box.after(first[-1].sequence, 3)]
    assert [] == box.after(5, 3)


def test_asking_again_gives_the_same_again() -> None:
    """An answer that got lost on its way is no event lost."""
    box = _box(2)
    assert box.after(0, 10) == box.after(0, 10)


def test_the_connection_is_an_event_too() -> None:
    """Who was cut off reads it in its place."""
    box = _box(1)
    box.disconnected()
    box.connected()
    assert ["", "lost", "made"] == [event.connection for event in box.after(0, 10)]


def test_what_is_kept_no_longer_is_said(snapshot: SnapshotAssertion) -> None:
    """A gap is never passed over in silence."""
    box = _box(15, most=10)
    assert [6, 15] == [event.sequence for event in (box.after(5, 100)[0], box.after(5, 100)[-1])]
    with pytest.raises(Missed) as missed:
        box.after(4, 100)
    assert snapshot == str(missed.value)


@pytest.mark.parametrize("sequence", [-1, 3])
def test_what_never_was_cannot_be_asked_for(sequence: int, snapshot: SnapshotAssertion) -> None:
    """A sequence from some other run or server is an error, not an empty answer."""
    with pytest.raises(BadInput) as refused:
        _box(2).after(sequence, 10)
    assert snapshot == str(refused.value)


def test_whoever_listens_is_called() -> None:
    """A long poll learns of news without asking again and again."""
    box, calls = _box(0), list[int]()
    box.listeners.append(lambda: calls.append(box.last))
    box.receive(EventAck(ReferenceId=1))
    box.listeners.clear()
    box.receive(EventAck(ReferenceId=2))
    assert [1] == calls
