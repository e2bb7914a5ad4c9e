"""A message is asked only for attributes that it has, and those that it has are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

WRONG = {
    ("RequestAddMedia", "MediaTypName"): "There is no attribute 'MediaTypName' in RequestAddMedia. Did you mean "
    "'MediaTypeName'?",
    (
        "EventInvite",
        "Interaction.Quee",
    ): "There is no attribute 'Quee' in EventInvite.Interaction. Did you mean 'Queue'?",
    ("RequestAddMedia", "Foo"): "There is no attribute 'Foo' in RequestAddMedia. Accepted: Extension, MediaTypeName, "
    "ProxyClientId, Reason, ReferenceId.",
    ("RequestReject", "TicketId.Number"): "attribute 'TicketId.Number' in RequestReject cannot be used. Accepted: "
    "TicketId, which has no parts.",
    ("RequestReject", "Reason.ReasonCode.x"): "attribute 'Reason.ReasonCode.x' in RequestReject cannot be used. "
    "Accepted: Reason.ReasonCode, which has no parts.",
}
RIGHT = (
    ("RequestSubmit", "UserData.any.key"),
    ("EventInvite", "Interaction.UserData.any"),
    ("RequestReject", "Reason.ReasonCode"),
    ("EventCurrentAgentStatus", "MediaStateList.webcallback"),
    ("EventError", "ErrorMessage"),
    ("EventError", "ErrorDescription"),
)
NO_COLUMN = "Then the last RequestAccept says\n  | attribut | value |\n  | TicketId | 1 |"


def _steps(message: str, attribute: str) -> str:
    return f"Then the last {message} says\n  | attribute | value |\n  | {attribute} | (missing) |"


def test_one_that_it_has_not_is_an_error_before_the_run(feature: Feature) -> None:
    """Also within an attribute, as far as that has parts."""
    feature.write(*(_steps(*asked) for asked in WRONG))
    assert [*WRONG.values()] == feature.problems()


def test_one_that_it_has_is_none(feature: Feature) -> None:
    """A list takes any key; a message of both protocols has the attributes of both."""
    feature.write(*(_steps(*asked) for asked in RIGHT))
    assert [] == feature.problems()


def test_a_column_that_is_called_otherwise(feature: Feature) -> None:
    """It is named."""
    feature.write(NO_COLUMN)
    assert ["There is no column 'attribut' in the table. Did you mean 'attribute'?"] == feature.problems()
