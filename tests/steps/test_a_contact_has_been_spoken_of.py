"""A contact comes in with a Given, or with an act that brings one; any other step speaks of one who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

NOBODY = "Nobody called 'Marai' has been spoken of before this step. Did you mean 'Maria'?"
MISSPELT = {
    "When Marai hangs up": NOBODY,
    "When Marai picks up": NOBODY,
    "When Marai rejects the call": NOBODY,
    "When Marai's telephone is busy": NOBODY,
    "When Marai picks up at her telephone": NOBODY,
    "When from now on Marai is busy": NOBODY,
    "When from now on Marai answers after 10 seconds": NOBODY,
    "When from now on Marai hangs up after 10 seconds": NOBODY,
    "When Marai cancels the callback on the website": NOBODY,
    "When Anna dials and Marai answers": NOBODY,
    "When Anna accepts the callback of Marai": NOBODY,
    "Then Anna sees the notification of Marai": NOBODY,
    "Then Anna's call is with Marai": NOBODY,
    "Then the callback of Marai is with Anna": NOBODY,
    "Then the callback of Marai is offered to Anna": NOBODY,
    "When Zoe hangs up": "Nobody called 'Zoe' has been spoken of before this step. Accepted: Maria. A Given brings a "
    "contact in.",
}
OTHER_KIND = {
    "When Anna hangs up": "Anna is an agent: write 'Anna releases the call'.",
    "When Anna rejects the call": "Anna is an agent, not a contact. Accepted: Maria.",
    "When Anna dials and Ben answers": "Ben is an agent, not a contact. Accepted: Maria.",
    "Given Ben is busy": "Ben is an agent, not a contact. Accepted: Maria.",
    "When Ben schedules a callback": "Ben is an agent, not a contact. Accepted: Maria.",
    "When Maria refers the call to Ben at her telephone": "Maria is a contact, not an agent. Accepted: Anna, Ben, "
    "Clara.",
    "When Maria accepts the callback": "Maria is a contact, not an agent. Accepted: Anna, Ben, Clara.",
}
BRINGS = (
    "Given Maria is busy\nWhen Anna logs in\nAnd Maria schedules a callback",
    'Given Maria lives in "Europe/Paris"\nWhen Maria tries to schedule a callback for "yesterday at 09:00"',
    "When Maria schedules a callback\nAnd Maria cancels the callback on the website",
    "Given Anna has the callbacks of these contacts in hand\n  | Tom |\nThen the callback of Tom is with Anna",
    "Given 2 contacts have scheduled callbacks\nWhen Contact2 cancels the callback on the website",
    (
        "When somebody fills in the web form with\n  | field | value |\n  | name | Maria |\n"
        "  | phone_number | +442079460018 |\n  | time_zone | UTC |\nThen the callback of Maria is offered to Anna"
    ),
    (
        'Given Shop has sent the SOAP request "Submit" with\n  | field | value |\n  | Queue | parked |\n'
        "  | UserData.contact_name | Maria |\nThen the callback of Shop is with Anna\n"
        "And Anna sees the notification of Maria"
    ),
)
OTHERS = "Ella is not the contact of the callback: it is the callback of Maria."
OF_SOMEBODY_ELSE = {
    "When Anna dials and Ella answers": OTHERS,
    "When Anna accepts the callback of Ella": OTHERS,
    "When Ella cancels the callback on the website": OTHERS,
    "Then the callback of Ella is with Anna": OTHERS,
}
OWN_STEP = """
    from pytest_bdd import given

    @given("something of our own")
    def own(stage):
        pass
"""
SILENT = "Maria's telephone does not ring, so there is no call to answer or to reject."
IN_THE_RUN = {
    "Then the callback is with Anna": "NoCallback: Nobody has a callback before this step. Accepted: a step before "
    "that brings one in, such as 'Given Maria has scheduled a callback'.",
    "Then the callback of Ella is with Anna": "NoCallback: Ella has no callback before this step. Accepted: a step "
    "before that brings one in, such as 'Given Maria has scheduled a callback'.",
    "Given Maria has scheduled a callback\nThen the callback of Ella is with Anna": f"NotTheirs: {OTHERS}",
    "Given Anna is offered the callback of Maria\nWhen Anna dials and Ben answers": "OtherKind: Ben is an agent, not a "
    "contact. Accepted: Maria.",
    "Given Maria is busy\nWhen Maria hangs up": "NotInCall: Maria is in no call, so there is nothing to hang up.",
    "Given Maria is busy\nWhen Maria picks up": f"NotRinging: {SILENT}",
    "Given Anna is talking to Maria\nWhen Maria rejects the call": f"NotRinging: {SILENT}",
}
FORM = """
    Given Anna is logged in
    When somebody fills in the web form with
      | field        | value         |
      | name         | Somebody      |
      | phone_number | +442079460018 |
      | time_zone    | Europe/London |
    And Anna accepts the callback
    And Maria schedules a callback in the queue "parked"
    And Anna dials and Maria answers
"""


def test_who_was_not_spoken_of_is_an_error_with_the_nearest(feature: Feature) -> None:
    """In every step that takes a contact, before the run."""
    feature.write(*(f"Given Anna is offered the callback of Maria\n{step}" for step in MISSPELT))
    assert [*MISSPELT.values()] == feature.problems()


def test_an_agent_is_no_contact_and_a_contact_no_agent(feature: Feature) -> None:
    """It is said what the name is, and what to write."""
    feature.write(*(f"Given Anna is offered the callback of Maria\n{step}" for step in OTHER_KIND))
    assert [*OTHER_KIND.values()] == feature.problems()


def test_the_first_contact_is_no_agent_either(feature: Feature) -> None:
    """There is nobody else to name."""
    feature.write("Given Anna has dialled and Ben has answered")
    assert ["Ben is an agent, not a contact. Accepted: a name that no agent has."] == feature.problems()


def test_a_given_and_an_act_bring_one_in(feature: Feature) -> None:
    """From there on the scenario can speak of them."""
    feature.write(*BRINGS)
    assert [] == feature.problems()


def test_a_callback_of_somebody_else_is_an_error_that_names_both(feature: Feature) -> None:
    """Before the run where there is one callback alone."""
    before = "Given Anna has the callback of Maria in hand\nAnd Ella is busy"
    feature.write(*(f"{before}\n{step}" for step in OF_SOMEBODY_ELSE))
    assert [*OF_SOMEBODY_ELSE.values()] == feature.problems()


def test_a_callback_of_a_number_alone_is_nobodys(feature: Feature) -> None:
    """Who filled in the form as no contact does is told by the number."""
    feature.write(FORM)
    said = "NotTheirs: Maria is not the contact of the callback: it is the callback of somebody with the number "
    assert {"S1": ("And Anna dials and Maria answers", f"{said}+442079460018.")} == feature.failures()


def test_in_the_run_it_is_an_error_as_well(feature: Feature) -> None:
    """Where a step of the project's own could have brought somebody in."""
    feature.add_steps(OWN_STEP)
    feature.write(*(f"Given something of our own\n{steps}" for steps in IN_THE_RUN))
    assert [] == feature.problems()
    assert [*IN_THE_RUN.values()] == [got for _, got in feature.failures().values()]


def test_a_callback_that_is_not_there_is_an_error_before_the_run(feature: Feature) -> None:
    """A contact alone has none."""
    feature.write("Given Ella is busy\nThen the callback of Ella is with Anna")
    assert [IN_THE_RUN["Then the callback of Ella is with Anna"].removeprefix("NoCallback: ")] == feature.problems()


@pytest.mark.parametrize("behind", ["Given nobody defines this", "Given Anna is offered the callback of 3 people"])
def test_what_cannot_be_run_may_have_brought_somebody_in(feature: Feature, behind: str) -> None:
    """One thing that is wrong is not told as several."""
    feature.write(f"{behind}\nWhen Maria hangs up")
    assert ["nobody defines this step"] == feature.problems()
