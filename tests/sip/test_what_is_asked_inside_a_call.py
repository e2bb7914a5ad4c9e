"""Requests inside a call, and offers that meet refusals: each is answered, and the call stays as it should."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

import pytest
from tests.sip.story import Story
from tests.sip.torture import message

from callbook.core import BadInput
from callbook.network.sip.endpoint import Incoming, Peer
from callbook.network.sip.messages import Request, read
from callbook.network.sip.session_descriptions import direction_of
from callbook.workspace import Action
from callbook_mocks.voice_switch import NobodyThere

if TYPE_CHECKING:
    from tests.sip.conftest import Floor
    from tests.sip.telephone import Telephone


@pytest.fixture
def story(floor: Floor) -> Story:
    """Give a call that is up."""
    made = Story(floor)
    made.talk()
    return made


ANSWERS: Final = {"OPTIONS": 200, "INFO": 200, "NOTIFY": 200, "UPDATE": 405}


@pytest.mark.parametrize("method", ANSWERS)
def test_requests_inside_the_call(story: Story, method: str) -> None:
    """What changes nothing is well; what is not known is refused."""
    story.maria.send_in_call(method)
    story.floor.wait()
    assert f"{ANSWERS[method]} to 2 {method}" == story.maria.heard[-1]


def test_numbers_rise(story: Story) -> None:
    """An old request that comes late is refused."""
    for _ in range(2):
        story.maria._sequence = 1  # pyright: ignore[reportPrivateUsage] - it repeats itself
        story.maria.send_in_call("INFO", ("X", "y"))
    story.floor.wait()
    assert ["200 to 2 INFO", "500 to 2 INFO"] == story.maria.heard[-2:]


def test_a_forged_from_is_no_part_of_the_call(story: Story) -> None:
    """Whoever knows the Call-ID and our tag, but not theirs."""
    invite = next(
        data for _, to, data in story.floor.network.datagrams if to == story.maria.peer and data[:6] == b"INVITE"
    )
    headers = dict(line.split(": ", 1) for line in invite.decode().partition("\r\n\r\n")[0].split("\r\n")[1:])
    forged = {"From": "<sip:x@h>;tag=guess", "To": headers["From"], "Call-ID": headers["Call-ID"]}
    story.floor.sip.endpoint.receive(message("BYE sip:callbook@h SIP/2.0", forged), Peer("TCP", "h", 9))
    story.floor.wait()
    assert "SIP/2.0 481 Call/Transaction Does Not Exist" in story.floor.network.lines
    assert ("up", "up") == (story.anna.state, story.maria.state)


def test_an_offer_without_a_description(story: Story) -> None:
    """It is given what was said last."""
    story.maria.send_in_call("INVITE", ("Contact", "<sip:phone@127.0.0.1:6020>"))
    story.floor.wait()
    assert b"6010" in story.maria.talks_to


def refuse(telephone: Telephone, statuses: list[int]) -> None:
    """Let a telephone answer the next offers so; after them as always."""
    usual = telephone.asked

    def asked(incoming: Incoming) -> None:
        if incoming.request.method == "INVITE" and statuses:
            incoming.answer(statuses.pop(0))
        else:
            usual(incoming)

    telephone.endpoint._core.asked = asked  # type: ignore[method-assign]  # pyright: ignore[reportPrivateUsage] - its nature


def test_an_offer_that_is_refused_changes_nothing(story: Story) -> None:
    """The call goes on as it was."""
    refuse(story.maria, [100, 488])
    story.desk.perform(Action.HOLD)
    story.floor.wait(60_000)
    assert ("up", "sendrecv") == (story.maria.state, story.maria.direction)


def test_an_offer_that_meets_another_is_made_again(story: Story) -> None:
    """After a while."""
    refuse(story.maria, [491])
    story.desk.perform(Action.HOLD)
    story.floor.wait(1_000)
    assert "sendrecv" == story.maria.direction
    story.floor.wait(2_000)
    assert "inactive" == story.maria.direction


def test_an_offer_that_is_overtaken_is_not_made_again(story: Story) -> None:
    """Only the last one counts."""
    refuse(story.maria, [491])
    story.desk.perform(Action.HOLD)
    story.floor.wait(1_000)
    story.floor.network.delays = iter([(1,), (1,), (1,), (3_000,), (3_000,), (3_000,)])
    story.desk.perform(Action.RETRIEVE)
    story.floor.wait(20_000)
    assert "sendrecv" == story.anna.direction


@pytest.mark.parametrize("status", [408, 481])
def test_an_offer_to_whom_the_call_is_gone(story: Story, status: int) -> None:
    """It is lost."""
    refuse(story.maria, [status])
    story.desk.perform(Action.HOLD)
    assert "EventReleased GENERAL_ERROR" == story.finish()[-1]


def test_offers_wait_for_each_other(story: Story) -> None:
    """One at a time; an offer of the telephone meanwhile is refused; a 200 that comes twice is acknowledged twice."""
    story.floor.network.delays = iter([(400,), (400,)])
    story.desk.perform(Action.HOLD)
    story.floor.wait(10)
    story.maria.hold()
    story.floor.wait(50)
    assert not story.floor.sip.is_settled
    assert "491 to 2 INVITE" == story.maria.heard[-1]
    story.desk.perform(Action.RETRIEVE)
    story.floor.network.delays = iter([(1, 60), (1, 60), (1, 60), (1, 60)])
    story.floor.wait(5_000)
    assert ("sendrecv", "sendrecv") == (story.anna.direction, story.maria.direction)
    assert story.floor.sip.is_settled


def test_a_telephone_that_never_acknowledges_is_lost(story: Story) -> None:
    """It has put the call on hold, and vanished."""
    story.maria.hold()
    story.floor.wait(1)
    story.floor.network.unplug(story.maria.peer)
    story.floor.wait(40_000)
    assert "EventReleased GENERAL_ERROR" == story.floor.told("Anna")[-1]
    assert 1 == story.asked(story.maria, "BYE")


def test_a_connection_that_breaks_loses_the_call(story: Story) -> None:
    """And what was asked over it."""
    story.desk.perform(Action.HOLD)
    story.floor.sip.broken(story.maria.peer)
    story.floor.sip.broken(Peer("TCP", "h", 9))
    story.floor.wait(40_000)
    assert ("EventReleased GENERAL_ERROR", ()) == (story.floor.told("Anna")[-1], story.floor.sip.legs)


def test_who_talks_to_nobodys_telephone_hears_silence(floor: Floor) -> None:
    """Anna has a telephone, Maria is played: hold and retrieve at it are told all the same."""
    story = Story(floor)
    floor.sip.registrations.end(story.maria.number)
    story.dial()
    floor.wait(10_000)
    story.anna.hold()
    floor.wait()
    assert "inactive" == story.anna.direction
    story.desk.perform(Action.RETRIEVE)
    story.desk.perform(Action.HOLD)
    floor.wait()
    story.desk.perform(Action.RELEASE)
    floor.wait()
    assert ["EventEstablished", "EventHeld", "EventRetrieved", "EventHeld", "EventReleased"] == floor.told("Anna")[-5:]


def test_a_contact_with_a_telephone_and_an_agent_without(floor: Floor) -> None:
    """The contact's telephone is offered nothing, and hears silence."""
    story = Story(floor)
    floor.sip.registrations.end(story.anna.number)
    floor.wait()
    story.desk.perform(Action.DIAL)
    floor.wait()
    story.maria.answer()
    floor.wait()
    assert ("up", "inactive", "EventEstablished") == (story.maria.state, story.maria.direction, floor.told("Anna")[-1])


def test_a_telephone_that_goes_as_it_is_called(floor: Floor) -> None:
    """Nothing rings, and the desktop is told so."""
    story = Story(floor)
    floor.sip.registrations.end(story.anna.number)
    story.desk.perform(Action.DIAL)
    party = floor.switch.calls[0].parties[0]
    for ask in (floor.sip.ring, floor.sip.answer, floor.sip.hold, floor.sip.talk, floor.sip.join, floor.sip.leave):
        ask(party)
    floor.wait()
    assert ((), "EventReleased NO_ANSWER") == (floor.sip.legs, floor.told("Anna")[-1])


def test_what_rings_is_offered_nothing_more(floor: Floor) -> None:
    """It gets what it needs with the call, or when it is answered."""
    story = Story(floor)
    story.dial()
    before = len(floor.network.lines)
    floor.sip.join(floor.switch.calls[0].parties[1])
    assert before == len(floor.network.lines)


def test_a_copy_of_a_run_rings_nobody(story: Story) -> None:
    """The copy's switch has telephones that nobody leads to."""
    assert isinstance(copy.deepcopy(story.floor.sip), NobodyThere)


def test_a_report_that_nobody_waits_for_is_left_out(story: Story) -> None:
    """The call is over by then."""
    leg = next(iter(story.floor.sip._legs.values()))  # pyright: ignore[reportPrivateUsage] - as it came
    story.maria.hang_up()
    story.floor.clock.advance(10)
    story.desk.perform(Action.RELEASE)
    story.floor.wait()
    story.floor.sip.report(leg, "hangs up")
    assert None is story.floor.sip.partner(leg)
    assert "over" == leg.state


def test_a_report_that_the_switch_refuses_changes_nothing(story: Story) -> None:
    """It is as if it had not come."""

    def do(act: object) -> None:
        raise BadInput("report", act)

    story.maria.hold()
    story.floor.clock.advance(100)
    story.floor.sip.flush(do)
    assert "sendonly" == story.anna.direction


def test_an_offer_that_changes_nothing_is_not_told(story: Story) -> None:
    """A telephone says now and then that it is still there."""
    story.maria.hold("sendrecv")
    story.floor.wait()
    assert ("200 to 2 INVITE", "EventEstablished") == (story.maria.heard[-1], story.floor.told("Anna")[-1])


def test_who_is_not_in_a_call_loses_none(floor: Floor) -> None:
    """A success that nobody acknowledges, of a call that is over."""
    request = read(message("INVITE sip:callbook@h SIP/2.0", {"To": "<sip:a@h>;tag=gone"}))
    assert isinstance(request, Request)
    floor.sip.unacknowledged(request)
    assert () == floor.sip.legs


def test_zeros_are_the_old_word_for_hold() -> None:
    """RFC 3264, 8.4."""
    assert "inactive" == direction_of(b"v=0\r\nc=IN IP4 0.0.0.0\r\n")


@pytest.mark.parametrize(
    ("offered", "answered"),
    [("sendrecv", "sendrecv"), ("sendonly", "recvonly"), ("recvonly", "sendonly"), ("inactive", "inactive")],
)
def test_each_direction_has_its_answer(story: Story, offered: str, answered: str) -> None:
    """RFC 3264, 6.1; whoever is at the other end is offered the same."""
    story.maria.hold(offered)
    story.floor.wait()
    assert (answered, offered) == (story.maria.direction, story.anna.direction)
