"""A call made at a desk rings telephones; what these do becomes what the desktop is told (F3 to F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.sip.story import Story

from callbook.workspace import Action

if TYPE_CHECKING:
    from tests.sip.conftest import Floor


@pytest.fixture
def story(floor: Floor) -> Story:
    """Give a callback that Anna has accepted."""
    return Story(floor)


def test_a_whole_call(story: Story) -> None:
    """Each end has the other's description, so media go from telephone to telephone."""
    story.talk()
    assert ("up", "up") == (story.anna.state, story.maria.state)
    assert (b"6010" in story.maria.talks_to, b"6020" in story.anna.talks_to) == (True, True)
    assert ("sendrecv", "sendrecv") == (story.anna.direction, story.maria.direction)
    story.desk.perform(Action.RELEASE)
    story.floor.wait()
    assert ("over", "over") == (story.anna.state, story.maria.state)
    assert ["EventDialing", "EventNetworkReached", "EventEstablished", "EventReleased"] == story.finish()


SAYS: Final = ((), (100,), (180,), (183,), (100, 180), (180, 180))
"""What a telephone may say before it is answered."""


@pytest.mark.parametrize("says", SAYS)
def test_what_a_telephone_says_before_it_is_answered(story: Story, says: tuple[int, ...]) -> None:
    """The desktop is told the same; each message comes once, and both are looked after from then on."""
    story.maria.says = story.anna.says = says
    before = len(story.floor.network.lines)
    story.talk()
    sent = story.floor.network.lines[before:]
    counted = [sum(line.startswith(each) for line in sent) for each in ("INVITE", "ACK", "SIP/2.0 200")]
    assert [3 if says else 5, 3, 3] == counted  # who says nothing is called again after half a second
    assert ["EventDialing", "EventNetworkReached", "EventEstablished"] == story.floor.told("Anna")
    story.floor.wait(61_000)
    assert ("OPTIONS", "OPTIONS") == (story.anna.heard[-1], story.maria.heard[-1])
    story.desk.perform(Action.RELEASE)
    story.finish()


@pytest.mark.parametrize("says", SAYS)
def test_what_a_telephone_says_before_it_refuses(story: Story, says: tuple[int, ...]) -> None:
    """The desktop is told that it rings, if it does, and that it is busy."""
    story.maria.says = says
    story.dial()
    rings = ["EventNetworkReached"] if {180, 183} & {*says} else []
    assert ["EventDialing", *rings] == story.floor.told("Anna")
    story.maria.reject(486)
    assert ["EventDialing", *rings, "EventDestinationBusy BUSY", "EventReleased BUSY"] == story.finish()


@pytest.mark.parametrize("says", SAYS[1:])
def test_what_a_telephone_has_said_is_taken_back_at_once(story: Story, says: tuple[int, ...]) -> None:
    """By CANCEL, and once."""
    story.maria.says = says
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.floor.wait(10)
    assert 1 == sum(line.startswith("CANCEL") for line in story.floor.network.lines)
    assert "over" == story.maria.state
    story.finish()


@pytest.mark.parametrize("says", SAYS)
def test_a_telephone_that_is_gone_before_it_is_answered(story: Story, says: tuple[int, ...]) -> None:
    """Its connection has ended: the call does, too; and so does one that it ends before its answer has arrived."""
    story.maria.says = says
    story.dial()
    story.floor.sip.broken(story.maria.peer)
    assert "EventReleased NO_ANSWER" == story.finish()[-1]


def test_the_registered_contact_is_called(story: Story) -> None:
    """Never the address of record."""
    story.dial()
    invited = [data for _, to, data in story.floor.network.datagrams if to == story.maria.peer and b"INVITE" in data]
    assert b"INVITE sip:phone@127.0.0.1:6020 SIP/2.0" == invited[0].partition(b"\r\n")[0]


def test_whoever_calls_is_acknowledged_while_the_other_rings(story: Story) -> None:
    """With silence: a telephone gives up an answer that nobody acknowledges for 32 seconds."""
    story.dial()
    story.floor.wait(50_000)
    assert ("inactive", False, "ringing") == (story.anna.direction, story.anna.lost, story.maria.state)


REFUSALS: Final = {
    "busy": (486, ["EventDestinationBusy BUSY", "EventReleased BUSY"]),
    "declined": (603, ["EventNetworkReached", "EventReleased BUSY"]),
    "unknown": (404, ["EventReleased SIT_INVALID_NUMBER"]),
    "not answered": (480, ["EventReleased NO_ANSWER"]),
    "busy everywhere": (600, ["EventDestinationBusy BUSY", "EventReleased BUSY"]),
    "forbidden": (403, ["EventNetworkReached", "EventReleased BUSY"]),
    "gone": (410, ["EventReleased SIT_INVALID_NUMBER"]),
    "incomplete": (484, ["EventReleased SIT_INVALID_NUMBER"]),
    "nowhere": (604, ["EventReleased SIT_INVALID_NUMBER"]),
    "too late": (408, ["EventReleased NO_ANSWER"]),
    "given up": (487, ["EventReleased NO_ANSWER"]),
    "broken": (500, ["EventReleased GENERAL_ERROR"]),
}


@pytest.mark.parametrize(("status", "told"), REFUSALS.values(), ids=REFUSALS)
def test_the_contact_refuses(story: Story, status: int, told: list[str]) -> None:
    """At once, without ringing."""
    story.maria.busy = status
    story.dial()
    assert ["EventDialing", *told] == story.finish()
    assert ("over", "BYE") == (story.anna.state, story.anna.heard[-1])


def test_the_contact_declines_what_rings(story: Story) -> None:
    """The caller sees busy."""
    story.dial()
    story.maria.reject(603)
    assert ["EventDialing", "EventNetworkReached", "EventReleased BUSY"] == story.finish()


def test_nobody_answers(story: Story) -> None:
    """The call is given up, and the telephone rings no longer."""
    story.dial()
    story.floor.wait(61_000)
    assert "CANCEL" == story.maria.heard[-1]
    assert ["EventDialing", "EventNetworkReached", "EventReleased NO_ANSWER"] == story.finish()


@pytest.mark.parametrize("status", [486, 603, 480])
def test_the_own_telephone_refuses(story: Story, status: int) -> None:
    """The contact is never called."""
    story.anna.busy = status
    story.desk.perform(Action.DIAL)
    story.floor.wait()
    assert [] == [line for line in story.maria.heard if line.startswith("INVITE")]
    assert ["EventDialing", "EventReleased NO_ANSWER"] == story.finish()


def test_the_call_is_canceled_at_the_desk(story: Story) -> None:
    """While the contact's telephone rings: CANCEL there, BYE at the own one."""
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.floor.wait()
    assert ("CANCEL", "BYE") == (story.maria.heard[-1], story.anna.heard[-1])
    assert ["EventDialing", "EventNetworkReached", "EventReleased"] == story.finish()


@pytest.mark.parametrize("says", [(100,), (180,)])
def test_an_answer_that_crosses_the_cancel_is_ended(story: Story, says: tuple[int, ...]) -> None:
    """It gets its ACK, and BYE."""
    story.maria.says = says
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.maria.answer()
    story.floor.wait()
    assert ("over", False, "BYE") == (story.maria.state, story.maria.lost, story.maria.heard[-1])
    story.finish()


@pytest.mark.parametrize("says", [(100,), (180,)])
def test_a_telephone_that_does_not_take_the_cancel_is_forgotten(story: Story, says: tuple[int, ...]) -> None:
    """After a while."""
    story.maria.says = says
    story.dial()
    story.floor.network.unplug(story.maria.peer)
    story.desk.perform(Action.RELEASE)
    story.floor.wait(31_000)
    assert 1 == len(story.floor.sip.legs)
    story.finish()


@pytest.mark.parametrize("before", [(), (100,), (180,)])
@pytest.mark.parametrize("after", [(), (100,), (180,)])
def test_an_answer_to_a_call_that_nobody_wants(story: Story, before: tuple[int, ...], after: tuple[int, ...]) -> None:
    """It is acknowledged and ended once, whatever was said before, and after the call was not wanted any more."""
    story.maria.says = before
    story.dial()
    story.desk.perform(Action.RELEASE)
    for status in after:
        story.maria._say(status)  # pyright: ignore[reportPrivateUsage] - too late
    story.maria.answer()
    story.floor.wait()
    sent = [data for peer, _, data in story.floor.network.datagrams if peer == story.maria.peer]
    assert 1 == sum(data.startswith(b"SIP/2.0 200") and b"INVITE\r\n" in data for data in sent)
    assert ("over", "BYE") == (story.maria.state, story.maria.heard[-1])
    story.finish()


@pytest.mark.parametrize("status", [100, 180])
def test_a_telephone_that_vanishes_when_nobody_wants_it(story: Story, status: int) -> None:
    """It has said something too late, and its CANCEL does not arrive any more."""
    story.maria.says = ()
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.maria._say(status)  # pyright: ignore[reportPrivateUsage] - too late
    story.floor.wait(1)
    story.floor.network.unplug(story.maria.peer)
    story.finish()
    assert 1 == story.asked(story.maria, "CANCEL")


@pytest.mark.parametrize("says", [(100, 180), (180, 180), (100, 100)])
def test_what_rings_on_is_canceled_once(story: Story, says: tuple[int, ...]) -> None:
    """However often it says so before the CANCEL has come."""
    story.maria.says = ()
    story.dial()
    story.desk.perform(Action.RELEASE)
    for status in says:
        story.maria._say(status)  # pyright: ignore[reportPrivateUsage] - too late
    story.floor.wait()
    assert 1 == sum(line.startswith("CANCEL") for line in story.floor.network.lines)
    story.finish()


def test_a_call_that_nobody_wants_is_refused(story: Story) -> None:
    """Then there is nothing to cancel, and nothing is left."""
    story.maria.says = ()
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.maria.reject(486)
    story.finish()
    assert 0 == story.asked(story.maria, "CANCEL")


def test_a_call_that_nobody_wants_is_never_answered(story: Story) -> None:
    """Its INVITE did not arrive: after 32 seconds nothing is left of it."""
    story.floor.network.unplug(story.maria.peer)
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.finish()
    assert 0 == story.asked(story.maria, "CANCEL")


@pytest.mark.parametrize("says", [(), (100,), (180,)])
def test_an_answer_that_crosses_the_cancel_and_comes_twice_is_ended_once(story: Story, says: tuple[int, ...]) -> None:
    """Each time it gets its ACK; the second arrives while the BYE is on its way."""
    story.maria.says = says
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.floor.network.delays = iter([(1, 2)])
    story.maria.answer()
    story.finish()
    assert (1, "over") == (story.asked(story.maria, "BYE"), story.maria.state)
    acknowledged = [
        line for line in story.floor.network.lines if line.startswith("ACK") and str(story.maria.peer.port) in line
    ]
    assert 2 == len(acknowledged)


def test_a_telephone_hangs_up_before_its_answer_has_arrived(story: Story) -> None:
    """It does not answer, then; the answer that comes after all is acknowledged, and no more."""
    story.dial()
    story.floor.network.delays = iter([(), (1,)])
    story.maria.answer()
    story.maria.hang_up()
    story.floor.wait(10)
    assert "EventReleased NO_ANSWER" == story.floor.told("Anna")[-1]
    assert () == tuple(leg for leg in story.floor.sip.legs if not leg.endswith("ending"))
    story.finish()
    assert not story.maria.lost


@pytest.mark.parametrize("status", [100, 180])
def test_a_call_is_canceled_before_the_telephone_says_anything(story: Story, status: int) -> None:
    """No CANCEL goes out before a provisional answer (9.1); one that is never answered is forgotten."""
    story.maria.says = ()
    story.dial()
    story.desk.perform(Action.RELEASE)
    story.floor.wait()
    assert "CANCEL" not in " ".join(story.floor.network.lines)
    story.maria._say(status)  # pyright: ignore[reportPrivateUsage] - now it does
    story.floor.wait()
    assert "CANCEL" == story.maria.heard[-1]
    story.finish()


@pytest.mark.parametrize("who", ["maria", "anna"])
def test_either_hangs_up(story: Story, who: str) -> None:
    """The other telephone is told."""
    story.talk()
    getattr(story, who).hang_up()
    told = {"maria": "EventReleased REMOTE_RELEASE", "anna": "EventReleased"}[who]
    assert ["EventDialing", "EventNetworkReached", "EventEstablished", told] == story.finish()
    assert ("over", "over") == (story.anna.state, story.maria.state)


def test_hold_at_the_desk(story: Story) -> None:
    """Nobody hears the other until it is over."""
    story.talk()
    story.desk.perform(Action.HOLD)
    story.floor.wait()
    assert ("inactive", "inactive") == (story.anna.direction, story.maria.direction)
    story.desk.perform(Action.RETRIEVE)
    story.floor.wait()
    assert ("sendrecv", "sendrecv") == (story.anna.direction, story.maria.direction)
    story.desk.perform(Action.RELEASE)
    assert ["EventHeld", "EventRetrieved", "EventReleased"] == story.finish()[-3:]


def test_hold_at_the_telephone(story: Story) -> None:
    """The desktop is told, and the other telephone, too."""
    story.talk()
    story.anna.hold()
    story.floor.wait()
    assert ("recvonly", "sendonly") == (story.anna.direction, story.maria.direction)
    story.anna.hold("sendrecv")
    story.floor.wait()
    assert ("sendrecv", "sendrecv") == (story.anna.direction, story.maria.direction)
    story.maria.hang_up()
    assert ["EventHeld", "EventRetrieved", "EventReleased REMOTE_RELEASE"] == story.finish()[-3:]


def test_an_answer_that_never_comes_back(story: Story) -> None:
    """A telephone that vanishes in a call is lost as soon as anything is asked of it."""
    story.talk()
    story.floor.network.unplug(story.maria.peer)
    story.desk.perform(Action.HOLD)
    story.floor.wait(40_000)
    assert "EventReleased GENERAL_ERROR" == story.floor.told("Anna")[-1]
    story.finish()


def test_a_telephone_that_vanishes_is_missed(story: Story) -> None:
    """Once a minute each is asked whether it is still there; the desktop is told, and the other telephone left."""
    story.talk()
    story.floor.network.unplug(story.maria.peer)
    story.floor.wait(91_000)
    assert "EventEstablished" == story.floor.told("Anna")[-1]
    story.floor.wait(2_000)
    assert ("EventReleased GENERAL_ERROR", "over") == (story.floor.told("Anna")[-1], story.anna.state)
    story.finish()


@pytest.mark.parametrize("status", [408, 481])
def test_a_telephone_that_knows_nothing_of_its_call_is_lost(story: Story, status: int) -> None:
    """It has been switched off and on."""
    story.talk()
    story.maria.answers_options = status
    story.floor.wait(61_000)
    assert "EventReleased GENERAL_ERROR" == story.floor.told("Anna")[-1]
    story.finish()


def test_telephones_that_are_there_stay_in_their_call(story: Story) -> None:
    """Whatever else they answer."""
    story.talk()
    story.anna.answers_options = 404
    story.floor.wait(600_000)
    assert 10 == sum(line.startswith("OPTIONS") for line in story.maria.heard)
    assert "EventEstablished" == story.floor.told("Anna")[-1]
    story.maria.hang_up()
    assert "EventReleased REMOTE_RELEASE" == story.finish()[-1]


@pytest.mark.parametrize("ends", [False, True])
def test_an_acknowledgement_that_is_lost_is_sent_again(story: Story, *, ends: bool) -> None:
    """With the second answer; also when the call has been left meanwhile, and nobody has answered that yet."""
    story.dial()
    story.floor.network.delays = iter([(1,), ()])
    story.maria.answer()
    story.floor.wait(10)
    if ends:
        story.floor.network.delays = iter([(), ()])
        story.desk.perform(Action.RELEASE)
    story.floor.wait(40_000)
    sent = [data for peer, _, data in story.floor.network.datagrams if peer == story.maria.peer]
    assert 2 == sum(data.startswith(b"SIP/2.0 200") and b"INVITE\r\n" in data for data in sent)
    assert not story.maria.lost
