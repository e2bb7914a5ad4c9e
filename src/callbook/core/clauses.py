"""The register of clauses: what the system must do, in short, and what each demand rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from callbook.core.errors import Unknown

__all__ = ["CLAUSES", "CLAUSES_BY_ID", "Clause"]

Basis = Literal["doc", "ref", "assumed"]
"""`doc`: the product's Web Callback page; `ref`: another public page; `assumed`: documented nowhere public."""

LOOKS_LIKE_A_CLAUSE = re.compile(r"[EPOCF][0-9]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand of the register.

    Attributes:
        id: as scenarios are tagged with it, for example `P5`.
        text: the demand in one short sentence.
        basis: every source it rests on; `assumed` must be said wherever the clause is printed.
    """

    id: str
    text: str
    basis: tuple[Basis, ...]


_DOC: tuple[Basis, ...] = ("doc",)
_REF: tuple[Basis, ...] = ("ref",)
_ASSUMED: tuple[Basis, ...] = ("assumed",)
_DOC_REF: tuple[Basis, ...] = ("doc", "ref")
_DOC_ASSUMED: tuple[Basis, ...] = ("doc", "assumed")
_REF_ASSUMED: tuple[Basis, ...] = ("ref", "assumed")

CLAUSES: tuple[Clause, ...] = (
    Clause("E1", "A callback scheduled on the website becomes a webcallback interaction in a queue.", _DOC),
    Clause("E2", "Without Interaction Server the channel is out of service, and returns with it.", _DOC),
    Clause("E3", "Without a voice switch a callback is accepted but not dialled, and is kept.", _DOC),
    Clause("E4", "The call to the contact is a voice call made from the callback, its parent.", _DOC),
    Clause("E5", "A strategy picks a ready agent with capacity left and the server invites that agent.", _REF),
    Clause("E6", "An unanswered invitation expires and the callback returns to its queue.", _REF),
    Clause("E7", "An untouched callback, and all of a lost agent's, returns to its queue.", _REF),
    Clause("P1", "Can Use Web Callback Channel opens the channel and every privilege beside it.", _DOC),
    Clause("P2", "Can Decline lets the agent turn an offered callback down.", _DOC),
    Clause("P3", "Can Set Interaction Disposition lets the agent set a disposition code.", _DOC),
    Clause("P4", "Can Reschedule lets the agent move a callback to another date or time.", _DOC),
    Clause("P5", "Can Reschedule Before Call lets the agent reschedule before any call; it needs P4.", _DOC),
    Clause("P6", "Can Reschedule On New Number lets a rescheduled callback have a new number.", _DOC),
    Clause("P7", "Can Mark Done lets the agent finish a callback without processing it further.", _DOC),
    Clause("P8", "Each voice privilege that is missing takes its own voice action away.", _DOC_ASSUMED),
    Clause("P9", "What is not allowed is not offered, and refused with the privilege that is missing.", _ASSUMED),
    Clause("O1", "The channel is put Ready at login, or not.", _DOC),
    Clause("O2", "The channel is put Not Ready with a reason at login.", _DOC),
    Clause("O3", "Whether the agent may log the channel off.", _DOC),
    Clause("O4", "An offered callback is accepted at once; a strategy may override it.", _DOC),
    Clause("O5", "A countdown runs before the callback is accepted for the agent.", _DOC),
    Clause("O6", "The agent may reject during the countdown.", _DOC),
    Clause("O7", "The callback number is dialled as soon as the callback is accepted.", _DOC),
    Clause("O8", "Which callback data is shown, in the order of the list.", _DOC),
    Clause("O9", "The border colour of the Callback Information; a strategy may override it.", _DOC_REF),
    Clause("O10", "The foreground colour of its header; a strategy may override it.", _DOC_REF),
    Clause("O11", "The queue that receives a callback marked as processed.", _DOC),
    Clause("O12", "The queue that receives the parent when its call is transferred.", _DOC),
    Clause("O13", "The queue that receives a rescheduled callback marked as processed.", _DOC_REF),
    Clause("O14", "The bell: sound file, priority, duration and device.", _DOC_REF),
    Clause("C1", "Of several levels the one nearest to the agent wins.", _REF),
    Clause("C2", "A strategy overrides options for one interaction through Transactions.", _REF),
    Clause("C3", "Only overridable options are overridden; others, and unknown Transactions, only warn.", _REF_ASSUMED),
    Clause("C4", "Each option takes effect at its own moment.", _REF),
    Clause("C5", "A bad value is reported, and the next lower valid level applies.", _ASSUMED),
    Clause("C6", "An agent has the union of the privileges of all assigned roles.", _REF),
    Clause("C7", "Five options govern the disposition.", _REF),
    Clause("F1", "Offered: a notification with the case, the bell, Accept and (P2) Decline.", _DOC_REF),
    Clause("F2", "Accepted: the interaction window opens with the Callback Information, the bell stops.", _DOC_REF),
    Clause("F3", "Called: the callback number is dialled and the call carries the callback's data.", _REF),
    Clause("F4", "Not reached: the agent sees why and the callback stays with the agent.", _ASSUMED),
    Clause("F5", "Ended: released by agent or contact; then disposition, reschedule, Mark Done.", _REF),
    Clause("F6", "Transferred in one step or two: the other agent gets the call with the data.", _DOC_REF),
    Clause("F7", "Rescheduled: a moment in the future, the number kept or new, due again then.", _DOC_REF),
    Clause("F8", "Processed: Mark Done puts it in the complete queue, or stops it without one.", _DOC_ASSUMED),
    Clause("F9", "A countdown longer than the invitation's lifetime loses the race.", _REF),
    Clause("F10", "Nothing is lost: every callback is in exactly one place, whatever fails.", _ASSUMED),
)
"""The whole register, in its order."""

CLAUSES_BY_ID: dict[str, Clause] = {clause.id: clause for clause in CLAUSES}
"""The same by their ids."""


def clause_ids(tags: frozenset[str], *, where: str = "") -> tuple[str, ...]:
    """Pick the clauses among the *tags* of a scenario, in the register's order.

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
