"""Steps about what fails: servers that go down, links that break, messages that are late or lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pytest_bdd import given, when

from callbook.core import MILLISECOND, Fault, Mishap
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from callbook.lab import Lab


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


@when(phrase("{agent:Name} loses the connection to Interaction Server"))
def connection_lost(lab: Lab, agent: str) -> None:
    """Cut the wire of one agent."""
    lab.cut(agent, "Interaction Server")


@when(phrase("{agent:Name} is connected to Interaction Server again"))
def connection_back(lab: Lab, agent: str) -> None:
    """Mend the wire of one agent."""
    lab.mend(agent, "Interaction Server")


@given(phrase("the next {message:w} from {sender:Name} is lost"))
def next_is_lost(lab: Lab, message: str, sender: str) -> None:
    """Let the next message of this name that an agent sends get lost."""
    _disturb(lab, sender, sender, Fault(Mishap.DROPPED, message))


@given(phrase("the next {message:w} to {receiver:Name} is lost"))
def next_to_is_lost(lab: Lab, message: str, receiver: str) -> None:
    """Let the next message of this name that an agent is sent get lost."""
    _disturb(lab, receiver, "", Fault(Mishap.DROPPED, message))


@given(phrase("the next {message:w} from {sender:Name} takes {delay:Duration}"))
def next_is_late(lab: Lab, message: str, sender: str, delay: timedelta) -> None:
    """Delay the next message of this name that an agent sends."""
    _disturb(lab, sender, sender, Fault(Mishap.DELAYED, message, delay // MILLISECOND))


@given(phrase("the next {message:w} to {receiver:Name} takes {delay:Duration}"))
def next_to_is_late(lab: Lab, message: str, receiver: str, delay: timedelta) -> None:
    """Delay the next message of this name that an agent is sent."""
    _disturb(lab, receiver, "", Fault(Mishap.DELAYED, message, delay // MILLISECOND))


@given(phrase("the next {message:w} to {receiver:Name} comes twice"))
def next_comes_twice(lab: Lab, message: str, receiver: str) -> None:
    """Repeat the next message of this name that an agent is sent."""
    _disturb(lab, receiver, "", Fault(Mishap.REPEATED, message))


@given(phrase("the next {message:w} to {receiver:Name} is overtaken by the one behind it"))
def next_is_overtaken(lab: Lab, message: str, receiver: str) -> None:
    """Let the message behind the next one of this name arrive first."""
    _disturb(lab, receiver, "", Fault(Mishap.OVERTAKEN, message))


def _disturb(lab: Lab, agent: str, sender: str, fault: Fault) -> None:
    # T-Library's names and Open Media's meet in a few messages; a fault that never strikes does no harm.
    for server in ("Interaction Server", lab.switch):
        lab.disturb(agent, server, sender or server, replace(fault))
