"""A call that rings after its end is there again, or the news is late: the voice switch is asked (F6, F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import convert
from msgspec.structs import asdict

from callbook.configuration import Level
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent, StateChanged
from callbook.messages.t_library import RequestRegisterAddress
from callbook.messages.t_library_events import EventEstablished, EventRinging
from callbook.workspace import Action, CallPhase

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

SWITCH = "SIP Server"
MARIA = "+447700900931"
ASKED = "was over and rings: the voice switch is asked for it"


def handed_over(office: Office) -> None:
    """Let Ben have the call that Anna has made."""
    ben = office.lab.agent("Ben")
    ben.perform(Action.LOG_IN)
    ben.perform(Action.GO_NOT_READY)
    office.lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    office.talking().perform(Action.ONE_STEP_TRANSFER, target="1002")
    ben.perform(Action.ANSWER)


def registrations(office: Office) -> int:
    """Return how often Anna's desktop has asked for its DN."""
    messages = [each for each in office.lab.journal if isinstance(each, MessageSent) and "Anna" == each.sender]
    return sum(isinstance(each.message, RequestRegisterAddress) for each in messages)


def rings_late(office: Office) -> None:
    """Let the EventRinging of a call arrive that is over."""
    sent = (each.message for each in office.lab.journal if isinstance(each, MessageSent))
    established = next(message for message in sent if isinstance(message, EventEstablished))
    office.lab.wire("Anna", SWITCH).to_client(convert(asdict(established) | {"ReferenceID": 0}, EventRinging))
    office.lab.clock.settle()


def test_the_switch_is_asked_for_it(office: Office) -> None:
    """It says that the call is there."""
    handed_over(office)
    office.lab.agent("Ben").perform(Action.ONE_STEP_TRANSFER, target="1001")
    assert [CallPhase.RINGING] == [shown.call for shown in office.anna.shown().interactions]
    assert ([True], 2) == ([text.endswith(ASKED) for text in office.told("voice")], registrations(office))


def test_of_one_that_is_not_there_nothing_is_shown(office: Office) -> None:
    """Its EventRinging has taken long."""
    office.talking().perform(Action.RELEASE)
    seen = office.anna.shown()
    rings_late(office)
    assert (seen, 2) == (office.anna.shown(), registrations(office))
    assert office.told("voice")[-1].endswith(ASKED)


def test_what_comes_before_the_answer_is_not_lost(office: Office) -> None:
    """Maria hangs up in between: the call that is shown then is over."""
    handed_over(office)
    office.lab.disturb("Anna", SWITCH, SWITCH, Fault(Mishap.DELAYED, "EventRegistered", 2_000))
    office.lab.agent("Ben").perform(Action.ONE_STEP_TRANSFER, target="1001")
    assert () == office.anna.shown().interactions
    office.lab.hang_up(MARIA)
    office.lab.advance(2_000)
    assert () == office.anna.shown().interactions
    changes = [each for each in office.lab.journal if isinstance(each, StateChanged) and "call" == each.machine]
    assert [CallPhase.RINGING, CallPhase.OVER] == [each.after for each in changes[-2:]]


def test_while_the_switch_is_lost_it_is_not_asked(office: Office) -> None:
    """It tells which calls there are when it is back."""
    office.talking()
    office.lab.lose_link()
    rings_late(office)
    assert (1, "EventRinging: its call is over") == (registrations(office), office.told("ignored")[-1])
