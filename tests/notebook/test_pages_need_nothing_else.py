from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.notebook.as_shown import bundle, rich

import callbook.notebook as cb
from callbook.core.journal_entries import Noted
from callbook.lab import Lab
from callbook.notebook.export import export_notebook, export_trace
from callbook.notebook.playing import Player
from callbook.notebook.playing.picture import standalone
from callbook.notebook.playing.player import STANDALONE_MIME, standalone_wanted
from callbook.notebook.recording import Recording
from callbook.record.trace import Trace, trace_of
from callbook.workspace import Action

EVIL = "<img src=x onerror=alert(1)>"
_DATA = re.compile(r'<script type="application/json" id="player-1">(.*?)</script>', re.DOTALL)
_POLICY = re.compile(r'Content-Security-Policy" content="([^"]*)"')


def test_a_recording_is_one_page_with_the_player(failing: Trace) -> None:
    """Everything stands in it; a policy forbids it to ask a network for anything."""
    page = export_trace(failing)
    assert "<title>A callback that is declined goes to another agent</title>" in page
    assert "default-src 'none'; script-src 'sha256-" in _policy(page)
    assert [] == _addresses(page)
    data = _data(page)
    assert (38, 38, 38) == (data["outline"]["count"], len(data["moments"]), data["start"])
    assert [0, 1] == [each["number"] for each in data["pages"]]


def test_a_page_holds_each_state_of_a_desk_once(failing: Trace) -> None:
    """Moments name desks by number."""
    data = _data(export_trace(failing))
    assert len(data["desks"]) < len(data["moments"])
    assert "Anna" == data["desks"][data["moments"][-1]["desks"][1]]["screen"]["agent"]


def test_a_player_stays_where_it_is_when_it_is_exported(failing: Trace) -> None:
    """The page starts there; at first that is where a step failed."""
    player = Player(failing)
    assert (38, 38) == (standalone(player)["start"], player.position)
    assert 7 == standalone(player.to(7))["start"]


def test_of_a_long_recording_a_page_holds_a_stretch(handled: Trace) -> None:
    """And says which; what lies outside it cannot be jumped to."""
    count = len(handled.entries)
    more = tuple(Noted(count + index + 1, handled.end, 0, "Anna", "warning", "x") for index in range(700))
    player = Player(Trace(handled.head, (*handled.entries, *more), handled.end))
    data = standalone(player)
    first = player.count - 599
    assert (600, 600, 1) == (data["outline"]["count"], len(data["moments"]), data["start"])
    assert (
        f"The recording has {player.count} moments; this page holds 600, from moment {first} to {player.count}."
        == (data["outline"]["note"])
    )
    assert [] == data["outline"]["states"]


def test_a_long_recording_that_failed_is_shown_around_its_failure(failing: Trace) -> None:
    """What came long after matters less."""
    count = len(failing.entries)
    more = tuple(Noted(count + index + 1, failing.end, 0, "Anna", "warning", "x") for index in range(700))
    data = standalone(Player(Trace(failing.head, (*failing.entries, *more), failing.end)))
    assert (38, 188) == (data["outline"]["failure"], data["outline"]["count"])


def test_a_still_for_printing_has_everything_and_no_script(failing: Trace) -> None:
    """The whole ladder in leaves, steps, states; the failure is set off."""
    page = export_trace(failing, static=True)
    assert "script-src 'none'" in _policy(page)
    assert "<script" not in page
    assert "Ladder, rungs 25 to 38 of 38" in page
    assert "<td>Then the callback is offered to Ben</td><td>failed</td>" in page
    assert 1 == page.count('class="cb-here"')
    assert "States: callback" in page
    assert "States: call<" not in page


def test_a_still_of_much_says_what_it_leaves_out() -> None:
    """Of the subjects of a machine all but twelve, of the moments all but 1,440."""
    lab = Lab()
    anna = lab.log_in("Anna")
    for _ in range(13):
        lab.schedule(lab.contact())
        anna.perform(Action.ACCEPT)
        anna.perform(Action.MARK_DONE)
    trace = trace_of(lab)
    assert "Left out: 1 more." in export_trace(trace, static=True)
    count = len(trace.entries)
    more = tuple(Noted(count + index + 1, trace.end, 0, "Anna", "warning", "x") for index in range(1_440))
    page = export_trace(Trace(trace.head, (*trace.entries, *more), trace.end), static=True)
    assert re.search(r"The recording has \d+ moments; this page holds 1440, from moment \d+ to \d+\.", page)
    assert "States:" not in page


def test_a_step_that_never_ended_says_so(failing: Trace) -> None:
    """A recording may break off within one."""
    page = export_trace(Trace(failing.head, failing.entries[:60], failing.end, "cut off"), static=True)
    assert "<td>And Anna declines the callback</td><td>not ended</td>" in page
    assert '<p class="cause">cut off</p>' in page


def test_an_empty_recording_is_a_page_too() -> None:
    """Without a player: there is nothing to step through."""
    page = export_trace(trace_of(Lab()))
    assert "data-callbook-player" not in page
    assert "none: the recording is of no scenario" in page
    assert "Ladder</h2>" in export_trace(trace_of(Lab()), static=True)


def test_a_name_does_no_harm() -> None:
    """Whatever a contact is called, it is text everywhere."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact(EVIL))
    anna.perform(Action.ACCEPT)
    trace = trace_of(lab, scenario=f"{EVIL}</script><script>alert(2)</script>")
    shown = [export_trace(trace), export_trace(trace, static=True)]
    recording = cb.open(trace)
    assert isinstance(recording, Recording)
    shown += [rich(recording), rich(recording.ladder())]
    shown += [rich(cb.whatif(trace, auto_dial=True))]
    for page in shown:
        assert "<img" not in page
        assert "<script>alert" not in page
    assert EVIL in _data(shown[0])["outline"]["title"]


def test_a_notebook_is_one_page(tmp_path: Path) -> None:
    """Executed if it holds no outputs; players go on playing, the rest is shown as it was."""
    path = _notebook(
        tmp_path,
        (
            "markdown",
            "# The title\n\nIt *shows* [a page](https://example.org) and <b>no</b> HTML.\n\n| a |\n|---|\n| 1 |",
        ),
        ("code", "import callbook.notebook as cb"),
        ("code", 'cb.player("a_failing_scenario").to_failure()'),
        ("code", "print('<b>text</b>')"),
        ("raw", "left out"),
        ("code", 'cb.desk("Anna")'),
        ("markdown", "# Another"),
    )
    page = export_notebook(path)
    assert "<title>The title</title>" in page
    assert 1 == page.count("The title</h1>")
    assert "<em>shows</em> [a page](https://example.org) and &lt;b&gt;no&lt;/b&gt; HTML." in page
    assert "<h1>Another</h1>" in page
    assert "<td>1</td>" in page
    assert "left out" not in page
    assert "&lt;b&gt;text&lt;/b&gt;" in page
    assert 38 == _data(page)["start"]
    assert 1 == page.count('data-callbook-desks="desks-2"')
    assert "'sha256-" in _policy(page)
    assert json.loads(path.read_text(encoding="utf-8"))["cells"][2]["outputs"] == []


def test_stored_outputs_are_taken_as_they_are(tmp_path: Path) -> None:
    """Each in its richest form that needs nothing else."""
    outputs: list[dict[str, Any]] = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<i>rich</i>", "text/plain": "plain"}},
        {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": "<svg></svg>"}},
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0KGgo=\n", "text/plain": "a dot"}},
        {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "only <plain>"}},
        {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["\x1b[31mTraceback\x1b[0m", "E: e"]},
    ]
    path = _notebook(tmp_path, ("code", "show()"), outputs=outputs)
    page = export_notebook(path)
    for markup in (
        "<title>book</title>",
        "<i>rich</i>",
        "<svg></svg>",
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="a dot"/>',
        "<pre>only &lt;plain&gt;</pre>",
        "<pre>Traceback\nE: e</pre>",
    ):
        assert markup in page


def test_a_player_shows_all_its_moments_only_where_that_is_wanted(
    failing: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a notebook it shows itself as a widget, with a plain form beside it."""
    player = Player(failing)
    data = bundle(player)
    assert (repr(player), False) == (data["text/plain"], STANDALONE_MIME in data)
    assert "application/vnd.jupyter.widget-view+json" in data
    for name, value in standalone_wanted().items():
        monkeypatch.setenv(name, value)
    assert {STANDALONE_MIME, "text/plain"} == set(bundle(player))


def _notebook(folder: Path, *cells: tuple[str, str], outputs: list[dict[str, Any]] | None = None) -> Path:
    stored: list[dict[str, Any]] = []
    for index, (kind, source) in enumerate(cells):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"c{index}", "metadata": {}, "source": source}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": outputs or []}
        stored.append(cell)
    path = folder / "book.ipynb"
    path.write_text(
        json.dumps(
            {
                "cells": stored,
                "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
                "nbformat": 4,
                "nbformat_minor": 5,
            }
        ),
        encoding="utf-8",
    )
    return path


def _policy(page: str) -> str:
    found = _POLICY.search(page)
    assert found is not None
    return found[1]


def _data(page: str) -> dict[str, Any]:
    found = _DATA.search(page)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def _addresses(page: str) -> list[str]:
    """Give what a browser would fetch: addresses in attributes and style sheets, names of XML left out."""
    return re.findall(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//[^\s\"'>]*|url\(\s*[\"']?https?:[^)]*", page)
