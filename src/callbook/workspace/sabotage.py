"""Sabotage: the tables with one entry broken, to see whether the acceptance suite notices.

Each mutant has a name that says which entry is broken; ``callbook mutants`` runs the suite against each.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from callbook.configuration import OPTIONS, PRIVILEGES, Configuration, Moment, options
from callbook.core import find
from callbook.workspace.machine import Table
from callbook.workspace.placement_table import Otherwise, Placement, Reason
from callbook.workspace.rules import RULES, Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.configuration import ContactCenter, Option, Privilege, Reads, Value

_OTHER_MOMENT = {
    Moment.IMMEDIATELY: Moment.RESTART,
    Moment.NEXT_INTERACTION: Moment.RESTART,
    Moment.RESTART: Moment.IMMEDIATELY,
}
_NOT_READ_BY_DESKTOP = frozenset({options.OVERRIDE_OPTION_KEY.name})


@dataclass(frozen=True, slots=True)
class Mutant:
    """The tables with one entry broken.

    Attributes:
        name: which entry, and how.
        rules: the desktop's tables.
        options: the catalogue of options.
        privileges: the catalogue of privileges.
    """

    name: str
    rules: Rules = RULES
    options: Mapping[str, Option[Value]] = field(default_factory=lambda: OPTIONS)
    privileges: Mapping[str, Privilege] = field(default_factory=lambda: PRIVILEGES)

    def configuration(self, contact_center: ContactCenter, reads: Reads | None = None) -> Configuration:
        """Return a configuration that goes by this mutant's catalogues; *reads* notes what is read of it."""
        return Configuration(contact_center, privileges=self.privileges, options=self.options, reads=reads)


SOUND = Mutant("nothing broken")


def mutant_named(name: str | None) -> Mutant:
    """Return the mutant of this name, or the sound tables for None.

    Raises:
        Unknown: when there is no such mutant.
    """
    return SOUND if name is None else find("mutant", name, mutants())


@cache
def mutants() -> dict[str, Mutant]:
    """Return every mutant by its name, in the order of the tables."""
    every = (
        *_transitions(),
        *_errors(),
        *_together(),
        *_privileges(),
        *_conditions(),
        *_needs(),
        *_options(),
        *_placements(),
    )
    return {mutant.name: mutant for mutant in every}


def _transitions() -> Iterator[Mutant]:
    for machine in ("channel", "callback", "call"):
        table: Table = getattr(RULES, machine)
        for row in table.rows:
            broken = table.without(row)
            yield Mutant(f"transition: {machine}: {row.name} is missing", replace(RULES, **{machine: broken}))  # type: ignore[arg-type]


def _errors() -> Iterator[Mutant]:
    for row in RULES.errors:
        rest = tuple(kept for kept in RULES.errors if kept is not row)
        yield Mutant(f"error: {row.name} means nothing to the call", replace(RULES, errors=rest))


def _together() -> Iterator[Mutant]:
    for row in RULES.together:
        rest = tuple(kept for kept in RULES.together if kept is not row)
        how = "transferred" if row.transferred else "released"
        yield Mutant(f"together: {row.callback} + {how} is missing", replace(RULES, together=rest))


def _privileges() -> Iterator[Mutant]:
    yield Mutant("privilege: the channel opens without it", replace(RULES, opens_channel=None))
    yield Mutant("privilege: the voice channel opens without it", replace(RULES, opens_voice=None))
    for action, rule in RULES.actions.items():
        for privilege in rule.privileges:
            rest = tuple(kept for kept in rule.privileges if kept != privilege)
            actions = {**RULES.actions, action: replace(rule, privileges=rest)}
            yield Mutant(f"privilege: {action} does not ask for {privilege}", replace(RULES, actions=actions))


def _conditions() -> Iterator[Mutant]:
    for action, rule in RULES.actions.items():
        for condition in rule.conditions:
            rest = tuple(kept for kept in rule.conditions if kept is not condition)
            actions = {**RULES.actions, action: replace(rule, conditions=rest)}
            yield Mutant(f"condition: {action} does not ask whether {condition}", replace(RULES, actions=actions))


def _needs() -> Iterator[Mutant]:
    for name, privilege in PRIVILEGES.items():
        for need in privilege.needs:
            rest = tuple(kept for kept in privilege.needs if kept != need)
            catalogue = {**PRIVILEGES, name: replace(privilege, needs=rest)}
            yield Mutant(f"privilege: {name} does not need {need}", privileges=catalogue)


def _options() -> Iterator[Mutant]:
    for name, option in OPTIONS.items():
        if name not in _NOT_READ_BY_DESKTOP:
            yield Mutant(f"option: {name} is not read", replace(RULES, unread=frozenset({name})))
            later = replace(option, moment=_OTHER_MOMENT[option.moment])
            yield Mutant(f"moment: {name} takes effect {later.moment.value}", options={**OPTIONS, name: later})
        flipped = replace(option, overridable=not option.overridable)
        verb = "can" if flipped.overridable else "cannot"
        yield Mutant(f"override: {name} {verb} be overridden", options={**OPTIONS, name: flipped})


def _placements() -> Iterator[Mutant]:
    for reason, row in RULES.placements.items():
        for option in (other.option for other in RULES.placements.values() if other is not row):
            yield _placed(f"{reason} reads {option}", reason, replace(row, option=option))
        other = Otherwise.STOP if row.otherwise is Otherwise.ORIGIN else Otherwise.ORIGIN
        yield _placed(f"{reason} without a queue: {other}", reason, replace(row, otherwise=other))
        yield _placed(f"{reason} leaves the status as it was", reason, replace(row, status=0))


def _placed(what: str, reason: Reason, row: Placement) -> Mutant:
    return Mutant(f"placement: {what}", replace(RULES, placements={**RULES.placements, reason: row}))
