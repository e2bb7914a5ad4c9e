"""Whatever people are called and whatever they write, every picture is well-formed and holds nothing but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callbook.core.journal_entries import ActionTaken, Entry, MessageSent, Noted, StateChanged, StepBegan, TimerFired
from callbook.record.diagram import (
    coverage_svg,
    ladder_diff_svg,
    ladder_svg,
    state_svg,
    timeline_svg,
    transitions_taken,
)
from callbook.record.diagram.svg import xml_escaped
from callbook.workspace.machine import Table, Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = "<img src=x onerror=alert(1)>"
OURS = {"svg", "title", "desc", "style", "g", "rect", "line", "path", "text"}
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)


def _entries(words: str) -> tuple[Entry, ...]:
    message = {"protocol": "Open Media", "message": words, "Data": {words: words}}
    return (
        StepBegan(1, 0, 0, "Given", words, 3),
        ActionTaken(2, 0, 1, words, words, {words: words}),
        MessageSent(3, 0, 2, words, words, "Server", message),
        Noted(4, 0, 3, words, words, words),
        TimerFired(5, 1_000, 3, words, 0),
        StateChanged(6, 0, 3, "callback", words, "new", words, words),
    )


def _pictures(words: str) -> Iterator[str]:
    entries = _entries(words)
    table = Table("callback", [Transition("new", words, words), Transition(words, words, words, guard=words)])
    [change] = [entry for entry in entries if isinstance(entry, StateChanged)]
    yield ladder_svg(entries, title=words, marked=3)
    yield ladder_diff_svg(entries, entries[:3], title=words)
    yield timeline_svg(entries, title=words)
    yield state_svg(table)
    yield state_svg(table, [change])
    yield coverage_svg(table, transitions_taken(entries, table), title=words)


@given(ANY_TEXT)
@example("\ud800")
def test_any_text(words: str) -> None:
    """Control characters, lone halves of pairs, quotes and brackets: what comes out can be read as XML."""
    for picture in _pictures(words):
        root = ET.fromstring(picture)  # noqa: S314 - our own
        assert OURS >= {element.tag.partition("}")[2] for element in root.iter()}
        assert picture.isprintable() or picture.encode()


@pytest.mark.parametrize(
    "words", [HOSTILE, "]]>", "</svg><script>alert(1)</script>", '" onload="alert(1)', "&lt;b&gt;"]
)
def test_markup_is_shown_as_it_was_written(words: str) -> None:
    """A contact may be called what they like: the name stands there as text, and does nothing."""
    for picture in _pictures(words):
        root = ET.fromstring(picture)  # noqa: S314 - our own
        assert OURS >= {element.tag.partition("}")[2] for element in root.iter()}
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
        assert words in "".join(root.itertext())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("\ud800", "\ufffd"),
        ("\ufffe\uffff\x85", "\ufffd" * 3),
        ("a\tb\nc\rd", "a\tb\nc d"),
        ("<&>\"'", "&lt;&amp;&gt;&quot;&#x27;"),
        ("Grüße 字 👋", "Grüße 字 👋"),
    ],
)
def test_what_is_escaped(words: str, expected: str) -> None:
    """What no XML may hold is replaced; everything else comes through."""
    assert expected == xml_escaped(words)
