"""How steps are written: typed parameters in plain words, shared by all step modules.

``{agent:Name}`` takes a capitalised first name, ``{text:Quoted}`` what stands in double quotes, ``{delay:Duration}``
a length of time such as ``1 minute 30 seconds``, ``{deed:Does}`` and ``{deed:Do}`` what an agent does,
``{share:Percent}`` so many of a hundred, ``{way:Way}`` whether messages come ``from`` an agent or go ``to`` one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pytest_bdd import parsers

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core import Mishap, find, parse_duration
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

_Reader = TypeVar("_Reader", bound="Callable[[str], Any]")

DEEDS: dict[str, Action] = {
    "log in": Action.LOG_IN,
    "log out": Action.LOG_OUT,
    "go Ready": Action.GO_READY,
    "go Not Ready": Action.GO_NOT_READY,
    "log on to the channel": Action.ACTIVATE,
    "log off the channel": Action.UNACTIVATE,
    "accept the callback": Action.ACCEPT,
    "decline the callback": Action.DECLINE,
    "dial": Action.DIAL,
    "answer the call": Action.ANSWER,
    "release the call": Action.RELEASE,
    "hold the call": Action.HOLD,
    "retrieve the call": Action.RETRIEVE,
    "transfer the call": Action.ONE_STEP_TRANSFER,
    "start a two-step transfer": Action.START_TRANSFER,
    "complete the transfer": Action.COMPLETE_TRANSFER,
    "cancel the transfer": Action.CANCEL_TRANSFER,
    "set a disposition": Action.SET_DISPOSITION,
    "reschedule": Action.RESCHEDULE,
    "take the reschedule back": Action.CANCEL_RESCHEDULE,
    "mark the callback done": Action.MARK_DONE,
}
"""What an agent can do, as scenarios say it."""


MISHAPS: dict[str, Mishap] = {
    "are lost": Mishap.DROPPED,
    "come twice": Mishap.REPEATED,
    "are overtaken": Mishap.OVERTAKEN,
}
"""What chance can do to messages, as scenarios say it."""

BREAKS: dict[str, Mishap] = {
    "resets the connection": Mishap.RESET,
    "half-closes the connection": Mishap.HALF_CLOSED,
    "arrives as garbage": Mishap.GARBLED,
}
"""How a connection ends with a message, as scenarios say it."""


def _third_person(deed: str) -> str:
    verb, *rest = deed.split(" ")
    return " ".join((f"{verb}es" if verb.endswith("o") else f"{verb}s", *rest))


_DOES: dict[str, Action] = {_third_person(deed): action for deed, action in DEEDS.items()}


def reads(pattern: str) -> Callable[[_Reader], _Reader]:
    """Say which words a reader takes, as a regular expression without groups; the parse library looks there."""

    def mark(reader: _Reader) -> _Reader:
        reader.pattern = pattern  # type: ignore[attr-defined]
        return reader

    return mark


def longest_first(texts: Any) -> str:  # noqa: ANN401 - any iterable of texts
    """Write texts as alternatives of a regular expression; of two that begin alike the longer one wins."""
    return "|".join(sorted(texts, key=len, reverse=True))


@reads(r"[A-Z]\w+")
def name(text: str) -> str:
    """Take a person's first name."""
    return text


@reads(r'"[^"]*"')
def quoted(text: str) -> str:
    """Take a text in double quotes."""
    return text[1:-1]


@reads(r"\d+ [a-z]+(?: (?:and )?\d+ [a-z]+)*")
def duration(text: str) -> timedelta:
    """Take a length of time."""
    return parse_duration(text.replace(" and ", " "))


@reads(longest_first(DEEDS))
def do(text: str) -> Action:
    """Take what an agent is to do: ``decline the callback``."""
    return DEEDS[text]


@reads(longest_first(_DOES))
def does(text: str) -> Action:
    """Take what an agent does: ``declines the callback``."""
    return _DOES[text]


@reads(r'"[^"]*"')
def privilege(text: str) -> str:
    """Take a privilege by its display name in double quotes."""
    return find("privilege", text[1:-1], PRIVILEGES, where="the step").name


@reads(r'"[^"]*"')
def option(text: str) -> str:
    """Take an option by its name in double quotes."""
    return find("option", text[1:-1], OPTIONS, where="the step").name


@reads(r"[EPOCF]\d+")
def clause(text: str) -> str:
    """Take the id of a clause."""
    return text


@reads(r"\d+(?:\.\d+)? %")
def percent(text: str) -> float:
    """Take so many of a hundred: ``30 %``."""
    return float(text.removesuffix(" %"))


@reads("from|to")
def way(text: str) -> str:
    """Take which way messages go, seen from an agent."""
    return text


@reads(longest_first(MISHAPS))
def fate(text: str) -> Mishap:
    """Take what becomes of messages: ``are lost``."""
    return MISHAPS[text]


@reads(longest_first(BREAKS))
def breaks(text: str) -> Mishap:
    """Take how a connection ends with a message: ``resets the connection``."""
    return BREAKS[text]


@reads("Interaction Server|the voice switch")
def server(text: str) -> str:
    """Take one of the two servers."""
    return text


TYPES = {
    "Name": name,
    "Quoted": quoted,
    "Duration": duration,
    "Do": do,
    "Does": does,
    "Privilege": privilege,
    "Option": option,
    "Clause": clause,
    "Percent": percent,
    "Way": way,
    "Fate": fate,
    "Breaks": breaks,
    "Server": server,
}


def phrase(text: str) -> parsers.parse:
    """Make the matcher of a step from its words."""
    return parsers.parse(text, extra_types=TYPES, case_sensitive=True)


def rows_of(datatable: list[list[str]]) -> list[dict[str, str]]:
    """Return a data table as one mapping per row, its first row being the names."""
    head, *rows = datatable
    return [dict(zip(head, row, strict=True)) for row in rows]
