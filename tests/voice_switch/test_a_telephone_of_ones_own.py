"""Where a telephone is somebody's own, its reports decide: no timer plays what the contact would do (F3 to F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from callbook.core import BadInput, Unknown
from callbook.messages.t_library import (
    RequestAnswerCall,
    RequestHoldCall,
    RequestReleaseCall,
    RequestRetrieveCall,
)
from callbook_mocks.voice_switch.settings import SwitchSettings
from callbook_mocks.voice_switch.telephone_reports import TelephoneReports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor

    from callbook_mocks.voice_switch import Report

A_DAY: Final = 24 * 3_600_000


def test_nothing_comes_by_itself(floor: Floor, anna: str) -> None:
    """A contact who would answer has a telephone of her own, which says nothing."""
    floor.switch.register_telephone(anna, there=True)
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(A_DAY)
    assert ["EventDialing"] == desk.seen()


CONTACTS: Final[dict[str, tuple[tuple[Report, ...], list[str]]]] = {
    "answered, and hung up": (
        ("rings", "answers", "hangs up"),
        ["EventNetworkReached", "EventEstablished", "EventReleased REMOTE_RELEASE"],
    ),
    "busy": (("is busy",), ["EventDestinationBusy BUSY", "EventReleased BUSY"]),
    "declined": (("rings", "declines"), ["EventNetworkReached", "EventReleased BUSY"]),
    "not answered": (("rings", "does not answer"), ["EventNetworkReached", "EventReleased NO_ANSWER"]),
    "unknown": (("does not exist",), ["EventReleased SIT_INVALID_NUMBER"]),
    "lost": (
        ("rings", "answers", "is lost"),
        ["EventNetworkReached", "EventEstablished", "EventReleased GENERAL_ERROR"],
    ),
    "on hold at the telephone": (
        ("rings", "answers", "holds", "retrieves", "hangs up"),
        ["EventNetworkReached", "EventEstablished", "EventReleased REMOTE_RELEASE"],
    ),
}


@pytest.mark.parametrize(("reports", "told"), CONTACTS.values(), ids=CONTACTS)
def test_a_contacts_telephone(floor: Floor, anna: str, reports: tuple[Report, ...], told: list[str]) -> None:
    """Each report becomes what it would be if timers had played it; after the end nothing is left."""
    floor.switch.register_telephone(anna, there=True)
    desk = floor.desk("7001")
    desk.dial(anna)
    desk.seen()
    for report in reports:
        floor.switch.hear(anna, report)
        floor.switch.check()
    assert told == desk.seen()
    assert floor.nothing_left()


OWN: Final[dict[str, tuple[tuple[Report, ...], list[str]]]] = {
    "answered": (("answers",), []),
    "declined": (("declines",), ["EventReleased NO_ANSWER"]),
    "busy": (("is busy",), ["EventReleased NO_ANSWER"]),
    "not answered": (("does not answer",), ["EventReleased NO_ANSWER"]),
    "unknown": (("does not exist",), ["EventReleased NO_ANSWER"]),
    "hung up": (("answers", "hangs up"), ["EventReleased"]),
    "lost": (("is lost",), ["EventReleased GENERAL_ERROR"]),
}


@pytest.mark.parametrize(("reports", "told"), OWN.values(), ids=OWN)
def test_the_telephone_of_whoever_calls_rings_first(
    floor: Floor, anna: str, reports: tuple[Report, ...], told: list[str]
) -> None:
    """Nobody is called before it has answered."""
    floor.switch.register_telephone("7001", there=True)
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    floor.wait(A_DAY)
    assert ["EventDialing"] == desk.seen()
    assert f"{anna} in call {conn_id}: called, not reached yet" in floor.switch.legs_up()
    for report in reports:
        floor.switch.hear("7001", report)
        floor.switch.check()
    assert told == desk.seen()


def test_the_call_goes_on_once_it_has_answered(floor: Floor, anna: str) -> None:
    """The contact is reached and answers, as always."""
    floor.switch.register_telephone("7001", there=True)
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.switch.hear("7001", "answers")
    floor.wait(5_000)
    assert ["EventDialing", "EventNetworkReached", "EventEstablished"] == desk.seen()


def test_dialling_may_be_told_later(make_floor: Callable[..., Floor], anna: str) -> None:
    """Where a site's switch tells of it when the own telephone has answered: with the request's number."""
    floor = make_floor(settings=SwitchSettings(dialing_before_own_telephone_answers=False))
    floor.switch.register_telephone("7001", there=True)
    desk = floor.desk("7001")
    desk.ask_to_call(anna)
    assert [] == desk.seen()
    floor.switch.hear("7001", "answers")
    assert ["EventDialing"] == desk.seen()
    assert desk.reference == getattr(desk.events[-1], "ReferenceID", 0)


def test_a_desktop_asks_its_telephone_to_answer(floor: Floor) -> None:
    """The call is connected when the telephone says so, and the event answers the desktop's request."""
    floor.switch.register_telephone("7002", there=True)
    caller, called = floor.desk("7001"), floor.desk("7002")
    conn_id = caller.dial("7002")
    reference = called.ask(RequestAnswerCall, ConnID=conn_id)
    assert ["EventRinging"] == called.seen()
    floor.switch.hear("7002", "answers")
    assert ["EventEstablished"] == called.seen()
    assert reference == getattr(called.events[-1], "ReferenceID", 0)


def test_a_telephone_that_refuses_to_answer_is_told_at_the_desk(floor: Floor) -> None:
    """It still rings; asked once more, it may answer. Where nobody has asked, nothing is told."""
    floor.switch.register_telephone("7002", there=True)
    caller, called = floor.desk("7001"), floor.desk("7002")
    conn_id = caller.dial("7002")
    floor.switch.hear("7002", "refuses to answer")
    called.ask(RequestAnswerCall, ConnID=conn_id)
    floor.switch.hear("7002", "refuses to answer")
    assert ["EventRinging", "EventError 174"] == called.seen()
    assert f"7002 in call {conn_id}: ringing" in floor.switch.legs_up()


def test_a_dn_declines_at_the_telephone(floor: Floor) -> None:
    """Whoever calls sees busy."""
    floor.switch.register_telephone("7002", there=True)
    caller, called = floor.desk("7001"), floor.desk("7002")
    caller.dial("7002")
    floor.switch.hear("7002", "declines")
    assert ["EventDialing", "EventReleased BUSY"] == caller.seen()
    assert ["EventRinging", "EventReleased"] == called.seen()


@pytest.mark.parametrize("told", [True, False])
def test_hold_at_the_telephone(make_floor: Callable[..., Floor], *, told: bool) -> None:
    """Told as EventHeld and EventRetrieved, unless a site's switch does otherwise (assumed)."""
    floor = make_floor(settings=SwitchSettings(hold_at_the_telephone_is_told=told))
    desk = floor.desk("7001")
    conn_id = floor.talk(desk)
    floor.switch.hear("7001", "holds")
    if not told:
        desk.ask(RequestHoldCall, ConnID=conn_id)
    floor.switch.hear("7001", "retrieves")
    assert (["EventHeld", "EventRetrieved"] if told else ["EventHeld"]) == desk.seen()


def test_hold_at_the_desk_asks_the_telephone(floor: Floor, anna: str) -> None:
    """The events come at once."""
    floor.switch.register_telephone("7001", there=True)
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    floor.switch.hear("7001", "answers")
    floor.wait(5_000)
    desk.seen()
    for kind in (RequestHoldCall, RequestRetrieveCall, RequestReleaseCall):
        desk.ask(kind, ConnID=conn_id)
    assert ["EventHeld", "EventRetrieved", "EventReleased"] == desk.seen()


def test_a_call_is_referred_at_the_telephone(floor: Floor) -> None:
    """The same as a transfer in one step, and nobody has asked for it."""
    desk, other = floor.desk("7001"), floor.desk("7002")
    conn_id = floor.talk(desk)
    floor.switch.hear("7001", "refers", "7002")
    assert ["EventReleased TRANSFERRED"] == desk.seen()
    assert ["EventRinging"] == other.seen()[:1]
    assert f"7002 in call {conn_id}: ringing" in floor.switch.legs_up()


def test_a_call_is_referred_to_where_nobody_is(floor: Floor, anna: str) -> None:
    """It stays, and the error says why; a contact hands nothing on."""
    desk = floor.desk("7001")
    floor.talk(desk)
    for number, to in (("7001", "gurk"), ("7001", "7003"), (anna, "7002")):
        with pytest.raises(BadInput):
            floor.switch.hear(number, "refers", to)
    assert [] == desk.seen()


def test_a_telephone_that_is_gone_is_played_again(floor: Floor, anna: str) -> None:
    """From the next call on."""
    floor.switch.register_telephone(anna, there=True)
    floor.switch.register_telephone(anna, there=False)
    floor.talk(floor.desk("7001"))


@pytest.mark.parametrize("report", TelephoneReports.TABLE)
def test_without_a_call_nothing_is_reported(floor: Floor, anna: str, report: Report) -> None:
    """Of a contact, and of a DN."""
    for number in (anna, "7001"):
        with pytest.raises(BadInput, match="none, there are none yet"):
            floor.switch.hear(number, report)


def test_who_waits_for_the_other_end_answers_nothing(floor: Floor, anna: str) -> None:
    """A telephone that has answered already, or that nobody has asked."""
    floor.desk("7001").dial(anna)
    with pytest.raises(BadInput, match="a number where a call rings"):
        floor.switch.hear("7001", "answers")


def test_who_is_not_there_has_no_telephone(floor: Floor) -> None:
    """Neither a DN nor a contact."""
    with pytest.raises(Unknown, match="DN or contact with the number"):
        floor.switch.register_telephone("+46846500499", there=True)


def test_there_is_no_such_report(floor: Floor) -> None:
    """The error names the nearest."""
    report: Report = "sings"  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    with pytest.raises(Unknown, match="rings"):
        floor.switch.hear("7001", report)
