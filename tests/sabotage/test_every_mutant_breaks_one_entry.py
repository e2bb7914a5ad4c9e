"""Each mutant breaks one entry of the tables, has a name of its own, and is found by it."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from itertools import chain

import pytest

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core.errors import Unknown
from callbook.lab import small_center
from callbook.workspace import RULES, sabotage
from callbook.workspace.machine import Table
from callbook.workspace.sabotage import SOUND, Mutant, mutant_named, mutants

MAKERS = (
    sabotage._transitions,
    sabotage._errors,
    sabotage._together,
    sabotage._privileges,
    sabotage._conditions,
    sabotage._needs,
    sabotage._options,
    sabotage._placements,
)
EVERY = tuple(chain.from_iterable(maker() for maker in MAKERS))
each_mutant = pytest.mark.parametrize("mutant", [pytest.param(mutant, id=mutant.name) for mutant in EVERY])


def _parts(mutant: Mutant) -> tuple[object, ...]:
    rules = mutant.rules
    tables: tuple[Table, ...] = (rules.channel, rules.callback, rules.call)
    return (
        *(table.rows for table in tables),
        rules.errors,
        rules.together,
        rules.actions,
        rules.placements,
        (rules.opens_channel, rules.opens_voice),
        rules.unread,
        mutant.options,
        mutant.privileges,
    )


def test_names_are_their_own() -> None:
    """None hides another one; they come in the order of the tables."""
    assert [mutant.name for mutant in EVERY] == list(mutants())


@each_mutant
def test_one_table_differs_from_the_sound_ones(mutant: Mutant) -> None:
    """One, and no more than one."""
    differs = [one != other for one, other in zip(_parts(mutant), _parts(SOUND), strict=True)]
    assert 1 == sum(differs)


@each_mutant
def test_it_is_found_by_its_name(mutant: Mutant) -> None:
    """As the acceptance runner looks for it."""
    found = mutant_named(mutant.name)
    assert (mutant.name, _parts(mutant)) == (found.name, _parts(found))


def test_every_row_of_every_machine_has_its_mutant() -> None:
    """The row is missing, the others are there in their order."""
    for machine in ("channel", "callback", "call"):
        table: Table = getattr(RULES, machine)
        for row in table.rows:
            broken: Table = getattr(mutant_named(f"transition: {machine}: {row.name} is missing").rules, machine)
            assert tuple(kept for kept in table.rows if kept is not row) == broken.rows


def test_every_privilege_and_every_condition_of_every_action_has_its_mutant() -> None:
    """The action does not ask for it, and asks for all else."""
    for action, rule in RULES.actions.items():
        for privilege in rule.privileges:
            broken = mutant_named(f"privilege: {action} does not ask for {privilege}").rules.actions[action]
            assert set(rule.privileges) - {privilege} == set(broken.privileges)
        for condition in rule.conditions:
            broken = mutant_named(f"condition: {action} does not ask whether {condition}").rules.actions[action]
            assert set(rule.conditions) - {condition} == set(broken.conditions)


def test_every_option_of_the_desktop_has_its_mutants() -> None:
    """Not read, read at another moment, and overridable where it was not, or the other way round."""
    for name in OPTIONS.keys() - sabotage._NOT_READ_BY_DESKTOP:
        of_it = [mutant for mutant in EVERY if mutant.name.split(" ")[1] == name]
        assert ["option", "moment", "override"] == [mutant.name.split(":")[0] for mutant in of_it]
        assert [frozenset({name})] == [mutant.rules.unread for mutant in of_it if mutant.rules.unread]


def test_nothing_broken_is_sound() -> None:
    """Without a name the tables are those of the kit."""
    assert SOUND is mutant_named(None)
    assert (RULES, OPTIONS, PRIVILEGES) == (
        SOUND.rules,
        SOUND.options,
        SOUND.privileges,
    )


def test_a_configuration_goes_by_the_mutant_s_catalogues() -> None:
    """A privilege that no longer needs another one has effect alone."""
    broken = mutant_named("privilege: Can Decline does not need Can Use Web Callback Channel")
    for mutant, expected in ((SOUND, False), (broken, True)):
        configuration = mutant.configuration(small_center())
        configuration.withhold_privilege("anna", "Can Use Web Callback Channel")
        assert expected == ("Can Decline" in configuration.privileges_of("anna"))


def test_a_wrong_name_is_refused() -> None:
    """With those that are nearest."""
    with pytest.raises(Unknown) as refused:
        mutant_named("privilege: dial does not ask for Can Make Call")
    assert (
        "There is no mutant 'privilege: dial does not ask for Can Make Call'. Did you mean 'privilege: dial does not "
        "ask for Can Make Calls'"
    ) in str(refused.value)
