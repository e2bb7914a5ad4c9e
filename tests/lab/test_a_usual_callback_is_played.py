"""A usual callback: whoever has it does what is offered, from the web form to Mark Done, and nothing else."""

from __future__ import annotations

import pytest
from msgspec import structs

from callbook.configuration import Configuration, Level
from callbook.configuration.contact_center import Queue, Strategy
from callbook.core.errors import BadInput
from callbook.core.journal_entries import ActionTaken, Refused
from callbook.lab import Lab, small_center
from callbook.lab.usual_callback import UsualCallback, agent_and_queue, queue_for
from callbook.workspace import Action


def _played(lab: Lab) -> list[str]:
    """Play a callback for Anna; say what she did, and where the callback is."""
    usual = UsualCallback(lab)
    usual.play("anna", "callbacks")
    entries = lab.journal.entries
    assert [] == [entry.text for entry in entries if isinstance(entry, Refused)]
    done = [str(entry.action) for entry in entries if isinstance(entry, ActionTaken) and entry.actor == "Anna"]
    return [*done, str(lab.where(usual.callback))]


LAST = ["release", "set the disposition", "mark done"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["log in", "accept", "dial", *LAST]),
        ({"login.webcallback.is-auto-ready": "false"}, ["log in", "go Ready", "accept", "dial", *LAST]),
        ({"webcallback.auto-answer": "true"}, ["log in", "dial", *LAST]),
        ({"webcallback.auto-dial": "true"}, ["log in", "accept", *LAST]),
        ({"webcallback.auto-answer": "true", "webcallback.auto-answer.timer": "2"}, ["log in", "dial", *LAST]),
        # Accepting is offered while the countdown runs.
        (
            {"webcallback.auto-answer": "true", "webcallback.auto-answer.timer": "60"},
            ["log in", "accept", "dial", *LAST],
        ),
    ],
)
def test_what_is_done_follows_the_options(options: dict[str, str], expected: list[str]) -> None:
    """What goes by itself nobody does."""
    lab = Lab()
    for option, value in options.items():
        lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)
    assert expected == _played(lab)[:-1]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("Can Use Web Callback Channel", ["log in"]),
        ("Can Make Calls", ["log in", "accept", "set the disposition", "mark done"]),
        ("Can Release Call", ["log in", "accept", "dial", "set the disposition"]),  # the call goes on
        ("Can Mark Done", ["log in", "accept", "dial", "release", "set the disposition"]),
    ],
)
def test_what_is_done_follows_the_privileges(missing: str, expected: list[str]) -> None:
    """What an agent may not do is left out, not tried in vain."""
    lab = Lab()
    lab.configuration.withhold_privilege("anna", missing)
    assert expected == _played(lab)[:-1]


def test_without_disposition_codes_none_is_set() -> None:
    """A contact centre may have no Business Attribute that the option names."""
    lab = Lab(structs.replace(small_center(), dispositions={}))
    assert ["log in", "accept", "dial", "release", "mark done"] == _played(lab)[:-1]


def test_a_disposition_that_no_list_holds_is_refused() -> None:
    """Where there is no list at all, too (C7)."""
    lab = Lab(structs.replace(small_center(), dispositions={}))
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    refusal = anna.why_not(Action.SET_DISPOSITION, callback, code="Resolved")
    assert "'Resolved' is no disposition [C7]. Accepted: none: the list is empty." in str(refusal)


def test_a_queue_is_one_that_may_pick_the_agent() -> None:
    """Through a strategy for anybody, for a group, or for the agent; of the agent's own tenant."""
    strategies = (
        Strategy(name="elsewhere", target="any"),
        Strategy(name="ben", target="agent", target_name="ben"),
        Strategy(name="zenith", target="agent_group", target_name="Zenith"),
        Strategy(name="violet", target="agent_group", target_name="Violet skill"),
    )
    queues = (
        Queue(name="a shelf", tenant="Lighthouse"),
        *(Queue(name=f"to {each.name}", tenant="Lighthouse", strategy=each.name) for each in strategies[1:]),
        Queue(name="to elsewhere", tenant="Harbour", strategy="elsewhere"),
    )
    configuration = Configuration(structs.replace(small_center(), strategies=strategies, queues=queues))
    found = {agent.id: queue_for(configuration, agent) for agent in configuration.agents}
    assert {"anna": "to zenith", "ben": "to ben", "clara": "to zenith"} == found
    configuration = Configuration(structs.replace(configuration.contact_center, queues=queues[3:]))
    assert "to violet" == queue_for(configuration, configuration.agent("anna"))
    with pytest.raises(BadInput) as error:
        queue_for(configuration, configuration.agent("ben"))
    assert (
        "agent 'ben' in Lighthouse Travel cannot be used. "
        "Accepted: an agent whom the strategy of a queue of the same tenant may pick."
    ) == str(error.value)


def test_an_able_agent_can_see_it_through() -> None:
    """The first who may call and mark done, and whom some strategy picks."""
    lab = Lab()
    assert ("anna", "callbacks") == agent_and_queue(lab.configuration)
    lab.configuration.withhold_privilege("anna", "Can Make Calls")
    assert ("ben", "callbacks") == agent_and_queue(lab.configuration)
    only = tuple(queue for queue in small_center().queues if queue.name == "callbacks for Anna")
    configuration = Configuration(structs.replace(lab.contact_center, queues=only))
    assert ("anna", "callbacks for Anna") == agent_and_queue(configuration)
    configuration.withhold_privilege("anna", "Can Mark Done")
    with pytest.raises(BadInput) as error:
        agent_and_queue(configuration)
    assert (
        "contact centre 'Lighthouse Travel' cannot be used. Accepted: one where an agent may dial a callback."
    ) == str(error.value)
