"""What is asked of the voice switch: the call to the contact, what is done with it, and calls without a callback."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from tests.conformance.damaged import with_messages, without
from tests.conformance.stories import AUTO_DIAL, IN_LOGS, altered, as_log, center, judged, number_of, played, said, why

from callbook.core import Fault, FaultInjected, MessageSent, Mishap, Origin
from callbook.record import trace_of
from callbook.verification import Verdict
from callbook.verification.conformance.deviations import Story
from callbook.workspace import Action
from callbook_mocks.contacts import Behaviour, behaves

if TYPE_CHECKING:
    from typing import Any

    from callbook.record import Trace

OTHER = "+441214960042"


def dials_itself(story: Story) -> None:
    """Accept a callback that the desktop dials."""
    story.accepted()
    story.pause(20)


def test_what_is_dialled_by_itself_conforms() -> None:
    """As the option has it (O7)."""
    found = said(judged(played(dials_itself, AUTO_DIAL), AUTO_DIAL))
    assert (found["O7"], found["F3"]) == ("conforms", "conforms")


def test_no_agent_dials_as_quickly_as_a_desktop() -> None:
    """Both explanations are named."""
    found = judged(played(dials_itself, AUTO_DIAL), policy=IN_LOGS)
    assert said(found)["O7"] == "suspect"
    expected = "the desktop has dialled by itself, though it should not; or the agent was as quick as 0 ms"
    assert why(found, "O7") == expected


def test_one_that_leaves_without_a_call_was_perhaps_not_dialled() -> None:
    """A request that does not come proves nothing."""
    trace = played(Story.rescheduled_at_once)
    found = judged(trace, AUTO_DIAL)
    assert said(found)["O7"] == "suspect"
    expected = "the desktop has not dialled; or its request is not in the log, and the voice switch did not answer it"
    assert why(found, "O7") == expected
    open_still = judged(played(Story.accepted), AUTO_DIAL)
    assert why(open_still, "O7") == "the log does not show whether it was dialled"


def without_switch(story: Story) -> None:
    """Accept a callback, have no voice switch for a while, and dial."""
    story.accepted()
    story.lab.voice_switch.link_down()
    story.pause()
    story.lab.voice_switch.link_up()
    story.pause()
    story.do(Action.DIAL)


def test_a_late_call_is_not_judged_where_the_voice_switch_came_back() -> None:
    """The desktop may have had no switch before."""
    found = judged(played(without_switch), AUTO_DIAL)
    assert why(found, "O7") == "there may have been a call before, or the voice switch was not there"


def test_the_call_may_be_that_of_another_callback() -> None:
    """Neither parent nor number says whose it is."""
    found = judged(altered(played(Story.talked), "RequestMakeCall", OtherDN=OTHER, UserData={"other": "1"}))
    expected = "the call may be another callback's, or the log lacks a request that has changed the number"
    assert why(found, "F3") == expected


def test_a_dialling_rule_may_add_to_the_number() -> None:
    """The last digits are the same."""
    found = judged(altered(played(Story.talked), "RequestMakeCall", OtherDN="900447700900931"))
    assert {each.what for each in found.findings if each.clause == "F3"} <= {
        "dialled",
        "dialled the callback number, as a dialling rule has it",
    }
    assert said(found)["F3"] == "conforms"


def test_a_number_that_the_log_hides_is_not_judged() -> None:
    """Asterisks are no number."""
    found = judged(altered(played(Story.talked), "RequestMakeCall", OtherDN="+4477*****31"))
    assert found.failing == ()


def filled(entry: MessageSent) -> Origin:
    """Return the origin of a message whose data the log does not give."""
    lacks = ("UserData",) if entry.name == "RequestMakeCall" else ()
    return Origin(file=0, line=entry.number, filled=lacks)


def test_data_that_the_log_does_not_give_is_not_judged() -> None:
    """They were filled in by the reader."""
    bare = altered(played(Story.talked), "RequestMakeCall", UserData=None)
    assert [each.clause for each in judged(bare).failing] == ["F3"]
    assert judged(as_log(bare, filled)).failing == ()


def with_overrides(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message in which the callback names Transactions that override options."""
    inside = message.get("Interaction")
    if inside is None:
        return message
    return {**message, "Interaction": {**inside, "UserData": {**inside["UserData"], "IW_OverrideOptions": "Gold"}}}


def test_what_names_overrides_stays_with_its_callback() -> None:
    """It is not copied into the call (C8)."""
    trace = with_messages(played(Story.talked), with_overrides)
    assert said(judged(trace))["C8"] == "conforms"
    carried = {"ParentInteractionId": "4UR9HGNS00000001", "IW_OverrideOptions": "Gold", "contact_name": "M"}
    copied = judged(altered(trace, "RequestMakeCall", UserData=carried))
    assert [(each.clause, each.got) for each in copied.failing] == [("C8", "UserData with 'IW_OverrideOptions'")]


def test_a_call_whose_request_is_lost_is_known_by_what_the_switch_tells() -> None:
    """What is done with it is judged all the same."""
    trace = played(Story.released)
    lost = [number_of(trace, "RequestMakeCall"), number_of(trace, "EventDialing")]
    found = judged(without(trace, lost), without=["Can Release Call"])
    assert why(found, "F3") == "the request is not in the log"
    assert [each.clause for each in found.failing] == ["P8"]


@pytest.mark.parametrize("behaviour", [behaves("busy"), behaves("does not answer")], ids=["busy", "no answer"])
def test_a_contact_who_is_not_reached_leaves_the_callback_there(behaviour: Behaviour) -> None:
    """Busy, or no answer (F4)."""

    def tries(story: Story) -> None:
        story.lab.plays(story.contact, behaviour)
        story.talked()
        story.pause(90)

    assert said(judged(played(tries)))["F4"] == "conforms"


def test_a_switch_that_refuses_leaves_the_callback_there() -> None:
    """The error answers the request (E3)."""

    def refused(story: Story) -> None:
        wire = story.lab.wires.wire("Anna", "SIP Server")
        wire.disturb("Anna", Fault(Mishap.REFUSED, "RequestMakeCall", code=50))
        story.talked()

    assert said(judged(played(refused)))["E3"] == "conforms"


def consults(story: Story) -> None:
    """Transfer in two steps: begin, and give it up."""
    story.transferred_in_two_steps()
    story.do(Action.CANCEL_TRANSFER)
    story.do(Action.RETRIEVE)


def test_a_transfer_that_is_given_up_needs_its_privilege_too() -> None:
    """The first request without it is the finding."""
    options = {"webcallback.park-queue": "parked"}
    trace = played(consults, options)
    assert judged(trace, options).failing == ()
    found = judged(trace, options, without=["Can Two Step Transfer"])
    assert [each.what for each in found.failing] == ["began a transfer"]


def test_a_call_of_which_it_is_not_known_whose_it_is_is_not_judged() -> None:
    """By its ConnID, or because all of it is lost."""
    trace = played(Story.released)
    strange = "ffff000000000001"
    found = judged(altered(trace, "RequestReleaseCall", ConnID=strange))
    assert found.failing == ()
    dialled = number_of(trace, "RequestMakeCall")
    lost = [each.number for each in trace.entries if dialled <= each.number < number_of(trace, "RequestReleaseCall")]
    assert judged(without(trace, lost)).failing == ()


def answers(story: Story) -> None:
    """Be handed a call by somebody else, and put it on hold."""
    story.do(Action.GO_NOT_READY)
    ben = story.lab.log_in("Ben")
    story.lab.schedule(story.contact)
    story.pause()
    for action in (Action.ACCEPT, Action.DIAL):
        ben.perform(action)
    story.pause(20)
    ben.perform(Action.ONE_STEP_TRANSFER, target="1001")
    story.pause()
    story.do(Action.ANSWER)
    story.do(Action.HOLD)


def hangs_up(story: Story) -> None:
    """Be handed a call by somebody else, and end it."""
    answers(story)
    story.do(Action.RETRIEVE)
    story.do(Action.RELEASE)
    story.pause()


def test_the_end_of_a_call_without_a_callback_says_nothing_of_callbacks() -> None:
    """What comes after a call (F5) is about the callback that it was made for."""
    found = judged(played(hangs_up))
    assert found.failing == ()
    said_of_its_end = {each.what for each in found.findings if (each.agent, each.clause) == ("anna", "F5")}
    assert said_of_its_end == {"held the call"}


def test_a_call_without_a_callback_needs_its_privileges_too() -> None:
    """One that a colleague has handed over."""
    trace = played(answers)
    assert judged(trace).failing == ()
    found = judged(trace, without=["Can Hold And Retrieve Call"])
    assert [(each.clause, each.what) for each in found.failing] == [("P8", "held the call")]
    rings = [number_of(trace, "EventRinging")]
    lost = judged(without(trace, rings), without=["Can Hold And Retrieve Call"])
    assert lost.failing == ()


def test_a_call_that_nobody_waits_for_is_released_by_the_desktop() -> None:
    """That is no agent's doing, and needs no privilege."""

    def twice(story: Story) -> None:
        wire = story.lab.wires.wire("Anna", "SIP Server")
        wire.disturb("SIP Server", Fault(Mishap.DELAYED, milliseconds=40_000, times=None))
        story.accepted()
        story.do(Action.DIAL)
        story.pause(28)
        story.do(Action.MARK_DONE)
        story.pause(30)

    trace = as_arrived(played(twice))
    assert number_of(trace, "RequestReleaseCall")
    found = judged(trace, without=["Can Release Call"])
    assert [str(each) for each in found.of(Verdict.VIOLATES)] == []


def as_arrived(trace: Trace) -> Trace:
    """Return the messages of a recording in the order in which they arrived, as a desktop logs them."""
    late = {each.message for each in trace.entries if isinstance(each, FaultInjected) and "delayed" in each.fault}
    moved = (
        structs.replace(each, at=each.at + (40_000 if each.number in late else 0))
        for each in trace.entries
        if isinstance(each, MessageSent)
    )
    return replace(trace, entries=tuple(sorted(moved, key=lambda each: each.at)))


def test_a_call_request_that_hangs_in_the_air_is_nobodys() -> None:
    """Its callback has no invitation in the log."""
    trace = played(Story.talked)
    offered = number_of(trace, "EventInvite")
    found = judged(without(trace, [offered]))
    assert (found.stays, found.judged) == (1, 0)


def test_a_call_while_the_model_has_no_voice_channel_is_judged_all_the_same() -> None:
    """The log lacks that the switch came back."""
    trace = played(without_switch)
    back = [each.number for each in trace.entries if each.number > number_of(trace, "EventLinkDisconnected")]
    lost = [number for number in back if number < number_of(trace, "RequestMakeCall")]
    found = judged(without(trace, lost), without=["Can Make Calls"])
    assert [(each.clause, each.what) for each in found.failing] == [("P8", "dialled")]


def test_data_of_a_call_are_changed_without_a_verdict() -> None:
    """No clause of the channel is about it."""

    def changes(story: Story) -> None:
        story.talked()
        conn_id = story.anna.calls_of(story.anna.callbacks[0].id)[0]
        story.anna.data.change(conn_id, {"note": "later"}, {}, ())
        story.pause()

    assert judged(played(changes)).failing == ()


def test_a_callback_without_a_number_cannot_be_followed() -> None:
    """The model cannot dial nothing, and says so."""

    def bare(message: dict[str, Any]) -> dict[str, Any]:
        inside = message.get("Interaction")
        return message if inside is None else {**message, "Interaction": {**inside, "UserData": {}}}

    found = judged(with_messages(played(Story.talked), bare))
    assert found.failing == ()
    assert why(found, "F10").startswith("the model could not go along: RequestMakeCall is malformed")


def two_at_once(contact: str) -> Trace:
    """Return the recording of an agent with two callbacks in hand, who calls the contact of the second."""
    both = center()
    anna = structs.replace(both.agents[0], capacity=2)
    story = Story(structs.replace(both, agents=(anna, *both.agents[1:])))
    story.accepted()
    story.lab.schedule(story.lab.contact(contact) if contact else story.contact)
    story.pause()
    story.do(Action.ACCEPT)
    story.do(Action.DIAL)
    story.pause(20)
    story.do(Action.RELEASE)
    return trace_of(story.lab)


def test_a_call_of_one_of_two_to_the_same_number_is_known_by_its_parent() -> None:
    """Which it carries."""
    found = judged(two_at_once(""), without=["Can Release Call"])
    second = sorted({each.interaction for each in found.findings if each.interaction})[1]
    assert [(each.clause, each.interaction) for each in found.failing] == [("P8", second)]


def test_a_call_of_one_of_two_callbacks_is_known_by_its_number() -> None:
    """Where it does not carry its parent."""
    trace = altered(two_at_once("Ella"), "RequestMakeCall", UserData={"contact_name": "Ella"})
    found = judged(trace, without=["Can Release Call"])
    second = sorted({each.interaction for each in found.findings if each.interaction})[1]
    assert [(each.clause, each.interaction) for each in found.failing] == [("P8", second)]
    unknown = judged(without(trace, [number_of(trace, "EventInvite")]))
    assert unknown.failing == ()


def test_an_acceptance_that_is_answered_late_is_followed_by_its_call() -> None:
    """The model does not know before whose the callback is, whatever it asks meanwhile."""

    def answered_late(story: Story) -> None:
        story.offered()
        wire = story.lab.wires.wire("Anna", "Interaction Server")
        wire.disturb("Interaction Server", Fault(Mishap.DELAYED, milliseconds=40_000, times=2))
        wire.disturb("Interaction Server", Fault(Mishap.DROPPED, "EventAck", times=None))
        story.do(Action.ACCEPT)
        story.pause(60)

    trace = played(answered_late, AUTO_DIAL)
    lost = {each.message for each in trace.entries if isinstance(each, FaultInjected) and each.fault == "dropped"}
    found = judged(as_arrived(without(trace, lost)), AUTO_DIAL)
    assert said(found)["O7"] == "conforms"
