"""Parameters that name somebody or something: what must be there, and what a step brings in.

A reader comes with what must hold of its text, and a step function says by `checks` what must hold of all that stands
in its step, the data table included. Both are asked when a scenario is collected, with what it has spoken of before;
the pytest plugin finds them under `CHECK`. A reader that is marked `may_be_unknown` takes names of what is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from callbook_steps.modules import CHECK
from callbook_steps.spoken import SERVERS, Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Check = Callable[[Spoken, str], None]

_Step = TypeVar("_Step", bound="Callable[..., Any]")


def checks(check: Callable[[Spoken, Mapping[str, Any], list[list[str]]], None]) -> Callable[[_Step], _Step]:
    """Say what must hold of all that stands in a step.

    Args:
        check: takes what was spoken of before, what stands for the placeholders, and the data table, empty for none; it
            raises BadInput.
    """

    def mark(step: _Step) -> _Step:
        vars(step)[CHECK] = check
        return step

    return mark


_CAPITALISED = r"[A-Z]\w+"
_IN_QUOTES = r'"[^"]*"'


def _reader(says: str, pattern: str, check: Check | None) -> Callable[[str], str]:
    """Return what reads a parameter: the text, without quotes.

    Args:
        says: what it takes, as the catalogue shows it.
        pattern: where the parse library looks for the text.
        check: raises BadInput; without one the text may name what is not there.
    """

    def read(text: str) -> str:
        return text.strip('"')

    read.__doc__ = f"Take {says}."
    vars(read)["pattern"] = pattern
    vars(read)["may_be_unknown" if check is None else CHECK] = check or True
    return read


def _name(says: str, check: Check) -> Callable[[str], str]:
    return _reader(says, _CAPITALISED, check)


def _quoted(says: str, check: Check | None = None) -> Callable[[str], str]:
    return _reader(f"{says} in double quotes", _IN_QUOTES, check)


TYPES: dict[str, Callable[[str], Any]] = {
    "Agent": _name("the name of an agent of the contact centre", Spoken.agent),
    "Contact": _name(
        "the first name of a contact whom the scenario has spoken of; a Given brings one in", Spoken.contact
    ),
    "Caller": _name("the first name of a contact who is in a call", Spoken.called),
    "Holder": _name("the name of an agent, or the first name of a contact", Spoken.holder_of_a_telephone),
    "NewContact": _name(
        "the first name of a contact, who comes in with this step if not before", Spoken.brings_contact
    ),
    "Owner": _name("the first name of a contact, who has a callback from this step on", Spoken.brings_callback),
    "Whose": _name("the first name of a contact, or of a system, whose callback is meant", Spoken.has_callback),
    "System": _name("the name of a system of the company", Spoken.system),
    "Sender": _reader(
        "whoever sends or is sent messages: an agent, a server, the website, a system that has asked by SOAP",
        "|".join((*SERVERS, _CAPITALISED)),
        Spoken.sender,
    ),
    "Queue": _quoted("the name of a queue", Spoken.queue),
    "Role": _quoted("the name of a role", Spoken.role),
    "NewRole": _reader("the name of a role in double quotes, which this step defines", _IN_QUOTES, Spoken.brings_role),
    "Group": _quoted("the name of an agent group", Spoken.group),
    "Value": _quoted("the value of an option, or of a key,"),
    "Number": _quoted("a DN or a phone number"),
    "Transaction": _quoted("the name of a Transaction"),
    "Code": _quoted("a disposition code, or a Not Ready reason,"),
    "Operation": _quoted("an operation of the capture point"),
}
"""What reads each parameter, as patterns call it."""
