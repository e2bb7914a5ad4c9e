"""Where each clause can be read: pages by their names, or the plain word that no public page says it."""

from __future__ import annotations

from callbook.core.clauses import Clause

GUIDE = "Workspace Desktop Edition Deployment Guide, page Web Callback"
NOWHERE = "assumed: no public page says it"

_REFERENCE = "the same page in its live form, with the reference texts of three options"
_DELIVERY = "Genesys Events and Models, Deliver Interaction to Agent"
_LIMITS = "Interaction Server Administration Guide, page on timeouts and limits"
_OVERRIDING = "Workspace Desktop Edition Deployment Guide, page Overriding Interaction Workspace Options"
_VOICE = "Voice Events and Models, Call Handling, Transfer, and Conference Events"

PAGES: dict[str, tuple[str, ...]] = {
    "E5": (_DELIVERY,),
    "E6": (_DELIVERY, _LIMITS),
    "E7": (_LIMITS, "Genesys Events and Models, Disconnection and Failover"),
    "O9": (_REFERENCE,),
    "O10": (_REFERENCE,),
    "O13": (_REFERENCE,),
    "O14": ("Workspace Desktop Edition Deployment Guide, page Outbound Options (the bell of any media type)",),
    "C1": (_OVERRIDING, "Workspace Web Edition guide, page Configuration and Administration (which of several wins)"),
    "C2": (_OVERRIDING, "Workspace Web Edition guide, page Overriding Interaction Workspace Options"),
    "C3": (_OVERRIDING,),
    "C4": (_REFERENCE, "Workspace Desktop Edition Deployment Guide, page Interaction Options"),
    "C6": ("Workspace Desktop Edition Deployment Guide, page Role Privileges",),
    "C7": (
        "Workspace Desktop Edition Deployment Guide, page Handling Interactions",
        "Workspace Web Edition guide, page Chat (defaults)",
    ),
    "F1": (
        "Workspace Desktop Edition User's Guide, page Handle Web Callback Interactions",
        "Workspace Desktop Edition Help, page Interaction Preview",
    ),
    "F2": (_DELIVERY, "Workspace Desktop Edition User's Guide, page Handle Web Callback Interactions"),
    "F3": (_VOICE,),
    "F5": ("Voice Events and Models, Release Calls",),
    "F6": (_VOICE,),
    "F7": (_REFERENCE, "Workspace Desktop Edition Help, page Reschedule"),
    "F9": (_DELIVERY, _LIMITS),
}
"""The pages beside the guide's own, for the clauses that rest on such (`ref`)."""


def sources(clause: Clause) -> tuple[str, ...]:
    """Name the pages that *clause* rests on, and say where it is assumed."""
    of_basis = {"doc": (GUIDE,), "ref": PAGES.get(clause.id, ()), "assumed": (NOWHERE,)}
    return tuple(source for basis in clause.basis for source in of_basis[basis])
