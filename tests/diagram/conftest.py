"""Two short stories that all pictures are drawn of: a callback that is handled, and the same one declined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.lab import Lab
from callbook.workspace import Action, Refused

if TYPE_CHECKING:
    from callbook.core.journal_entries import Entry
    from callbook.workspace.workspace import Workspace


def _offered(lab: Lab) -> Workspace:
    lab.journal.step_began("Given", "Anna is logged in", 4)
    anna = lab.log_in("Anna")
    lab.journal.step_ended("passed")
    lab.journal.step_began("And", "Anna is offered the callback of Maria", 5)
    lab.schedule(lab.contact("Maria"))
    lab.journal.step_ended("passed")
    return anna


def _handled() -> Lab:
    lab = Lab()
    anna = _offered(lab)
    lab.journal.step_began("When", "Anna accepts and dials", 6)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    with pytest.raises(Refused):
        anna.perform(Action.ACCEPT)
    lab.advance(2 * 3_600_000)
    anna.perform(Action.RELEASE)
    lab.journal.step_ended("failed", "expected: talking\ngot: over")
    return lab


@pytest.fixture(scope="session")
def handled_lab() -> Lab:
    """Give the lab in which a callback was accepted and called; the call was let go two hours later."""
    return _handled()


@pytest.fixture(scope="session")
def handled(handled_lab: Lab) -> tuple[Entry, ...]:
    """Give the journal of the callback that was handled."""
    return tuple(handled_lab.journal)


@pytest.fixture(scope="session")
def declined() -> tuple[Entry, ...]:
    """Give the journal of the callback that was declined, and offered again and again."""
    lab = Lab()
    anna = _offered(lab)
    anna.perform(Action.DECLINE)
    lab.advance(60_000)
    return tuple(lab.journal)
