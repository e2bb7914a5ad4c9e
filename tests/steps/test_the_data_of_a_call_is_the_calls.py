"""What an agent's call comes with is read from the call at the voice switch, and there is none without a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

COMES = "comes with this data\n  | key | value |\n  | contact_name | Maria |"
NO_CALL = {
    "Given Anna is offered the callback of Maria": "expected Anna has a call, got Anna's call is no call",
    "Given Anna has talked to Maria and released the call": "expected Anna has a call, got Anna's call is over",
}
BEN = 'And Ben is logged in and Not Ready\nAnd the option "webcallback.park-queue" is "parked"\n'
WITH_A_CALL = {
    "the agent's own": f"Given Anna is talking to Maria\nThen Anna's call {COMES}",
    "one that rings": f"Given Anna is talking to Maria\n{BEN}"
    f"When Anna transfers the call to Ben\nThen Ben's call {COMES}",
    "the first of two": f"Given Anna is talking to Maria\n{BEN}"
    f"And Anna has started a two-step transfer to Ben\nThen Anna's call {COMES}",
}
NOT_YET = f"""
    Given Anna has talked to Maria and released the call
    And the next RequestMakeCall from Anna is lost
    When Anna dials
    Then Anna's call {COMES}
""".replace("\n  |", "\n      |")
OTHER = f"Given Anna is talking to Maria\nThen Anna's call {COMES.replace('Maria', 'Ella')}"


def test_without_a_call_the_step_fails(feature: Feature) -> None:
    """The callback has the data all the while."""
    feature.write(*(f"{steps}\nThen Anna's call {COMES}" for steps in NO_CALL))
    assert [*NO_CALL.values()] == [got.partition("\n")[0] for got in _told(feature)]


def test_of_a_call_that_the_switch_does_not_know_nothing_is_known(feature: Feature) -> None:
    """Not even what an earlier one came with."""
    feature.write(NOT_YET)
    assert ["expected the data of Anna's call, got the voice switch has told nothing of it yet"] == _told(feature)


def test_with_a_call_its_data_is_read(feature: Feature) -> None:
    """Whoever made it; while an agent consults somebody, that of the call on hold."""
    feature.write(*WITH_A_CALL.values())
    feature.run().assert_outcomes(passed=len(WITH_A_CALL))


def test_other_data_fails(feature: Feature) -> None:
    """The key is told with the value."""
    feature.write(OTHER)
    assert {"S1": ("Then Anna's call comes with this data", "contact_name is Maria")} == feature.failures()


def _told(feature: Feature) -> list[str]:
    feature.run()
    return [each.error for each in feature.played()]
