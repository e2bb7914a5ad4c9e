"""A lab is a whole contact centre: found by name, checked as a whole, and left without a trace."""

import pytest

from callbook.configuration import Configuration
from callbook.core.errors import Unknown
from callbook.lab import Lab, small_center
from callbook.workspace import Action, CallPhase
from callbook.workspace.settings import Witness


def test_the_example_in_the_docstring_holds() -> None:
    """What the docstring shows is what happens."""
    lab = Lab()
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    assert str(lab.where(callback)) == "handled by 'anna'"


def test_agents_are_found_by_name_and_by_id() -> None:
    """Both lead to the same desk."""
    lab = Lab()
    assert lab.agent("Anna") is lab.agent("anna")
    assert [desk.agent for desk in lab.desks] == ["Anna"]


def test_somebody_who_does_not_work_here_is_told() -> None:
    """The nearest names are offered."""
    with pytest.raises(Unknown, match=r"There is no agent 'Ana'. Did you mean 'Anna'\?"):
        Lab().agent("Ana")


def test_a_configuration_can_be_shared() -> None:
    """Who has a configuration already hands it in."""
    configuration = Configuration(small_center())
    assert Lab(configuration).configuration is configuration


def test_a_desk_switched_on_during_an_outage_comes_to_life_afterwards() -> None:
    """It has no wire until the servers are back."""
    lab = Lab()
    lab.stop_interaction_server()
    lab.stop_voice_switch()
    anna = lab.log_in("Anna")
    assert (anna.shown().channel, anna.shown().voice_in_service) == ("out of service", False)
    lab.start_interaction_server()
    lab.start_voice_switch()
    assert (anna.shown().channel, anna.shown().voice_in_service) == ("Ready", True)


def test_nothing_is_left_behind_in_the_middle_of_a_call() -> None:
    """Whenever a lab is closed, no call leg and no timer stays, and the journal ends where the story did."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    assert anna.shown().interactions[0].call is CallPhase.TALKING
    happened = len(lab.journal)
    lab.check()
    assert (lab.close(), len(lab.journal)) == ((), happened)


def test_a_witness_tells_what_was_seen() -> None:
    """With a witness a lab tells which privileges and options were asked for; without one, nothing."""
    seen = Lab(witness=Witness())
    seen.log_in("Anna")
    unseen = Lab()
    unseen.log_in("Anna")
    assert ("privilege", "Can Use Web Callback Channel", "granted") in seen.shown()
    assert unseen.shown() == []


def test_the_same_seed_gives_the_same_journal() -> None:
    """Two labs of one seed tell the same story, to the last identifier."""
    assert _story(3) == _story(3)
    assert _story(3) != _story(4)


def _story(seed: int) -> list[str]:
    lab = Lab(seed=seed)
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    lab.advance(60_000)
    return [repr(entry) for entry in lab.journal]
