"""The news that an invitation has expired is lost: the desktop gives it back by itself, and nothing rings for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.assumptions import Assumptions
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media import RequestReject
from callbook.workspace import Action, CallbackState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.workspace.conftest import Office

SERVER = "Interaction Server"
OVERDUE = "neither answered nor taken back within 60 s (assumed), so it goes back"
COUNTDOWN = {"webcallback.auto-answer": "true", "webcallback.auto-answer.timer": "90"}


def _offered(office: Office) -> None:
    office.offered()
    office.lab.wire("Anna", SERVER).disturb(SERVER, Fault(Mishap.DROPPED, "EventRevoked"))


def _rejections(office: Office) -> list[RequestReject]:
    sent = (entry.message for entry in office.lab.journal if isinstance(entry, MessageSent))
    return [message for message in sent if isinstance(message, RequestReject)]


@pytest.mark.parametrize("options", [{}, COUNTDOWN], ids=["offered", "counting down"])
def test_it_is_given_back_and_the_agent_is_told(offices: type[Office], options: Mapping[str, str]) -> None:
    """The bell is silent; the server knows no such ticket any more, so it has lost nothing."""
    office = offices(options=options)
    _offered(office)
    callback = office.callback
    office.anna.perform(Action.GO_NOT_READY)
    office.lab.advance(59_999)
    assert callback.bell.ringing
    office.lab.advance(1)
    assert not callback.bell.ringing
    assert CallbackState.CLOSED is callback.state
    assert () == office.anna.shown().interactions
    assert f"callback {callback.id}: {OVERDUE}" in office.told("trouble")
    (rejection,) = _rejections(office)
    assert rejection.Reason is not None
    assert "Overdue" == rejection.Reason.ReasonSystemName


def test_how_long_the_desktop_waits_is_an_assumption(offices: type[Office]) -> None:
    """At a server that waits longer for its agents a desktop has to wait longer, too."""
    office = offices(Assumptions(invitation_timeout=45_000))
    _offered(office)
    callback = office.callback
    office.anna.perform(Action.GO_NOT_READY)
    office.lab.advance(44_999)
    assert callback.bell.ringing
    office.lab.advance(1)
    assert () == office.anna.shown().interactions
    assert f"callback {callback.id}: {OVERDUE.replace('60 s', '45 s')}" in office.told("trouble")


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.DECLINE])
def test_one_that_is_answered_is_not_given_back(office: Office, action: Action) -> None:
    """Nothing is told, and nothing more is sent."""
    office.offered().perform(action)
    rejections = _rejections(office)
    office.anna.perform(Action.GO_NOT_READY)
    office.lab.advance(120_000)
    assert ([], rejections) == (office.told("trouble"), _rejections(office))
