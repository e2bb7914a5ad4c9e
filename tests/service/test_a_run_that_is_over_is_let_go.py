"""A run that is over holds nothing: its journal and its mailboxes go in parts, after much the rest goes, too."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from tests.service.conftest import House, log_in

from callbook.core.messages.message import matches
from callbook.network.service.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.lab import Lab
    from callbook.network.service.run import Run


def _parts(house: House, *, of_all: bool = False) -> int:
    return sum(1 for _ in house.runs.letting_go(of_all=of_all))


def _over(house: House, arrange: Callable[[Run], None]) -> weakref.ref[Lab]:
    """Let a run be over in which something was arranged; return its lab, if it is still there."""
    run = house.runs.make(RunSettings(name="over"))
    arrange(run)
    house.runs.delete("over")
    return weakref.ref(run.lab)


def test_a_journal_goes_in_parts(house: House) -> None:
    """Others are served between two of them; one of the default run, too."""
    journal = house.run.lab.journal
    for _ in range(12_000):
        journal.note("Anna", "topic", "text")
    house.runs.reset_all()
    assert 12_000 == len(journal)
    assert (3, 0) == (_parts(house), len(journal))
    assert 0 == _parts(house)


def test_mailboxes_are_empty_and_over(house: House) -> None:
    """Whoever waits for news there is told that none will come."""
    run = house.run
    log_in(run)
    mailbox = run.mailbox("interaction-server", "Anna")
    heard: list[bool] = []
    mailbox.listeners.append(lambda: heard.append(mailbox.is_over))
    last = mailbox.last
    house.runs.reset("default")
    _parts(house)
    assert ([True], []) == (heard, mailbox.after(last, 10))


def test_after_much_the_rest_goes_too() -> None:
    """What holds itself in circles, and the texts that were found good: both lie between all that has gone."""

    def little(run: Run) -> None:
        log_in(run)

    def many_clients(run: Run) -> None:
        for number in range(500):
            run.connect("interaction-server", f"client {number}")

    gc.disable()
    try:
        house = House()
        kept = _over(house, little)
        _parts(house)
        assert (True, True) == (kept() is not None, matches.cache_info().currsize > 0)
        much = _over(house, many_clients)
        _parts(house)
        assert (None, None, 0) == (kept(), much(), matches.cache_info().currsize)
        again = _over(house, little)
        _parts(house)
        assert again() is not None  # it begins to count anew
        _parts(house, of_all=True)
        assert again() is None
    finally:
        gc.enable()
