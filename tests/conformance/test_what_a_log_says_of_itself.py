"""Places in a log, what is damaged in it, what cannot be read, and whose desktops are judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from tests.conformance.stories import AUTO_ANSWER, AUTO_DIAL, IN_LOGS, LOG, as_log, judged, number_of, played, said, why

from callbook.core import Fault, MessageSent, Mishap, Origin, Unknown
from callbook.record import Damage
from callbook.verification import Verdict, conform
from callbook.verification.conformance.deviations import Story

if TYPE_CHECKING:
    from callbook.record import Trace
    from callbook.verification import Conformance


def reasons(found: Conformance) -> list[str]:
    """Return why callbacks were not judged at all."""
    return [each.why for each in found.findings if not each.clause]


def test_a_place_is_a_line_of_its_file() -> None:
    """Of the request, and of the invitation."""
    trace = played(Story.declined)
    found = judged(as_log(trace), without=["Can Decline"]).failing[0]
    declined, invited = (10 * number_of(trace, name) for name in ("RequestReject", "EventInvite"))
    assert (str(found.place), str(found.invitation)) == (f"wde.log:{declined}", f"wde.log:{invited}")
    assert str(found).startswith(f"violates P2: declined at wde.log:{declined}; expected that it is refused: ")
    assert str(found).endswith(f"decided by roles: Personal role of anna; invited at wde.log:{invited}")


@pytest.mark.parametrize("name", ["EventPartyAdded", "RequestMakeCall"])
def test_a_damaged_block_takes_its_callback_out(name: str) -> None:
    """Whichever protocol it is of."""

    def marks(entry: MessageSent) -> Origin:
        return Origin(file=0, line=entry.number, damaged="cut off" if entry.name == name else "")

    trace = played(Story.talked)
    found = judged(as_log(trace, marks), without=["Can Make Calls"])
    place = f"wde.log:{number_of(trace, name)}"
    assert reasons(found) == [f"a message at {place} is damaged: cut off"]
    assert (found.stays, found.judged, found.failing) == (1, 0, ())


def test_a_damaged_span_takes_out_what_lies_in_it() -> None:
    """And nothing else."""
    span = Damage(
        file=0, first_line=1, last_line=2, why="a gap in EventSequenceNumber", since="2026-03-02T08:00:00+00:00"
    )
    found = judged(as_log(played(Story.declined), spans=(span,)), without=["Can Decline"])
    assert reasons(found) == ["the log is damaged in the meantime: a gap in EventSequenceNumber"]
    before = structs.replace(span, until="2026-03-02T08:00:01+00:00")
    assert judged(as_log(played(Story.declined), spans=(before,)), without=["Can Decline"]).failing != ()


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ({"protocol": "Open Media", "message": "EventPartyAdded"}, 1),
        (
            {
                "protocol": "Open Media",
                "message": "EventPartyAdded",
                "Interaction": {"InteractionId": "4UR9HGNS00000001"},
            },
            1,
        ),
        (
            {
                "protocol": "Open Media",
                "message": "EventPartyAdded",
                "Interaction": {"InteractionId": "4UR9HGNS00000009"},
            },
            1,
        ),
        ("not a message", 1),
    ],
)
def test_what_cannot_be_read_takes_out_whatever_it_may_be_about(message: object, count: int) -> None:
    """The interaction that it names, or all that are open."""
    trace = played(Story.accepted)
    number = number_of(trace, "EventPartyAdded")
    entries = tuple(
        structs.replace(each, message=message) if isinstance(each, MessageSent) and each.number == number else each
        for each in trace.entries
    )
    found = conform(replace(trace, entries=entries))
    assert len(reasons(found)) == count
    assert reasons(found)[0].startswith(f"a message at entry {number} is damaged: it cannot be read")


def test_what_was_repeated_on_its_wire_arrives_twice_and_what_was_late_is_not_judged() -> None:
    """A recording says what befell its messages."""

    def disturbed(mishap: Mishap) -> Trace:
        def story(played_by: Story) -> None:
            wire = played_by.lab.wires.wire("Anna", "Interaction Server")
            wire.disturb("Interaction Server", Fault(mishap, "EventPartyAdded", milliseconds=5_000))
            played_by.accepted()
            played_by.pause(20)

        return played(story)

    assert said(judged(disturbed(Mishap.REPEATED)))["F2"] == "conforms"
    assert len(reasons(judged(disturbed(Mishap.DELAYED)))) == 1
    assert judged(disturbed(Mishap.DROPPED)).judged == 1


def test_what_was_lost_on_its_wire_was_not_heard() -> None:
    """A desktop that never hears an invitation accepts none."""

    def unheard(story: Story) -> None:
        wire = story.lab.wires.wire("Anna", "Interaction Server")
        wire.disturb("Interaction Server", Fault(Mishap.DROPPED, "EventInvite"))
        story.offered(35)

    assert judged(played(unheard), AUTO_ANSWER).failing == ()


def test_only_those_who_were_asked_for_are_judged() -> None:
    """By default all who have said something."""
    trace = played(Story.transferred, {"webcallback.park-queue": "parked"})
    assert conform(trace).agents == ("anna", "ben")
    assert conform(trace, agents=["Ben"]).agents == ("ben",)
    with pytest.raises(Unknown, match="agent"):
        conform(trace, agents=["Nobody"])


def test_it_is_told_how_far_the_judging_is() -> None:
    """After each callback."""
    told: list[tuple[int, int]] = []
    conform(played(Story.done), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_a_log_without_anything_to_judge_says_so() -> None:
    """Which is not that it conforms."""
    trace = played(Story.offered)
    nothing = conform(replace(trace, entries=()))
    assert (nothing.anything_judged, nothing.findings, nothing.of(Verdict.VIOLATES)) == (False, (), ())


def test_instants_of_two_logs_are_not_compared() -> None:
    """Their clocks are not the same."""

    def marks(entry: MessageSent) -> Origin:
        return Origin(file=int(entry.name in {"RequestAccept", "RequestMakeCall"}), line=entry.number)

    trace = as_log(played(Story.talked), marks)
    log = structs.replace(LOG, files=(*LOG.files, structs.replace(LOG.files[0], name="ixn.log")))
    two = replace(trace, head=structs.replace(trace.head, log=log))
    found = judged(two, {**AUTO_ANSWER, **AUTO_DIAL})
    assert (found.failing, why(found, "O4")) == ((), "instants of two logs are not compared")
    assert why(found, "O7") == "there may have been a call before, or the voice switch was not there"
    assert [str(each) for each in judged(two, policy=IN_LOGS).of(Verdict.SUSPECT)] == []
