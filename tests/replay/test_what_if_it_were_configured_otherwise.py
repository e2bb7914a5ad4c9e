"""The same callback under another configuration: actions gained and lost, and what is refused then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from callbook.configuration import Level, changes
from callbook.core.errors import BadInput, Unknown
from callbook.lab import Lab, small_center
from callbook.lab.what_if import center_change, compare, usual_whatif, whatif
from callbook.record.trace import difference, trace_of
from callbook.workspace import Action

if TYPE_CHECKING:
    from callbook.record.trace import Trace

MANDATORY = "interaction.disposition.is-mandatory"


def test_nothing_changes_where_nothing_is_changed(callback: Trace) -> None:
    """Today's model plays the recording twice in the same way."""
    found = whatif(callback, {})
    assert ((), (), (), ()) == (found.gained, found.lost, found.refused, difference(found.before, found.after))
    assert (callback.entries, "From form to done") == (found.before.entries, found.after.head.scenario)


def test_a_privilege_is_lost(callback: Trace) -> None:
    """The action is never offered, and who tries it is told why."""
    found = whatif(callback, {"Can Mark Done": False})
    assert ((), (("Anna", Action.MARK_DONE),)) == (found.gained, found.lost)
    assert [("Anna", "mark done", True)] == [
        (each.actor, each.action, "'Can Mark Done' is missing" in each.text) for each in found.refused
    ]


def test_an_option_holds_though_the_recording_sets_another_value() -> None:
    """What is asked for holds from the start to the end, whatever an administrator does in between."""
    lab = Lab()
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "false")
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    found = whatif(trace_of(lab), {"webcallback.auto-answer": True})
    assert [("Anna", "accept")] == [(each.actor, each.action) for each in found.refused]
    assert (("Anna", Action.ACCEPT), ("Anna", Action.DECLINE)) == found.lost


def test_a_privilege_is_gained() -> None:
    """It is offered from the start: a role of the agent's own grants it."""
    lab = Lab()
    lab.configuration.withhold_privilege("anna", "Can Decline")
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    found = whatif(trace_of(lab), {"Can Decline": True}, agent="Anna")
    assert ((("Anna", Action.DECLINE),), ()) == (found.gained, found.lost)


def test_one_agent_can_be_meant(callback: Trace) -> None:
    """What holds for Ben does not touch Anna's callback."""
    assert () == whatif(callback, {"Can Mark Done": False}, agent="Ben").lost
    assert () != whatif(callback, {"Can Mark Done": False}, agent="anna").lost


def test_an_agent_can_be_like_another() -> None:
    """Roles, groups and options of the other one."""
    lab = Lab()
    lab.configuration.withhold_privilege("ben", "Can Decline")
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    found = compare(trace_of(lab), "Anna", "Ben")
    assert ((), (("Anna", Action.DECLINE),)) == (found.gained, found.lost)


def test_an_unknown_name_is_refused(callback: Trace) -> None:
    """With the nearest names."""
    with pytest.raises(Unknown) as error:
        whatif(callback, {"Can Declin": False})
    assert "There is no option or privilege 'Can Declin'. Did you mean 'Can Decline'?" == str(error.value)
    with pytest.raises(Unknown) as error:
        whatif(callback, {"Can Decline": False}, agent="Zoe")
    assert "There is no agent 'Zoe'. Accepted: Anna, Ben, Clara." == str(error.value)
    with pytest.raises(Unknown, match="There is no agent 'Zoe'"):
        compare(callback, "Anna", "Zoe")


def test_a_privilege_is_granted_or_withheld(callback: Trace) -> None:
    """Nothing in between."""
    with pytest.raises(BadInput) as error:
        whatif(callback, {"Can Decline": "no"})
    assert "Can Decline 'no' cannot be used. Accepted: True (granted) or False (withheld)." == str(error.value)


def test_a_usual_callback_needs_no_recording() -> None:
    """The agent does what is offered at each time, so nothing is refused; what a click alone brings about counts."""
    center = changes.with_option(small_center(), Level.APPLICATION, "Workspace", MANDATORY, "true")
    found = usual_whatif(center, center_change({"Can Mark Done": False}), "anna")
    assert ((), (("Anna", Action.MARK_DONE),), ()) == (found.gained, found.lost, found.refused)
    assert "a usual callback for Anna" == found.before.name


def test_a_usual_callback_has_to_reach_the_agent() -> None:
    """By the strategy of a queue."""
    center = structs.replace(small_center(), queues=())
    with pytest.raises(BadInput, match="Accepted: an agent whom the strategy of a queue of the same tenant may pick"):
        usual_whatif(center, center_change({}), "anna")
    with pytest.raises(Unknown, match="There is no agent 'Zoe'"):
        usual_whatif(center, center_change({}), "Zoe")
