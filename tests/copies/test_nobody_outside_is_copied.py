"""Whoever listens to a lab from outside does not listen to its copy; the lab's own scribe writes in both."""

from __future__ import annotations

from copy import deepcopy

from callbook.configuration import Configuration
from callbook.core import ActionTaken, ScreenShown, StateChanged
from callbook.core.clock import Clock
from callbook.core.journal import Journal
from callbook.lab import Lab, small_center
from callbook.network.service.mailbox import Mailbox
from callbook.workspace import Action, Witness


def test_who_looks_at_each_step_of_the_clock() -> None:
    """Looks at the lab's steps only."""
    lab = Lab()
    steps: list[int] = []
    lab.clock.after_each_step(steps.append, 1)
    deepcopy(lab).log_in("Anna")
    assert [] == steps
    lab.log_in("Anna")
    assert steps


def test_who_looks_when_all_is_at_rest() -> None:
    """Looks at one journal only."""
    journal = Journal(Clock())
    looks: list[str] = []
    journal.when_at_rest(lambda: looks.append("at rest"))
    deepcopy(journal).clock.advance(1)
    assert [] == looks
    journal.clock.advance(1)
    assert ["at rest"] == looks


def test_who_is_told_of_changes_of_the_configuration() -> None:
    """Is told of the original's."""
    configuration = Configuration(small_center())
    changes: list[str] = []
    configuration.on_change(lambda _before, after: changes.append(after.queues[-1].name))
    copy = deepcopy(configuration)
    copy.define_queue("of the copy", tenant="Lighthouse")
    configuration.define_queue("of the original", tenant="Lighthouse")
    assert ["of the original"] == changes
    assert ("of the copy", 1) == (copy.contact_center.queues[-1].name, copy.version)


def test_a_witness() -> None:
    """Sees nothing of what is asked in the copy."""
    witness = Witness()
    lab = Lab(witness=witness)
    lab.agent("Anna")
    copy = deepcopy(lab)
    before = set(witness.seen)
    copy.log_in("Anna")
    assert (before, []) == (witness.seen, copy.shown())
    lab.log_in("Anna")
    assert before < witness.seen


def test_who_waits_at_a_clients_mailbox() -> None:
    """The copy of a client's end of a wire holds the same, and tells nobody."""
    lab = Lab()
    mailbox = Mailbox(lab.clock, 10)
    told: list[str] = []
    mailbox.listeners.append(lambda: told.append("something new"))
    lab.join("Guest", "Interaction Server", mailbox)
    told.clear()
    copy = deepcopy(lab)
    copy.cut("Guest", "Interaction Server")
    assert ([], 1) == (told, mailbox.last)


def test_the_labs_own_scribe_writes_in_both() -> None:
    """What nobody sends stands in the copy's journal, too: places, screens, changes of the configuration."""
    lab = Lab()
    copy = deepcopy(lab)
    for each in (lab, copy):
        each.configuration.define_queue("new", tenant="Lighthouse")
        each.log_in("Anna")
        each.schedule(each.contact("Maria"))
    assert lab.journal.entries == copy.journal.entries
    kinds = {type(entry) for entry in copy.journal}
    assert {ActionTaken, ScreenShown, StateChanged} <= kinds


def test_a_lab_that_is_closed_writes_nothing_more() -> None:
    """Nor does its copy."""
    lab = Lab()
    lab.log_in("Anna")
    lab.close()
    copy = deepcopy(lab)
    copy.agent("Anna").perform(Action.LOG_OUT)
    assert not [entry for entry in copy.journal.since(lab.journal.last) if isinstance(entry, ScreenShown)]


def test_a_lab_without_a_scribe_is_copied_without_one() -> None:
    """Nobody writes down what nobody sends."""
    copy = deepcopy(Lab(recorded=False))
    copy.log_in("Anna")
    assert not [entry for entry in copy.journal if isinstance(entry, ScreenShown)]
