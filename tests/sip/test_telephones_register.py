"""Telephones register for DNs and for contacts' numbers, for a time, and show who they are (RFC 3261, 10 and 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from aiosipua.auth import SipDigestAuth, build_credentials
from aiosipua.headers import parse_auth, stringify_auth
from tests.sip.conftest import Floor
from tests.sip.telephone import Telephone
from tests.sip.torture import OFFER

from callbook.core import ActionTaken, BadInput
from callbook.network.sip.digest import Digest, read_users
from callbook.network.sip.registrations import Registrations

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.core import Clock


def acts(floor: Floor) -> list[str]:
    """Return what telephones have done, of what is written down."""
    return [entry.action for entry in floor.lab.journal.entries if isinstance(entry, ActionTaken)]


def contact_of(telephone: Telephone) -> str | None:
    """Return where the last answer says that it is registered."""
    return telephone.last_answer.get_header("Contact")


def test_a_registration_is_an_act_until_it_is_over(floor: Floor) -> None:
    """Registering again prolongs it; it ends by itself."""
    anna = floor.telephone(floor.dn("anna"))
    floor.wait(3_000_000)
    anna.register()
    floor.wait(3_599_000)
    assert ["register telephone"] == acts(floor)
    floor.wait(2_000)
    assert ["register telephone", "unregister telephone"] == acts(floor)


def test_a_telephone_says_how_long(floor: Floor) -> None:
    """And is told; at most an hour."""
    anna = floor.telephone(floor.dn("anna"))
    assert "<sip:phone@127.0.0.1:6010>;expires=3600" == contact_of(anna)
    anna.register(90)
    floor.wait(10)
    assert "<sip:phone@127.0.0.1:6010>;expires=90" == contact_of(anna)
    anna.register(0)
    floor.wait(10)
    assert (None, ["register telephone", "unregister telephone"]) == (contact_of(anna), acts(floor))


def test_nobody_has_that_number(floor: Floor) -> None:
    """404, and nothing is registered."""
    stranger = Telephone(floor.network, floor.clock, "4711", 6500)
    stranger.register()
    floor.wait()
    assert (["404 to 1 REGISTER"], []) == (stranger.heard, list(floor.sip.registrations))


HEADERS: Final = {
    "not a number": ((("Contact", "<sip:a@127.0.0.1>;expires=soon"),), 400),
    "no sip": ((("Contact", "<tel:4711>"),), 400),
    "no port": ((("Contact", "<sip:a@127.0.0.1:0>"),), 400),
    "no port either": ((("Contact", "<sip:a@127.0.0.1:70000>"),), 400),
    "all, and for long": ((("Contact", "*"),), 400),
    "a question": ((), 200),
    "all": ((("Contact", "*"), ("Expires", "0")), 200),
    "the usual length": ((("Contact", "<sip:a@127.0.0.1>"),), 200),
    "from elsewhere": ((("Contact", "<sip:a@192.0.2.1:7>;expires=60"),), 200),
}


@pytest.mark.parametrize(("headers", "status"), HEADERS.values(), ids=HEADERS)
def test_what_a_register_may_say(floor: Floor, headers: tuple[tuple[str, str], ...], status: int) -> None:
    """Each answer; a telephone that says that it is elsewhere is called where it has come from."""
    anna = Telephone(floor.network, floor.clock, floor.dn("anna"), 6500)
    to = f"<sip:{anna.number}@127.0.0.1>"
    anna.ask(
        "REGISTER",
        "sip:127.0.0.1",
        ("From", f"{to};tag=r"),
        ("To", to),
        ("Call-ID", "r"),
        ("CSeq", "1 REGISTER"),
        *headers,
    )
    floor.wait()
    assert [f"{status} to 1 REGISTER"] == anna.heard
    known = floor.sip.registrations.of(anna.number)
    contact = dict(headers).get("Contact", "")
    assert (
        None
        if not contact.startswith("<sip") or status != 200
        else anna.peer._replace(port=6500 if "192" in contact else 5060)
    ) == (None if known is None else known.peer)


def test_numbers_of_registers_rise(floor: Floor) -> None:
    """An old one that comes late changes nothing."""
    anna = floor.telephone(floor.dn("anna"))
    anna._sequence = 0  # pyright: ignore[reportPrivateUsage] - it starts again
    anna.register(0)
    floor.wait()
    assert ("500 to 1 REGISTER", [anna.number]) == (anna.heard[-1], list(floor.sip.registrations))


def test_a_connection_that_breaks_ends_its_registrations(floor: Floor) -> None:
    """Of nobody else."""
    anna, ben = floor.telephone(floor.dn("anna")), floor.telephone(floor.dn("ben"))
    floor.sip.broken(anna.peer)
    assert [ben.number] == list(floor.sip.registrations)
    Registrations(floor.clock, lambda line, there: None).end("4711")


# Who they are.

USERS: Final = {"1001": "secret one"}


def digest(clock: Clock) -> Digest:
    """Return what knows Anna's password."""
    return Digest(USERS, clock, b"key")


def credentials(telephone: Telephone, password: str = "secret one", **change: str) -> tuple[str, str]:  # noqa: S107 - a test's
    """Return what answers the last challenge."""
    challenge = parse_auth(telephone.last_answer.get_header("WWW-Authenticate") or "")
    user = SipDigestAuth(change.pop("username", telephone.number), password)
    made = build_credentials(user, challenge, "REGISTER", "sip:127.0.0.1", cnonce="c")
    assert made is not None
    made.params.update(change)
    return "Authorization", stringify_auth(made)


def test_who_knows_the_password_is_registered() -> None:
    """After the challenge."""
    floor = Floor(digest=digest)
    anna = floor.telephone("1001")
    assert ["401 to 1 REGISTER"] == anna.heard
    anna.register(more=(credentials(anna),))
    floor.wait()
    assert ("200 to 2 REGISTER", ["1001"]) == (anna.heard[-1], list(floor.sip.registrations))


WRONG: Final[dict[str, dict[str, str]]] = {
    "password": {"password": "guess"},
    "another user": {"username": "1002"},
    "another address": {"uri": "sip:elsewhere"},
    "another realm": {"realm": "elsewhere"},
    "a nonce of one's own": {"nonce": "12-34"},
    "no nonce": {"nonce": "x"},
    "no count": {"nc": "x"},
    "another answer": {"response": "00"},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_who_does_not_is_asked_again(change: dict[str, str]) -> None:
    """And nothing is registered."""
    floor = Floor(digest=digest)
    anna = floor.telephone("1001")
    anna.register(more=(credentials(anna, **change),))
    floor.wait()
    assert ("401 to 2 REGISTER", []) == (anna.heard[-1], list(floor.sip.registrations))


@pytest.mark.parametrize("header", ["", "Basic eA==", "Digest", 'Digest username="1001"'])
def test_other_credentials_prove_nothing(header: str) -> None:
    """Nor do none."""
    floor = Floor(digest=digest)
    anna = floor.telephone("1001")
    anna.register(more=(("Authorization", header),))
    floor.wait()
    assert "401 to 2 REGISTER" == anna.heard[-1]


def test_a_challenge_is_fresh_for_five_minutes() -> None:
    """Then there is another."""
    floor = Floor(digest=digest)
    anna = floor.telephone("1001")
    late = credentials(anna)
    floor.wait(300_001)
    anna.register(more=(late,))
    floor.wait()
    assert "401 to 2 REGISTER" == anna.heard[-1]


def test_who_calls_is_challenged() -> None:
    """Whoever is there: calls are made at desks."""
    floor = Floor(digest=digest)
    anna = floor.telephone("1001")
    to = "<sip:1002@127.0.0.1>"
    anna.ask(
        "INVITE",
        "sip:1002@127.0.0.1",
        ("From", "<sip:1001@127.0.0.1>;tag=1"),
        ("To", to),
        ("Call-ID", "i"),
        ("CSeq", "1 INVITE"),
        body=OFFER,
    )
    floor.wait()
    assert "401 to 1 INVITE" == anna.heard[-1]


def test_users_stand_in_a_file(tmp_path: Path) -> None:
    """A line for each."""
    file = tmp_path / "users"
    file.write_text("# ours\n1001:secret:one\n\n 1002:two\n")
    assert {"1001": "secret:one", "1002": "two"} == read_users(file)


@pytest.mark.parametrize(
    ("text", "where"), [("1001\n", "line 1"), (":x\n", "line 1"), ("1001:\n", "line 1"), ("\n", "--sip-users")]
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, where: str) -> None:
    """And never what it says: that may be a password."""
    file = tmp_path / "users"
    file.write_text(text)
    with pytest.raises(BadInput, match=f"{where}.*number:password"):
        read_users(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Says why."""
    with pytest.raises(BadInput, match="one that can be read"):
        read_users(tmp_path / "none")
