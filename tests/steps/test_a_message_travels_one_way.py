"""Requests go to servers and events come from them: a step that says otherwise is an error before the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core import BadInput
from callbook.messages import MESSAGES
from callbook_steps.travel import check_way

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

CLIENT = "a client, such as an agent"
OF_SERVER = f"it travels from Interaction Server to {CLIENT}."
TO_SERVER = f"it travels from {CLIENT}, to Interaction Server."
TABLE = "Then these messages were sent, in this order\n| from | message | to |\n"
WRONG = {
    "Given the next EventInvite from Anna is lost": f"Anna never sends EventInvite: {OF_SERVER}",
    "Given the next RequestAccept to Anna is lost": f"Anna is never sent RequestAccept: {TO_SERVER}",
    "Given the next EventDialing from Anna resets the connection": (
        f"Anna never sends EventDialing: it travels from the voice switch to {CLIENT}."
    ),
    "Then Anna has not sent EventError": (
        f"Anna never sends EventError: it travels from Interaction Server or the voice switch to {CLIENT}."
    ),
    "Then Anna has sent EventInvite 2 times": f"Anna never sends EventInvite: {OF_SERVER}",
    "Given the answer to the next EventInvite from Anna is lost": f"Anna never sends EventInvite: {OF_SERVER}",
    "Then Anna was sent RequestAccept": f"Anna is never sent RequestAccept: {TO_SERVER}",
    "Then Anna was not sent RequestAccept": f"Anna is never sent RequestAccept: {TO_SERVER}",
    "Then the voice switch was sent RequestAccept 2 times": (
        f"the voice switch is never sent RequestAccept: {TO_SERVER}"
    ),
    "Then the voice switch has sent EventInvite": f"the voice switch never sends EventInvite: {OF_SERVER}",
    'Then RequestAccept to Anna was "delayed by 2 s"': f"Anna is never sent RequestAccept: {TO_SERVER}",
    f"{TABLE}| Anna | RequestAccept | SIP Server |": f"SIP Server is never sent RequestAccept: {TO_SERVER}",
    f"{TABLE}| SIP Server | EventInvite | Anna |": f"SIP Server never sends EventInvite: {OF_SERVER}",
    f"{TABLE}| Anna | RequestAccept | Ben |": f"Ben is never sent RequestAccept: {TO_SERVER}",
    f"{TABLE}| Interaction Server | EventInvite | SIP Server |": f"SIP Server is never sent EventInvite: {OF_SERVER}",
}


def test_the_other_way_is_an_error(feature: Feature) -> None:
    """It says who sends the message."""
    feature.write(*WRONG)
    assert [*WRONG.values()] == feature.problems()


@pytest.mark.parametrize("name", sorted({name for kinds in MESSAGES.values() for name in kinds}))
def test_each_message_has_one_way(name: str) -> None:
    """By its own definition: from an agent or to one, never both."""
    ways = [_travels(name, sender="Anna"), _travels(name, receiver="Anna")]
    assert [name.startswith("Request"), name.startswith("Event")] == ways


def _travels(name: str, *, sender: str = "", receiver: str = "") -> bool:
    try:
        check_way(name, sender=sender, receiver=receiver)
    except BadInput:
        return False
    return True
