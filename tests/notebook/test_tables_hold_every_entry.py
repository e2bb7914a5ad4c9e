from __future__ import annotations

import pytest

from callbook.configuration import ContactCenter, Level, changes
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent, StepEnded, TimerFired
from callbook.core.messages import t_library
from callbook.lab import Lab
from callbook.notebook.frames import interaction_of, tables
from callbook.notebook.recording import Recording
from callbook.record.trace import Trace, read_trace, trace_of
from callbook.workspace import Action, Refused


def test_events_name_who_told_whom_what_and_because_of_what(handled: Trace) -> None:
    """A message's row has its wire's two ends, its name, the interaction it is about, and its cause."""
    events = Recording(handled).events
    invite = events[events["message"] == "EventInvite"]
    row = invite.iloc[0]
    assert ("message", "Interaction Server", "Anna", "4UR9HGNS00000001") == (
        row["kind"],
        row["sender"],
        row["receiver"],
        row["interaction"],
    )
    assert "RequestSubmit" == str(events["message"].to_dict()[row["cause"]])


def test_a_file_gives_the_same_tables_as_the_lab_did(handled: Trace, handled_file: object) -> None:
    """Whether live or read, messages fill the same cells."""
    live, read = Recording(handled), Recording(read_trace(str(handled_file)))
    assert live.events.drop(columns="detail").equals(read.events.drop(columns="detail"))
    assert live.timers.equals(read.timers)
    assert live.states.equals(read.states)


def test_every_kind_of_entry_that_somebody_may_look_for_is_an_event() -> None:
    """Messages, whatever came from outside, refusals, faults, notes."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.disturb("Anna", "Interaction Server", "Anna", Fault(Mishap.DROPPED, "RequestAccept"))
    lab.configuration.change(lab.contact_center)
    with pytest.raises(Refused):
        anna.perform(Action.GO_READY)
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    kinds = set(Recording(trace_of(lab)).events["kind"])
    assert {"message", "action", "refusal", "fault", "note"} == kinds


def test_what_went_between_a_telephone_and_the_switch_is_an_event() -> None:
    """With both ends, what it is, and the whole of it."""
    lab = Lab()
    text = "BYE sip:a SIP/2.0\r\n\r\n"
    lab.journal.sip("SIP Server", "Anna's telephone", "UDP", "127.0.0.1:5060", "127.0.0.1:6000", text)
    row = Recording(trace_of(lab)).events.iloc[-1]
    columns = ("kind", "sender", "receiver", "message", "detail")
    assert ("sip", "SIP Server", "Anna's telephone", "BYE", text) == tuple(row[name] for name in columns)


def test_a_change_of_the_configuration_is_an_event(failing: Trace) -> None:
    """It says what was changed, and how."""
    lab = Lab()
    center = lab.contact_center
    lab.configuration.change(_with_auto_answer(center))
    events = Recording(trace_of(lab)).events
    assert ["agents: anna"] == list(events[events["sender"] == "Administrator"]["message"])


def test_steps_tell_how_they_ended(failing: Trace) -> None:
    """The table of steps has each step with its outcome, and the error of the one that failed."""
    steps = Recording(failing).steps
    assert ["passed", "passed", "passed", "passed", "failed"] == list(steps["outcome"])
    found = "waits for an agent, in the strategy 'any ready agent'"
    assert f"expected offered to Ben, got {found}" == steps.iloc[-1]["error"]
    assert 8 == (steps.iloc[2]["ended"] - steps.iloc[2]["at"]).total_seconds()


def test_what_happens_in_a_step_names_it(failing: Trace) -> None:
    """The column `step` has the step that was at work."""
    events = Recording(failing).events
    declined = events[events["message"] == "RequestReject"]
    assert ["And Anna declines the callback"] == list(declined["step"])


def test_timers_tell_how_long_they_ran(handled: Trace) -> None:
    """Those that ran out: one that was cancelled, or still runs, is in no recording."""
    timers = Recording(handled).timers
    lasted = timers["at"] - timers["since"]
    assert [1_000, 4_000] == [round(each.total_seconds() * 1_000) for each in lasted]


def test_a_table_without_rows_has_its_columns(handled: Trace) -> None:
    """A recording of no scenario has no steps, but a table of them."""
    steps = Recording(handled).steps
    assert (0, ["at", "step", "line", "outcome", "error", "ended"]) == (len(steps), list(steps.columns))


def test_an_end_without_a_beginning_is_passed_over() -> None:
    """A recording may be cut: what ends a step that it does not hold changes nothing; a timer stands for itself."""
    found = tables([StepEnded(1, 0, 0, 0, "passed", ""), TimerFired(2, 0, 0, "some timer", 0)])
    assert (0, 1) == (len(found.steps), len(found.timers))


def test_the_interaction_of_a_call_is_its_parent() -> None:
    """A T-Library message speaks of a callback through its attached data."""
    live = t_library.RequestMakeCall(
        ThisDN="1001", OtherDN="+442079460000", UserData={"ParentInteractionId": "0000000000000001"}, ReferenceID=1
    )
    read = {"message": "RequestMakeCall", "UserData": {"ParentInteractionId": "0000000000000001"}}
    assert ["0000000000000001"] * 2 == [interaction_of(live), interaction_of(read)]


def test_a_message_of_no_protocol_has_its_text() -> None:
    """What tests send over a wire is a message, too."""
    events = tables([MessageSent(1, 0, 0, "a wire", "one", "other", "hello")]).events
    assert (["hello"], ['"hello"']) == (events.column("message"), events.column("detail"))


def _with_auto_answer(center: ContactCenter) -> ContactCenter:
    return changes.with_option(center, Level.PERSON, "anna", "webcallback.auto-answer", "true")
