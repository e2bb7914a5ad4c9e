"""Steps of our own, beside those of Callbook: `callbook steps` lists all of them.

A step that is written like one of Callbook's takes its place; the head of each run says so.
"""

from datetime import timedelta

from callbook.configuration import options
from callbook.workspace import Action
from callbook_mocks.contacts import behaves
from callbook_steps.callback_steps import in_hand
from callbook_steps.phrases import phrase
from callbook_steps.stage import Stage
from pytest_bdd import given, then


@given(phrase("{agent:Agent} has called {contact:Owner} in vain"))
def has_called_in_vain(stage: Stage, agent: str, contact: str) -> None:
    """Bring a callback as far as a call that nobody answers."""
    stage.lab.plays(stage.contact(contact), behaves("does not answer"))
    in_hand(stage, agent, contact)
    stage.desk(agent).perform(Action.DIAL)
    stage.lab.advance(timedelta(minutes=2))


@then("the callback is done")
def is_done(stage: Stage) -> None:
    """Check that the callback is done; with us it lies in the complete queue then. Takes the place of Callbook's."""
    place = stage.lab.where(stage.callback)
    configuration = stage.lab.configuration
    queues = {configuration.value(options.COMPLETE_QUEUE, agent.id) for agent in configuration.agents}
    found = stage.lab.place_in_words(place)
    assert place.kind.value == "done" or place.name in queues, found
