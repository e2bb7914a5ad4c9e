"""Whether something was refused, changed or answered can only be judged after something was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

AT_A_DESKTOP = "When Anna tries to accept the callback"
ON_THE_WEBSITE = "When Maria tries to schedule a callback"
BY_SOAP = 'When Shop sends the SOAP request "GetInfo" with'
JUDGEMENTS = {
    "Then it is not refused": AT_A_DESKTOP,
    "Then nothing has changed": AT_A_DESKTOP,
    'Then it is refused with "privilege"': AT_A_DESKTOP,
    'Then it is refused, because the privilege "Can Decline" is missing (P2)': AT_A_DESKTOP,
    'Then it is refused, because the option "webcallback.park-queue" is "" (O12)': AT_A_DESKTOP,
    "Then the website refuses nothing else but these 0 fields": ON_THE_WEBSITE,
    'Then the website refuses the field "name", because "name"': ON_THE_WEBSITE,
    'Then the contact is told "not available"': ON_THE_WEBSITE,
    "Then the SOAP answer says\n  | key | value |\n  | Queue | |": BY_SOAP,
}
OWN_STEP = """
    from pytest_bdd import given

    @given("something of our own")
    def own(stage):
        pass
"""
OTHER_ATTEMPTS = {
    "the website is not asked by an agent": (
        "Given Anna is logged in\nWhen Anna tries to log in\nThen the website refuses nothing else but these 0 fields",
        ON_THE_WEBSITE,
    ),
    "SOAP is not asked on the website": (
        (
            "Given Interaction Server is down\nWhen Maria tries to schedule a callback\n"
            "Then the SOAP answer says\n  | key | value |\n  | Queue | |"
        ),
        BY_SOAP,
    ),
}
EMPTY = (
    'Then it is refused with ""',
    'Then the contact is told " "',
    'Then the website refuses the field "name", because ""',
    'Then Anna is told ""',
    'Then Anna is warned ""',
    'Then a configuration problem is reported: ""',
    'Then the explanation of "webcallback.auto-dial" for Anna says ""',
    'Then Anna sees that the call ended with ""',
    'Then Anna sees the callback rescheduled to ""',
    'Then RequestAccept from Anna was ""',
    'Then a part of the messages to Anna was "", and a part was not',
)


def _said(attempt: str) -> str:
    return f"Nothing was tried before this step. Accepted: it after an attempt, such as '{attempt}'."


def test_without_one_it_is_an_error_before_the_run(feature: Feature) -> None:
    """Each says which step would make one."""
    feature.write(*JUDGEMENTS)
    assert [_said(attempt) for attempt in JUDGEMENTS.values()] == feature.problems()


@pytest.mark.parametrize(("steps", "attempt"), OTHER_ATTEMPTS.values(), ids=OTHER_ATTEMPTS)
def test_an_attempt_of_another_kind_is_none(feature: Feature, steps: str, attempt: str) -> None:
    """Only the website answers as the website, and only the capture point by SOAP."""
    feature.write(steps)
    assert [_said(attempt)] == feature.problems()


def test_in_the_run_it_is_an_error_as_well(feature: Feature) -> None:
    """Where a step of the project's own could have made one, the judgement itself says that there was none."""
    feature.add_steps(OWN_STEP)
    feature.write(*(f"Given something of our own\n{step}" for step in JUDGEMENTS))
    assert [] == feature.problems()
    kinds = [got.partition(":")[0] for _, got in feature.failures().values()]
    assert ["NothingTried"] * len(JUDGEMENTS) == kinds


def test_soap_has_not_answered_what_an_agent_tried(feature: Feature) -> None:
    """In the run as well."""
    feature.add_steps(OWN_STEP)
    steps = (
        "Given something of our own\nWhen Anna tries to log in\nThen the SOAP answer says\n  | key | value |\n  | a | |"
    )
    feature.write(steps)
    assert {"S1": ("Then the SOAP answer says", f"NothingTried: {_said(BY_SOAP)}")} == feature.failures()


def test_an_empty_text_stands_in_every_text(feature: Feature) -> None:
    """So it is no judgement."""
    feature.write(*EMPTY)
    problems = feature.problems()
    accepted = "cannot be used. Accepted: some that the text must contain."
    assert [f"words {text!r} in the step {accepted}" for text in ("", " ", *[""] * 9)] == problems


def test_after_an_attempt_it_is_judged(feature: Feature) -> None:
    """The last attempt counts, whoever made it."""
    feature.write(
        "When Anna tries to log in\nThen it is not refused",
        'When Anna tries to accept the callback\nThen nothing has changed\nThen it is refused with "logged off"',
        "When Anna tries to accept the callback\nAnd Anna tries to log in\nThen it is not refused",
        "When Anna tries to log in\nThen nothing has changed",
        "Given Interaction Server is down\nWhen Maria tries to schedule a callback\nThen nothing has changed",
    )
    assert ["S4"] == [*feature.failures()]
