"""Everything that a page shows of a session, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.core import moment_of, zone_named
from callbook.lab import OpenInteractions
from callbook.notebook.desk.desk_state import choices, picture
from callbook.workspace import CallPhase
from callbook_mocks.contacts import BEHAVIOUR_KINDS

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook.notebook.desk.desks import Desks

SPEEDS = (1, 10, 60, 600)
_SECOND = 1_000
_SHOWN_CONTACTS = 8
_TALKING = frozenset({CallPhase.TALKING, CallPhase.HELD})


def state_of(session: Desks) -> dict[str, Any]:
    """Return it.

    Returns:
        ``clock``, ``desks`` (each a picture with its choices and its ``answer``), ``contacts``, ``notes`` (the newest
        first), ``kinds`` of what contacts do when called, ``by_themselves``, ``muted``, and what the trainer was
        ``said``.
    """
    return {
        "clock": _clock(session),
        "desks": [
            {"name": name, **picture(desk), **choices(desk, session.lab), "answer": session.answers[name]}
            for name, desk in session.desks.items()
        ],
        "contacts": _contacts(session),
        "notes": list(session.notes.notes),
        "kinds": list(BEHAVIOUR_KINDS),
        "by_themselves": session.arrivals.wanted,
        "muted": session.muted,
        "said": session.said,
    }


def _clock(session: Desks) -> dict[str, Any]:
    lab, pace = session.lab, session.pace
    zone = lab.configuration.contact_center.time_zone
    local = lab.clock.now().astimezone(zone_named(zone))
    return {
        "time": f"{local:%H:%M:%S}",
        "date": f"{local:%A} {local.day} {local:%B %Y}",
        "zone": zone,
        "paused": pace.paused,
        "speed": pace.speed,
        "speeds": sorted({*SPEEDS, pace.speed}),
        "next": _next(session),
    }


def _next(session: Desks) -> str:
    clock, arrivals = session.lab.clock, session.arrivals
    pending = clock.pending
    if arrivals.wanted and (not pending or arrivals.next <= pending[0].due):
        due, what = arrivals.next, "a contact calls in"
    elif pending:
        due, what = pending[0].due, _plainly(pending[0].label, session.lab)
    else:
        return ""
    return f"{_in_words(due - clock.instant)}: {what}"


def _plainly(label: str, lab: Lab) -> str:
    for interaction_id, properties in lab.ask(OpenInteractions()).items():
        name = str(properties.UserData.get("contact_name", interaction_id))
        label = label.replace(f"of {interaction_id}", f"for {name}").replace(interaction_id, name)
    return label


def _in_words(milliseconds: int) -> str:
    seconds = max(0, -(-milliseconds // _SECOND))
    hours, minutes = seconds // 3_600, seconds // 60 % 60
    if hours:
        return f"in {hours} h {minutes} min"
    return f"in {minutes} min {seconds % 60} s" if minutes else f"in {seconds} s"


def _contacts(session: Desks) -> list[dict[str, Any]]:
    lab = session.lab
    talking = {
        shown.phone_number for desk in lab.desks for shown in desk.shown().interactions if shown.call in _TALKING
    }
    contacts: list[dict[str, Any]] = []
    for interaction_id, properties in lab.ask(OpenInteractions()).items():
        number = str(properties.UserData.get("customer_number", ""))
        contact = lab.people.phone_book.find(number)
        contacts.append(
            {
                "id": interaction_id,
                "name": str(properties.UserData.get("contact_name", "")),
                "phone_number": number,
                "due": _due(str(properties.UserData.get("start_time", "")), lab),
                "where": str(lab.where(interaction_id)),
                "behaviour": "" if contact is None else contact.behaviour.kind,
                "talking": number in talking,
            }
        )
    return contacts[-_SHOWN_CONTACTS:]


def _due(start_time: str, lab: Lab) -> str:
    now = moment_of(lab.clock.instant).strftime("%Y-%m-%dT%H:%M:%SZ")
    return start_time if start_time > now else ""
