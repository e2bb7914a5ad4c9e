"""What a page needs to draw a session and its desks, as plain data: what is shown, offered, and can be chosen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from callbook.configuration import options
from callbook.core import dialled, written_instant, zone_named
from callbook.lab import OpenInteractions
from callbook.workspace import ACTIONS, Action, CallbackState, CallPhase
from callbook_mocks.contacts import BEHAVIOUR_KINDS

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook.notebook.desk.desks import Desks
    from callbook.workspace import Refusal, Shown, Workspace


NEW_NUMBER = "new number"
"""Stands among a window's offers for rescheduling on a new number (P6)."""

_OF_THE_DESK = tuple(action for action, rule in ACTIONS.items() if rule.callback is None)
_OF_A_WINDOW = tuple(action for action, rule in ACTIONS.items() if rule.callback is not None)
_SOME_NEW_NUMBER = "+442079460000"
_OPENS, _CLOSES = 9, 18
_HALF_HOUR = timedelta(minutes=30)


_SPEEDS = (1, 10, 60, 600)
_SECOND = 1_000
_SHOWN_CONTACTS = 8
_TALKING = frozenset({CallPhase.TALKING, CallPhase.HELD})


def picture(desk: Workspace) -> dict[str, Any]:
    """Return what the agent sees, and why each action is or is not offered.

    Returns:
        ``screen``: the ``Screen`` as plain data. ``offers``: for the desk itself (``""``) and for each window's id a
        mapping of actions to ``""`` where the action is offered, else to the reason why it is not.
    """
    screen = desk.shown()
    offers = {"": {str(action): _reason(desk.why_not(action)) for action in _OF_THE_DESK}}
    for shown in screen.interactions:
        offers[shown.id] = _window_offers(desk, shown.id)
    return {"screen": msgspec.to_builtins(screen), "offers": offers}


def choices(desk: Workspace, lab: Lab) -> dict[str, Any]:
    """Return what the agent can choose from.

    Returns:
        ``reasons`` (Not Ready, names to texts), ``targets`` of a transfer (DNs to names), and for each callback's id
        ``dispositions``, ``countdowns`` (the length in seconds) and ``reschedule`` (what the dialog starts with).
    """
    callbacks = {shown.id: shown for shown in desk.shown().interactions if shown.state is not CallbackState.NONE}
    dispositions = lab.configuration.contact_center.dispositions
    explain = {each: desk.callback(each).explain for each in callbacks}
    return {
        "reasons": dict(lab.configuration.contact_center.not_ready_reasons),
        "targets": {agent.dn: agent.name for agent in lab.configuration.agents if agent.id != desk.agent_id},
        "dispositions": {
            each: list(dispositions.get(str(explain[each](options.DISPOSITION_VALUE_BUSINESS_ATTRIBUTE).value), ()))
            for each in callbacks
        },
        "countdowns": {each: explain[each](options.AUTO_ANSWER_TIMER).value for each in callbacks},
        "reschedule": {each: _reschedule(shown, lab) for each, shown in callbacks.items()},
    }


def suggested(now: datetime, zone: str) -> datetime:
    """Return when to call again: on the half hour, at least one hour ahead, between nine and six in *zone*."""
    local = now.astimezone(zone_named(zone)).replace(tzinfo=None)
    hour = local.replace(minute=0, second=0, microsecond=0)
    wished = hour + timedelta(hours=1) + -(-(local - hour) // _HALF_HOUR) * _HALF_HOUR
    if wished.hour < _OPENS:
        return wished.replace(hour=_OPENS, minute=0)
    if wished.hour >= _CLOSES:
        return wished.replace(hour=_OPENS, minute=0) + timedelta(days=1)
    return wished


def _window_offers(desk: Workspace, window: str) -> dict[str, str]:
    offers = {str(action): _reason(desk.why_not(action, window)) for action in _OF_A_WINDOW}
    new_number = desk.why_not(Action.RESCHEDULE, window, phone_number=_SOME_NEW_NUMBER)
    return {**offers, NEW_NUMBER: _reason(new_number)}


def _reason(refusal: Refusal | None) -> str:
    if refusal is None:
        return ""
    obstacle = refusal.obstacle
    assumed = ", assumed" if obstacle.assumed else ""
    because = obstacle.because[:1].upper() + obstacle.because[1:]
    return f"{because} [{obstacle.clause}{assumed}]. Accepted: {obstacle.accepted}."


def _reschedule(shown: Shown, lab: Lab) -> dict[str, Any]:
    here = lab.configuration.contact_center.time_zone
    zone = zone_named(str(shown.case.get("time_zone") or here)).key
    now = lab.clock.now()
    moment = suggested(now, zone)
    return {
        "date": moment.date().isoformat(),
        "time": moment.strftime("%H:%M"),
        "zone": zone,
        "zones": [{"name": name, "today": _today(now, name)} for name in dict.fromkeys((zone, here, "UTC"))],
        "phone_number": shown.phone_number,
        "agreed": _agreed(shown.reschedule, zone),
    }


def _today(now: datetime, zone: str) -> str:
    return now.astimezone(zone_named(zone)).date().isoformat()


def _agreed(reschedule: str, zone: str) -> str:
    if not reschedule:
        return ""
    moment, _, number = reschedule.partition(" ")
    local = datetime.fromisoformat(moment).astimezone(UTC).astimezone(zone_named(zone))
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({zone}) on {number}"


def state_of(session: Desks) -> dict[str, Any]:
    """Return it.

    Returns:
        ``clock``, ``desks`` (each a picture with its choices, the ``zone`` of its times and its ``answer``),
        ``contacts``, ``notes`` (the newest first), ``kinds`` of what contacts do when called, ``by_themselves``,
        ``muted``, and what the trainer was ``said``.
    """
    zone = session.lab.configuration.contact_center.time_zone
    return {
        "clock": _clock(session),
        "desks": [
            {"name": name, "zone": zone, **picture(desk), **choices(desk, session.lab), "answer": session.answers[name]}
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
        "speeds": sorted({*_SPEEDS, pace.speed}),
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
    key = lab.configuration.contact_center.keys.name
    for interaction_id, properties in lab.ask(OpenInteractions()).items():
        name = str(properties.UserData.get(key, interaction_id))
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
    shown = (each for desk in lab.desks for each in desk.shown().interactions)
    talking = {dialled(each.phone_number) for each in shown if each.call in _TALKING}
    contacts: list[dict[str, Any]] = []
    keys = lab.configuration.contact_center.keys
    for interaction_id, properties in lab.ask(OpenInteractions()).items():
        number = str(properties.UserData.get(keys.number, ""))
        contact = lab.people.phone_book.find(number)
        contacts.append(
            {
                "id": interaction_id,
                "name": str(properties.UserData.get(keys.name, "")),
                "phone_number": number,
                "due": _due(properties.UserData.get(keys.time), lab),
                "where": lab.place_in_words(lab.where(interaction_id)),
                "behaviour": "" if contact is None else contact.behaviour.kind,
                "talking": dialled(number) in talking,
            }
        )
    return contacts[-_SHOWN_CONTACTS:]


def _due(written: object, lab: Lab) -> str:
    due = written_instant(written) or 0
    return str(written) if due > lab.clock.instant else ""
