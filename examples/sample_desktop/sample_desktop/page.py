"""The page that shows a person every agent's screen: plain HTML, and every text in it escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sample_desktop.plain import Json

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; color: #222; }
article { border: 1px solid #888; border-radius: .4rem; padding: 0 1rem; margin: 1rem 0; }
dt { font-weight: bold; float: left; clear: left; width: 11rem; overflow-wrap: anywhere; }
dd { margin-left: 12rem; min-height: 1.5em; overflow-wrap: anywhere; }
"""


def page(offices: Iterable[tuple[str, list[Json]]]) -> str:
    """Write the page."""
    body = "".join(f"<h2>Office {escape(number)}</h2>{''.join(map(_desk, screens))}" for number, screens in offices)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Screens of all agents</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main><h1>Screens of all agents</h1>"
        f"{body or '<p>Nobody sits at a desk.</p>'}</main></body></html>"
    )


def _desk(screen: Json) -> str:
    channel = screen["channel"]
    rows = {
        "Channel": ": ".join(filter(None, (channel["light"], channel["pause"]))),
        "Telephone": "works" if screen["telephone"] else "out of service",
        "Buttons": ", ".join(screen["buttons"]),
    }
    tabs = "".join(map(_tab, screen["tabs"])) or "<p>No callback, no call.</p>"
    return f"<article><h3>{escape(screen['agent'])}</h3>{_list(rows.items())}{tabs}</article>"


def _tab(tab: Json) -> str:
    callback = tab["callback"]
    rows = {
        "Stage": tab["stage"],
        "Number": tab["number"],
        "Call": ": ".join(filter(None, (tab["call"]["line"], tab["call"]["how"]))),
        "Second call": tab["second_call"]["line"],
        "Buttons": ", ".join(tab["buttons"]),
    }
    shown = tab["data"].items() if callback is None else callback["view"]["rows"]
    return f"<h4>{escape(tab['key'])}</h4>{_list(rows.items())}{_list(shown)}"


def _list(rows: Iterable[tuple[object, object]]) -> str:
    return f"<dl>{''.join(f'<dt>{escape(str(name))}</dt><dd>{escape(str(value))}</dd>' for name, value in rows)}</dl>"
