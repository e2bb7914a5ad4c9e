"""How a callback leaves: its disposition, its reschedule, its queue; and what the log may lack of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.conformance.damaged import without
from tests.conformance.stories import altered, as_log, judged, number_of, played, ready, said, why

from callbook.core import Origin
from callbook.verification.conformance.deviations import Story
from callbook.workspace import Action

if TYPE_CHECKING:
    from callbook.core import MessageSent

AT_ONCE = {"interaction.disposition.use-attached-data": "true", "interaction.disposition.is-read-only-on-idle": "true"}
MANDATORY = {"interaction.disposition.is-mandatory": "true"}
QUEUES = {"webcallback.complete-queue": "done", "webcallback.reschedule-queue": "rescheduled"}


def test_a_disposition_that_the_log_hides_is_not_judged() -> None:
    """That one was set shows all the same (P3)."""
    saved = {"DispositionCode": "********", "callback_status": 8}
    trace = played(Story.disposed)
    hidden = altered(trace, "RequestChangeProperties", ChangedProperties=saved)
    assert why(judged(hidden), "C7") == "the disposition is hidden in the log"
    assert [each.clause for each in judged(hidden, without=["Can Set Interaction Disposition"]).failing] == ["P3"]


def test_one_that_is_none_of_the_list_is_found() -> None:
    """With those that are."""
    saved = {"DispositionCode": "Whatever", "callback_status": 8}
    found = judged(altered(played(Story.disposed), "RequestChangeProperties", ChangedProperties=saved))
    assert [(each.clause, each.got) for each in found.failing] == [("C7", "Whatever")]
    assert found.failing[0].expected == "one of Resolved, Call again, Not interested"


def test_one_that_is_locked_once_the_call_is_over_is_found_where_it_is_attached_at_once() -> None:
    """Else it may have been set before."""
    at_once = played(Story.disposed, {"interaction.disposition.use-attached-data": "true"})
    assert [each.clause for each in judged(at_once, AT_ONCE).failing] == ["C7"]
    only_locked = {"interaction.disposition.is-read-only-on-idle": "true"}
    assert judged(played(Story.disposed), only_locked).failing == ()


def test_a_mandatory_one_that_is_missing_is_found() -> None:
    """In what was saved there is none."""
    found = judged(played(Story.done), MANDATORY)
    assert [(each.clause, each.what) for each in found.failing] == [("C7", "marked done")]
    assert judged(played(Story.disposed), MANDATORY).failing == ()


def test_it_is_not_where_what_was_saved_is_not_in_the_log() -> None:
    """It may have been in it."""
    trace = played(Story.done)
    lost = number_of(trace, "RequestChangeProperties", -1)
    expected = "the disposition may have been saved in a request that the log does not have"
    assert why(judged(without(trace, [lost]), MANDATORY), "C7") == expected
    assert why(judged(without(trace, [lost, number_of(trace, "EventAck", -2)]), MANDATORY), "C7") == expected


def test_a_time_that_nobody_can_read_is_not_judged() -> None:
    """No clause says in which form it is written."""
    saved = {"start_time": "next Tuesday", "customer_number": "+447700900931"}
    trace = altered(played(Story.rescheduled), "RequestChangeProperties", ChangedProperties=saved)
    found = judged(without(trace, [number_of(trace, "RequestPlaceInQueue")]))
    assert why(found, "F7") == "the time 'next Tuesday' cannot be read"


def test_a_number_that_the_log_hides_is_not_judged() -> None:
    """Asterisks are no number."""
    saved = {"start_time": "2026-03-03T08:00:00Z", "customer_number": "+44**********"}
    trace = altered(played(Story.rescheduled), "RequestChangeProperties", ChangedProperties=saved)
    found = judged(trace, without=["Can Reschedule On New Number"])
    assert (found.failing, why(found, "P6")) == ((), "the number is hidden in the log")


def test_a_number_that_is_none_is_a_new_number_all_the_same() -> None:
    """It is not the contact's."""
    saved = {"start_time": "2026-03-03T08:00:00Z", "customer_number": "none at all"}
    trace = altered(played(Story.rescheduled), "RequestChangeProperties", ChangedProperties=saved)
    found = judged(trace, without=["Can Reschedule On New Number"])
    assert [each.clause for each in found.failing] == ["P6"]


def test_a_reschedule_after_a_call_that_was_not_seen_is_not_judged_by_p5() -> None:
    """There was a call, of which the end is lost."""
    trace = played(Story.rescheduled)
    connected = [number_of(trace, name) for name in ("EventEstablished", "EventReleased")]
    found = judged(without(trace, connected), without=["Can Reschedule Before Call"])
    assert found.failing == ()


def test_a_queue_that_the_log_hides_is_not_judged() -> None:
    """Masked, or filled in by the reader."""
    trace = played(Story.done, QUEUES)
    assert (
        why(judged(altered(trace, "RequestPlaceInQueue", Queue="d***"), QUEUES), "O11")
        == "the queue is hidden in the log"
    )

    def without_queue(entry: MessageSent) -> Origin:
        return Origin(file=0, line=entry.number, filled=("Queue",) if entry.name == "RequestPlaceInQueue" else ())

    assert why(judged(as_log(trace, without_queue), QUEUES), "O11") == "the queue is hidden in the log"


def test_a_queue_is_not_judged_where_a_reschedule_may_be_missing() -> None:
    """Its saving is not in the log."""
    trace = played(Story.rescheduled, QUEUES)
    saved = number_of(trace, "RequestChangeProperties", -1)
    lost = without(trace, [saved, number_of(trace, "EventAck", -2)])
    expected = (
        "RequestPlaceInQueue into 'rescheduled' is right for a callback that was rescheduled, and the log does not"
    )
    assert why(judged(lost, QUEUES), "O11").startswith(expected)
    unlogged = judged(without(trace, [saved]), QUEUES)
    assert why(unlogged, "O11") == "the log lacks a request before, which may have rescheduled it"


def test_a_queue_is_not_judged_where_a_transfer_may_be_missing() -> None:
    """The park queue is right then."""
    options = {"webcallback.park-queue": "parked"}
    trace = altered(played(Story.transferred, options), "EventReleased", CallState=0)
    found = judged(trace, {**options, "webcallback.complete-queue": "done"})
    assert found.failing == ()


def test_a_request_for_what_was_not_accepted_is_not_judged() -> None:
    """Nothing shows when it was."""
    trace = played(Story.done)
    lost = [number_of(trace, name) for name in ("RequestAccept", "EventPartyAdded")]
    found = judged(without(trace, lost))
    assert (found.failing, said(found)["F2"]) == ((), "cannot be judged")


def test_a_request_shows_that_the_acceptance_was_acknowledged() -> None:
    """Only who has it in hand can ask so."""
    trace = played(Story.done)
    acknowledged = [number_of(trace, "EventPartyAdded"), number_of(trace, "RequestAccept") + 1]
    found = judged(without(trace, acknowledged), without=["Can Mark Done"])
    assert [each.clause for each in found.failing] == ["P7"]


def test_a_request_about_it_that_changes_nothing_shows_nothing() -> None:
    """It only asks whose the callback is."""
    trace = altered(played(Story.done), "RequestChangeProperties", ChangedProperties=None)
    assert judged(trace, without=["Can Set Interaction Disposition"]).failing == ()


def test_what_comes_after_it_has_left_says_nothing_of_it() -> None:
    """The agent goes on, and logs out."""

    def again(story: Story) -> None:
        story.done()
        ready(story)
        story.do(Action.LOG_OUT)

    assert judged(played(again)).failing == ()


def test_a_reschedule_of_what_has_left_is_not_judged() -> None:
    """A state in the way is no violation."""
    trace = played(Story.rescheduled)
    saved, placed = number_of(trace, "RequestChangeProperties", -1), number_of(trace, "RequestPlaceInQueue")
    told = number_of(trace, "EventPropertiesChanged", -1)
    late = tuple(each for each in trace.entries if each.number not in {saved, told})
    after = next(place for place, each in enumerate(late) if each.number == placed)
    found = judged(
        replace(trace, entries=(*late[: after + 1], trace.entry(saved), *late[after + 1 :])), without=["Can Reschedule"]
    )
    assert found.failing == ()
