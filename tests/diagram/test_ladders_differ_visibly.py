"""The difference of two ladders shows what was removed and what was added, and little of what is the same."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from callbook.core.journal_entries import ActionTaken, Entry, MessageSent
from callbook.record.diagram import ladder_diff_svg, ladder_diff_text
from callbook.record.diagram.difference import Change, DiffRung, ladder_diff
from callbook.record.diagram.extraction import Kind, Rung

if TYPE_CHECKING:
    from collections.abc import Sequence

SERVER = "Interaction Server"


def _sent(*names: str) -> tuple[Entry, ...]:
    """Give a recording in which Anna sends messages of these names."""
    return tuple(
        MessageSent(number, number * 1_000, 0, "w", "Anna", SERVER, {"protocol": "Open Media", "message": name})
        for number, name in enumerate(names, 1)
    )


def _changes(found: Sequence[DiffRung]) -> list[tuple[str, str]]:
    return [(str(each.change), each.rung.label) for each in found]


def test_rungs_are_aligned_by_what_is_said() -> None:
    """A rung that is in both is the same whenever it comes; the later ladder's is shown."""
    found = ladder_diff(_sent("Login", "Ack", "Bye"), _sent("Login", "Hello", "Ack"))
    assert [("same", "Login"), ("added", "Hello"), ("same", "Ack"), ("removed", "Bye")] == _changes(found)
    assert DiffRung(Change.SAME, Rung(3, 3_000, "Anna", SERVER, "Ack", Kind.OPEN_MEDIA)) == found[2]


def test_as_text() -> None:
    """Minus was, plus is new; of the same only some rungs stay, and one alone is not worth folding."""
    same = [f"Same{number}" for number in range(12)]
    before = _sent(*same, "Old", "Between", *same)
    after = _sent(*same, "New", "Between", *same[:2])
    _, *lines = ladder_diff_text(before, after, around=1).splitlines()
    expected = """
      ... 11 the same
      00:00:12.000  |-- Same11 ->|
    - 00:00:13.000  |--- Old --->|
    + 00:00:13.000  |--- New --->|
      00:00:14.000  |- Between ->|
      00:00:15.000  |-- Same0 -->|
      00:00:16.000  |-- Same1 -->|
    - 00:00:17.000  |-- Same2 -->|
    """
    assert dedent(expected).strip("\n").splitlines() == lines[:8]
    assert "- 00:00:26.000  |-- Same11 ->|" == lines[-1]


def test_no_difference() -> None:
    """Two ladders that are alike give no picture but a word."""
    assert "(no difference)" == ladder_diff_text(_sent("A"), _sent("A"))
    assert "(no difference)" == ladder_diff_text([], [])


def test_words_alone() -> None:
    """Without messages there are no names above."""
    action = ActionTaken(1, 0, 0, "Anna", "dial", {})
    assert "+ 00:00:00.000  ~ Anna: dial" == ladder_diff_text([], [action])


def test_lifelines_keep_their_order(handled: tuple[Entry, ...], declined: tuple[Entry, ...]) -> None:
    """Folded stretches do not change who stands where."""
    head = ladder_diff_text(handled, declined).splitlines()[0]
    assert ["Anna", SERVER, "SIP Server", "Website"] == [name.strip() for name in head.split("  ") if name.strip()]


def test_as_svg() -> None:
    """What has changed has a sign and not only a colour; the description counts."""
    same = [f"Same{number}" for number in range(12)]
    root = ET.fromstring(ladder_diff_svg(_sent(*same, "Old"), _sent(*same, "New", "Newer")))  # noqa: S314 - our own
    signs = [element.text for element in root.iter() if element.get("class") == "cb-sign"]
    words = [element.text for element in root.iter() if element.tag.endswith("}text")]
    described = next(element.text for element in root.iter() if element.tag.endswith("}desc"))
    assert ["\N{MINUS SIGN}", "+", "+"] == signs
    assert "… 9 the same …" in words
    assert "Rungs: 12 same, 1 removed, 2 added." in str(described)
