"""Steps about what fails: servers that go down, links that break, messages that are late, lost or refused.

A fault strikes the next message of a name, or a part of all messages by chance. Servers and connections fail for a
while, or until they are mended.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import given, then, when

from callbook.core import MILLISECOND, Fault, FaultInjected, MessageSent, Mishap, counted
from callbook.lab import INTERACTION_SERVER, OpenInteractions
from callbook_steps.in_words import listed
from callbook_steps.meant import callback_meant
from callbook_steps.names import checks
from callbook_steps.next_faults import NextFaults, disturb, messages_of
from callbook_steps.phrases import phrase
from callbook_steps.travel import check_way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.lab import Lab
    from callbook_steps.next_faults import AtEnd
    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage


@pytest.fixture
def next_faults(lab: Lab, callbook_at_end: AtEnd) -> NextFaults:
    """Return what lets faults strike next messages, and makes the scenario fail if one never strikes."""
    return NextFaults(lab, callbook_at_end)


def _message_travels(_: Spoken, given: Mapping[str, Any], __: object) -> None:
    sender = given["agent"] if given.get("way") == "from" else given.get("sender", "")
    receiver = given["agent"] if given.get("way") == "to" else given.get("receiver", "")
    check_way(given["message"], sender=sender, receiver=receiver)


@given("Interaction Server is down")
@when("Interaction Server goes down")
def server_down(lab: Lab) -> None:
    """Let Interaction Server go down."""
    lab.stop_interaction_server()


@when("Interaction Server comes back")
def server_back(lab: Lab) -> None:
    """Bring Interaction Server back."""
    lab.start_interaction_server()


@given("the voice switch is down")
@when("the voice switch goes down")
def switch_down(lab: Lab) -> None:
    """Let the T-Server or SIP Server go down."""
    lab.stop_voice_switch()


@when("the voice switch comes back")
def switch_back(lab: Lab) -> None:
    """Bring the T-Server or SIP Server back."""
    lab.start_voice_switch()


@when("the T-Server loses its link to the switch")
def link_down(lab: Lab) -> None:
    """Let the server run on without the switch behind it."""
    lab.lose_link()


@when("the T-Server has its link to the switch again")
def link_up(lab: Lab) -> None:
    """Connect the server to its switch again."""
    lab.restore_link()


@when(phrase("{agent:Agent} loses the connection to Interaction Server"))
def connection_lost(lab: Lab, agent: str) -> None:
    """Cut the wire of one agent."""
    lab.agent_id(agent)
    lab.cut(agent, INTERACTION_SERVER)


@when(phrase("{agent:Agent} is connected to Interaction Server again"))
def connection_back(lab: Lab, agent: str) -> None:
    """Mend the wire of one agent."""
    lab.agent_id(agent)
    lab.mend(agent, INTERACTION_SERVER)


@given(phrase("the next {message:Message} from {sender:Agent} is lost"))
@checks(_message_travels)
def next_is_lost(next_faults: NextFaults, message: str, sender: str) -> None:
    """Let the next message of this name that an agent sends get lost."""
    next_faults.add("from", sender, Fault(Mishap.DROPPED, message))


@given(phrase("the next {message:Message} to {receiver:Agent} is lost"))
@checks(_message_travels)
def next_to_is_lost(next_faults: NextFaults, message: str, receiver: str) -> None:
    """Let the next message of this name that an agent is sent get lost."""
    next_faults.add("to", receiver, Fault(Mishap.DROPPED, message))


@given(phrase("the next {message:Message} from {sender:Agent} takes {delay:Duration}"))
@checks(_message_travels)
def next_is_late(next_faults: NextFaults, message: str, sender: str, delay: timedelta) -> None:
    """Delay the next message of this name that an agent sends."""
    next_faults.add("from", sender, Fault(Mishap.DELAYED, message, delay // MILLISECOND))


@given(phrase("the next {message:Message} to {receiver:Agent} takes {delay:Duration}"))
@checks(_message_travels)
def next_to_is_late(next_faults: NextFaults, message: str, receiver: str, delay: timedelta) -> None:
    """Delay the next message of this name that an agent is sent."""
    next_faults.add("to", receiver, Fault(Mishap.DELAYED, message, delay // MILLISECOND))


@given(phrase("the answer to the next {message:Message} from {sender:Agent} is lost"))
@checks(_message_travels)
def answer_is_lost(next_faults: NextFaults, message: str, sender: str) -> None:
    """Let the server carry out the next request of this name, and its answer get lost."""
    next_faults.add("to", sender, Fault(Mishap.DROPPED, answers=message))


@given(phrase("the answer to the next {message:Message} from {sender:Agent} takes {delay:Duration}"))
@checks(_message_travels)
def answer_is_late(next_faults: NextFaults, message: str, sender: str, delay: timedelta) -> None:
    """Delay the answer to the next request of this name, which the server carries out at once."""
    next_faults.add("to", sender, Fault(Mishap.DELAYED, milliseconds=delay // MILLISECOND, answers=message))


@given(phrase("the next {message:Message} to {receiver:Agent} comes twice"))
@checks(_message_travels)
def next_comes_twice(next_faults: NextFaults, message: str, receiver: str) -> None:
    """Repeat the next message of this name that an agent is sent."""
    next_faults.add("to", receiver, Fault(Mishap.REPEATED, message))


@given(phrase("the next {message:Message} to {receiver:Agent} is overtaken by the one behind it"))
@checks(_message_travels)
def next_is_overtaken(next_faults: NextFaults, message: str, receiver: str) -> None:
    """Let the message behind the next one of this name arrive first."""
    next_faults.add("to", receiver, Fault(Mishap.OVERTAKEN, message))


@given(phrase("{share:Percent} of the messages {way:Way} {agent:Agent} {fate:Fate}"))
def share_befallen(lab: Lab, share: float, way: str, agent: str, fate: Mishap) -> None:
    """Let so many of a hundred messages that an agent sends, or is sent, be lost, doubled or overtaken; by chance."""
    disturb(lab, way, agent, Fault(fate, times=None, percent=share))


@given(phrase("every message {way:Way} {agent:Agent} takes {shortest:Duration} to {longest:Duration}"))
def jitter(lab: Lab, way: str, agent: str, shortest: timedelta, longest: timedelta) -> None:
    """Delay every message that an agent sends, or is sent, each by a time that chance decides."""
    fault = Fault(Mishap.DELAYED, "*", shortest // MILLISECOND, None, longest // MILLISECOND)
    disturb(lab, way, agent, fault)


@given(phrase("the next {message:Message} from {sender:Agent} is answered with error {code:d}"))
@checks(_message_travels)
def next_is_refused(next_faults: NextFaults, message: str, sender: str, code: int) -> None:
    """Let the server answer the next request of this name with EventError instead of carrying it out."""
    next_faults.add("from", sender, Fault(Mishap.REFUSED, message, code=code))


@given(phrase("the next {message:Message} {way:Way} {agent:Agent} {breaks:Breaks}"))
@checks(_message_travels)
def next_breaks(next_faults: NextFaults, message: str, way: str, agent: str, breaks: Mishap) -> None:
    """Let the connection end with the next message of this name, until it is mended."""
    next_faults.add(way, agent, Fault(breaks, message))


@given(phrase("the next {message:Message} {way:Way} {agent:Agent} {breaks:Breaks} for {delay:Duration}"))
@checks(_message_travels)
def next_breaks_for(  # noqa: PLR0913, PLR0917 - what the step says
    next_faults: NextFaults, message: str, way: str, agent: str, breaks: Mishap, delay: timedelta
) -> None:
    """Let the connection end with the next message of this name, and be there again after a while."""
    next_faults.add(way, agent, Fault(breaks, message, mend_after=delay // MILLISECOND))


@when("the faults are over")
def faults_over(lab: Lab) -> None:
    """Let no fault strike any more; what is broken stays so until it is mended."""
    lab.end_faults()


@when(phrase("{agent:Agent} loses the connection to Interaction Server for {delay:Duration}"))
def connection_lost_for(lab: Lab, agent: str, delay: timedelta) -> None:
    """Cut the wire of one agent for a while."""
    lab.agent_id(agent)
    lab.cut(agent, INTERACTION_SERVER, delay // MILLISECOND)


@when(phrase("{server:Server} goes down for {delay:Duration}"))
def server_down_for(lab: Lab, server: str, delay: timedelta) -> None:
    """Let a server go down, and come up again by itself after a while."""
    stop = lab.stop_interaction_server if server == INTERACTION_SERVER else lab.stop_voice_switch
    stop(delay // MILLISECOND)


@when(phrase("{server:Server} restarts"))
def server_restarts(lab: Lab, server: str) -> None:
    """Let a server go down and come up at once; Interaction Server still knows what it knew."""
    (lab.restart_interaction_server if server == INTERACTION_SERVER else lab.restart_voice_switch)()


@when("Interaction Server restarts without its state")
def server_restarts_empty(lab: Lab) -> None:
    """Let Interaction Server go down and come up at once, and know nothing of what it knew."""
    lab.restart_interaction_server(with_state=False)


@then("Interaction Server does not know the callback")
@then(phrase("Interaction Server does not know the callback of {contact:Whose}"))
def not_known(stage: Stage, contact: str = "") -> None:
    """Check that the callback is nowhere at the server."""
    callback = callback_meant(stage, contact)
    known = callback in stage.lab.ask(OpenInteractions())
    assert not known, f"it does: {stage.lab.place_in_words(stage.lab.where(callback))}"


@then(phrase("{message:Message} {way:Way} {agent:Agent} was {befallen:Words}"))
@checks(_message_travels)
def was_befallen(lab: Lab, message: str, way: str, agent: str, befallen: str) -> None:
    """Check that this has befallen a message of this name, as the recording says it."""
    found = [fault for end, name, fault in _befallen(lab, way) if (end, name) == (agent, message)]
    assert befallen in found, f"{message} {way} {agent} was {listed(found, 'not disturbed')}"


@then(phrase("a part of the messages {way:Way} {agent:Agent} was {befallen:Words}, and a part was not"))
def a_part_was_befallen(lab: Lab, way: str, agent: str, befallen: str) -> None:
    """Check that chance has struck some of an agent's messages and spared others."""
    struck = [fault for end, _, fault in _befallen(lab, way) if end == agent and fault.startswith(befallen)]
    sent = len(messages_of(lab, way, agent))
    assert 0 < len(struck) < sent, f"{len(struck)} of {counted(sent, 'message')} {way} {agent} was {befallen}"


def _befallen(lab: Lab, way: str) -> list[tuple[str, str, str]]:
    faults = (entry for entry in lab.journal if isinstance(entry, FaultInjected) and entry.message)
    found = ((lab.journal.entry(fault.message), fault.fault) for fault in faults)
    return [(_end(sent, way), sent.name, fault) for sent, fault in found if isinstance(sent, MessageSent)]


def _end(sent: MessageSent, way: str) -> str:
    return sent.sender if way == "from" else sent.receiver
