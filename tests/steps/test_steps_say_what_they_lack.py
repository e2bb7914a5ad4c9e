"""A step that cannot be carried out says which word it does not know, or what was never sent."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from callbook.configuration.clauses import CLAUSES
from callbook.core.errors import Unknown
from callbook.lab import Lab
from callbook.workspace import Action
from callbook_steps.configuration_steps import capacity, group_has_role, option_at_level
from callbook_steps.message_steps import last_says
from callbook_steps.phrases import DEEDS, TYPES, do, does, duration, option, phrase, privilege, rows_of


def test_a_privilege_that_is_none() -> None:
    """With the one that was meant."""
    with pytest.raises(Unknown) as refused:
        privilege('"Can Declin"')
    assert "There is no privilege 'Can Declin' in the step. Did you mean 'Can Decline'?" == str(refused.value)


def test_an_option_that_is_none() -> None:
    """With the one that was meant."""
    with pytest.raises(Unknown) as refused:
        option('"webcallback.auto-anser"')
    assert str(refused.value).startswith("There is no option 'webcallback.auto-anser' in the step. Did you mean ")


def test_an_agent_and_a_group_who_are_not_there() -> None:
    """A step never does nothing instead."""
    with pytest.raises(Unknown, match=r"There is no agent 'Ana'\. Did you mean 'Anna'\?"):
        capacity(Lab(), "Ana", 2)
    with pytest.raises(Unknown, match=r"There is no agent group 'Nobody'\. "):
        group_has_role(Lab(), "Nobody", "Agent")


def test_a_level_that_is_none() -> None:
    """With all that there are."""
    with pytest.raises(Unknown) as refused:
        option_at_level(Lab(), "Planet", "Earth", "webcallback.auto-answer", "true")
    assert (
        "There is no level 'Planet' in the step. Accepted: Agent Group, Application, Default, Person, Tenant, "
        "Transaction, Virtual Agent Group."
    ) == str(refused.value)


def test_a_message_that_was_never_sent() -> None:
    """The step fails as a check does, not as a program does."""
    lab = Lab()
    lab.log_in("Anna")
    with pytest.raises(AssertionError) as failed:
        last_says(lab, "RequestAccept", [["attribute", "value"], ["TicketId", "1"]])
    assert "expected a RequestAccept, got no RequestAccept was sent" == str(failed.value)


def test_a_message_that_was_sent() -> None:
    """Attributes within attributes are read, too."""
    lab = Lab()
    lab.log_in("Anna")
    status = "EventCurrentAgentStatus"
    last_says(lab, status, [["attribute", "value"], ["MediaStateList.webcallback", "1"], ["AgentId", "anna"]])
    with pytest.raises(AssertionError):
        last_says(lab, status, [["attribute", "value"], ["AgentId.Nothing", "1"]])


def test_every_action_can_be_said() -> None:
    """As a command and of somebody, and no two deeds are the same action."""
    assert sorted(Action) == sorted(DEEDS.values())
    assert (Action.GO_READY, Action.GO_READY) == (do("go Ready"), does("goes Ready"))
    assert (Action.DECLINE, Action.DECLINE) == (do("decline the callback"), does("declines the callback"))


def test_every_clause_can_be_said() -> None:
    """The pattern takes each id as a whole."""
    pattern: str = getattr(TYPES["Clause"], "pattern")  # noqa: B009 - the attribute is the parse library's
    assert all(re.fullmatch(pattern, clause.id) for clause in CLAUSES)


def test_a_length_of_time_in_words() -> None:
    """With or without an and."""
    assert timedelta(minutes=1, seconds=30) == duration("1 minute and 30 seconds") == duration("1 minute 30 seconds")


def test_a_row_that_is_too_short() -> None:
    """A table whose rows do not fit its head is an error, not half a check."""
    with pytest.raises(ValueError, match="shorter"):
        rows_of([["key", "value"], ["colour"]])


def test_words_are_taken_by_their_type() -> None:
    """A name is capitalised, a text stands in quotes."""
    matcher = phrase("{agent:Name} is told {words:Quoted}")
    assert {"agent": "Anna", "words": "no call"} == matcher.parse_arguments('Anna is told "no call"')
    assert not matcher.is_matching('anna is told "no call"')
