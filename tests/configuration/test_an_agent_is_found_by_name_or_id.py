"""Whoever looks for an agent, by name or id, finds the same one; a miss says what is nearest."""

from __future__ import annotations

import pytest

from callbook.configuration.contact_center import Agent, ContactCenter
from callbook.configuration.directory import agent_called
from callbook.core import Unknown

CENTER = ContactCenter(
    name="Small",
    time_zone="UTC",
    agents=tuple(
        Agent(id=each, name=name, tenant="T", place=f"place of {each}", dn=f"dn of {each}")
        for each, name in (("keiko", "Dr Tanaka"), ("A-1007", "Ben"))
    ),
)


@pytest.mark.parametrize(("called", "expected"), [("keiko", "keiko"), ("Dr Tanaka", "keiko"), ("Ben", "A-1007")])
def test_by_name_or_id(called: str, expected: str) -> None:
    """Both lead to the one agent."""
    assert expected == agent_called(CENTER, called).id


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("Bern", "There is no agent 'Bern' in the step. Did you mean 'Ben'?"),
        ("keikko", "There is no agent 'keikko' in the step. Did you mean 'keiko'?"),
        ("Zoe", "There is no agent 'Zoe' in the step. Accepted: Ben, Dr Tanaka."),
    ],
)
def test_a_miss_says_what_is_nearest(called: str, expected: str) -> None:
    """A name, or else an id; where nothing is near, the names of all."""
    with pytest.raises(Unknown) as refused:
        agent_called(CENTER, called, where="the step")
    assert expected == str(refused.value)
