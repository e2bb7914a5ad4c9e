"""The ladder as SVG shows each rung in its place, folds what is quiet or too much, and tells the rest in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from callbook.core.journal_entries import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    StepBegan,
)
from callbook.record.diagram import ladder_svg
from callbook.record.diagram.extraction import Kind, rungs
from callbook.record.diagram.ladder_rows import Fold, Head, rows_of
from callbook.record.diagram.ladder_svg import GLYPHS
from callbook.record.trace import read_trace, trace_of, write_trace

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from callbook.lab import Lab

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def _words(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in _drawn(svg).iter(f"{SVG}text")]


def _shown(svg: str) -> list[int]:
    return [int(element.get("data-entry", "")) for element in _drawn(svg).iter() if "data-entry" in element.attrib]


def _sent(number: int, sender: str, receiver: str, protocol: str = "Open Media", **attributes: object) -> MessageSent:
    message = {"protocol": protocol, "message": f"Message{number}", **attributes}
    return MessageSent(number, number * 1_000, 0, "w", sender, receiver, message)


def test_a_small_ladder(handled: tuple[Entry, ...], snapshot: SnapshotAssertion) -> None:
    """Everything at once: steps, arrows, boxes, a pause, what is marked."""
    assert snapshot == ladder_svg(handled, title="A callback", marked=handled[-1].number).replace("><", ">\n<")


def test_every_rung_can_be_addressed(handled: tuple[Entry, ...]) -> None:
    """By the number of its entry."""
    assert [rung.number for rung in rungs(handled)] == _shown(ladder_svg(handled))


def test_a_recording_gives_the_same_picture(handled_lab: Lab, tmp_path: Path) -> None:
    """Live or read from a file, the same journal is drawn alike, tooltips included."""
    write_trace(tmp_path / "x.trace.ndjson", handled_lab, trace_of(handled_lab).head)
    assert ladder_svg(handled_lab.journal) == ladder_svg(read_trace(tmp_path / "x.trace.ndjson").entries)


def test_each_protocol_has_its_own_arrow() -> None:
    """A full head or an open one; a message to oneself turns round."""
    svg = ladder_svg([_sent(1, "A", "B"), _sent(2, "B", "A", "T-Library"), _sent(3, "A", "A")])
    groups = [element for element in _drawn(svg).iter(f"{SVG}g") if "data-entry" in element.attrib]
    heads = [[path.get("class") for path in group.iter(f"{SVG}path")][-1] for group in groups]
    assert ["cb-tip cb-full", "cb-tip", "cb-tip cb-full"] == heads
    shaft, head = (str(path.get("d")) for path in groups[2].iter(f"{SVG}path"))
    assert "h26" in shaft
    assert float(shaft[1:].split(",")[0]) < float(head[1:].split(",")[0])


def test_every_kind_of_box_has_its_own_sign() -> None:
    """So that no kind is told by colour alone."""
    boxes = set(Kind) - {Kind.OPEN_MEDIA, Kind.T_LIBRARY, Kind.SIP, Kind.STEP}
    assert boxes == set(GLYPHS)
    assert len(GLYPHS) == len(set(GLYPHS.values()))


def test_a_wire_that_connects_is_no_fault() -> None:
    """It is told like any other note; the change of the configuration is shown as well."""
    entries = [
        FaultInjected(1, 0, 0, "w", "connected", 0),
        FaultInjected(2, 0, 0, "w", "cut", 0),
        ActionTaken(3, 0, 0, "Administrator", "Anna's role", {}),
    ]
    assert [Kind.NOTE, Kind.FAULT, Kind.CONFIGURATION] == [rung.kind for rung in rungs(entries)]


def test_long_silence_is_folded() -> None:
    """Up to a minute nothing is said; beyond it how long it was, and which day it is then."""
    entries = [Noted(number, at, 0, "A", "x", "y") for number, at in enumerate([0, 60_000, 120_001, 90_120_001], 1)]
    said = [words for words in _words(ladder_svg(entries)) if words.startswith("…")]
    assert ["… 1 min 0 s pass …", "… 25 h 0 min pass … 2 January 1970"] == said


def test_the_names_come_again() -> None:
    """In a long ladder every forty rungs, with the day of what follows."""
    svg = ladder_svg([_sent(number, "Anna", "Server") for number in range(1, 101)])
    assert 3 == _words(svg).count("Anna")
    assert 3 == _words(svg).count("1 January 1970")


def test_of_very_many_rungs_the_middle_is_folded() -> None:
    """The beginning and the end stay, and what is near the marked rung."""
    found = rungs(_sent(number, "A", "B") for number in range(1, 101))
    folds = [row for row in rows_of(found, most=10, marked=None) if isinstance(row, Fold)]
    assert [Fold(90, "rungs folded")] == folds
    folds = [row for row in rows_of(found, most=9, marked=50) if isinstance(row, Fold)]
    assert [Fold(45, "rungs folded"), Fold(46, "rungs folded")] == folds
    assert [Head(), *rows_of(found[:5], most=5, marked=1)[1:]] == rows_of(found[:5], most=None, marked=1)


def test_a_long_ladder_can_be_drawn_whole() -> None:
    """Two thousand rungs are drawn unless told otherwise, more when asked for."""
    entries = [_sent(number, "A", "B") for number in range(1, 2_101)]
    assert "… 100 rungs folded …" in _words(ladder_svg(entries))
    assert 2_100 == len(_shown(ladder_svg(entries, most=None)))


@pytest.mark.parametrize(
    ("last", "upto", "shown", "earlier"),
    [
        (2, None, [4, 5], ["… 3 earlier …"]),
        (2, 4, [3, 4], ["… 2 earlier …"]),
        (9, None, [1, 2, 3, 4, 5], []),
        (0, None, [], ["… 5 earlier …"]),
        (None, 1, [1], []),
    ],
)
def test_a_part_of_it(last: int | None, upto: int | None, shown: list[int], earlier: list[str]) -> None:
    """The newest rungs, the ladder up to an entry, or both."""
    svg = ladder_svg([_sent(number, "A", "B") for number in range(1, 6)], last=last, upto=upto)
    assert shown == _shown(svg)
    assert earlier == [words for words in _words(svg) if "earlier" in words]


@pytest.mark.parametrize(("marked", "expected"), [(2, 2), (3, 2), (4, 4), (9, 4), (0, None), (None, None)])
def test_what_is_marked(marked: int | None, expected: int | None) -> None:
    """It is set off and has a sign; of an entry without a rung it is the rung before it."""
    entries = [_sent(2, "A", "B"), Noted(3, 3_000, 0, "A", "bell", "rings"), _sent(4, "B", "A")]
    groups = _drawn(ladder_svg(entries, marked=marked)).iter(f"{SVG}g")
    found = [group.get("data-entry") for group in groups if any(e.get("class") == "cb-here" for e in group)]
    assert ([] if expected is None else [str(expected)]) == found


def test_tooltips_have_the_attributes() -> None:
    """Number, time, kind and each attribute, none of them without end."""
    svg = ladder_svg([_sent(1, "A", "B", ReferenceId=7, Data={"a": "<b>"}), _sent(2, "A", "B", Data="x" * 900)])
    first, second = (str(element.text) for element in list(_drawn(svg).iter(f"{SVG}title"))[1:])
    assert '1. 00:00:01.000 Open Media message\nReferenceId: 7\nData: {"a":"<b>"}' == first
    assert second.startswith("2. 00:00:02.000 Open Media message\nData: xxx")
    assert second.endswith("xxx…")
    assert 650 > len(second)


def test_nothing_has_happened() -> None:
    """An empty ladder says so, in the picture and in its description."""
    svg = ladder_svg([])
    assert "(nothing has happened)" in _words(svg)
    assert str(next(_drawn(svg).iter(f"{SVG}desc")).text).startswith("Nothing has happened. ")


def test_words_alone_need_no_lifelines() -> None:
    """Who only acts is named in the words."""
    svg = ladder_svg([ActionTaken(1, 0, 0, "Anna", "log in", {})])
    assert "Anna: log in" in _words(svg)
    assert [] == [line for line in _drawn(svg).iter(f"{SVG}line") if line.get("class") == "cb-lifeline"]
    assert "Lifelines: nobody." in str(next(_drawn(svg).iter(f"{SVG}desc")).text)


@pytest.mark.parametrize("words", ["a word " * 40, "字" * 200, "x" * 300, "one\nand another"])
def test_long_words_stay_within_the_picture(words: str) -> None:
    """They are folded, wide characters earlier; a step's text as well."""
    svg = ladder_svg([StepBegan(1, 0, 0, "Given", words, 3), Noted(2, 0, 0, "Anna", "warning", words)])
    width = float(str(_drawn(svg).get("width")))
    for element in _drawn(svg).iter(f"{SVG}text"):
        line = str(element.text)
        assert width >= float(str(element.get("x"))) + len(line) * (12 if "字" in line else 6)


def test_boxes_lie_over_their_actor_but_within_the_picture() -> None:
    """At the left edge, and for who has no lifeline, they stand as far left as can be."""
    entries = [
        _sent(1, "A", "B"),
        _sent(2, "B", "C"),
        *(Noted(n, 0, 0, who, "warning", "no") for n, who in enumerate("ABCD", 3)),
    ]
    svg = _drawn(ladder_svg(entries))
    boxes = [
        (float(str(b.get("x"))), float(str(b.get("width"))))
        for b in svg.iter(f"{SVG}rect")
        if b.get("class") == "cb-box"
    ]
    width = float(str(svg.get("width")))
    assert 4 == len(boxes)
    assert all(x >= 120 and x + box <= width for x, box in boxes)
    assert boxes[0][0] < boxes[1][0] < boxes[2][0]
    assert boxes[0][0] == boxes[3][0]


def test_wide_boxes_move_inwards() -> None:
    """What would stick out at the right ends there."""
    svg = _drawn(ladder_svg([_sent(1, "A", "B"), Noted(2, 0, 0, "B", "warning", "word " * 9)]))
    [box] = (each for each in svg.iter(f"{SVG}rect") if each.get("class") == "cb-box")
    assert float(str(svg.get("width"))) - 6 >= float(str(box.get("x"))) + float(str(box.get("width")))
