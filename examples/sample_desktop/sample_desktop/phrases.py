"""What the desktop tells in figures and single words, in the sentences that Callbook's features ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.plain import Json

_HOW: Final = {
    "hung up here": "released",
    "handed over": "transferred",
    "failed": "error",
    "hung up there": "released by the contact",
    "engaged": "busy",
    "nobody answered": "no answer",
    "machine": "answering machine",
    "no such number": "the number does not exist",
    "switch lost": "the voice switch is lost",
    "link lost": "the voice switch has lost its switch",
}


def topic_and_text(told: Json) -> tuple[str, str]:
    """Say under which topic, and in which words, something that the agent is told is written down."""
    topic, phrase = _PHRASES[told["about"]]
    return topic, phrase(told)


def how_it_ended(call: Json) -> str:
    """Say in words how a call ended; nothing while it is up."""
    if call["error"] is not None:
        return f"{call['error']['code']}: {call['error']['text']}"
    how: str = call["how"]
    return _HOW.get(how, how)


def trouble(told: Json) -> str:
    """Say what is the matter with a callback."""
    return _TROUBLES[told["what"]](told)


_TROUBLES: Final[dict[str, Callable[[Json], str]]] = {
    "refused": lambda told: f"Interaction Server refuses: {told['code']} {told['text']}",
    "taken back": lambda told: f"Interaction Server took the callback back: {told['why']}",
    "taken off": lambda told: f"Interaction Server has taken the agent off the callback: {told['operation']}",
    "offered anew": lambda _told: "Interaction Server offers the callback anew",
    "no answer": lambda _told: "Interaction Server does not answer",
    "server lost": lambda _told: "Interaction Server is not available",
}
"""What can be the matter with a callback, in words."""


def _bell(told: Json) -> str:
    lasting = {0: "once", -1: "until stopped"}.get(told["ms"], f"for {told['ms']} ms")
    return f"rings: {told['file']}, priority {told['priority']}, {lasting}, on {told['device']}"


def _remark(told: Json) -> str:
    match told["remark"]:
        case "unreadable":
            where = f"{told['level']} {told['holder']!r}"
            return f"{told['setting']} at {where} is {told['text']!r}, which is not valid."
        case "override not allowed":
            return (
                f"{told['setting']} in Transaction {told['transaction']!r} is ignored:"
                " a strategy cannot override this option."
            )
        case "no such transaction":
            unknown = Unknown("Transaction", told["transaction"], told["known"])
            return f"Transaction {told['transaction']!r} is ignored. {unknown}"
        case _:
            return f"Transaction {told['transaction']!r} is ignored: its type is {told['type']!r}, not 'list'."


def _call_failed(told: Json) -> str:
    which = "consult call" if told["consult"] else "call"
    return f"the {which} to {told['number']} did not connect: {how_it_ended(told)}"


def _not_dialled(told: Json) -> str:
    hindrance = told["hindrance"]
    if hindrance["reason"] == "permission":
        return f"callback {told['tab']} is not dialled: the privilege {hindrance['permission']!r} is missing"
    return f"callback {told['tab']} is not dialled: {hindrance}"


_PHRASES: Final[dict[str, tuple[str, Callable[[Json], str]]]] = {
    "bell rings": ("bell", _bell),
    "bell is silent": ("bell", lambda _told: "is silent"),
    "remark": ("warning", _remark),
    "trouble": ("trouble", lambda told: f"callback {told['tab']}: {trouble(told)}"),
    "not dialled": ("trouble", _not_dialled),
    "server refuses": ("trouble", lambda told: f"Interaction Server refuses: {told['code']} {told['text']}"),
    "switch refuses": ("voice", lambda told: f"the voice switch refuses: {told['code']} {told['text']}"),
    "call failed": ("voice", _call_failed),
    "telephone out of service": ("voice", lambda told: f"out of service: {_HOW[told['why']]}"),
    "channel out of service": ("channel", lambda _told: "out of service: Interaction Server is not available"),
}
"""What can be told, with its topic and its words."""
