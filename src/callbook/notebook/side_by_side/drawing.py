"""Draws two desks beside each other, as markup that needs no script. What differs has a sign, not only a colour."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from callbook.core import counted
from callbook.notebook.desk.desk_state import NEW_NUMBER
from callbook.notebook.side_by_side.bell_wave import wave_markup
from callbook.notebook.side_by_side.facts import NOTHING, color_text, differences_text
from callbook.record import time_of_day, xml_element, xml_escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callbook.notebook.side_by_side.facts import DeskPicture
    from callbook.notebook.side_by_side.moments import Moment

MOST = 6
"""How many moments are drawn."""

_IDLE = {
    "Ready": "Waiting for a callback",
    "Not Ready": "Not Ready: no callback is offered",
    "out of service": "Interaction Server is not available",
}
_LOOKS = {"Ready": "yes", "Not Ready": "warn", "connected": "yes", "on hold": "warn"}


def moments_markup(moments: Sequence[Moment]) -> str:
    """Return the moments, folded but for the first; nothing where there is none."""
    drawn = "".join(_moment(moment, is_open=number == 0) for number, moment in enumerate(moments[:MOST]))
    more = len(moments) - MOST
    rest = _element("p", xml_escaped(f"and {counted(more, 'more moment')}: .moments"), "soft") if more > 0 else ""
    return f'<div class="callbook-pair"><style>{_style()}</style>{drawn}{rest}</div>' if drawn else ""


def _moment(moment: Moment, *, is_open: bool) -> str:
    first, *others = differences_text(moment)
    more = f", and {counted(len(others), 'more difference')}" if others else ""
    summary = _element("span", time_of_day(moment.at), "when") + xml_escaped(f"{moment.words}: {first}{more}")
    pairs = "".join(_pair(moment, agent) for agent in moment.differing)
    opened = ' open=""' if is_open else ""
    return f"<details{opened}><summary>{summary}</summary>{pairs}</details>"


def _pair(moment: Moment, agent: str) -> str:
    differing = moment.differing[agent]
    sides = (("Before", moment.before), ("After", moment.after))
    desks = (_desk(agent, desks.get(agent), differing, title) for title, desks in sides)
    return _element("div", "".join(desks), "pair")


def _desk(agent: str, desk: DeskPicture | None, differing: frozenset[str], title: str) -> str:
    head = _element("p", xml_escaped(f"{title}: {agent}"), "side")
    if desk is None:
        return _element("section", head + _element("p", "No desktop", "idle"), "desk")
    screen = desk["screen"]
    reason = f": {screen['reason']}" if screen["reason"] else ""
    channel = _marked(_pill(f"{screen['channel']}{reason}", screen["channel"]), {"channel", "reason"} & differing)
    no_voice = "" if screen["voice_in_service"] else _marked(_pill("no voice", ""), {"voice_in_service"} & differing)
    header = _element("header", _element("strong", xml_escaped(agent)) + channel + no_voice)
    windows = "".join(_window(desk, shown, differing) for shown in screen["interactions"])
    idle = _element("p", xml_escaped(_IDLE.get(screen["channel"], "Not on the channel")), "idle")
    own = _actions(desk, "", differing)
    return _element("section", head + _element("div", header + own + (windows or idle), "card"), "desk")


def _window(desk: DeskPicture, shown: dict[str, Any], differing: frozenset[str]) -> str:
    window = shown["id"]
    who = xml_escaped(str(shown["case"].get("contact_name") or shown["phone_number"]))
    parts = [
        _element("p", _element("strong", who) + _marked(_pill(shown["state"], ""), {f"{window}/state"} & differing)),
        _notification(desk, shown, differing) if shown["notification"] else _open_window(shown, differing),
        _line("", shown["trouble"], f"{window}/trouble", differing, kind="trouble"),
        _actions(desk, window, differing),
    ]
    kind = "toast" if shown["notification"] else "window"
    return _marked(_element("article", "".join(parts), kind), {window} & differing, block=True)


def _notification(desk: DeskPicture, shown: dict[str, Any], differing: frozenset[str]) -> str:
    window, rings = shown["id"], desk["bell"]
    left = f"Accepted by itself in {shown['seconds_left']} s" if shown["seconds_left"] else ""
    bell = rings if shown["bell"] else f"silent now; it rang as {rings}" if rings else "silent"
    differs = {f"{window}/bell"} & differing
    sound = wave_markup(rings) if differs and rings else ""
    return (
        _line("Web callback", shown["phone_number"], f"{window}/phone_number", differing)
        + _line("Countdown", left, f"{window}/seconds_left", differing)
        + _marked(_element("p", _label("Bell") + xml_escaped(bell) + sound, "bell"), differs, block=True)
    )


def _open_window(shown: dict[str, Any], differing: frozenset[str]) -> str:
    window = shown["id"]
    ended = shown["call"] == "over" and shown["call_result"]
    call = f"over: {shown['call_result']}" if ended else shown["call"]
    of_call = {f"{window}/{name}" for name in ("call", "call_result", "phone_number")} & differing
    consult = "" if shown["consult"] == "no call" else shown["consult"]
    return (
        _information(shown, differing)
        + _marked(_element("p", xml_escaped(shown["phone_number"]) + _pill(call, shown["call"])), of_call, block=True)
        + _line("Consult", consult, f"{window}/consult", differing)
        + _line("Disposition", shown["disposition"], f"{window}/disposition", differing)
        + _line("New time", shown["reschedule"], f"{window}/reschedule", differing)
    )


def _information(shown: dict[str, Any], differing: frozenset[str]) -> str:
    """Return the Callback Information as the agent sees it, and its colours by name where they differ (O8 to O10)."""
    information, window = shown["information"], shown["id"]
    if not information:
        return ""
    frame, header = information["frame_color"], information["header_foreground_color"]
    rows = "".join(
        _marked(
            _element("div", _label(name.replace("_", " ")) + (xml_escaped(str(value)) or NOTHING)),
            {f"{window}/information/{name}"} & differing,
            block=True,
        )
        for name, value in information["fields"]
    )
    title = xml_element("h5", "Callback Information", style=f"background:{_rgb(frame)};color:{_rgb(header)}")
    box = xml_element("div", title + rows, class_="information", style=f"border-color:{_rgb(frame)}")
    swatches = "".join(
        _marked(_swatch(words, color), {f"{window}/{name}"} & differing, block=True)
        for name, words, color in (
            ("frame_color", "Frame", frame),
            ("header_foreground_color", "Header's text", header),
        )
        if f"{window}/{name}" in differing
    )
    return box + swatches


def _swatch(words: str, color: dict[str, int]) -> str:
    square = xml_element("span", "&#8203;", class_="swatch", style=f"background:{_rgb(color)}")
    return _element("p", _label(words) + square + _element("code", color_text(color)))


def _rgb(color: dict[str, int]) -> str:
    return f"rgb({color['red']} {color['green']} {color['blue']} / {color['alpha'] / 255:.3f})"


def _actions(desk: DeskPicture, window: str, differing: frozenset[str]) -> str:
    """Return what is offered, and what is offered on one side only, with the reason why not."""
    chips, reasons = list[str](), list[str]()
    for action, why in desk["offers"].get(window, {}).items():
        differs = {f"{window}/offer/{action}" if window else f"offer/{action}"} & differing
        if why == "" and (differs or action != NEW_NUMBER):
            chips.append(_marked(_element("span", xml_escaped(action), "chip"), differs))
        elif differs:
            chips.append(_marked(_element("span", xml_escaped(action), "chip refused"), differs))
            reasons.append(_element("p", xml_escaped(f"{action}: {why}"), "why"))
    return _element("p", "".join(chips), "actions") + "".join(reasons) if chips else ""


def _line(label: str, value: str, name: str, differing: frozenset[str], kind: str = "") -> str:
    differs = {name} & differing
    if not value and not differs:
        return ""
    words = _label(label) if label else ""
    return _marked(_element("p", words + (xml_escaped(str(value)) or NOTHING), kind), differs, block=True)


def _label(words: str) -> str:
    return _element("span", xml_escaped(words), "soft") + " "


def _pill(words: str, state: str) -> str:
    return _element("span", xml_escaped(words), f"pill {_LOOKS.get(state, 'off')}")


def _marked(markup: str, differs: frozenset[str] | set[str], *, block: bool = False) -> str:
    """Return *markup* with the sign of what differs, if it does."""
    if not differs:
        return markup
    return _element("div" if block else "span", markup, "differs")


def _element(name: str, content: str, kind: str = "") -> str:
    return xml_element(name, content, class_=kind or None)


@cache
def _style() -> str:
    return (files("callbook.notebook") / "assets" / "pair.css").read_text(encoding="utf-8")
