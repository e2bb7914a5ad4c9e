"""Which group overrules which is Web Edition's rule, assumed (C1): another can be assumed, and is named."""

from __future__ import annotations

import pytest

from callbook import Lab
from callbook.configuration import Configuration, Level
from callbook.core import Assumptions

TIMER = "webcallback.auto-answer.timer"
GROUPS = {
    (Level.AGENT_GROUP, "Alpha"): "1",
    (Level.AGENT_GROUP, "Omega"): "2",
    (Level.VIRTUAL_AGENT_GROUP, "Beginners"): "3",
    (Level.VIRTUAL_AGENT_GROUP, "Veterans"): "4",
}
LAST, FIRST = "of several groups the last of the alphabet wins", "of several groups the first of the alphabet wins"
VIRTUAL, ONE_LEVEL = (
    "a virtual agent group overrules an agent group",
    "virtual agent groups and agent groups are one level",
)


@pytest.fixture(name="of_groups")
def configuration_of_groups(configuration: Configuration) -> Configuration:
    """Return a configuration in which each of Anna's groups says something else."""
    for (level, group), value in GROUPS.items():
        configuration.set_option(level, group, TIMER, value)
    return configuration


@pytest.mark.parametrize(
    ("virtual", "last", "order", "assumed"),
    [
        (True, True, ["Veterans", "Beginners", "Omega", "Alpha"], (LAST, VIRTUAL)),
        (True, False, ["Beginners", "Veterans", "Alpha", "Omega"], (FIRST, VIRTUAL)),
        (False, True, ["Veterans", "Omega", "Beginners", "Alpha"], (LAST, ONE_LEVEL)),
        (False, False, ["Alpha", "Beginners", "Omega", "Veterans"], (FIRST, ONE_LEVEL)),
    ],
)
def test_groups_overrule_each_other_as_assumed(
    of_groups: Configuration, *, virtual: bool, last: bool, order: list[str], assumed: tuple[str, ...]
) -> None:
    """The highest says the value, the others are overruled in order, and the rules that did it are named."""
    of_groups.assume(Assumptions(virtual_agent_groups_overrule=virtual, last_group_overrules=last))
    explanation = of_groups.explain(TIMER, "anna")
    overruled = [each.holder for each in explanation.overruled if each.level is not Level.DEFAULT]
    assert order == [explanation.holder, *overruled]
    assert assumed == explanation.assumed


@pytest.mark.parametrize(
    ("virtual", "said", "assumed"),
    [
        (True, [(Level.AGENT_GROUP, "Alpha")], ()),
        (False, [(Level.AGENT_GROUP, "Alpha")], ()),
        (True, [(Level.VIRTUAL_AGENT_GROUP, "Veterans"), (Level.AGENT_GROUP, "Alpha")], (VIRTUAL,)),
        (True, [(Level.AGENT_GROUP, "Omega"), (Level.AGENT_GROUP, "Alpha")], (LAST,)),
        (True, [(Level.PERSON, "anna"), (Level.AGENT_GROUP, "Alpha")], ()),
    ],
)
def test_only_rules_that_decided_are_named(
    configuration: Configuration, *, virtual: bool, said: list[tuple[Level, str]], assumed: tuple[str, ...]
) -> None:
    """Where one group speaks, or the agent's own value stands above, no rule about groups was needed."""
    for level, holder in said:
        configuration.set_option(level, holder, TIMER, "5")
    configuration.assume(Assumptions(virtual_agent_groups_overrule=virtual))
    assert assumed == configuration.explain(TIMER, "anna").assumed


def test_a_change_keeps_what_is_assumed(of_groups: Configuration) -> None:
    """An administrator's change is no reason to go back to Web Edition's rule."""
    of_groups.assume(Assumptions(last_group_overrules=False))
    of_groups.set_option(Level.VIRTUAL_AGENT_GROUP, "Beginners", TIMER, "9")
    assert ("Beginners", 9) == (of_groups.explain(TIMER, "anna").holder, of_groups.value(TIMER, "anna"))


def test_a_lab_hands_on_what_it_assumes(of_groups: Configuration) -> None:
    """The desktops of a lab read options as the lab's assumptions say, and nothing counts as changed."""
    version = of_groups.version
    lab = Lab(of_groups, assumptions=Assumptions(virtual_agent_groups_overrule=False, last_group_overrules=False))
    assert ("Alpha", version) == (lab.configuration.explain(TIMER, "anna").holder, lab.configuration.version)
