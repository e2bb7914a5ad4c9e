"""What answers an invitation: the desktop at once, after its countdown, the agent, or nobody (O4 to O6, P2, E6, F9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.conformance.damaged import without
from tests.conformance.stories import (
    AUTO_ANSWER,
    COUNTDOWN,
    IN_LOGS,
    altered,
    judged,
    moved,
    number_of,
    played,
    ready,
    said,
    why,
)

from callbook.verification import Verdict
from callbook.verification.conformance.deviations import Story
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.verification import Conformance


def expires(story: Story) -> None:
    """Be offered a callback until the server takes it back."""
    story.offered(60)


def test_an_invitation_that_expires_shows_that_it_was_not_accepted() -> None:
    """That is stronger than a request that does not come."""
    found = judged(played(expires), AUTO_ANSWER)
    violated = found.of(Verdict.VIOLATES)[0]
    assert (violated.clause, violated.what) == ("O4", "not accepted by itself")
    assert violated.got == "no RequestAccept: the invitation has expired"


def test_one_that_expires_in_the_countdown_conforms() -> None:
    """The server was faster (F9)."""
    options = {**COUNTDOWN, "webcallback.auto-answer.timer": "40"}
    found = said(judged(played(expires, options), options))
    assert {clause: found[clause] for clause in ("F9", "E6", "O5")} == dict.fromkeys(("F9", "E6", "O5"), "conforms")


def test_one_that_expires_before_the_agent_answers_conforms() -> None:
    """The desktop leaves it alone (E6)."""
    assert said(judged(played(expires)))["E6"] == "conforms"


def test_one_that_nobody_answers_says_nothing_while_it_is_open() -> None:
    """The log ends before anything shows."""
    found = judged(played(Story.offered), AUTO_ANSWER)
    assert why(found, "O4") == "the log does not show whether it was accepted"


def test_one_that_is_declined_instead_of_accepted_is_found_with_the_privilege() -> None:
    """Two clauses, two findings."""
    found = judged(played(Story.declined), AUTO_ANSWER, without=["Can Decline"])
    assert {each.clause: each.got for each in found.failing} == {"O4": "RequestReject", "P2": "RequestReject"}
    assert [each.clause for each in judged(played(Story.declined), AUTO_ANSWER).failing] == ["O4"]


def test_what_has_crossed_is_no_violation() -> None:
    """Within the tolerance nobody knows which was first."""
    trace = played(Story.declined)
    found = judged(moved(trace, number_of(trace, "RequestReject"), -2_000), AUTO_ANSWER)
    assert said(found)["O4"] == "cannot be judged"


def test_a_countdown_that_ends_within_the_tolerance_has_ended() -> None:
    """The instants of a log are not exact."""
    trace = played(Story.accepts_itself, COUNTDOWN)
    accepted = number_of(trace, "RequestAccept")
    early = judged(moved(trace, accepted, -1_500), COUNTDOWN)
    assert said(early)["O5"] == "conforms"
    assert {each.what for each in early.findings if each.clause == "O5"} == {"accepted by itself"}


def test_declining_in_the_countdown_conforms_where_it_is_enabled() -> None:
    """By privilege and by option (P2, O6)."""
    options = {**COUNTDOWN, "webcallback.auto-answer.enable-reject": "true"}
    found = said(judged(played(Story.declined, options), options))
    assert [found[clause] for clause in ("P2", "O5", "O6")] == ["conforms"] * 3


@pytest.mark.parametrize(
    ("options", "clause", "setting"),
    [({"webcallback.auto-answer": "false"}, "O4", "though it should not"), (COUNTDOWN, "O5", "without its countdown")],
)
def test_nobody_is_as_quick_as_a_desktop(options: dict[str, str], clause: str, setting: str) -> None:
    """Both explanations are named; no run fails by it."""
    found = judged(played(Story.accepts_itself, AUTO_ANSWER), options, policy=IN_LOGS)
    assert said(found)[clause] == "suspect"
    assert why(found, clause) == f"the desktop has accepted by itself, {setting}; or the agent was as quick as 0 ms"
    assert found.failing == ()


def test_an_answer_to_no_request_says_that_the_log_lacks_one() -> None:
    """What comes late then may not be the first."""

    def twice(story: Story) -> None:
        story.offered(4)
        ready(story)
        story.do(Action.ACCEPT)

    trace = played(twice)
    lost = number_of(trace, "RequestCancelNotReadyForMedia")
    found = judged(without(trace, [lost]), AUTO_ANSWER)
    assert why(found, "O4") == "the log lacks a request before"


def test_one_that_expires_is_not_judged_where_a_request_is_missing() -> None:
    """It may be the acceptance."""

    def unanswered(story: Story) -> None:
        story.offered(4)
        ready(story)
        story.pause(40)

    trace = played(unanswered)
    found = judged(without(trace, [number_of(trace, "RequestCancelNotReadyForMedia")]), AUTO_ANSWER)
    assert why(found, "O4") == "the log lacks a request before"


def test_an_invitation_that_is_overdue_is_assumed() -> None:
    """The desktop gives it back, no agent has declined it."""
    trace = played(Story.declined)
    reason = {"ReasonSystemName": "Overdue"}
    found = judged(altered(trace, "RequestReject", Reason=reason), without=["Can Decline"])
    assert (said(found).get("P2"), why(found, "E6")) == (None, "an invitation that is overdue: assumed")


def test_what_is_taken_back_in_hand_conforms() -> None:
    """After the handling timeout (E7)."""

    def taken_back(story: Story) -> None:
        story.accepted()
        story.pause(60 * 200)

    assert said(judged(played(taken_back)))["E7"] == "conforms"


@pytest.mark.parametrize(("play", "clause"), [(Story.accepted, "P1"), (Story.declined, "P2")])
def test_where_the_model_cannot_follow_nothing_is_judged(play: Callable[[Story], None], clause: str) -> None:
    """The same request twice, for example."""
    trace = played(play)
    name = "RequestAccept" if play is Story.accepted else "RequestReject"
    once = number_of(trace, name)
    again = [each for entry in trace.entries for each in ((entry, entry) if entry.number == once else (entry,))]
    found: Conformance = judged(replace(trace, entries=tuple(again)))
    assert [str(each) for each in found.of(Verdict.VIOLATES)] == []
    assert said(found)[clause] == "conforms"
