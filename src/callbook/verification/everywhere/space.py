"""The space of configurations: what varies in a contact centre, and the contact centre for each way of varying it.

There is one configuration for all agents: options vary at the level Application, privileges in the roles that grant
any. The values to try stand in the catalogues. Every combination weighs the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Final

from msgspec import structs

from callbook.configuration import OF_NAMES, OPTIONS, PRIVILEGES, Directory, Reads
from callbook.core import BadInput, Unknown, find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from callbook.configuration import ContactCenter, Option, Role, Value

GRANTED: Final = "granted"
WITHHELD: Final = "withheld"
INVALID_MATTERS: Final = "C5"
"""The clause of invalid values: only scenarios that are tagged with it, and with the option's own, try one."""

Assignment = Mapping[str, str]
"""Some variables by their names, and what each is; all others are as the contact centre has them."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A privilege or an option.

    Attributes:
        name: its name in the catalogue.
        clause: the clause of its row.
        values: those to try, each in its own form: `granted` or `withheld`, or the text of the option; the first is
            what the contact centre has.
        fallible: whether one of them is not valid, or names something in vain.
    """

    name: str
    clause: str
    values: tuple[str, ...]
    fallible: bool = False

    @property
    def is_privilege(self) -> bool:
        """Whether it is a privilege."""
        return self.name in PRIVILEGES

    def in_words(self, values: Iterable[str]) -> str:
        """Return that it is one of *values*, for example ``webcallback.auto-dial is true``."""
        return f"{self.name} is {' or '.join(value or 'empty' for value in values)}"


@dataclass(frozen=True, slots=True)
class Space:
    """All configurations of one contact centre that are told apart.

    Attributes:
        center: the contact centre; where nothing is said of a variable, it has what it has there.
        variables: by name, in the order of the catalogues.
    """

    center: ContactCenter
    variables: Mapping[str, Variable]

    @property
    def size(self) -> int:
        """How many configurations there are."""
        return prod(len(variable.values) for variable in self.variables.values())

    def without(self, pinned: Collection[str]) -> Space:
        """Return the space in which these do not vary: the scenario sets them by itself."""
        left = {name: each for name, each in self.variables.items() if name not in pinned}
        return Space(self.center, left)

    def check(self, assignment: Assignment) -> None:
        """Make sure that an assignment is of this space.

        Raises:
            Unknown: for a variable that does not vary here.
            BadInput: for a value that is not tried.
        """
        for name, value in assignment.items():
            variable = find("variable", name, self.variables)
            if value not in variable.values:
                raise BadInput(name, value, accepted=" or ".join(map(repr, variable.values)))

    def reads(self) -> Reads:
        """Return notes for one run on a configuration of this space."""
        fallible = [name for name, each in self.variables.items() if each.fallible]
        return Reads(_varying_roles(self.center), fallible)

    def center_with(self, assignment: Assignment) -> ContactCenter:
        """Return the contact centre in which these variables have these values."""
        deviations = self.deviations(assignment)
        privileges = {name: value for name, value in deviations.items() if self.variables[name].is_privilege}
        options = {name: text for name, text in deviations.items() if name not in privileges}
        return structs.replace(
            self.center,
            roles=tuple(_with_privileges(self.center, privileges)),
            application={**self.center.application, **options},
        )

    def deviations(self, assignment: Assignment) -> dict[str, str]:
        """Return what of an assignment is not as the contact centre has it."""
        return {name: value for name, value in assignment.items() if value != self.variables[name].values[0]}


def space_of(center: ContactCenter, *, clauses: Collection[str] = (), only: Collection[str] = ()) -> Space:
    """Return the space around *center*.

    Args:
        center: the contact centre.
        clauses: of the scenario; a value that is not valid is tried where that of this option is its subject (C5).
        only: the names of what varies; everything by default.

    Raises:
        Unknown: for a name that is neither a privilege nor an option.
        BadInput: when nothing varies.
    """
    for name in only:
        if name not in PRIVILEGES and name not in OPTIONS:
            raise Unknown("privilege or option", name, [*PRIVILEGES, *OPTIONS])
    granted = {name for role in center.roles for name in role.privileges}
    names, tagged = Directory(center), set(clauses)
    variables = dict[str, Variable]()
    for privilege in PRIVILEGES.values():
        both = (GRANTED, WITHHELD) if privilege.name in granted else (WITHHELD, GRANTED)
        variables[privilege.name] = Variable(privilege.name, privilege.clause, both)
    for option in OPTIONS.values():
        values = tuple(
            dict.fromkeys(_texts(center, option, names, with_invalid={INVALID_MATTERS, option.clause} <= tagged))
        )
        fallible = _is_fallible(option, values, names)
        variables[option.name] = Variable(option.name, option.clause, values, fallible)
    space = Space(center, {name: each for name, each in variables.items() if not only or name in only})
    if space.size == 1:
        raise BadInput("space of configurations", list(only), accepted="a contact centre in which something can vary")
    return space


def _texts(center: ContactCenter, option: Option[Value], names: Directory, *, with_invalid: bool) -> Iterator[str]:
    yield center.application.get(option.name, option.default)
    known = tuple(option.kind.names(names))
    if option.kind not in OF_NAMES or option.other in known:
        yield option.other
    elif known:  # a contact centre with other names
        yield known[0]
    yield option.default
    if with_invalid and option.invalid:
        yield option.invalid


def _varying_roles(center: ContactCenter) -> list[str]:
    """Return the roles in which privileges vary: those that grant any, or all where none does."""
    return [role.name for role in center.roles if role.privileges] or [role.name for role in center.roles]


def _with_privileges(center: ContactCenter, privileges: Assignment) -> Iterator[Role]:
    varying = _varying_roles(center)
    for role in center.roles:
        held = role.privileges
        if role.name in varying:
            added = (name for name, value in privileges.items() if value == GRANTED)
            held = (*(name for name in held if name not in privileges), *added)
        yield structs.replace(role, privileges=held)


def _is_fallible(option: Option[Value], values: Iterable[str], names: Directory) -> bool:
    """Return whether a value is not valid as a whole, or in an entry of it."""
    for value in values:
        try:
            option.kind.parse(value, names)
        except BadInput:
            return True
        if option.kind.left_out(value, names):
            return True
    return False
