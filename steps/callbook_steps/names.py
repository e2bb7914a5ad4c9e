"""Parameters that name somebody or something: what must be there, and what a step brings in.

A reader says by `named` what must hold of its text, and a step function by `checks` what must hold of all that stands
in its step, the data table included. Both are asked when a scenario is collected, with what it has spoken of before;
the pytest plugin finds them under `CHECK`. A reader that is marked `may_be_unknown` takes names of what is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from callbook_steps.modules import CHECK
from callbook_steps.spoken import SERVERS, Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_Reader = TypeVar("_Reader", bound="Callable[[str], Any]")
_Step = TypeVar("_Step", bound="Callable[..., Any]")


def named(pattern: str, check: Callable[[Spoken, str], None] | None = None) -> Callable[[_Reader], _Reader]:
    """Say which words a reader takes, as a regular expression without groups, and what must hold of them.

    Args:
        pattern: where the parse library looks for the text.
        check: raises BadInput; without one the text may name what is not there.
    """

    def mark(reader: _Reader) -> _Reader:
        vars(reader)["pattern"] = pattern
        vars(reader)["may_be_unknown" if check is None else CHECK] = check or True
        return reader

    return mark


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


@named(_CAPITALISED, Spoken.agent)
def agent(text: str) -> str:
    """Take the name of an agent of the contact centre."""
    return text


@named(_CAPITALISED, Spoken.contact)
def contact(text: str) -> str:
    """Take the first name of a contact whom the scenario has spoken of; a Given brings one in."""
    return text


@named(_CAPITALISED, Spoken.called)
def caller(text: str) -> str:
    """Take the first name of a contact who is in a call."""
    return text


@named(_CAPITALISED, Spoken.brings_contact)
def new_contact(text: str) -> str:
    """Take the first name of a contact, who comes in with this step if not before."""
    return text


@named(_CAPITALISED, Spoken.brings_callback)
def owner(text: str) -> str:
    """Take the first name of a contact, who has a callback from this step on."""
    return text


@named(_CAPITALISED, Spoken.has_callback)
def whose(text: str) -> str:
    """Take the first name of a contact, or of a system, whose callback is meant."""
    return text


@named(_CAPITALISED, Spoken.system)
def system(text: str) -> str:
    """Take the name of a system of the company."""
    return text


@named("|".join((*SERVERS, _CAPITALISED)), Spoken.sender)
def sender(text: str) -> str:
    """Take whoever sends or is sent messages: an agent, a server, the website, a system that has asked by SOAP."""
    return text


@named(_IN_QUOTES, Spoken.queue)
def queue(text: str) -> str:
    """Take the name of a queue in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES, Spoken.role)
def role(text: str) -> str:
    """Take the name of a role in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES, Spoken.group)
def group(text: str) -> str:
    """Take the name of an agent group in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES, Spoken.brings_role)
def new_role(text: str) -> str:
    """Take the name of a role in double quotes, which this step defines."""
    return text[1:-1]


@named(_IN_QUOTES)
def value(text: str) -> str:
    """Take the value of an option, or of a key, in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES)
def number(text: str) -> str:
    """Take a DN or a phone number in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES)
def transaction(text: str) -> str:
    """Take the name of a Transaction in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES)
def code(text: str) -> str:
    """Take a disposition code, or a Not Ready reason, in double quotes."""
    return text[1:-1]


@named(_IN_QUOTES)
def operation(text: str) -> str:
    """Take an operation of the capture point in double quotes."""
    return text[1:-1]


TYPES: dict[str, Callable[[str], Any]] = {
    "Agent": agent,
    "Contact": contact,
    "Caller": caller,
    "NewContact": new_contact,
    "Owner": owner,
    "Whose": whose,
    "System": system,
    "Sender": sender,
    "Queue": queue,
    "Role": role,
    "NewRole": new_role,
    "Group": group,
    "Value": value,
    "Number": number,
    "Transaction": transaction,
    "Code": code,
    "Operation": operation,
}
"""These readers, as patterns call them."""
