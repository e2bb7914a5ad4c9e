"""The journal also says where callbacks are, how agents stand, and what each desktop shows."""

# What is remembered no longer cannot be seen from outside.
# pyright: reportPrivateUsage=false
from __future__ import annotations

from datetime import timedelta

import pytest

from callbook.configuration import Level
from callbook.core.journal_entries import ScreenShown, StateChanged
from callbook.lab import Lab
from callbook.workspace import Action, Screen
from callbook.workspace.settings import Witness


@pytest.fixture
def lab() -> Lab:
    """Give a contact centre in which Anna is logged in."""
    lab = Lab()
    lab.log_in("Anna")
    return lab


def _states(lab: Lab, machine: str) -> list[tuple[str, str]]:
    return [
        (each.before, each.after) for each in lab.journal if isinstance(each, StateChanged) and each.machine == machine
    ]


def _screens(lab: Lab) -> list[ScreenShown]:
    return [entry for entry in lab.journal if isinstance(entry, ScreenShown)]


def test_places_are_written_as_they_change(lab: Lab) -> None:
    """From queue to strategy to agent, each with the message or timer that led to it."""
    lab.schedule(lab.contact("Maria"))
    lab.agent("Anna").perform(Action.ACCEPT)
    places = [entry for entry in lab.journal if isinstance(entry, StateChanged) and entry.machine == "place"]
    assert [("", "offered to 'anna'"), ("offered to 'anna'", "handled by 'anna'")] == _states(lab, "place")
    assert ["RequestSubmit", "RequestAccept"] == [entry.event for entry in places]
    assert ["message", "message"] == [lab.journal.entry(entry.cause).__struct_config__.tag for entry in places]


def test_agents_are_written_as_the_server_sees_them(lab: Lab) -> None:
    """With the reason where there is one; without the channel; gone."""
    anna = lab.agent("Anna")
    anna.perform(Action.GO_NOT_READY, reason="Lunch")
    anna.perform(Action.GO_NOT_READY)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "login.webcallback.can-unactivate-channel", "true")
    anna.perform(Action.UNACTIVATE)
    anna.perform(Action.LOG_OUT)
    expected = ["Ready", "Not Ready (Lunch)", "Not Ready", "logged in, without Web Callback", "logged out"]
    assert expected == [after for _, after in _states(lab, "agent")]


def test_what_led_to_it_is_named(lab: Lab) -> None:
    """A message, a timer, a person's action; nothing where nobody has said anything."""
    callback = lab.schedule(lab.contact("Maria"))
    lab.advance(timedelta(minutes=1))
    lab.stop_interaction_server()
    lab.start_interaction_server()
    lab.interaction_server.stop()
    lab.clock.settle()
    reasons = [each.event for each in lab.journal if isinstance(each, StateChanged) and each.machine == "place"]
    assert ["RequestSubmit", f"delivering-timeout of {callback}"] == reasons[:2]
    agents = [each.event for each in lab.journal if isinstance(each, StateChanged) and each.machine == "agent"]
    assert ["RequestAgentLogin", "cut", "RequestAgentLogin", ""] == agents


def test_screens_are_written_when_they_have_changed(lab: Lab) -> None:
    """Once for each change, with the entry that led to it, and no more often."""
    before = len(_screens(lab))
    lab.advance(timedelta(minutes=5))
    lab.agent("Anna").shown()
    assert before == len(_screens(lab))
    lab.schedule(lab.contact("Maria"))
    [fresh] = _screens(lab)[before:]
    assert lab.agent("Anna").shown() == fresh.screen
    assert ("Anna", "EventInvite") == (fresh.agent, getattr(lab.journal.entry(fresh.cause), "name", ""))


def test_a_timer_may_change_a_screen(lab: Lab) -> None:
    """The bell rings for three seconds."""
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.ringing-bell", "Bell.mp3|7|3000|primary")
    lab.schedule(lab.contact("Maria"))
    before = len(_screens(lab))
    lab.advance(3_000)
    assert [""] == [_bell(entry) for entry in _screens(lab)[before:]]


def _bell(entry: ScreenShown) -> str:
    assert isinstance(entry.screen, Screen)
    return entry.screen.interactions[0].bell


def test_a_change_of_the_configuration_may_change_a_screen(lab: Lab) -> None:
    """The frame has another colour for the next callback, the open one keeps its own: nothing is written for it."""
    lab.schedule(lab.contact("Maria"))
    before = len(lab.journal)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.callback-information.content", "reason")
    kinds = [entry.__struct_config__.tag for entry in lab.journal.entries[before:]]
    assert ["action"] == kinds[:1]


def test_no_witness_sees_the_recording() -> None:
    """What is recorded was not read by anybody: the coverage of options would be a lie."""
    lab = Lab(witness=Witness())
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    seen = {name for _, name, _ in lab.shown()}
    lab.agent("Anna").shown()
    assert {"webcallback.callback-information.content"} <= {name for _, name, _ in lab.shown()} - seen


def test_the_recorded_screen_is_what_is_shown(lab: Lab) -> None:
    """Also after the callback's data, or the configuration, has changed."""
    anna = lab.agent("Anna")
    lab.schedule(lab.contact("Maria"))
    assert anna.shown() == anna.recorded()
    anna.perform(Action.ACCEPT)
    assert anna.shown() == anna.recorded()
    lab.configuration.set_option(Level.PERSON, "anna", "webcallback.callback-information.frame-color", "#FF000000")
    assert anna.shown() == anna.recorded()


def test_a_lab_may_go_unrecorded() -> None:
    """Then the journal has neither places nor screens, and all else is the same."""
    labs = [Lab(recorded=recorded) for recorded in (True, False)]
    for lab in labs:
        lab.log_in("Anna")
        lab.schedule(lab.contact("Maria"))
    kinds = [[entry.__struct_config__.tag for entry in lab.journal] for lab in labs]
    machines = {entry.machine for entry in labs[1].journal if isinstance(entry, StateChanged)}
    assert "screen" in kinds[0]
    assert "screen" not in kinds[1]
    assert {"channel", "callback"} == machines
    assert () == labs[1].close()


def test_what_is_done_is_remembered_no_longer(lab: Lab) -> None:
    """A lab may run for months: of a callback that is done only the journal knows."""
    callback = lab.schedule(lab.contact("Maria"))
    lab.cancel(callback)
    assert "done" == _states(lab, "place")[-1][1]
    assert lab._recorder is not None
    assert [("agent", "anna")] == list(lab._recorder._known)
