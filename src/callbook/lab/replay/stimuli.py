"""What came from outside, done again: people's actions, changes of the configuration, what was arranged.

Each entry of these kinds holds all that is needed. Whatever an action was refused with is refused again by itself.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from callbook.configuration import patched
from callbook.core import (
    ActionTaken,
    Arranged,
    BadInput,
    CallbookError,
    ConfigurationChanged,
    Entry,
    Fault,
    Mishap,
    StepBegan,
    StepEnded,
)
from callbook.lab.capture_client import SOAP_REQUEST, ask_again
from callbook.workspace import Action
from callbook_mocks.capture_point import DefaultValues
from callbook_mocks.contacts import Behaviour
from callbook_mocks.website import CallbackForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.configuration import ContactCenter
    from callbook.lab import Lab

    Details = Mapping[str, Any]
    Deed = Callable[[Lab, Details], object]

FROM_OUTSIDE = (StepBegan, StepEnded, ActionTaken, ConfigurationChanged, Arranged)
"""The kinds of entries that nothing in the lab brings about."""


def again(lab: Lab, entry: Entry, hold: Callable[[ContactCenter], ContactCenter]) -> None:
    """Do in *lab* what *entry* says somebody did; *hold* is applied to each new state of the configuration.

    Raises:
        BadInput: when the entry names something that nobody can do.
    """
    match entry:
        case StepBegan(keyword=keyword, text=text, line=line):
            lab.journal.step_began(keyword, text, line)
        case StepEnded(outcome=outcome, error=error):
            lab.journal.step_ended(outcome, error)
        case ConfigurationChanged(patch=patch):
            lab.configuration.change(hold(patched(lab.configuration.contact_center, patch)))
        case Arranged(what=what, details=details):
            _deed(_ARRANGED, what)(lab, details)
        case ActionTaken(actor=actor, action=action, details=details):
            with suppress(CallbookError):
                _act(lab, actor, action, details)
        case _:
            raise BadInput("entry", entry.number, accepted="one that came from outside")


def _act(lab: Lab, actor: str, action: str, details: Details) -> None:
    if action in _ACTIONS:
        _ACTIONS[action](lab, details)
    else:
        given = {name: _value(name, value) for name, value in details.items() if name != "on"}
        lab.agent(actor).perform(Action(action), details.get("on") or None, **given)


def _value(name: str, value: object) -> object:
    if name == "moment" and isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    return value


def _deed(table: Mapping[str, Deed], name: str) -> Deed:
    if name not in table:
        raise BadInput("recorded happening", name, accepted=f"one of {', '.join(table)}")
    return table[name]


def _behaviour(details: Details) -> Behaviour:
    return Behaviour(details["kind"], details["after"], details["hangs_up_after"])


def _contact(lab: Lab, details: Details) -> None:
    lab.contact(details["name"], locale=details["locale"], behaviour=_behaviour(details))


def _plays(lab: Lab, details: Details) -> None:
    contact = lab.people.phone_book.find(details["phone_number"])
    if contact is not None:
        lab.plays(contact, _behaviour(details))


def _disturb(lab: Lab, details: Details) -> None:
    settings = {name: value for name, value in details.items() if name not in {"client", "server", "sender", "mishap"}}
    fault = Fault(Mishap(details["mishap"]), **settings)
    lab.disturb(details["client"], details["server"], details["sender"], fault)


def _fill_in(lab: Lab, details: Details) -> None:
    form = {name: value for name, value in details.items() if name != "queue"}
    lab.fill_in(CallbackForm(**form), queue=details["queue"])


def _capture_point(lab: Lab, details: Details) -> None:
    default_values = {name: value for name, value in details.items() if name != "name"}
    lab.capture_point(details["name"], DefaultValues(**default_values))


_ARRANGED: dict[str, Deed] = {
    "desktop": lambda lab, details: lab.agent(details["agent"]),
    "website": lambda lab, details: lab.website(details["queue"]),
    "capture point": _capture_point,
    "contact": _contact,
    "behaviour": _plays,
    "cut": lambda lab, details: lab.cut(details["client"], details["server"], details.get("mend_after")),
    "mend": lambda lab, details: lab.mend(details["client"], details["server"]),
    "disturb": _disturb,
    "end fault": lambda lab, details: lab.end_fault(details["number"]),
}

_ACTIONS: dict[str, Deed] = {
    "schedule a callback": _fill_in,
    SOAP_REQUEST: ask_again,
    "cancel the callback": lambda lab, details: lab.cancel(details["on"], queue=details["queue"]),
    "answer the telephone": lambda lab, details: lab.pick_up(details["phone_number"]),
    "hang up": lambda lab, details: lab.hang_up(details["phone_number"]),
    "stop Interaction Server": lambda lab, details: lab.stop_interaction_server(details.get("milliseconds")),
    "start Interaction Server": lambda lab, _: lab.start_interaction_server(),
    "restart Interaction Server": lambda lab, how: lab.restart_interaction_server(with_state=how["with_state"]),
    "stop the voice switch": lambda lab, details: lab.stop_voice_switch(details.get("milliseconds")),
    "start the voice switch": lambda lab, _: lab.start_voice_switch(),
    "restart the voice switch": lambda lab, _: lab.restart_voice_switch(),
    "lose the link to the switch": lambda lab, _: lab.lose_link(),
    "restore the link to the switch": lambda lab, _: lab.restore_link(),
}
"""What people do who are no agents; everything else is an agent's action."""
