"""The register of clauses: what the system must do, in short, and what each demand rests on.

A clause that is an option's or a privilege's own stands in the row of the catalogue and nowhere else: the register
takes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from callbook.configuration import clause_sources as pages
from callbook.configuration.options import OPTIONS
from callbook.configuration.privileges import PRIVILEGES
from callbook.core import Unknown

Basis = Literal["doc", "ref", "assumed"]
"""`doc`: the product's Web Callback page; `ref`: another public page; `assumed`: documented nowhere public."""

_LETTERS = "EPOCF"
LOOKS_LIKE_A_CLAUSE = re.compile(rf"[{_LETTERS}][0-9]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand of the register.

    Attributes:
        id: as scenarios are tagged with it, for example `P5`.
        text: the demand in one short sentence.
        sources: the pages that it rests on; where it is assumed, a word that says so.
    """

    id: str
    text: str
    sources: tuple[str, ...]

    @property
    def basis(self) -> tuple[Basis, ...]:
        """Every kind of source that it rests on; `assumed` must be said wherever the clause is printed."""
        found: dict[Basis, None] = {_basis(source): None for source in self.sources}
        return tuple(found)


def _basis(source: str) -> Basis:
    if source == pages.NOWHERE:
        return "assumed"
    return "doc" if source == pages.GUIDE else "ref"


_WRITTEN = (
    Clause("E1", "A callback scheduled on the website becomes a webcallback interaction in a queue.", (pages.GUIDE,)),
    Clause("E2", "Without Interaction Server the channel is out of service, and returns with it.", (pages.GUIDE,)),
    Clause("E3", "Without a voice switch a callback is accepted but not dialled, and is kept.", (pages.GUIDE,)),
    Clause("E4", "The call to the contact is a voice call made from the callback, its parent.", (pages.GUIDE,)),
    Clause(
        "E5", "A strategy picks a ready agent with capacity left and the server invites that agent.", (pages.DELIVERY,)
    ),
    Clause(
        "E6", "An unanswered invitation expires and the callback returns to its queue.", (pages.DELIVERY, pages.LIMITS)
    ),
    Clause(
        "E7", "An untouched callback, and all of a lost agent's, returns to its queue.", (pages.LIMITS, pages.FAILOVER)
    ),
    Clause("P8", "Each voice privilege that is missing takes its own voice action away.", (pages.GUIDE, pages.NOWHERE)),
    Clause(
        "P9", "What is not allowed is not offered, and refused with the privilege that is missing.", (pages.NOWHERE,)
    ),
    Clause("C1", "Of several levels the one nearest to the agent wins.", (pages.OVERRIDING, pages.LEVELS)),
    Clause(
        "C2",
        "A strategy overrides options for one interaction through Transactions.",
        (pages.OVERRIDING, pages.OVERRIDING_ON_THE_WEB),
    ),
    Clause(
        "C3",
        "Only overridable options are overridden; others, and unknown Transactions, only warn.",
        (pages.OVERRIDING, pages.NOWHERE),
    ),
    Clause("C4", "Each option takes effect at its own moment.", (pages.REFERENCE, pages.CHANGES)),
    Clause("C5", "A bad value is reported, and the next lower valid level applies.", (pages.NOWHERE,)),
    Clause("C6", "An agent has the union of the privileges of all assigned roles.", (pages.ROLES,)),
    Clause("C7", "Five options govern the disposition.", (pages.DISPOSITIONS, pages.DISPOSITION_DEFAULTS)),
    Clause(
        "C8",
        "The key that names overrides is not copied into interactions that are created from the current one.",
        (pages.OVERRIDING,),
    ),
    Clause(
        "F1",
        "Offered: a notification with the case, the bell, Accept and (P2) Decline.",
        (pages.GUIDE, pages.HANDLING, pages.PREVIEW),
    ),
    Clause(
        "F2",
        "Accepted: the interaction window opens with the Callback Information, the bell stops.",
        (pages.GUIDE, pages.DELIVERY, pages.HANDLING),
    ),
    Clause("F3", "Called: the callback number is dialled and the call carries the callback's data.", (pages.VOICE,)),
    Clause("F4", "Not reached: the agent sees why and the callback stays with the agent.", (pages.NOWHERE,)),
    Clause("F5", "Ended: released by agent or contact; then disposition, reschedule, Mark Done.", (pages.RELEASE,)),
    Clause(
        "F6", "Transferred in one step or two: the other agent gets the call with the data.", (pages.GUIDE, pages.VOICE)
    ),
    Clause(
        "F7",
        "Rescheduled: a moment in the future, the number kept or new, due again then.",
        (pages.GUIDE, pages.REFERENCE, pages.RESCHEDULE),
    ),
    Clause(
        "F8",
        "Processed: Mark Done puts it in the complete queue, or stops it without one.",
        (pages.GUIDE, pages.NOWHERE),
    ),
    Clause("F9", "A countdown longer than the invitation's lifetime loses the race.", (pages.DELIVERY, pages.LIMITS)),
    Clause("F10", "Nothing is lost: every callback is in exactly one place, whatever fails.", (pages.NOWHERE,)),
)


def _of_catalogues() -> Iterator[Clause]:
    """Return the clauses that are those of one option or one privilege."""
    written = {clause.id for clause in _WRITTEN}
    for privilege in PRIVILEGES.values():
        if privilege.clause not in written:
            yield Clause(privilege.clause, privilege.effect, privilege.sources)
    for option in OPTIONS.values():
        if option.clause not in written:
            yield Clause(option.clause, option.meaning, option.sources)


def _place(clause: Clause) -> tuple[int, int]:
    return _LETTERS.index(clause.id[0]), int(clause.id[1:])


CLAUSES: tuple[Clause, ...] = tuple(sorted((*_WRITTEN, *_of_catalogues()), key=_place))
"""The whole register, in its order."""

CLAUSES_BY_ID: dict[str, Clause] = {clause.id: clause for clause in CLAUSES}
"""The same by their ids."""


def clause_ids(tags: frozenset[str], *, where: str = "") -> tuple[str, ...]:
    """Return the clauses among the *tags* of a scenario, in the register's order.

    Args:
        tags: tag names without the `@`.
        where: file and line of the tags, for the error.

    Raises:
        Unknown: a tag looks like a clause (a letter of the register and a number) and is none.
    """
    claimed = sorted(tag for tag in tags if LOOKS_LIKE_A_CLAUSE.fullmatch(tag))
    for tag in claimed:
        if tag not in CLAUSES_BY_ID:
            raise Unknown("clause", tag, CLAUSES_BY_ID, where=where)
    return tuple(clause.id for clause in CLAUSES if clause.id in claimed)
