"""Logs that no writer of ours has made, in the grammar of public samples: each message, and what became of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.logs.conftest import SAMPLES, entries, read

from callbook.core import Origin, instant_of, moment_of
from callbook.record import Damage

if TYPE_CHECKING:
    from callbook.core import MessageSent

DESKTOP = SAMPLES / "wde.20260302_080000_000.log"
SWITCH = SAMPLES / "sip.log"
SERVER = SAMPLES / "ixn.log"


def _times(found: list[MessageSent]) -> list[str]:
    return [moment_of(each.at).strftime("%H:%M:%S.%f")[:-3] for each in found]


def _origin(entry: MessageSent) -> Origin:
    assert entry.origin is not None
    return entry.origin


def test_a_desktops_log() -> None:
    """Both protocols, in the order of the log, with an answer after its request; a dot before milliseconds, too."""
    found = entries(DESKTOP)
    expected = [
        ("08:00:01.000", "anna", "RequestAgentLogin", 0, 3),
        ("08:00:01.100", "Interaction Server", "EventAck", 1, 12),
        ("08:00:05.000", "Interaction Server", "EventInvite", 0, 24),
        ("08:00:07.250", "anna", "RequestAccept", 0, 46),
        ("08:00:07.300", "Interaction Server", "EventError", 4, 52),
        ("08:00:08.000", "anna", "RequestMakeCall", 0, 57),
        ("08:00:08.100", "SIP Server", "EventDialing", 6, 64),
    ]
    lines = [(each.sender, each.name, each.cause, _origin(each).line) for each in found]
    assert expected == [(at, *line) for at, line in zip(_times(found), lines, strict=True)]


def test_a_text_that_runs_over_lines_is_one_value() -> None:
    """With quotes in its middle, and lists in lists behind it."""
    message = entries(DESKTOP)[2].message
    assert {
        "customer_number": "+447700900931",
        "card": "****",
        "attempts": 2,
        "reason": 'My parcel has not come.\nHe said "soon"\nand that was Monday',
        "routing": {"group": "Claims"},
    } == message.Interaction.UserData  # type: ignore[attr-defined]


def test_what_was_filled_in_masked_or_has_no_place_is_named() -> None:
    """An EventInvite of ours has more than the log gives; what the log has beside is kept."""
    origin = _origin(entries(DESKTOP)[2])
    names = ("InteractionType", "InteractionSubtype", "TenantId", "InteractionState", "SubmittedBy", "ReceivedAt",
             "SubmittedAt", "PlacedInQueueAt")  # fmt: skip
    assert (
        Origin(
            file=0,
            line=24,
            filled=tuple(f"Interaction.{name}" for name in names),
            masked=("Interaction.UserData.card",),
            unknown={"attr_itx_submit_seq": 77, "attr_colour": "blue"},
        )
        == origin
    )


def test_what_is_no_callbacks_affair_is_passed_over() -> None:
    """An e-mail, statistics, and a message that is said to have been handled once more; unknown names are counted."""
    tally = read(DESKTOP).tally
    assert ["medium email", "other protocol: EventStatisticOpened", "copy of EventInvite"] == list(tally.passed.counts)
    assert {"attribute attr_colour of EventInvite": f"{DESKTOP.name}:24"} == tally.unread.first
    assert {"TicketId as TicketId": f"{DESKTOP.name}:46"} == tally.guessed.first


def test_the_true_time_of_an_event_is_kept() -> None:
    """A structure has no type on its first line."""
    assert {
        "AttributeEventSequenceNumber": "0000000000000a01",
        "Time": {"AttributeTimeinSecs": 1772438408, "AttributeTimeinuSecs": 100000},
    } == _origin(entries(DESKTOP)[6]).unknown


def test_a_switchs_log() -> None:
    """Stamps without a date, in the zone that the true times show; copies to a backup are no messages."""
    found = entries(SWITCH)
    expected = [
        ("08:59:59.101", "1001", "RequestMakeCall"),
        ("08:59:59.500", "SIP Server", "EventDialing"),
        ("09:00:01.000", "SIP Server", "EventError"),
        ("09:00:02.000", "SIP Server", "EventLinkDisconnected"),
    ]
    lines = [(each.sender, each.name) for each in found]
    assert expected == [(at, *line) for at, line in zip(_times(found), lines, strict=True)]
    data = {"reason": "It is about\ntwo lines", "attempts": 2, "more": {"inner": "x"}}
    assert data == found[0].message.UserData  # type: ignore[attr-defined]
    assert 0 == found[1].message.ReferenceID  # type: ignore[attr-defined]
    assert "1001" == found[3].receiver


def test_a_gap_in_the_numbers_of_events_is_damage() -> None:
    """Between the last event before it and the first one behind."""
    since, until = "2026-03-02T08:59:59.500+00:00", "2026-03-02T09:00:01.000+00:00"
    why = "2 events missing: EventSequenceNumber goes from 0000000000000a01 to 0000000000000a04"
    log = read(SWITCH).source
    assert (Damage(file=0, first_line=22, last_line=40, why=why, since=since, until=until),) == log.spans
    assert ("sip.log", "tserver", "SIP_Server", "UTC+01:00") == (
        log.files[0].name,
        log.files[0].kind,
        log.files[0].application,
        log.files[0].zone,
    )


def test_an_interaction_servers_log() -> None:
    """Clients are numbers until they log in; only certain log events begin a message."""
    found = entries(SERVER)
    expected = [
        ("08:00:00.100", "anna", "Interaction Server", "RequestAgentLogin"),
        ("08:00:01.000", "Website", "Interaction Server", "RequestSubmit"),
        ("08:00:02.000", "Interaction Server", "anna", "EventInvite"),
        ("08:00:03.000", "Interaction Server", "Website", "EventAck"),
    ]
    lines = [(each.sender, each.receiver, each.name) for each in found]
    assert expected == [(at, *line) for at, line in zip(_times(found), lines, strict=True)]


def test_the_head_says_when_and_where() -> None:
    """Its start is the first message; the contact centre is nobody's where none was given."""
    logs = read(DESKTOP, zone="+02:00")
    head = logs.head()
    first = instant_of(moment_of(logs.first or 0))
    assert ("2026-03-02T06:00:01.000+00:00", "not given", first) == (head.start, head.contact_center.name, logs.first)
    assert f"Read in {DESKTOP.name}" == head.scenario
