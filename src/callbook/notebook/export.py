"""Pages for people without Jupyter: one file each, which opens from a disk and asks no network for anything.

All that a page needs stands in it, and a policy forbids it to ask a network for more.

A recording is shown with the player, or as a still for printing. Of a notebook its text, its code and what its cells
show; players go on playing.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callbook.core import StepBegan, StepEnded
from callbook.notebook import html_parts
from callbook.notebook.changed import Changed
from callbook.notebook.desk.sources import asset, drawing_script, style
from callbook.notebook.headline import headline
from callbook.notebook.html_parts import STYLE
from callbook.notebook.playing import Player
from callbook.notebook.playing.picture import MOST, in_words, standalone, stretch, stretch_svg
from callbook.notebook.playing.player import STANDALONE_MIME, standalone_wanted
from callbook.notebook.testing.execution import execute, read_notebook
from callbook.notebook.testing.form import code_cells, without_colors
from callbook.record import state_svg, subjects_of, time_of_day, timeline_svg, transitions_of, xml_element, xml_escaped
from callbook.workspace import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

    from callbook.lab import WhatIf
    from callbook.record import Trace

_RUNGS_PER_LEAF = 24
_MOST_STILL = 1_440
_MOST_SUBJECTS = 12
_MACHINES = (RULES.callback, RULES.call)


def export_trace(trace: Trace, *, static: bool = False) -> str:
    """Return *trace* as one HTML page that needs no network and no server.

    Args:
        trace: the recording. Of a long one, the page holds a stretch, and says which.
        static: a still for printing and for PDF instead of the player: the whole ladder, steps and states.
    """
    player = Player(trace)
    first, last = stretch(player, _MOST_STILL if static else MOST)
    page = Page(trace.name, headline(trace))
    if note := in_words(player, first, last):
        page.add(html_parts.view(html_parts.paragraph(note)))
    if not static and player.count:
        page.player(standalone(player))
    shown = _shown(player, first, last)
    page.section("Steps", html_parts.view(_steps(shown)))
    page.section("Timeline", _figure(timeline_svg(shown.entries, names=trace.names_of_agents)))
    if static:
        _add_states(page, shown)
        starts = range(first, last + 1, _RUNGS_PER_LEAF)
        leaves = (_leaf(player, start, min(start + _RUNGS_PER_LEAF - 1, last)) for start in starts)
        page.section("Ladder", "".join(leaves), on_a_new_leaf=True)
    return page.markup()


def export_change(title: str, whatif: WhatIf) -> str:
    """Return one callback before and after a change as one HTML page that needs no network and no server."""
    page = Page(title)
    page.add(Changed("Before and after", whatif).markup())
    return page.markup()


def _shown(player: Player, first: int, last: int) -> Trace:
    """Return the recording as far as the page shows it."""
    trace = player.trace
    whole = last - first + 1 >= player.count
    return trace if whole else replace(trace, entries=player.route.entries(first, last))


def _steps(trace: Trace) -> str:
    rows = list(_step_rows(trace))
    head = ("at (UTC)", "step", "outcome", "because")
    return (
        html_parts.table(head, rows) if rows else html_parts.paragraph("none: the recording is of no scenario", "soft")
    )


def _step_rows(trace: Trace) -> Iterator[tuple[str, str, str, str]]:
    ends = {entry.step: entry for entry in trace.entries if isinstance(entry, StepEnded)}
    for entry in trace.entries:
        if isinstance(entry, StepBegan):
            end = ends.get(entry.number)
            outcome, because = ("not ended", "") if end is None else (end.outcome, end.error)
            yield time_of_day(entry.at), f"{entry.keyword} {entry.text}", outcome, because


def _add_states(page: Page, trace: Trace) -> None:
    for table in _MACHINES:
        subjects = subjects_of(trace.entries, table.machine)
        drawn = (
            _figure(state_svg(table, transitions_of(trace.entries, table.machine, each)))
            for each in subjects[:_MOST_SUBJECTS]
        )
        more = len(subjects) - _MOST_SUBJECTS
        note = f"Left out: {more} more." if more > 0 else ""
        if subjects:
            page.section(f"States: {table.machine}", "".join(drawn) + html_parts.paragraph(note), on_a_new_leaf=True)


def _leaf(player: Player, first: int, last: int) -> str:
    failure = player.trace.failure
    here = None if failure is None else failure.number
    title = f"Ladder, rungs {first} to {last} of {player.count}"
    within = here is not None and player.route.position_of(here) in range(first, last + 1)
    return _figure(stretch_svg(player.route, first, last, title=title, marked=here if within else None))


def _figure(svg: str) -> str:
    return f"<figure>{svg}</figure>"


_WIDGET = "application/vnd.jupyter.widget-view+json"
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_OUTSIDE = re.compile(r"^\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def export_notebook(path: Path | str, *, execution: bool | None = None) -> str:
    """Return the notebook at *path* as one HTML page that needs no network and no server.

    Args:
        path: the file; it is not changed.
        execution: whether the notebook is executed first; by default it is if no outputs are stored in it.

    Raises:
        NotebookFailed: when the file is no notebook, or a cell fails.
    """
    path = Path(path)
    notebook = read_notebook(path)
    if execution or (execution is None and not any(cell["outputs"] for cell in code_cells(notebook))):
        execute(notebook, path.resolve().parent, environment=standalone_wanted())
    page = Page(_title(notebook) or path.stem)
    markdown = _markdown()
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            text = _TITLE.sub("", cell["source"], count=1) if index == 0 else cell["source"]
            page.add(xml_element("div", markdown.render(text), class_="cell"))
        elif cell["cell_type"] == "code":
            _add_code(page, cell, _widgets(notebook))
    return page.markup()


def _widgets(notebook: Any) -> dict[str, Any]:  # noqa: ANN401 - as nbformat gives it
    """Return the state of each widget at the end of the execution, by its model's id."""
    stored = notebook["metadata"].get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    return {name: model["state"] for name, model in stored.get("state", {}).items()}


def _add_code(page: Page, cell: Any, widgets: dict[str, Any]) -> None:  # noqa: ANN401 - as nbformat gives it
    page.add('<div class="cell">', f'<pre class="code"><code>{xml_escaped(cell["source"])}</code></pre>')
    for output in cell["outputs"]:
        page.add('<div class="output">')
        _add_output(page, output, widgets)
        page.add("</div>")
    page.add("</div>")


def _add_output(page: Page, output: Any, widgets: dict[str, Any]) -> None:  # noqa: ANN401 - as nbformat gives it
    data = output.get("data", {})
    session = widgets.get(data.get(_WIDGET, {}).get("model_id"), {}).get("session_state")
    if session:
        page.add("<p>The desks as they stood at the end. In a notebook they are live.</p>")
        page.desks(session["desks"])
    elif STANDALONE_MIME in data:
        page.player(data[STANDALONE_MIME])
    elif "text/html" in data:
        page.add(data["text/html"])
    elif "image/svg+xml" in data:
        page.add(data["image/svg+xml"])
    elif "image/png" in data:
        page.add(
            xml_element("img", src=f"data:image/png;base64,{data['image/png'].strip()}", alt=data.get("text/plain", ""))
        )
    else:
        page.add(xml_element("pre", xml_escaped(_plain(output))))


def _plain(output: Any) -> str:  # noqa: ANN401 - as nbformat gives it
    if output["output_type"] == "stream":
        return without_colors(output["text"])
    if output["output_type"] == "error":
        return without_colors("\n".join(output["traceback"]))
    return str(output.get("data", {}).get("text/plain", ""))


def _title(notebook: Any) -> str:  # noqa: ANN401 - as nbformat gives it
    cells = notebook["cells"]
    found = _TITLE.search(cells[0]["source"]) if cells and cells[0]["cell_type"] == "markdown" else None
    return found[1] if found else ""


def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a notebook's page needs it

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.validateLink = _stays_here  # type: ignore[assignment, method-assign]
    return markdown


def _stays_here(address: str) -> bool:
    """Return whether a link stays in the page: what leads out of it is shown as it is written."""
    return not _OUTSIDE.match(address)


_IN_A_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Page:
    """A page in the making.

    Args:
        title: stands in the window's head.
        head: stands atop the page; the title, where there is no more to say.
    """

    def __init__(self, title: str, head: str = "") -> None:
        self._title = title
        self._head = head or f"<h1>{xml_escaped(title)}</h1>"
        self._parts: list[str] = []
        self._names: Iterator[int] = count(1)
        self._plays = False

    def add(self, *markup: str) -> None:
        """Add what is markup already."""
        self._parts.extend(markup)

    def section(self, title: str, markup: str, *, on_a_new_leaf: bool = False) -> None:
        """Add a section; printed, it begins on a new leaf if asked for."""
        self.add(xml_element("h2", xml_escaped(title), class_="leaf" if on_a_new_leaf else None), markup)

    def player(self, data: dict[str, Any]) -> None:
        """Add a player with all the moments that it can show, see ``playing.standalone``."""
        self._drawn("player", data)

    def desks(self, pictures: list[dict[str, Any]]) -> None:
        """Add desks as they stood, see ``desk.picture``: nobody can work at them."""
        self._drawn("desks", pictures)

    def _drawn(self, what: str, data: object) -> None:
        """Add a place, and beside it the data of what the page's script draws there."""
        name = f"{what}-{next(self._names)}"
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        for sign, instead in _IN_A_SCRIPT.items():
            text = text.replace(sign, instead)
        self._plays = True
        self.add(f'<div class="{what}" data-callbook-{what}="{name}"></div>')
        self.add(f'<script type="application/json" id="{name}">{text}</script>')
        self.add(f"<noscript><p>The {what} cannot be drawn without JavaScript; all else needs none.</p></noscript>")

    def markup(self) -> str:
        """Return the whole page."""
        script = f"{drawing_script()}\n{asset('player_page.js')}" if self._plays else ""
        styles = f"{_own_style()}\n{STYLE}\n{style() if self._plays else ''}"
        head = (
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            xml_element("title", xml_escaped(self._title) or "Callbook"),
            f"<style>{styles}</style>",
        )
        foot = f'<p class="foot">Written by Callbook {xml_escaped(version("callbook"))}.</p>'
        body = (self._head, *self._parts, foot, _script(script))
        return f'<!DOCTYPE html>\n<html lang="en"><head>{"".join(head)}</head>\n<body>{"".join(body)}</body></html>\n'


def _policy(script: str) -> str:
    """Return the policy that forbids all but styles, pictures and sounds within the page, and our one script."""
    ours = f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {ours}; style-src 'unsafe-inline'; img-src data:; media-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _script(script: str) -> str:
    return f'<script type="module">{script}</script>' if script else ""


def _own_style() -> str:
    return (files("callbook.notebook") / "assets" / "page.css").read_text(encoding="utf-8")
