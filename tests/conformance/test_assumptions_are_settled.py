"""`--settle`: which assumptions a log confirms, contradicts, does not touch; and the file that takes them over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs
from tests.conformance.damaged import with_messages, without
from tests.conformance.stories import COUNTDOWN, altered, as_log, center, moved, number_of, played, ready

from callbook.core import STANDING_ASSUMPTIONS, Assumptions, MessageSent, Origin, assumption_rows, read_assumptions
from callbook.verification import conform, settings_text, settle
from callbook.verification.conformance.deviations import Story
from callbook.verification.conformance.settling import Answer
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from callbook.record import Head, Trace
    from callbook.verification import Settled

CONFIRMED, CONTRADICTED, UNTOUCHED = Answer.CONFIRMED, Answer.CONTRADICTED, Answer.UNTOUCHED


def settled(
    trace: Trace, options: Mapping[str, str] | None = None, missing: tuple[str, ...] = ()
) -> dict[str, Settled]:
    """Return what a recording says of each assumption, by their names."""
    by = center(options, without=missing)
    assumed = replace(trace, head=_with_kits(trace))
    return {each.row.name: each for each in settle(conform(assumed, by), center=by)}


def _with_kits(trace: Trace) -> Head:
    return structs.replace(trace.head, assumptions=Assumptions())


def answer(found: dict[str, Settled], name: str) -> tuple[Answer, object]:
    """Return what is said of one assumption: the answer, and the value to be taken over."""
    return found[name].answer, found[name].value


def test_every_assumption_stands_in_the_table() -> None:
    """In the order of `callbook assumptions`."""
    names = [row.name for row in (*assumption_rows(), *STANDING_ASSUMPTIONS)]
    assert list(settled(played(Story.offered))) == names


def test_the_kit_confirms_itself() -> None:
    """Its own recordings are as it assumes."""
    found = settled(played(Story.talked))
    names = ("network_reached_after", "parent_id_on_the_call", "callback_record_in_attached_data")
    assert {name: answer(found, name) for name in names} == dict.fromkeys(names, (CONFIRMED, None))
    assert str(found["network_reached_after"]).startswith("confirmed network_reached_after = 1000 (F3) at entry ")
    assert answer(found, "reoffer_delay") == (UNTOUCHED, None)


def test_a_length_of_time_is_measured() -> None:
    """From one event of a call to another."""
    trace = played(Story.talked)
    found = settled(moved(trace, number_of(trace, "EventNetworkReached"), 2_500))
    assert answer(found, "network_reached_after") == (CONTRADICTED, 3_500)
    assert "contradicted network_reached_after = 1000 (F3), it is 3500 at entry" in str(found["network_reached_after"])


def nobody_answers(story: Story) -> None:
    """Call somebody who does not answer, until the network gives up."""
    story.lab.plays(story.contact, behaves("does not answer"))
    story.talked()
    story.pause(60)


def test_how_long_it_rings_is_measured() -> None:
    """Until the network gives up."""
    assert answer(settled(played(nobody_answers)), "network_gives_up_ringing") == (CONFIRMED, None)


def declines_twice(story: Story) -> None:
    """Decline, and be offered it again."""
    story.declined()
    story.pause(10)


@pytest.mark.parametrize(
    ("later", "expected"), [(0, (CONFIRMED, None)), (-3_000, (CONTRADICTED, 2_000)), (60_000, (UNTOUCHED, None))]
)
def test_what_takes_at_least_so_long_is_contradicted_by_less(later: int, expected: tuple[Answer, object]) -> None:
    """More says nothing."""
    trace = played(declines_twice)
    found = settled(moved(trace, number_of(trace, "EventInvite", 1), later))
    assert answer(found, "reoffer_delay") == expected


def expires(story: Story) -> None:
    """Let an invitation expire, and go Not Ready."""
    story.offered(40)
    ready(story)


def _shown(state: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(message: dict[str, Any]) -> dict[str, Any]:
        is_status = message["message"] == "EventCurrentAgentStatus"
        return {**message, "MediaStateList": {"webcallback": state}} if is_status else message

    return change


@pytest.mark.parametrize(("state", "expected"), [(1, (CONFIRMED, None)), (0, (CONTRADICTED, True))])
def test_the_state_after_an_expiry_is_seen(state: int, expected: tuple[Answer, object]) -> None:
    """In what the server shows next, if it shows anything."""
    trace = with_messages(played(expires), _shown(state))
    assert answer(settled(trace), "not_ready_after_expiry") == expected
    shown = [each.number for each in trace.entries if getattr(each, "name", "") == "EventCurrentAgentStatus"]
    assert answer(settled(without(trace, shown)), "not_ready_after_expiry") == (UNTOUCHED, None)


def test_a_state_that_the_server_forces_counts() -> None:
    """It shows the state as well."""

    def forced(message: dict[str, Any]) -> dict[str, Any]:
        if message["message"] != "EventCurrentAgentStatus":
            return message
        kept = {key: message[key] for key in ("protocol", "AgentId")}
        return {
            **kept,
            "message": "EventForcedAgentStateChange",
            "MediaTypeName": "webcallback",
            "MediaList": {"webcallback": 0},
        }

    assert answer(settled(with_messages(played(expires), forced)), "not_ready_after_expiry") == (CONTRADICTED, True)


def test_what_is_otherwise_on_the_wires_contradicts() -> None:
    """Of what stands in the code there is no setting."""
    data = {"UserData": {"customer_number": "+447700900931", "start_time": "2026-03-02T09:00:00+01:00"}}

    def other(message: dict[str, Any]) -> dict[str, Any]:
        inside = message.get("Interaction")
        return message if inside is None else {**message, "Interaction": {**inside, **data, "InteractionState": 1}}

    trace = altered(with_messages(played(Story.talked), other), "RequestMakeCall", UserData={})
    found = settled(trace)
    for name in ("parent_id_on_the_call", "callback_times_are_utc", "offered_is_still_routed"):
        assert answer(found, name) == (CONTRADICTED, None)
    assert answer(found, "callback_record_in_attached_data") == (CONFIRMED, None)


def test_reasons_and_busy_contacts_are_seen() -> None:
    """Both in events alone."""

    def busy(story: Story) -> None:
        story.lab.plays(story.contact, behaves("busy"))
        story.talked()

    found = settled(played(busy))
    assert answer(found, "busy_reaches_no_network") == (CONFIRMED, None)
    assert answer(settled(played(expires)), "revoke_reasons") == (CONFIRMED, None)


def accepts_in_countdown(story: Story) -> None:
    """Accept while the countdown runs."""
    story.accepted()


def test_what_conforms_only_by_an_assumption_confirms_it() -> None:
    """The log is judged again as if the opposite were assumed."""
    found = settled(played(accepts_in_countdown, COUNTDOWN), COUNTDOWN)
    assert answer(found, "accept_during_countdown") == (CONFIRMED, None)
    assert answer(found, "privileges_read_at_login") == (UNTOUCHED, None)


def test_what_is_found_only_by_an_assumption_contradicts_it() -> None:
    """The other value is to be taken over."""
    options = {**COUNTDOWN, "webcallback.auto-answer.enable-reject": "true"}
    trace = played(Story.declined, options)
    found = settled(trace, options, ("Can Decline",))
    assert answer(found, "reject_in_countdown_needs_decline") == (CONTRADICTED, False)


def test_the_file_of_settings_is_read_by_every_command(tmp_path: Path) -> None:
    """It says where it comes from, and what each value means."""
    trace = played(Story.transferred)
    found = settled(trace)
    assert answer(found, "transfer_needs_park_queue") == (CONTRADICTED, False)
    written = tmp_path / "settled.toml"
    written.write_text(settings_text(found.values(), "monday.ndjson"), encoding="utf-8")
    expected = (
        "# What monday.ndjson says otherwise than the kit assumes.\n"
        "# For every command that takes --assumptions FILE.\n"
        "\n"
        "[assumptions]\n"
        "# O12: Without a park queue the call made from a callback can't be transferred.\n"
        "transfer_needs_park_queue = false\n"
    )
    assert written.read_text(encoding="utf-8") == expected
    assert read_assumptions(written) == Assumptions(transfer_needs_park_queue=False)


def test_an_agent_alone_is_settled() -> None:
    """Whoever did nothing touches no assumption."""
    trace = played(Story.talked)
    judged = conform(trace, agents=["Ben"])
    assert {each.answer for each in settle(judged, ["Ben"])} == {UNTOUCHED}


def unseen(entry: MessageSent) -> Origin:
    """Return the origin of a message of which nothing was seen; one of them is damaged."""
    lacks = ("Interaction", "Reason", "UserData")
    damaged = "cut off" if entry.name == "RequestAgentLogin" else ""
    return Origin(file=0, line=entry.number, filled=lacks, damaged=damaged)


def test_what_was_not_seen_settles_nothing() -> None:
    """Values that the reader has filled in, and masked ones."""
    hidden = with_messages(played(expires), _masked)
    found = settled(as_log(hidden, unseen))
    names = ("callback_record_in_attached_data", "callback_times_are_utc", "offered_is_still_routed", "revoke_reasons")
    assert {name: answer(found, name) for name in names} == dict.fromkeys(names, (UNTOUCHED, None))
    nobody = settled(as_log(without(hidden, [number_of(hidden, "EventInvite")]), unseen))
    assert {name: answer(nobody, name) for name in names[:3]} == dict.fromkeys(names[:3], (UNTOUCHED, None))
    called = settled(as_log(played(Story.talked), unseen))
    assert answer(called, "parent_id_on_the_call") == (UNTOUCHED, None)


def _masked(message: dict[str, Any]) -> dict[str, Any]:
    inside = message.get("Interaction")
    return message if inside is None else {**message, "Interaction": {**inside, "UserData": {"start_time": "****"}}}
