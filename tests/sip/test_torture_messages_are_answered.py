"""Each torture message of RFC 4475 gets the answer that a table says; nothing is raised, and nothing is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.sip.torture import TORTURE, message

from callbook.network.sip.endpoint import Peer

if TYPE_CHECKING:
    from tests.sip.conftest import Floor

STRANGER: Final = Peer("TCP", "127.0.0.1", 9)
ANSWERS: Final[dict[str, int]] = {
    "wsinv": 481,  # it has a tag of a call that is none
    "intmeth": 501,
    "esc01": 404,
    "escnull": 404,
    "esc02": 501,
    "lwsdisp": 200,
    "longreq": 404,
    "dblreq": 404,
    "semiuri": 200,
    "transports": 200,
    "mpart01": 405,
    "clerr": 400,
    "ncl": 400,
    "scalar02": 400,
    "quotbal": 400,
    "ltgtruri": 400,
    "lwsruri": 400,
    "lwsstart": 400,
    "trws": 400,
    "escruri": 404,
    "baddate": 404,
    "regbadct": 400,
    "badaspec": 400,
    "baddn": 200,
    "badvers": 505,
    "mismatch01": 400,
    "mismatch02": 400,
    "badbranch": 200,
    "unkscm": 416,
    "novelsc": 416,
    "unksm2": 404,
    "bext01": 420,
    "invut": 415,
    "regaut01": 404,
    "multi01": 400,
    "mcl01": 400,
    "zeromf": 483,
    "cparam01": 404,
    "cparam02": 404,
    "regescrt": 404,
    "sdp01": 404,
    "inv2543": 404,
}
"""The answers; what is not here gets none."""


@pytest.mark.parametrize("name", TORTURE)
def test_a_torture_message(floor: Floor, name: str) -> None:
    """Its answer, once; and after it nothing is there."""
    floor.sip.endpoint.receive(TORTURE[name], STRANGER)
    answers = [line.split()[1] for line in floor.network.lines]
    assert ([str(ANSWERS[name])] if name in ANSWERS else []) == answers
    assert ([], ()) == (list(floor.sip.registrations), floor.sip.legs)


def test_who_calls_a_registered_number_is_refused(floor: Floor) -> None:
    """Calls are made at desks."""
    floor.telephone(floor.dn("anna"))
    floor.sip.endpoint.receive(message("INVITE sip:1001@127.0.0.1 SIP/2.0"), STRANGER)
    assert "SIP/2.0 403 Forbidden" == floor.network.lines[-1]


@pytest.mark.parametrize(
    ("method", "answer"),
    [("BYE", "481"), ("NOTIFY", "481"), ("CANCEL", "481"), ("SUBSCRIBE", "405"), ("GARDEN", "501"), ("ACK", None)],
)
def test_outside_of_any_call(floor: Floor, method: str, answer: str | None) -> None:
    """What makes sense in a call alone."""
    floor.sip.endpoint.receive(message(f"{method} sip:1001@127.0.0.1 SIP/2.0"), STRANGER)
    assert ([] if answer is None else [answer]) == [line.split()[1] for line in floor.network.lines]
