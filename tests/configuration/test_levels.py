"""The level nearest to the agent wins (C1); a bad value gives way to the next lower valid one (C5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callbook.configuration import OPTIONS, Configuration, Level
from callbook.configuration.loading import loads
from callbook.core.errors import BadInput, Unknown

TIMER = "webcallback.auto-answer.timer"
LADDER = [
    (Level.APPLICATION, "Workspace", "1"),
    (Level.TENANT, "Acme", "2"),
    (Level.AGENT_GROUP, "Alpha", "3"),
    (Level.AGENT_GROUP, "Omega", "4"),
    (Level.VIRTUAL_AGENT_GROUP, "Beginners", "5"),
    (Level.VIRTUAL_AGENT_GROUP, "Veterans", "6"),
    (Level.PERSON, "anna", "7"),
]


def test_the_default_applies_where_nothing_is_set(configuration: Configuration) -> None:
    """Without any level the product's default applies, marked where it is assumed."""
    explanation = configuration.explain(TIMER, "anna")
    assert (explanation.value, explanation.level) == (0, Level.DEFAULT)
    expected = "webcallback.auto-answer.timer is '0' for agent 'anna', from Default 'Workspace' (assumed)."
    assert expected == explanation.text()


@pytest.mark.parametrize("height", range(1, len(LADDER) + 1))
def test_each_level_overrules_those_below(configuration: Configuration, height: int) -> None:
    """Of all levels that set the option, the highest wins, and all others are named as overruled."""
    for level, holder, value in LADDER[:height]:
        configuration.set_option(level, holder, TIMER, value)
    explanation = configuration.explain(TIMER, "anna")
    assert LADDER[height - 1] == (explanation.level, explanation.holder, explanation.raw)
    below = [(level, holder, value) for level, holder, value in reversed(LADDER[: height - 1])]
    assert below == [(lower.level, lower.holder, lower.raw) for lower in explanation.overruled[:-1]]
    assert int(LADDER[height - 1][2]) == configuration.value(TIMER, "anna")


def test_groups_are_ordered_whatever_the_case(center: str) -> None:
    """The end of the alphabet is the end for small and capital letters alike."""
    small = loads(center.replace('"Alpha"', '"alpha"'))
    holders = Configuration(small).directory.holders("anna")
    assert [holder.name for holder in holders if holder.level is Level.AGENT_GROUP] == ["Omega", "alpha"]


def test_a_removed_option_gives_way(configuration: Configuration) -> None:
    """Removing an option at a level lets the level below apply again."""
    configuration.set_option(Level.TENANT, "Acme", TIMER, "2")
    configuration.set_option(Level.PERSON, "anna", TIMER, "7")
    configuration.set_option(Level.PERSON, "anna", TIMER, None)
    assert configuration.value(TIMER, "anna") == int("2")


def test_others_are_not_touched(configuration: Configuration) -> None:
    """What is set for one agent does not hold for another."""
    configuration.set_option(Level.PERSON, "anna", TIMER, "7")
    assert configuration.value(TIMER, "ben") == 0


def test_a_bad_value_gives_way_and_is_reported(configuration: Configuration) -> None:
    """A bad value is reported with level, option, value and what is valid; the next lower valid one applies."""
    configuration.set_option(Level.APPLICATION, "Workspace", TIMER, "5")
    configuration.set_option(Level.TENANT, "Acme", TIMER, "soon")
    configuration.set_option(Level.PERSON, "anna", TIMER, "-3")
    expected = """\
webcallback.auto-answer.timer is '5' for agent 'anna', from Application 'Workspace'.
  overruled: '0' from Default 'Workspace' (assumed)
  invalid: C5: webcallback.auto-answer.timer at Person 'anna' is '-3', which is not valid. \
Valid: a whole number of seconds, 0 to 999999999.
  invalid: C5: webcallback.auto-answer.timer at Tenant 'Acme' is 'soon', which is not valid. \
Valid: a whole number of seconds, 0 to 999999999."""
    assert expected == configuration.explain(TIMER, "anna").text()
    assert configuration.value(TIMER, "anna") == int("5")


def test_problems_at_all_levels(configuration: Configuration) -> None:
    """Every bad value is listed, whoever it concerns, the lowest level first."""
    for level, holder in [*((level, holder) for level, holder, _ in LADDER), (Level.TRANSACTION, "Gold")]:
        configuration.set_option(level, holder, TIMER, "x")
    listed = [(problem.contribution.level, problem.contribution.holder) for problem in configuration.problems()]
    assert [*((level, holder) for level, holder, _ in LADDER), (Level.TRANSACTION, "Gold")] == listed


def test_a_queue_that_is_removed_makes_options_invalid(configuration: Configuration) -> None:
    """An option that names a queue becomes invalid with the queue, and valid again with it."""
    configuration.set_option(Level.TENANT, "Acme", "webcallback.complete-queue", "done")
    assert configuration.value("webcallback.complete-queue", "anna") == "done"
    configuration.remove_queue("done")
    assert configuration.value("webcallback.complete-queue", "anna") is None
    assert [problem.contribution.raw for problem in configuration.problems()] == ["done"]
    configuration.define_queue("done", tenant="Acme")
    assert configuration.value("webcallback.complete-queue", "anna") == "done"


def test_no_valid_value_at_all(configuration: Configuration) -> None:
    """Where not even the default is valid there is no value, and the explanation says so."""
    attribute = "interaction.disposition.value-business-attribute"
    catalogue = {**OPTIONS, attribute: replace(OPTIONS[attribute], default="Gone")}
    poor = Configuration(configuration.contact_center, options=catalogue)
    explanation = poor.explain(attribute, "anna")
    assert explanation.value is None
    first = f"{attribute} has no valid value for agent 'anna'."
    assert first == explanation.text().splitlines()[0]


def test_other_defaults_come_from_the_catalogue_given(configuration: Configuration) -> None:
    """The catalogue is an argument: one entry can be replaced."""
    catalogue = {**OPTIONS, TIMER: replace(OPTIONS[TIMER], default="9")}
    assert Configuration(configuration.contact_center, options=catalogue).value(TIMER, "anna") == int("9")


def test_unknown_names(configuration: Configuration) -> None:
    """An unknown option, agent or holder is refused with the nearest name, and nothing changes."""
    with pytest.raises(Unknown, match=r"There is no option 'webcallback.auto-answr'.*'webcallback.auto-answer'"):
        configuration.value("webcallback.auto-answr", "anna")
    with pytest.raises(Unknown, match=r"There is no agent 'ana'. Did you mean 'anna'\?"):
        configuration.explain(TIMER, "ana")
    with pytest.raises(Unknown, match=r"There is no option"):
        configuration.set_option(Level.PERSON, "anna", "timer", "1")
    with pytest.raises(Unknown, match=r"There is no agent group 'Alfa'. Did you mean 'Alpha'\?"):
        configuration.set_option(Level.AGENT_GROUP, "Alfa", TIMER, "1")
    with pytest.raises(Unknown, match=r"There is no application 'Wörkspace'. Did you mean 'Workspace'\?"):
        configuration.set_option(Level.APPLICATION, "Wörkspace", TIMER, "1")
    with pytest.raises(BadInput, match=r"level 'Default' cannot be used. Accepted: any level above it"):
        configuration.set_option(Level.DEFAULT, "Workspace", TIMER, "1")
    assert configuration.version == 0
