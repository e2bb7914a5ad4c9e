"""Steps about messages: what crossed the wires, in which order, with what in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pytest_bdd import then

from callbook.core import MessageSent, Unknown, counted
from callbook.lab import INTERACTION_SERVER
from callbook.messages import Message, to_mapping
from callbook_steps.in_words import InWords, NotFound, compared, listed
from callbook_steps.names import checks
from callbook_steps.phrases import phrase, rows_of
from callbook_steps.spoken import THE_VOICE_SWITCH, WEBSITE
from callbook_steps.travel import check_attribute, check_way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.lab import Lab
    from callbook_steps.spoken import Spoken

Sent = tuple[str, str, str]


_COLUMNS = ("from", "message", "to")


def _way_exists(_: Spoken, given: Mapping[str, Any], __: object) -> None:
    check_way(given["message"], sender=given.get("sender", ""), receiver=given.get("receiver", ""))


def _rows_exist(spoken: Spoken, _: object, table: list[list[str]]) -> None:
    for row in rows_of(table, *_COLUMNS):
        spoken.sender(row["from"])
        spoken.sender(row["to"])
        check_way(row["message"], sender=row["from"], receiver=row["to"])


def _attributes_exist(_: Spoken, given: Mapping[str, Any], table: list[list[str]]) -> None:
    for row in rows_of(table, "attribute", "value"):
        check_attribute(given["message"], row["attribute"])


@then("these messages were sent, in this order")
@checks(_rows_exist)
def were_sent(lab: Lab, datatable: list[list[str]]) -> None:
    """Check that messages were sent in this order, others between them or not; columns from, message, to."""
    rows = rows_of(datatable, *_COLUMNS)
    wanted: list[Sent] = [(_named(lab, row["from"]), row["message"], _named(lab, row["to"])) for row in rows]
    found: list[Sent] = []
    for sent in _sent(lab):
        if len(found) < len(wanted) and sent == wanted[len(found)]:
            found.append(sent)
    told, missed = [_told(*each) for each in wanted], [_told(*each) for each in found]
    expected, got = compared(told, missed, "message")
    assert expected == got


@then(phrase("{sender:Sender} has sent {message:Message}"))
@then(phrase("{receiver:Sender} was sent {message:Message}"))
@checks(_way_exists)
def has_sent(lab: Lab, message: str, sender: str = "", receiver: str = "") -> None:
    """Check that somebody has sent, or was sent, a message of this name."""
    names = _names(lab, sender, receiver)
    assert message in names, f"{_who(sender, receiver)} {listed([*dict.fromkeys(names)])}"


@then(phrase("{sender:Sender} has not sent {message:Message}"))
@then(phrase("{receiver:Sender} was not sent {message:Message}"))
@checks(_way_exists)
def has_not_sent(lab: Lab, message: str, sender: str = "", receiver: str = "") -> None:
    """Check that somebody has sent, or was sent, no message of this name."""
    count, who = _names(lab, sender, receiver).count(message), _who(sender, receiver)
    assert _times(who, message, 0) == _times(who, message, count)


@then(phrase("{sender:Sender} has sent {message:Message} {count:d} times"))
@then(phrase("{receiver:Sender} was sent {message:Message} {count:d} times"))
@checks(_way_exists)
def has_sent_times(lab: Lab, message: str, count: int, sender: str = "", receiver: str = "") -> None:
    """Check how often somebody has sent, or was sent, a message of this name."""
    found, who = _names(lab, sender, receiver).count(message), _who(sender, receiver)
    assert _times(who, message, count) == _times(who, message, found)


@then(phrase("the last {message:Message} says"))
@checks(_attributes_exist)
def last_says(lab: Lab, message: str, datatable: list[list[str]]) -> None:
    """Check attributes of the last message of this name; columns attribute, value; ``A.B`` looks into A."""
    attributes = _last(lab, message)
    for row in rows_of(datatable, "attribute", "value"):
        name, found = row["attribute"], _read(attributes, row["attribute"])
        assert InWords(f"{name} is {row['value']}") == InWords(f"{name} is {found}")


@then(phrase("no {message:Message} was sent"))
def was_not_sent(lab: Lab, message: str) -> None:
    """Check that no message of this name crossed any wire."""
    found = [_told(*sent) for sent in _sent(lab) if sent[1] == message]
    assert InWords(f"no {message} was sent") == InWords(found[0] if found else f"no {message} was sent")


def _told(sender: str, message: str, receiver: str) -> str:
    return f"{message} from {sender} to {receiver}"


def _who(sender: str, receiver: str) -> str:
    return f"{sender} has sent" if sender else f"{receiver} was sent"


def _times(who: str, message: str, count: int) -> InWords:
    return InWords(f"{who} {message} {counted(count, 'time')}" if count else f"{who} no {message}")


def _names(lab: Lab, sender: str, receiver: str) -> list[str]:
    """Return the names of the messages that somebody has sent, or was sent, in order."""
    who = sender or receiver
    _check_sender(lab, who)
    return [sent[1] for sent in _sent(lab) if sent[0 if sender else 2] == _named(lab, who)]


def _named(lab: Lab, who: str) -> str:
    """Return how the journal calls somebody."""
    return lab.switch if who == THE_VOICE_SWITCH else who


def _check_sender(lab: Lab, sender: str) -> None:
    """Make sure that somebody is called so: nobody else has ever sent, or was sent, anything, whatever is asked.

    Raises:
        Unknown: nobody is.
    """
    agents = (agent.name for agent in lab.configuration.agents)
    servers = (INTERACTION_SERVER, lab.switch, THE_VOICE_SWITCH)
    known = (*agents, *servers, WEBSITE, *lab.media_servers.capture_points)
    if sender not in known and not sender.startswith(f"{WEBSITE} ("):
        raise Unknown("sender or receiver of messages", sender, known)


def _sent(lab: Lab) -> list[Sent]:
    return [
        (entry.sender, entry.message.name, entry.receiver)
        for entry in lab.journal
        if isinstance(entry, MessageSent) and isinstance(entry.message, Message)
    ]


def _last(lab: Lab, name: str) -> dict[str, Any]:
    for entry in reversed(lab.journal.entries):
        if isinstance(entry, MessageSent) and isinstance(entry.message, Message) and entry.message.name == name:
            return to_mapping(entry.message)
    raise NotFound(f"a {name}", f"no {name} was sent")


def _read(attributes: dict[str, Any], path: str) -> str:
    first, *rest = path.split(".", 1)
    value = attributes.get(first, "(missing)")
    return _read(cast("dict[str, Any]", value), rest[0]) if rest and isinstance(value, dict) else str(value)
