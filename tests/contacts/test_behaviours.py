"""What a contact does when called is data, and impossible behaviour is refused (F4)."""

from __future__ import annotations

from typing import cast

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook_mocks.contacts import Behaviour, BehaviourKind, behaves
from callbook_mocks.contacts.contact import BEHAVIOUR_KINDS, NETWORK_REPORTS

T_LIBRARY_CALL_STATES = {"Ok", "Busy", "NoAnswer", "AnsweringMachine", "SitInvalidnum"}


def test_every_kind_has_one_row() -> None:
    """The table and the type name the same kinds, with CallStates of T-Library and a basis with its note."""
    assert set(BEHAVIOUR_KINDS) == set(NETWORK_REPORTS)
    assert {report.call_state for report in NETWORK_REPORTS.values()} == T_LIBRARY_CALL_STATES
    assert all(report.note and report.basis in {"documented", "assumed"} for report in NETWORK_REPORTS.values())


@pytest.mark.parametrize("kind", BEHAVIOUR_KINDS)
def test_only_an_answered_call_connects(kind: BehaviourKind) -> None:
    """A person or a machine that answers connects the call; nothing else does."""
    assert (kind in {"answers", "answering machine"}) == behaves(kind).report.connects


@pytest.mark.parametrize("kind", BEHAVIOUR_KINDS)
def test_without_a_time_the_usual_one_is_taken(kind: BehaviourKind) -> None:
    """A scenario that says no time gets the usual one of the kind; 0 is a time."""
    assert NETWORK_REPORTS[kind].usual_after == behaves(kind).after
    assert behaves(kind, after=0).after == 0


def test_a_contact_may_hang_up_after_talking() -> None:
    """The time of talking is kept beside the time to answer."""
    assert Behaviour("answers", 2_000, 30_000) == behaves("answers", after=2_000, hangs_up_after=30_000)


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("busy", "is busy"),
        ("does not answer", "does not answer"),
        ("rejects the call", "rejects the call"),
        ("number does not exist", "has a number that does not exist"),
    ],
)
def test_who_never_talks_can_not_hang_up(kind: BehaviourKind, who: str) -> None:
    """Hanging up after talking is refused for every kind that never connects."""
    with pytest.raises(BadInput) as refusal:
        behaves(kind, hangs_up_after=5_000)
    assert (
        f"hangs_up_after 5000 in behaviour {kind!r} cannot be used. Accepted: None: a contact who {who} never talks."
    ) == str(refusal.value)


@pytest.mark.parametrize(("after", "hangs_up_after", "field"), [(-1, None, "after"), (1, -1, "hangs_up_after")])
def test_a_negative_time_is_refused(after: int, hangs_up_after: int | None, field: str) -> None:
    """Nothing happens before the call."""
    with pytest.raises(BadInput) as refusal:
        behaves("answers", after=after, hangs_up_after=hangs_up_after)
    accepted = "milliseconds, 0 or more, a year at most"
    assert f"{field} -1 in behaviour 'answers' cannot be used. Accepted: {accepted}." == str(refusal.value)


def test_an_unknown_behaviour_is_refused() -> None:
    """A kind that is none is refused, with the kinds that there are."""
    with pytest.raises(Unknown) as refusal:
        behaves(cast("BehaviourKind", "sings"))
    assert ("sings", tuple(sorted(BEHAVIOUR_KINDS))) == (refusal.value.given, refusal.value.known)
