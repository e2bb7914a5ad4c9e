"""What nobody knows is refused with what was meant, perhaps: details, windows, agents, callbacks, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.journal_entries import Refused
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.workspace.conftest import Office

    from callbook.workspace.workspace import Workspace

CALLBACK = "4UR9HGNS00000001"


@pytest.mark.parametrize(
    ("action", "details", "text"),
    [
        (
            Action.SET_DISPOSITION,
            {"cod": "Resolved"},
            "There is no detail 'cod' in action 'set the disposition'. Did you mean 'code'?",
        ),
        (
            Action.SET_DISPOSITION,
            {"code": "Resolved", "why": "x"},
            "There is no detail 'why' in action 'set the disposition'. Accepted: code.",
        ),
        (
            Action.DIAL,
            {"number": "1"},
            "There is no detail 'number' in action 'dial'. Accepted: none, there are none yet.",
        ),
        (Action.SET_DISPOSITION, {}, "code None cannot be used. Accepted: a text that is not empty."),
        (
            Action.RESCHEDULE,
            {"moment": "tomorrow"},
            "moment 'tomorrow' in reschedule cannot be used. Accepted: a date and time with its time zone.",
        ),
        (
            Action.GO_NOT_READY,
            {"reason": "Lunc"},
            "There is no Not Ready reason 'Lunc'. Did you mean 'Lunch'?",
        ),
    ],
)
def test_details(office: Office, action: Action, details: dict[str, object], text: str) -> None:
    """Nothing has changed, and the journal has the whole text."""
    anna = office.in_hand()
    seen = anna.shown()
    with pytest.raises(BadInput) as refused:
        anna.perform(action, None, **details)
    assert text == str(refused.value)
    assert seen == anna.shown()
    [entry] = [entry for entry in office.lab.journal if isinstance(entry, Refused)]
    assert ("Anna", action, text) == (entry.actor, entry.action, entry.text)


WAYS: tuple[Callable[[Workspace, str], object], ...] = (
    lambda anna, name: anna.perform(Action.ACCEPT, name),
    lambda anna, name: anna.actions(name),
    lambda anna, name: anna.why_not(Action.ACCEPT, name),
    lambda anna, name: anna.callback(name),
)


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize(
    ("name", "way_out"),
    [("4UR9HGNS00000009", f"Did you mean '{CALLBACK}'?"), ("nothing", f"Accepted: {CALLBACK}.")],
)
def test_a_window(office: Office, ask: Callable[[Workspace, str], object], name: str, way_out: str) -> None:
    """Whoever asks for one that is not there is told which there are."""
    office.in_hand()
    with pytest.raises(Unknown) as refused:
        ask(office.anna, name)
    assert f"There is no callback '{name}' in Anna's desktop. {way_out}" == str(refused.value)


def test_an_agent(office: Office) -> None:
    """Nobody of that name works here."""
    with pytest.raises(Unknown) as refused:
        office.lab.agent("Ana")
    assert "There is no agent 'Ana'. Did you mean 'Anna'?" == str(refused.value)


def test_a_callback_that_was_here_is_known(office: Office) -> None:
    """What has left the desktop can still be asked for by its id."""
    anna = office.in_hand()
    callback = office.callback
    anna.perform(Action.MARK_DONE)
    assert () == anna.callbacks
    assert callback is anna.callback(callback.id)
