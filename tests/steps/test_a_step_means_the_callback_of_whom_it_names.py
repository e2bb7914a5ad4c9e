"""Of several callbacks a step means that of the contact whom it names, whichever is the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

TWO = """
    Given Anna can take 2 callbacks at once
    And Anna has the callbacks of these contacts in hand
      | Ella  |
      | Maria |
"""
ONE_EACH = "Given Anna has the callback of Maria in hand\nAnd Ben has the callback of Ella in hand"
FORM = """
    When somebody fills in the web form with
      | field        | value         |
      | name         | Somebody      |
      | phone_number | +442079460018 |
      | time_zone    | Europe/London |
    And Anna accepts the callback of Somebody
"""
OTHERS = "NotTheirs: Ella is not the contact of the callback: it is the callback of"
WITH_A_TABLE = "\n  | key | value |\n  | contact_name | Ella |"
NOT_AT_ANNAS = (
    "When Anna dials and Ella answers",
    'When Anna reschedules the callback of Ella to "tomorrow at 09:30"',
    'When Anna reschedules the callback of Ella to "tomorrow at 09:30" on the same number',
    'When Anna tries to reschedule the callback of Ella to "tomorrow at 09:30" on the same number',
    'Then Anna\'s call with Ella is "no call"',
    'Then Anna\'s consult call for Ella is "no call"',
    'Then Anna sees that the call with Ella ended with "busy"',
    f"Then Anna's call with Ella comes with this data{WITH_A_TABLE}",
    f"Then Anna sees this case information of Ella{WITH_A_TABLE}",
    'Then Anna sees the callback of Ella "in hand"',
    "Then Anna sees an open interaction window for Ella",
    'Then Anna sees the disposition "" for Ella',
    "Then Anna sees no reschedule for Ella",
    "Then Anna is offered to dial Ella",
    "Then Anna is not offered to mark the callback of Ella done",
)
NOBODYS = "Ella is not the contact of the callback: it is the callback of Maria."
OF_NOBODY = (
    'When Anna sets the disposition "Resolved" for Ella',
    "When Anna tries to accept the callback of Ella",
    "When Anna transfers the call with Ella to Ben",
    'Then the callback of Ella is in the queue "parked"',
    "Then the callback of Ella is done",
    f"Then the callback record of Ella shows{WITH_A_TABLE}",
    "Then Interaction Server does not know the callback of Ella",
    'When Shop sends the SOAP request "GetInfo" with\n  | field | value |\n  | InteractionId | the callback of Ella |',
)


def test_the_callback_of_whom_it_names(feature: Feature) -> None:
    """The older of two is dialled, and judged."""
    feature.write(
        f'{TWO}\nWhen Anna dials and Ella answers\nThen Anna\'s call with Ella is "connected"\n'
        'And Anna\'s call with Maria is "no call"\nAnd Anna\'s call is "no call"',
        f"{TWO}\nWhen Anna marks the callback of Ella done\nThen the callback of Ella is done\n"
        "And the callback of Maria is with Anna",
        f'Given Anna is logged in\n{FORM}\nThen Anna sees the callback of Somebody "in hand"',
    )
    assert {} == feature.failures()


TRANSFERRED = """
    Given the option "webcallback.park-queue" is "parked"
    And Ben is logged in and Not Ready
    And Anna is talking to Maria
    When Anna transfers the call with Maria to Ben
    And Ben answers the call with Maria
    Then Ben's call with Maria is "connected"
    When Ben releases the call with Maria
    Then Ben has no interaction
"""


def test_a_call_with_whom_it_names(feature: Feature) -> None:
    """Also at the desktop of somebody who has the call, and not the callback."""
    feature.write(TRANSFERRED)
    assert {} == feature.failures()


def test_an_agent_who_does_not_have_it(feature: Feature) -> None:
    """The error names whose callbacks the agent has."""
    feature.write(*(f"{ONE_EACH}\n{step}" for step in NOT_AT_ANNAS))
    assert [] == feature.problems()
    assert [f"{OTHERS} Maria."] * len(NOT_AT_ANNAS) == [got for _, got in feature.failures().values()]


def test_an_agent_who_has_two_others(feature: Feature) -> None:
    """Both are named."""
    both = TWO.replace("Ella ", "Tom  ")
    feature.write(f"Given Ben has the callback of Ella in hand\n{both}\nWhen Anna dials and Ella answers")
    assert {"S1": ("When Anna dials and Ella answers", f"{OTHERS} Tom or Maria.")} == feature.failures()


def test_an_agent_who_has_none(feature: Feature) -> None:
    """It is said that there is nothing to judge."""
    before = "Given Ben has the callback of Ella in hand\nAnd Anna is logged in"
    feature.write(f'{before}\nThen Anna\'s call with Ella is "over"')
    assert [('Then Anna\'s call with Ella is "over"', "Anna has neither")] == [*feature.failures().values()]


def test_a_contact_without_a_callback(feature: Feature) -> None:
    """It is an error before the run."""
    feature.write(*(f"Given Ella is busy\nAnd Anna has the callback of Maria in hand\n{step}" for step in OF_NOBODY))
    assert [NOBODYS] * len(OF_NOBODY) == feature.problems()
