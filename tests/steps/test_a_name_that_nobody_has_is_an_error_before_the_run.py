"""Messages, agents, queues, levels ... that do not exist are told before anything runs, wherever a step names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

SENT = "Then these messages were sent, in this order\n| from | message | to |\n"
SENDERS = "Anna, Ben, Clara, Interaction Server, SIP Server, T-Server, Website, the voice switch"
SET = "Given these options are set\n| level | holder | option | value |\n"
IN_A_STEP = {
    "Given the next RequestAcept from Anna is lost": "There is no message 'RequestAcept' in the step. Did you mean "
    "'RequestAccept' or 'RequestReject' or 'RequestAgentReady'?",
    "Then Anna has not sent RequestDial": "There is no message 'RequestDial' in the step. Did you mean "
    "'RequestPull' or 'RequestMakeCall' or 'RequestHoldCall'?",
    "Then no RequestDiall was sent": "There is no message 'RequestDiall' in the step. Did you mean "
    "'RequestPull' or 'RequestMakeCall' or 'RequestHoldCall'?",
    "Given Ana is logged in": "There is no agent 'Ana'. Did you mean 'Anna'?",
    "Then Ana has not sent RequestAccept": "There is no sender or receiver of messages 'Ana'. Did you mean 'Anna'?",
    "Given the next EventInvite to Bem is lost": "There is no agent 'Bem'. Did you mean 'Ben'?",
    "Given 30 % of the messages from Bem are lost": "There is no agent 'Bem'. Did you mean 'Ben'?",
    'Given the queue "park" is removed': "There is no queue 'park'. Did you mean 'parked'?",
    'Then the callback is in the queue "park"': "There is no queue 'park'. Did you mean 'parked'?",
    'Given Anna has the role "Evrything"': "There is no role 'Evrything'. Did you mean 'Everything' or 'Nothing'?",
    'When an administrator gives Anna the role "Evrything"': "There is no role 'Evrything'. Did you mean "
    "'Everything' or 'Nothing'?",
    'When an administrator takes the role "Everything" from Ana': "There is no agent 'Ana'. Did you mean 'Anna'?",
    "When an administrator lets Ana take 2 callbacks at once": "There is no agent 'Ana'. Did you mean 'Anna'?",
    'When an administrator sets "webcallback.auto-dail" in the Transaction "Gold" to "true"': "There is no option "
    "'webcallback.auto-dail' in the step. Did you mean 'webcallback.auto-dial' or 'webcallback.auto-answer' or "
    "'webcallback.auto-answer.timer'?",
    "Then Ana was sent EventInvite": "There is no sender or receiver of messages 'Ana'. Did you mean 'Anna'?",
    "Given the answer to the next RequestAcept from Anna is lost": "There is no message 'RequestAcept' in the step. "
    "Did you mean 'RequestAccept' or 'RequestReject' or 'RequestAgentReady'?",
    'Given the agent group "Aurore" has the role "Everything"': "There is no agent group 'Aurore'. "
    "Did you mean 'Aurora'?",
    'Given at the level "Persn" of "Anna" the option "webcallback.auto-dial" is "true"': "There is no level 'Persn' in "
    "the step. Did you mean 'Person'?",
    'Given at the level "Person" of "Ana" the option "webcallback.auto-dial" is "true"': "There is no agent 'Ana'. Did "
    "you mean 'Anna'?",
    'Given at the level "Agent Group" of "Aurore" the option "webcallback.auto-dial" is "true"': "There is no agent "
    "group 'Aurore'. Did you mean 'Aurora'?",
    'Given the Transaction "Gold" sets "webcallback.auto-dail" to "true"': "There is no option 'webcallback.auto-dail' "
    "in the step. Did you mean 'webcallback.auto-dial' or 'webcallback.auto-answer' or "
    "'webcallback.auto-answer.timer'?",
    'Given the voice switch is a "TServer"': "There is no kind of voice switch 'TServer'. Did you mean "
    "'T-Server' or 'SIP Server'?",
    'Then the website refuses the field "nam", because "x"': "There is no field 'nam' in the web form. Did you mean "
    "'name'?",
}
IN_A_TABLE = {
    f"{SENT}| Ana | RequestAccept | SIP Server |": (
        "There is no sender or receiver of messages 'Ana'. Did you mean 'Anna'?"
    ),
    f"{SENT}| Anna | RequestAcept | SIP Server |": (
        "There is no message 'RequestAcept'. Did you mean 'RequestAccept' or 'RequestReject' or 'RequestAgentReady'?"
    ),
    "Then these messages were sent, in this order\n| who | message | to |\n| Anna | RequestAccept | SIP Server |": (
        "There is no column 'who' in the table. Accepted: from, message, to."
    ),
    "Then these messages were sent, in this order\n| from | message |\n| Anna | RequestAccept |": (
        "columns 'from, message' in the table cannot be used. Accepted: from, message, to."
    ),
    "Then these messages were sent, in this order": (
        "step 'without a data table' cannot be used. Accepted: one with from, message, to."
    ),
    'Given the role "New" grants\n| Can Declin |': (
        "There is no privilege 'Can Declin' in the table. Did you mean 'Can Decline'?"
    ),
    'Given the role "New" grants': (
        "step 'without a data table' cannot be used. Accepted: one with a column of privileges."
    ),
    f"{SET}| Persn | Anna | webcallback.auto-dial | true |": (
        "There is no level 'Persn' in the table. Did you mean 'Person'?"
    ),
    f"{SET}| Person | Anna | webcallback.auto-dail | true |": (
        "There is no option 'webcallback.auto-dail' in the table. Did you mean 'webcallback.auto-dial' or "
        "'webcallback.auto-answer' or 'webcallback.auto-answer.timer'?"
    ),
    "When somebody fills in the web form with\n| field | value |\n| nam | Maria |": (
        "There is no field 'nam' in the web form. Did you mean 'name'?"
    ),
    "When somebody fills in the web form with\n| field | value |\n| name | Maria |": (
        "form without the field 'phone_number' in the table cannot be used. Accepted: a row for it, empty or not."
    ),
}
SOUND = """
    Given the role "New" grants
      | Can Decline |
    And Anna has the role "New"
    And the Transaction "Any" sets "webcallback.auto-dial" to "true"
    And the option "webcallback.park-queue" is "parked"
    And at the level "Tenant" of "Lighthouse" the option "webcallback.auto-dial" is "false"
    And at the level "Transaction" of "Nobody knows" the option "webcallback.auto-dial" is "false"
    And Shop has sent the SOAP request "Submit" with
      | field                   | value         |
      | TenantId                | Lighthouse    |
      | Queue                   | callbacks     |
      | UserData.contact_name   | Maria         |
      | UserData.customer_number | +442079460018 |
    Then Shop has sent RequestSubmit
    And Interaction Server has sent EventAck
    And Website has not sent RequestSubmit
    When Anna transfers the call to the number "no such"
"""


def test_in_the_words_of_a_step(feature: Feature) -> None:
    """With the nearest name; all of them in one look."""
    feature.write(*IN_A_STEP)
    assert [*IN_A_STEP.values()] == feature.problems()


def test_in_a_data_table(feature: Feature) -> None:
    """A cell names as a step does, and so does a column."""
    feature.write(*IN_A_TABLE)
    assert [*IN_A_TABLE.values()] == feature.problems()


def test_in_a_row_of_an_outline(feature: Feature) -> None:
    """The row that has the wrong name fails; the others run."""
    (feature.root / "x.feature").write_text(
        "Feature: F\n  Scenario Outline: S\n    Given <agent> is logged in\n    Examples:\n      | agent |\n"
        "      | Anna  |\n      | Ana   |\n",
        encoding="utf-8",
    )
    feature.run().assert_outcomes(passed=1, failed=1)
    assert ["There is no agent 'Ana'. Did you mean 'Anna'?"] == feature.problems()


def test_what_a_scenario_brings_in_and_what_may_be_unknown_is_no_error(feature: Feature) -> None:
    """A role that it defines, a system that has asked; values, Transactions, numbers and dispositions are any."""
    feature.write(SOUND)
    assert [] == feature.problems()


@pytest.mark.parametrize("reaches", ["lab", "stage"])
def test_from_a_step_of_the_projects_own_on_the_run_decides(feature: Feature, reaches: str) -> None:
    """It may have brought in whom nobody can see before; a step that has no hand in the lab has not."""
    feature.add_steps(f"""
        from pytest_bdd import given

        @given("our usual people")
        def usual({reaches}):
            pass

        @given("nothing more")
        def nothing():
            pass
    """)
    names = "Given Dora is logged in\nThen Dora has not sent RequestAccept\nThen the callback of Tim is with Dora"
    feature.write(f"Given our usual people\n{names}", f"Given nothing more\n{names}")
    assert [
        "There is no agent 'Dora'. Accepted: Anna, Ben, Clara.",
        f"There is no sender or receiver of messages 'Dora'. Accepted: {SENDERS}.",
        "Nobody called 'Tim' has been spoken of before this step. A Given brings a contact in.",
    ] == feature.problems()
    assert {
        "S1": ("Given Dora is logged in", "Unknown: There is no agent 'Dora'. Accepted: Anna, Ben, Clara.")
    }.items() <= feature.failures().items()


def test_a_step_of_the_projects_own_is_held_to_its_types(feature: Feature) -> None:
    """It may bring others in, but names by itself who is there."""
    feature.add_steps("""
        from callbook_steps import phrase
        from pytest_bdd import given

        @given(phrase("{agent:Agent} has lunch"))
        def has_lunch(lab, agent):
            pass
    """)
    feature.write("Given Ana has lunch\nAnd Anna has lunch\nAnd Dora is logged in")
    assert ["There is no agent 'Ana'. Did you mean 'Anna'?"] == feature.problems()


def test_messages_and_options_are_the_same_everywhere(feature: Feature) -> None:
    """No step of a project can bring in another."""
    feature.add_steps("""
        from pytest_bdd import given

        @given("our usual people")
        def usual(lab):
            pass
    """)
    feature.write("Given our usual people\nThen Anna has not sent RequestDial")
    assert [IN_A_STEP["Then Anna has not sent RequestDial"]] == feature.problems()


OWN_LAB = """
    import pytest
    from callbook.lab import Lab

    @pytest.fixture{arguments}
    def {name}({asks}):
        yield Lab()
"""


@pytest.mark.parametrize(
    ("arguments", "name", "asks"),
    [("", "lab", ""), ("(autouse=True)", "company", "lab")],
    ids=["a lab of its own", "a fixture that has a hand in the lab before the first step"],
)
def test_where_a_project_arranges_the_lab_the_run_decides(
    feature: Feature, arguments: str, name: str, asks: str
) -> None:
    """Nobody can tell who works there."""
    feature.add_steps(OWN_LAB.format(arguments=arguments, name=name, asks=asks))
    feature.write("Given Dora is logged in")
    assert [] == feature.problems()
    feature.run().assert_outcomes(failed=1)


NO_DORA = "Unknown: There is no agent 'Dora'. Accepted: Anna, Ben, Clara."
NO_SENDER = "Accepted: Anna, Ben, Clara, Interaction Server, SIP Server, Website, the voice switch."
IN_THE_RUN = {
    "When Dora loses the connection to Interaction Server": NO_DORA,
    "Given the next RequestAccept from Dora is lost": NO_DORA,
    "Then Dora has not sent RequestAccept": f"Unknown: There is no sender or receiver of messages 'Dora'. {NO_SENDER}",
    "Then T-Server has sent EventDialing 0 times": (
        "Unknown: There is no sender or receiver of messages 'T-Server'. Did you mean 'SIP Server'?"
    ),
    "When Tim hangs up": "NotSpokenOf: Nobody called 'Tim' has been spoken of before this step. A Given brings a "
    "contact in.",
    "When Anna hangs up": "OtherKind: Anna is an agent: write 'Anna releases the call'.",
}


def test_in_the_run_it_is_an_error_as_well(feature: Feature) -> None:
    """A step that cannot be judged before does not do nothing instead."""
    feature.add_steps(OWN_LAB.format(arguments="", name="lab", asks=""))
    feature.write(*IN_THE_RUN)
    failures = feature.failures()
    assert [*IN_THE_RUN.items()] == [failures[f"S{number}"] for number in range(1, len(IN_THE_RUN) + 1)]
