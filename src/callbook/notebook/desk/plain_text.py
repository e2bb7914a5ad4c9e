"""The agents' desks as lines of text, where no widget is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.notebook.desk.note_strip import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHOWN_NOTES = 5


def desks_text(state: Mapping[str, Any]) -> str:
    """Return the *state* of a session (see ``Desks.state``) as lines of text."""
    clock = state["clock"]
    pace = "paused" if clock["paused"] else "running"
    lines = [f"{clock['date']}, {clock['time']} ({clock['zone']}), {pace}, x{clock['speed']:g}"]
    for desk in state["desks"]:
        lines += ["", *_desk(desk)]
    if state["notes"]:
        lines += ["", "What just happened, the newest first:"]
        lines += [f"  {line}" for line in in_words(state["notes"][:_SHOWN_NOTES])]
    return "\n".join(lines)


def _desk(desk: Mapping[str, Any]) -> Iterator[str]:
    screen = desk["screen"]
    reason = f" ({screen['reason']})" if screen["reason"] else ""
    voice = "" if screen["voice_in_service"] else ", no voice"
    yield f"{screen['agent']}: {screen['channel']}{reason}{voice}"
    yield f"  offered: {_offered(desk, '')}"
    for shown in screen["interactions"]:
        yield from _interaction(desk, shown)
    if not screen["interactions"]:
        yield "  no interaction"
    if desk["answer"]["text"]:
        yield f"  {desk['answer']['text']}"


def _interaction(desk: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[str]:
    what = "notification" if shown["notification"] else "window"
    yield f"  {what}: {shown['case'].get('contact_name', 'voice call')}, {shown['phone_number']}, {shown['state']}"
    left = f"{shown['seconds_left']} s left" if shown["seconds_left"] else ""
    facts = {
        "countdown": left,
        "bell": shown["bell"],
        "call": f"{shown['call']}{', ' if shown['call_result'] else ''}{shown['call_result']}",
        "disposition": shown["disposition"],
        "rescheduled": desk["reschedule"].get(shown["id"], {}).get("agreed", ""),
        "told": shown["trouble"],
        "offered": _offered(desk, shown["id"]),
    }
    yield from (f"    {name}: {value}" for name, value in facts.items() if value)


def _offered(desk: Mapping[str, Any], on: str) -> str:
    return ", ".join(name for name, reason in desk["offers"][on].items() if not reason) or "nothing"
