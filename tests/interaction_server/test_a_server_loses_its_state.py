"""A server that loses its state knows nothing of what it knew, has nothing left over, and goes on (E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper, restored_lab
from callbook.workspace import Action
from callbook_mocks.interaction_server import ServerSettings

if TYPE_CHECKING:
    from pathlib import Path


def busy() -> Lab:
    """Give a lab with one callback in hand, one done, one forgotten, one in a queue and one that is not due."""
    lab = Lab(settings=ServerSettings(done_kept=1))
    contacts = [lab.contact() for _ in range(5)]
    for contact in contacts[:2]:
        lab.cancel(lab.schedule(contact))
    anna = lab.log_in("Anna")
    lab.schedule(contacts[2])
    anna.perform(Action.ACCEPT)
    lab.schedule(contacts[3])
    lab.schedule(contacts[4], "in 2 hours")
    return lab


def test_nothing_is_known_and_no_timer_is_left() -> None:
    """Neither what was under way nor what was done, nor that it was submitted; the books are in order."""
    lab = busy()
    server = lab.here.interaction_server
    lab.stop_interaction_server()
    lab.voice_switch.stop()
    server.lose_state()
    assert ({}, {}, [], ()) == (server.interactions, server.done, list(server.submitted_by("Website")), ())
    assert not server.queue_contents("callbacks")
    server.check()
    server.start()
    assert () == lab.clock.pending


def test_a_server_that_is_up_does_not_lose_it() -> None:
    """It would go on with what it no longer knows."""
    lab = busy()
    with pytest.raises(BadInput) as refusal:
        lab.interaction_server.lose_state()
    assert "server 'up' in losing its state cannot be used. Accepted: one that is down: stop it first." == str(
        refusal.value
    )


def test_nobody_is_told_who_has_not_asked() -> None:
    """A lab that writes nothing down has no news to keep."""
    lab = Lab(recorded=False)
    lab.schedule(lab.contact())
    lab.restart_interaction_server(with_state=False)
    assert [] == list(lab.here.interaction_server.changes())


def test_what_was_kept_of_it_is_kept_no_longer(tmp_path: Path) -> None:
    """A state file has no row of what its server does not know."""
    lab = busy()
    with StateFile(tmp_path / "state.sqlite") as state_file:
        keeper = Keeper(lab, state_file, "run")
        assert [row for row in dict(state_file.rows("run")) if row.startswith("interaction")]
        lab.restart_interaction_server(with_state=False)
        keeper.keep()
        assert [] == [row for row in dict(state_file.rows("run")) if row.startswith("interaction")]
        assert {} == restored_lab(state_file, "run").interaction_server.interactions
