"""Values of a log become values of our messages, or are kept beside them; whatever a log holds, a message stands."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.logs.conftest import SAMPLES, entries, read

from callbook.core import MessageSent, Origin, moment_of
from callbook.logs.damage import DamageLog
from callbook.logs.exporting import log_of
from callbook.logs.foreign import ForeignMedia
from callbook.logs.importing import Answers
from callbook.logs.merging import measure_skew, merged
from callbook.logs.names import shipped_names
from callbook.logs.opening import open_logs
from callbook.logs.picking import Pick
from callbook.logs.reading import Run, Seen
from callbook.logs.stamps import STAMP_FORMS, StampReader, date_in_name
from callbook.logs.survey import surveyed
from callbook.logs.tally import OTHERS, Counted, Tally
from callbook.messages import MESSAGES, Protocol, from_mapping
from callbook.messages.open_media import RequestAccept
from callbook.messages.open_media_events import EventAck
from callbook.record import read_trace
from callbook.record.trace import Trace

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "2026-03-02 08:00:00,000 WDE INFO  [THREAD : 1] - InteractionWorkspace - Version: 8.5\n"
ORIGIN = Origin(file=0, line=1)
CALLBACK = SAMPLES.parents[2] / "features" / "flows" / "a_callback_from_form_to_done.trace.ndjson"


def _wde(folder: Path, *records: str) -> Path:
    log = folder / "wde.log"
    stamp = "2026-03-02 08:00:01,000 WDE DEBUG [THREAD : 7] - "
    log.write_text(HEAD + "".join(f"{stamp}{record}\n" for record in records), encoding="utf-8")
    return log


def _event(name: str, *attributes: str) -> str:
    return "\n".join(
        [f"Proxy got message '{name}' ('1')", "message attributes:", *attributes, ". Processing with  state"]
    )


def _message(folder: Path, *record: str) -> tuple[Any, Origin]:
    found = entries(_wde(folder, _event(*record)))[0]
    assert found.origin is not None
    return found.message, found.origin


def test_the_reference_that_is_none_is_0(tmp_path: Path) -> None:
    """Servers write the highest number of four bytes where nobody has asked."""
    message, origin = _message(tmp_path, "EventInvite", "attr_ref_id [int] = 4294967295")
    assert (0, None) == (message.ReferenceId, origin.unknown or None)


@pytest.mark.parametrize(
    ("attribute", "unknown"),
    [
        ('attr_ref_id [str] = "soon"', {"attr_ref_id": "soon"}),
        ("attr_ref_id [int] = -1", {"attr_ref_id": -1}),
        ("attr_ref_id [bstr] = KVList: \n\t\t'a' [int] = 1", {"attr_ref_id": {"a": 1}}),
        ('attr_itx_id [str] = "short"', {"attr_itx_id": "short"}),
        ("attr_itx_queue [bstr] = KVList: ", {"attr_itx_queue": {}}),
        ('attr_itx_queue [str] = ""', {"attr_itx_queue": ""}),
        ("attr_itx_state [int] = 99", {"attr_itx_state": 99}),
        ("attr_itx_priority [long] = 99999999999999999999", {"attr_itx_priority": "99999999999999999999"}),
        ('attr_itx_is_held [str] = "maybe"', {"attr_itx_is_held": "maybe"}),
        ('attr_itx_received_at [str] = "yesterday"', {"attr_itx_received_at": "yesterday"}),
        ('attr_user_data [str] = "none"', {"attr_user_data": "none"}),
        ('attr_itx_queue [str] = "one"\nattr_queue [str] = "two"', {"attr_queue": "two"}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_kept(tmp_path: Path, attribute: str, unknown: dict[str, object]) -> None:
    """Beside the message, by the log's name; the message has what stands in for it, or its default."""
    _, origin = _message(tmp_path, "EventInvite", *attribute.split("\n"))
    assert unknown == origin.unknown


@pytest.mark.parametrize(
    ("attribute", "path", "value"),
    [
        ('attr_itx_received_at [str] = "2026-03-02 08:00:00.123"', "ReceivedAt", "2026-03-02T08:00:00Z"),
        ('attr_itx_state [str] = "routing"', "InteractionState", 2),
        ('attr_itx_is_held [str] = "Yes"', "IsHeld", True),
    ],
)
def test_values_are_taken_in_other_forms(tmp_path: Path, attribute: str, path: str, value: object) -> None:
    """Stamps without their letters, states by their names, yes and no."""
    message, _ = _message(tmp_path, "EventInvite", attribute)
    assert value == getattr(message.Interaction, path)


def test_an_enumeration_is_taken_whatever_its_case(tmp_path: Path) -> None:
    """And what none of its values is, is kept."""
    message, _ = _message(tmp_path, "EventPartyRemoved", 'attr_operation [str] = "placeinqueue"')
    assert "PlaceInQueue" == message.Operation
    _, origin = _message(tmp_path, "EventPartyRemoved", 'attr_operation [str] = "magic"')
    assert {"attr_operation": "magic"} == origin.unknown


def test_what_the_message_refuses_is_kept(tmp_path: Path) -> None:
    """A list whose values are of no form that attached data has."""
    lists = ["attr_media_state_list [bstr] = KVList: ", "\t\t'webcallback' [str] = \"ready\""]
    message, origin = _message(tmp_path, "EventCurrentAgentStatus", 'attr_agent_id [str] = "anna"', *lists)
    assert ("anna", {}, {"MediaStateList": {"webcallback": "ready"}}) == (
        message.AgentId,
        message.MediaStateList,
        origin.unknown,
    )
    _, origin = _message(tmp_path, "EventCurrentAgentStatus", *lists)
    assert ("AgentId",) == origin.filled


def test_a_reason_without_its_name_has_one_filled_in(tmp_path: Path) -> None:
    """A part that is there cannot do without."""
    message, origin = _message(tmp_path, "EventRevoked", 'attr_reason_desc [str] = "too late"')
    assert ("-", "too late", True) == (
        message.Reason.ReasonSystemName,
        message.Reason.ReasonDescription,
        "Reason.ReasonSystemName" in origin.filled,
    )
    log = _wde(tmp_path, "Sending message to InteractionServer - tcp://x\n'RequestReject' ('1')\nmessage attributes:\n"
               'attr_reason_desc [str] = "no"')  # fmt: skip
    origin = entries(log)[0].origin or Origin(file=0, line=1)
    assert "Reason.ReasonSystemName" in origin.filled


def _logged(folder: Path, form: str, message: dict[str, Any], protocol: str = "Open Media") -> list[MessageSent]:
    """Give what is read of a log that holds a login and this message of the same client, or to it."""
    trace = read_trace(CALLBACK)
    names = [entry for entry in trace.entries if isinstance(entry, MessageSent) and entry.name == "RequestAgentLogin"]
    login = names[0] if protocol == "Open Media" else names[1]
    ends = (login.sender, login.receiver) if message["message"][0] == "R" else (login.receiver, login.sender)
    sent = MessageSent(
        login.number + 1, login.at, 0, login.wire, *ends, from_mapping({"protocol": protocol, **message})
    )
    log = folder / f"{form}.log"
    log.write_text(log_of(Trace(trace.head, (login, sent), login.at), form), encoding="utf-8")
    found = entries(log, center=trace.head.contact_center)[1:]
    assert [sent.message] == [each.message for each in found]
    return found


def test_names_in_a_list(tmp_path: Path) -> None:
    """Properties that are taken away have names only."""
    message = {"message": "RequestChangeProperties", "ReferenceId": 7, "InteractionId": "4UR9HGNS00000001"}
    for form in ("wde-log", "interaction-server-log"):
        assert 1 == len(_logged(tmp_path, form, {**message, "DeletedProperties": ["a", "b"]}))


def test_an_error_of_the_switch(tmp_path: Path) -> None:
    """Its text stands twice, in brackets and as an attribute; a note below another event says nothing."""
    message = {"message": "EventError", "Server": "SIP Server", "ErrorCode": 71, "ErrorMessage": "no", "ThisDN": "1001"}
    found = _logged(tmp_path, "tserver-log", message, "T-Library")
    log = tmp_path / "tserver-log.log"
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace("\tAttributeErrorMessage\t'no'\n", ""), encoding="utf-8")
    assert [found[0].message] == [each.message for each in entries(log)[1:]]
    noted = text.replace("message RequestAgentLogin\n", "message RequestAgentLogin\n\t(a note)\n")
    log.write_text(noted, encoding="utf-8")
    assert 2 == len(entries(log))


def test_interactions_in_a_workbin(tmp_path: Path) -> None:
    """Lists of lists, in both forms: what has no place in an interaction is carried along."""
    one = {
        "InteractionId": "4UR9HGNS00000001", "MediaType": "webcallback", "InteractionType": "Inbound",
        "InteractionSubtype": "InboundNew", "TenantId": "t", "Queue": "q", "InteractionState": 0, "SubmittedBy": "w",
        "ReceivedAt": "2026-03-02T08:00:00Z", "SubmittedAt": "2026-03-02T08:00:00Z",
        "PlacedInQueueAt": "2026-03-02T08:00:00Z", "IsHeld": True, "UserData": {"a": {"b": 1}},
        "OtherAttributes": {"Colour": "blue"},
    }  # fmt: skip
    for form in ("wde-log", "interaction-server-log"):
        assert 1 == len(_logged(tmp_path, form, {"message": "EventWorkbinContent", "Interactions": [one]}))
    _, origin = _message(tmp_path, "EventWorkbinContent", "attr_interactions [bstr] = KVList: ", "\t\t'a' [int] = 1")
    assert {"attr_interactions": {"a": 1}} == origin.unknown


def test_texts_that_never_end(tmp_path: Path) -> None:
    """The record is damaged, and what stands before the text is read."""
    message, origin = _message(
        tmp_path, "EventInvite", "attr_ticket_id [int] = 7", 'attr_itx_queue [str] = "call', "more"
    )
    assert (7, "call\nmore\n. Processing with  state\n", "a text in it has lost its end") == (
        message.TicketId,
        message.Interaction.Queue,
        origin.damaged,
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("\t\t'key' [str] = \"open", "end"),
        ("\t\t'key' [int] = 7",),
        ("attr_x", "attr_ref_id [int] = 7"),
        ("attr_extension [bstr] = KVList: ", "'key' [int] = 7"),
    ],
)
def test_lists_of_nothing(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Keys before any attribute belong nowhere."""
    found = entries(_wde(tmp_path, _event("EventAck", *lines)))
    assert ["EventAck"] == [each.name for each in found]


def test_a_list_that_does_not_say_so(tmp_path: Path) -> None:
    """Keys below an attribute are its list, whatever its own line says."""
    message, _ = _message(
        tmp_path, "EventInvite", "attr_user_data [bstr] = ", "\t\t'a' [str] = \"b", 'c"', "\t\t'd' [int] = 1"
    )
    assert {"a": "b\nc", "d": 1} == message.Interaction.UserData


def test_a_handled_message_that_was_not_read_before_is_read(tmp_path: Path) -> None:
    """Where the log does not say twice what it has received."""
    log = _wde(tmp_path, "Completed handling 'EventAck'\nmessage attributes:\nattr_ref_id [int] = 1",
               "Completed handling 'Statistics'\nmessage attributes:\nattr_ref_id [int] = 1",
               "Completed handling EventAck")  # fmt: skip
    logs = read(log)
    assert (["EventAck"], ["other protocol: Statistics", "copy of EventAck"]) == (
        list(logs.tally.read.counts),
        list(logs.tally.passed.counts),
    )


def test_a_message_that_nobody_knows(tmp_path: Path) -> None:
    """It is neither of another protocol nor one of ours: it is said."""
    logs = read(
        _wde(tmp_path, _event("EventAck", "attr_ref_id [int] = 1"), _event("EventOfTomorrow", "attr_x [int] = 1"))
    )
    assert {"message EventOfTomorrow": "wde.log:6"} == logs.tally.unread.first


def test_the_protocol_is_the_peers_where_nothing_else_says(tmp_path: Path) -> None:
    """An EventError without attributes, from a proxy that has spoken before."""
    proxy = ". Processing with  state .StatePrimary proxy: proxy1"
    log = _wde(
        tmp_path,
        f"Proxy got message 'EventRegistered' ('53')\nmessage attributes:\nAttributeThisDN [str] = \"1001\"\n{proxy}",
        f"Proxy got message 'EventError' ('52')\nmessage attributes:\nx [int] = 1\n{proxy}",
        "Proxy got message 'EventError' ('52')\nmessage attributes:\nx [int] = 1\n. Processing with x proxy: p9",
    )
    logs = read(log)
    assert ({"EventRegistered": 1, "EventError": 1}, 1) == (
        dict(logs.tally.read.counts),
        logs.tally.unread.counts["message EventError"],
    )


def test_a_medium_that_is_not_said_is_no_other(tmp_path: Path) -> None:
    """An invitation without its medium is read."""
    message, origin = _message(tmp_path, "EventInvite", "attr_ticket_id [int] = 7")
    assert ("-", True) == (message.Interaction.MediaType, "Interaction.MediaType" in origin.filled)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("08:00:05.101 x", "2026-03-02 08:00:05.101"),
        ("@08:00:05.1015 [0]", "2026-03-02 08:00:05.101"),
        ("2026-03-02T08:00:05.101", "2026-03-02 08:00:05.101"),
        ("2026/03/02 08:00:05,1", "2026-03-02 08:00:05.100"),
        ("03/02/2026T08:00:05.101", "2026-03-02 08:00:05.101"),
        ("03/02/26 08:00:05.101", "2026-03-02 08:00:05.101"),
        ("Mon Mar  2 08:00:05 2026.101", "2026-03-02 08:00:05.101"),
        ("Mon 02 Mar 2026 08:00:05 PM CET.101", "2026-03-02 20:00:05.101"),
        ("Mon 02 Mar 2026 12:00:05 a.m..101", "2026-03-02 00:00:05.101"),
        ("Mon Xxx  2 08:00:05 2026.101", ""),
        ("2026-02-30 08:00:05.101", ""),
        ("9999-12-31 08:00:05.101", ""),
        ("1950-01-01 08:00:05.101", ""),
        ("08:61:05.101", ""),
        ("25:00:05.101", ""),
        ("eight o'clock", ""),
    ],
)
def test_stamps(line: str, expected: str) -> None:
    """Each form that was seen; what no calendar has is none."""
    found = StampReader(UTC, date(2026, 3, 2)).read(line.encode())
    assert expected == ("" if found is None else f"{moment_of(found.instant):%Y-%m-%d %H:%M:%S.%f}"[:-3])


def test_stamps_have_a_zone_and_a_day() -> None:
    """Summer time is the zone's affair; without a day there is no instant, and a check point may be none."""
    berlin = StampReader(ZoneInfo("Europe/Berlin"), None)
    assert None is berlin.read(b"08:00:00.000")
    berlin.check_point(b"Trc 04120 Check point 2026-02-31T08:00:00")
    assert None is berlin.read(b"08:00:00.000")
    berlin.check_point(b"Trc 04120 Check point 2026-07-01T08:00:00")
    found = berlin.read(b"08:00:00.000")
    assert found is not None
    assert "06:00" == f"{moment_of(found.instant):%H:%M}"
    assert (None, 5) == (date_in_name("wde.99991231_000000_000.log"), len(STAMP_FORMS))


def _seen(at: int, number: int) -> Seen:
    message = RequestAccept(ReferenceId=number, TicketId=1, InteractionId="4UR9HGNS00000001")
    return Seen(at, "Anna - Interaction Server", "Anna", "Interaction Server", message, Origin(file=0, line=number))


def test_what_is_remembered_is_bounded() -> None:
    """Interactions of other media, requests, calls, messages in two logs, names, things to count, damage."""
    foreign, pick, counted, damage = ForeignMedia(), Pick(interaction="I"), Counted(), DamageLog()
    for number in range(100_002):
        foreign.of(
            {"message": "EventRevoked", "Interaction": {"InteractionId": f"{number}", "MediaType": "email"}}, "c"
        )
    assert "" == foreign.of({"message": "RequestAccept", "InteractionId": "0"}, "c")
    assert "medium email" == foreign.of({"message": "RequestAccept", "InteractionId": "9"}, "c")
    for number in range(1, 10_003):
        pick.wants("c", {"protocol": "p", "message": "RequestAccept", "ReferenceId": number, "InteractionId": "I"})
        damage.unreadable(0, number, "why")
        counted.add(f"{number}", "x:1")
    assert [False, True] == [
        pick.wants("c", {"protocol": "p", "message": "EventAck", "ReferenceId": number}) for number in (1, 10_002)
    ]
    assert (10_000, 9_002) == (len(list(damage.spans())), counted.counts[OTHERS])
    names, kind = shipped_names(), MESSAGES[Protocol.OPEN_MEDIA]["EventAck"]
    for number in range(20_002):
        assert None is names.place(Protocol.OPEN_MEDIA, kind, f"x{number}")


def test_what_waits_for_another_log_is_bounded() -> None:
    """The oldest is forgotten, and would stand twice."""
    tally = Tally()
    first = [_seen(0, number) for number in range(1, 50_003)]
    second = [_seen(0, 1), _seen(0, 50_002)]
    assert (50_003, 1) == (len(list(merged([first, second], tally))), tally.both)


def test_requests_that_wait_for_their_answers_are_bounded() -> None:
    """An answer after ten thousand others has no cause any more."""
    answers = Answers()
    for number in range(1, 10_002):
        assert 0 == answers.cause(_seen(0, number), number)
    given = [Seen(0, "Anna - Interaction Server", "Interaction Server", "Anna", EventAck(ReferenceId=number), ORIGIN)
             for number in (1, 10_001)]  # fmt: skip
    assert [0, 10_001] == [answers.cause(each, 20_000) for each in given]


def test_clocks_are_compared_by_a_sample(tmp_path: Path) -> None:
    """A message that occurs twice says nothing, and of very many the first are compared."""
    log = _wde(tmp_path, *[_event("EventAck", "attr_ref_id [int] = 1")] * 2)
    assert [0, 0] == [file.skew for file in read(log, SAMPLES / "ixn.log").source.files]
    segment = surveyed(open_logs([SAMPLES / "ixn.log"])[0], [])[0]
    runs = [Run([segment], UTC, "UTC"), Run([segment], UTC, "UTC")]
    measure_skew(runs, lambda run: [_seen(7 if run is runs[1] else 0, number) for number in range(1, 50_003)])
    assert [0, 7] == [run.skew for run in runs]


def test_a_note_is_said_once() -> None:
    """However often it would be."""
    tally = Tally()
    tally.note("x")
    tally.note("x")
    assert ["x"] == tally.notes
