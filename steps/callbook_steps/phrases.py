"""How steps are written: typed parameters in plain words, shared by all step modules.

``{agent:Agent}`` takes the name of an agent, ``{contact:Contact}`` that of a contact who was spoken of, ``{who:Name}``
any capitalised first name, ``{message:Message}`` the name of a message, ``{text:Quoted}`` what stands in double quotes,
``{delay:Duration}`` a length of time such as ``1 minute 30 seconds``, ``{deed:Does}`` and ``{deed:Do}`` what an agent
does, ``{deed:DoesWith}`` and ``{deed:DoWith}`` what with the callback of somebody whose name follows,
``{share:Percent}`` so many of a hundred, ``{way:Way}`` whether messages come ``from`` an agent or go ``to`` one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pytest_bdd import parsers

from callbook.configuration import LEVEL_NAMES, OPTIONS, PRIVILEGES
from callbook.core import REGIONS, BadInput, Mishap, Unknown, find, parse_duration
from callbook.workspace import Action
from callbook_steps import names
from callbook_steps.spoken import VOICE_SWITCHES
from callbook_steps.travel import message_called

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

DEEDS_WITH: dict[str, Action] = {
    "accept the callback of": Action.ACCEPT,
    "decline the callback of": Action.DECLINE,
    "dial": Action.DIAL,
    "answer the call with": Action.ANSWER,
    "release the call with": Action.RELEASE,
    "hold the call with": Action.HOLD,
    "retrieve the call with": Action.RETRIEVE,
    "transfer the call with": Action.ONE_STEP_TRANSFER,
    "start a two-step transfer of the call with": Action.START_TRANSFER,
    "complete the transfer of the call with": Action.COMPLETE_TRANSFER,
    "cancel the transfer of the call with": Action.CANCEL_TRANSFER,
    "set a disposition for": Action.SET_DISPOSITION,
    "reschedule the callback of": Action.RESCHEDULE,
    "take back the reschedule for": Action.CANCEL_RESCHEDULE,
}
"""What an agent can do with the callback of somebody whose name follows."""

_MARK: dict[str, Action] = {"mark": Action.MARK_DONE}


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


_DOES, _DOES_WITH, _MARKS = (
    {_third_person(deed): action for deed, action in deeds.items()} for deeds in (DEEDS, DEEDS_WITH, _MARK)
)


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


@reads(longest_first(DEEDS_WITH))
def do_with(text: str) -> Action:
    """Take what an agent is to do with the callback of somebody whose name follows: ``decline the callback of``."""
    return DEEDS_WITH[text]


@reads(longest_first(_DOES_WITH))
def does_with(text: str) -> Action:
    """Take what an agent does with the callback of somebody whose name follows: ``declines the callback of``."""
    return _DOES_WITH[text]


@reads(longest_first(_MARK))
def mark(text: str) -> Action:
    """Take the word of an agent who is to mark a callback done."""
    return _MARK[text]


@reads(longest_first(_MARKS))
def marks(text: str) -> Action:
    """Take the word of an agent who marks a callback done."""
    return _MARKS[text]


@reads(r'"[^"]*"')
def privilege(text: str) -> str:
    """Take a privilege by its display name in double quotes."""
    return find("privilege", text[1:-1], PRIVILEGES, where="the step").name


@reads(r'"[^"]*"')
def option(text: str) -> str:
    """Take an option by its name in double quotes."""
    return find("option", text[1:-1], OPTIONS, where="the step").name


@reads(r'"[^"]*"')
def level(text: str) -> str:
    """Take a level of options by its name in double quotes."""
    return find("level", text[1:-1], LEVEL_NAMES, where="the step").label


@reads(r'"[^"]*"')
def switch(text: str) -> str:
    """Take a kind of voice switch in double quotes: T-Server or SIP Server."""
    return find("kind of voice switch", text[1:-1], dict(zip(VOICE_SWITCHES, VOICE_SWITCHES, strict=True)))


@reads(r'"[^"]*"')
def region(text: str) -> str:
    """Take a region in double quotes: two letters, such as GB."""
    return find("region", text[1:-1], dict(zip(REGIONS, REGIONS, strict=True)), where="the step")


@reads(r"\w+")
def message(text: str) -> str:
    """Take the name of a message of either protocol."""
    message_called(text, where="the step")
    return text


@reads(r'"[^"]*"')
def words(text: str) -> str:
    """Take words in double quotes, at least one: no words stand in every text."""
    if not text[1:-1].strip():
        raise BadInput("words", text[1:-1], where="the step", accepted="some that the text must contain")
    return text[1:-1]


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
    "DoWith": do_with,
    "DoesWith": does_with,
    "Mark": mark,
    "Marks": marks,
    "Privilege": privilege,
    "Option": option,
    "Clause": clause,
    "Percent": percent,
    "Way": way,
    "Fate": fate,
    "Breaks": breaks,
    "Server": server,
    "Level": level,
    "Message": message,
    "Switch": switch,
    "Region": region,
    "Words": words,
    **names.TYPES,
}


def phrase(text: str) -> parsers.parse:
    """Make the matcher of a step from its words."""
    return parsers.parse(text, extra_types=TYPES, case_sensitive=True)


def rows_of(datatable: list[list[str]], *columns: str) -> list[dict[str, str]]:
    """Return a data table as one mapping per row, its first row being the names.

    Args:
        datatable: as the step brings it.
        columns: that the table has; any if none are named.

    Raises:
        Unknown: a column is called otherwise.
        BadInput: a column is missing, or a row does not fit the names.
    """
    if not datatable:
        raise BadInput("step", "without a data table", accepted=f"one with {', '.join(columns) or 'a row of names'}")
    head, *rows = datatable
    for each in head if columns else ():
        if each not in columns:
            raise Unknown("column", each, columns, where="the table")
    if columns and sorted(head) != sorted(columns):
        raise BadInput("columns", ", ".join(head), where="the table", accepted=", ".join(columns))
    return [dict(zip(head, row, strict=True)) for row in rows]


def column_of(datatable: list[list[str]], header: str) -> list[str]:
    """Return the cells of a table of one column, whose first row may be the *header*, in singular or plural.

    Raises:
        BadInput: there are more columns.
    """
    if not datatable:
        raise BadInput("step", "without a data table", accepted=f"one with a column of {header}s")
    if any(len(row) != 1 for row in datatable):
        accepted = f"one column of {header}s, with or without the header '{header}'"
        raise BadInput("columns", ", ".join(datatable[0]), where="the table", accepted=accepted)
    cells = [row[0] for row in datatable]
    return cells[1:] if cells[0].casefold() in {header, f"{header}s"} else cells
