from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.errors import BadInput
from callbook.network.service.claims.pattern import entry, message

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from callbook.network.interception import Mocked

INVITE, REVOKED = message("EventInvite", to="Anna"), message("EventRevoked", to="Anna")
MARIAS = {"UserData": {"contact_name": "Maria"}}


def _at(minute: int, second: int) -> datetime:
    return datetime(2026, 3, 2, 8, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    "claim",
    [
        {},
        {"count": 2},
        {"at_least": 1, "at_most": 2},
        {"at_most": 2},
        {"count": 1, "since": _at(0, 1)},
        {"count": 1, "until": _at(0, 34)},
        {"count": 0, "since": _at(0, 36)},
        {"count": 1, "after": REVOKED},
        {"count": 1, "after": REVOKED, "within": timedelta(seconds=5)},
        {"count": 0, "after": REVOKED, "within": 4_999},
    ],
)
def test_what_holds_gives_what_was_found(centre: Mocked, claim: dict[str, Any]) -> None:
    """Counted, in a window of time, and behind something else."""
    found = centre.verify(INVITE, **claim)
    assert {"EventInvite"} >= {each.name for each in found}  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    assert claim.get("count", len(found)) == len(found)


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (message(), 8),
        (message(by="Website"), 1),
        (message("EventInvite", about="4UR9HGNS00000001"), 2),
        (message("RequestSubmit", UserData={"contact_name": "Maria"}), 1),
        (message("EventInvite", Interaction=MARIAS), 2),
        (message("EventInvite", Interaction={"InteractionState": 2, "IsLocked": True}), 2),
        (message("EventAck", Extension={"InteractionId": "4UR9HGNS00000001"}), 1),
        (message("RequestAgentLogin", MediaList={"webcallback": 1}), 1),
        (message("EventPropertiesChanged", DeletedProperties=["reason"]), 0),
        (entry("timer fired"), 2),
        (entry("action", by="Maria", details={"wished_time": "now"}), 1),
        (entry("state", by="4UR9HGNS00000001", machine="place"), 3),
        (entry("screen"), 0),
    ],
)
def test_a_pattern_names_what_matters(centre: Mocked, pattern: Any, count: int) -> None:  # noqa: ANN401 - a pattern
    """Ends, attributes, parts of attributes; what is not named may be anything."""
    assert count == len(centre.verify(pattern, count=count))


def test_several_stand_in_their_order(centre: Mocked) -> None:
    """Others may stand between them, and each counts once."""
    submit = message("RequestSubmit", by="Website")
    found = centre.verify(submit, INVITE, REVOKED, INVITE)
    assert [10, 12, 15, 18] == [each.number for each in found]


def test_eventually_lets_the_clock_run_until_it_holds(centre: Mocked) -> None:
    """No further than needed: the second offer is taken back five seconds later."""
    begin = centre.lab.clock.instant
    centre.verify(REVOKED, count=2, eventually=timedelta(minutes=10))
    assert begin + 5_000 == centre.lab.clock.instant
    centre.verify(REVOKED, count=2, eventually=timedelta(minutes=10))
    assert begin + 5_000 == centre.lab.clock.instant


@pytest.mark.parametrize("milliseconds", [4_999, 0])
def test_eventually_is_not_for_ever(centre: Mocked, milliseconds: int, snapshot: SnapshotAssertion) -> None:
    """When the time is over the clock stands at its end, and it is said what came nearest."""
    begin = centre.lab.clock.instant
    with pytest.raises(AssertionError) as failed:
        centre.verify(REVOKED, count=2, eventually=milliseconds)
    assert snapshot == str(failed.value)
    assert begin + milliseconds == centre.lab.clock.instant


@pytest.mark.parametrize(
    ("expected", "claim"),
    [
        ((message("RequestAccept", by="Anna", TicketId=950),), {"count": 1}),
        ((message("EventInvite", to="Ben", Interaction={"Priority": 5, "UserData": {"contact_name": "Jo"}}),), {}),
        ((message("EventInvite", by="Anna", about="4UR9HGNS00000002"),), {"at_least": 3}),
        ((INVITE,), {"count": 0}),
        ((INVITE,), {"at_most": 1}),
        ((INVITE,), {"at_least": 3, "at_most": 4}),
        ((INVITE,), {"since": _at(0, 1), "until": _at(0, 34)}),
        ((REVOKED,), {"after": INVITE, "within": timedelta(seconds=29)}),
        ((INVITE,), {"count": 0, "after": message("EventError")}),
        ((INVITE, message("RequestAccept", by="Anna"), REVOKED), {}),
        ((REVOKED, message("RequestSubmit")), {}),
        ((entry("timer fired", timer="bell"),), {}),
        ((message(by="Maria"),), {}),
    ],
)
def test_what_does_not_hold_says_what_came_nearest(
    centre: Mocked, expected: tuple[Any, ...], claim: dict[str, Any], snapshot: SnapshotAssertion
) -> None:
    """What was expected, what was found, and of the three nearest why each of them does not count."""
    with pytest.raises(AssertionError) as failed:
        centre.verify(*expected, **claim)
    assert snapshot == str(failed.value)


def test_a_journal_that_forgets_says_so(snapshot: SnapshotAssertion) -> None:
    """What is kept no longer was not looked at, and a claim is told so."""
    from callbook.network.interception import mocked  # noqa: PLC0415 - only here
    from callbook.network.service.settings import Limits  # noqa: PLC0415 - only here

    with mocked(limits=Limits(journal=4, wait=0.0)) as small:
        for _ in range(6):
            small.contact()
            small.advance(1)
        with pytest.raises(AssertionError) as failed:
            small.verify(INVITE)
        assert snapshot == str(failed.value)


def test_what_can_never_be_found_is_refused(centre: Mocked, snapshot: SnapshotAssertion) -> None:
    """A slip of the pen must not look like something that never happened; neither must a contradiction."""
    wrong: list[Any] = [
        lambda: message("EventInvited"),
        lambda: message("EventInvite", Ticket=1),
        lambda: message(TicketID=1),
        lambda: entry("timer fired", due=1),
        lambda: entry("timer"),
        centre.verify,
        lambda: centre.verify(INVITE, count=-1),
        lambda: centre.verify(INVITE, count=1, at_least=1),
        lambda: centre.verify(INVITE, at_least=2, at_most=1),
        lambda: centre.verify(INVITE, REVOKED, count=1),
        lambda: centre.verify(INVITE, within=1),
        lambda: centre.verify(INVITE, count=0, eventually=1),
        lambda: centre.verify(INVITE, since=datetime(2026, 3, 2)),  # noqa: DTZ001 - that is what is refused
    ]
    refusals = list[str]()
    for act in wrong:
        with pytest.raises(BadInput) as refused:
            act()
        refusals.append(str(refused.value))
    assert snapshot == refusals
