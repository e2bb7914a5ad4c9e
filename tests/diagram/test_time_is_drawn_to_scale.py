"""The timeline shows how long everything took, who waited, and what still goes on; long silence takes little room."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from callbook.core.journal_entries import Entry, StateChanged, TimerFired
from callbook.record.diagram import timeline_svg, timeline_text
from callbook.record.diagram.timeline import Lane, Span, axis_of, lanes_of
from callbook.record.diagram.times import day_text, duration_text, time_of_day

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SVG = "{http://www.w3.org/2000/svg}"
MINUTE = 60_000


def _change(number: int, at: int, machine: str, subject: str, after: str) -> StateChanged:
    return StateChanged(number, at, 0, machine, subject, "before", "event", after)


STORY: tuple[Entry, ...] = (
    _change(1, 0, "place", "I1", "in the queue 'callbacks'"),
    _change(3, 5_000, "callback", "I1", "offered"),
    _change(6, 9_000, "callback", "I1", "in hand"),
    _change(7, 9_000, "channel", "Anna's channel", "Ready"),
    _change(8, 9_000, "call", "Anna to Maria", "dialling"),
    TimerFired(10, 35_000, 3, "patience", 5_000),
    _change(11, 35_000, "call", "Anna to Maria", "over"),
    _change(12, 36_000, "callback", "I1", "closed"),
    _change(13, 40_000, "callback", "I1", "offered"),
    TimerFired(14, 40_000, 0, "bell", 39_000),
)


def _drawn(svg: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}{name}"))  # noqa: S314 - our own


def _words(svg: str) -> list[str]:
    return [str(element.text) for element in _drawn(svg, "text")]


def test_lanes() -> None:
    """Callbacks and calls first, then timers; what is over lasts no longer, what still goes on has no end."""
    expected = (
        Lane("place", "I1", (Span(0, None, "waits in the queue 'callbacks'", waits=True),)),
        Lane(
            "callback",
            "I1",
            (
                Span(5_000, 9_000, "offered", waits=True),
                Span(9_000, 36_000, "in hand"),
                Span(36_000, 36_000, "closed"),
                Span(40_000, None, "offered", waits=True),
            ),
        ),
        Lane("call", "Anna to Maria", (Span(9_000, 35_000, "dialling", waits=True), Span(35_000, 35_000, "over"))),
        Lane("timer", "patience", (Span(5_000, 35_000, "fired"),)),
        Lane("timer", "bell", (Span(39_000, 40_000, "fired"),)),
    )
    assert expected == lanes_of(STORY)


def test_as_text() -> None:
    """A line per span: when, how long, what."""
    expected = """\
place I1
  00:00:00.000  open          waits in the queue 'callbacks' (waiting)
callback I1
  00:00:05.000  4 s           offered (waiting)
  00:00:09.000  27 s          in hand
  00:00:36.000  0 s           closed
  00:00:40.000  open          offered (waiting)
call Anna to Maria
  00:00:09.000  26 s          dialling (waiting)
  00:00:35.000  0 s           over
timer patience
  00:00:05.000  30 s          fired
timer bell
  00:00:39.000  1 s           fired"""
    assert expected == timeline_text(STORY)


def test_a_small_one(snapshot: SnapshotAssertion) -> None:
    """Lanes, bars, ticks and open ends."""
    assert snapshot == timeline_svg(STORY).replace("><", ">\n<")


def test_nothing_lasts() -> None:
    """An empty journal says so."""
    assert "(nothing lasts)" == timeline_text([])
    assert ["(nothing lasts)"] == _words(timeline_svg([]))


def test_a_long_silence_is_folded_and_said() -> None:
    """The bar that runs through it is broken."""
    day = 24 * 60 * MINUTE
    svg = timeline_svg(
        [TimerFired(1, 5_000, 0, "y", 0), TimerFired(2, day, 0, "x", 0), TimerFired(3, day, 0, "z", 5_000)]
    )
    assert "… 23 h 59 min …" in _words(svg)
    assert 2 == len([path for path in _drawn(svg, "path") if path.get("class") == "cb-break"])


def test_words_that_do_not_fit_are_cut_short() -> None:
    """Or left out where hardly a letter fits; the tooltip has them all. So has that of a name cut short."""
    label = "a label that goes on and on and on and on and on and on and on"
    entries = [
        _change(1, 0, "call", "c", "quite a long state"),
        _change(2, 3_000, "call", "c", "another"),
        _change(3, 3_100, "call", "c", "a third one"),
        _change(4, 40_000, "call", "c", "over"),
        TimerFired(5, 40_001, 0, label, 0),
    ]
    svg = timeline_svg(entries)
    words, titles = _words(svg), [str(title.text) for title in _drawn(svg, "title")]
    assert "quit…" in words
    assert not [said for said in words if said.startswith("an")]
    assert "timer a label that goes on and on and on and on and on and …" in words
    assert "call c: another\nfrom 00:00:03.000, 0.1 s" in titles
    assert any(
        title.startswith("timer a label that goes on and on and on and on and on and on and on: fired")
        for title in titles
    )


def test_what_still_goes_on_has_room_for_its_words() -> None:
    """However late it began: beyond the end there is as much room as it takes."""
    entries = [_change(1, 0, "call", "c", "dialling"), _change(2, 60_000, "call", "c", "ringing at the other end")]
    assert "ringing at the other end" in _words(timeline_svg(entries))


class TestAxis:
    """Where instants stand."""

    def test_to_scale(self) -> None:
        """Without silence, lengths are as times."""
        axis = axis_of([0, 10_000, 40_000, 10_000], 400)
        assert ({0: 0, 10_000: 100, 40_000: 400}, ()) == (axis.places, axis.folds)

    def test_never_on_top_of_each_other(self) -> None:
        """A millisecond can still be told apart."""
        axis = axis_of([0, 1, 50_000], 500)
        assert [0, 14] == [axis.places[0], axis.places[1]]

    @pytest.mark.parametrize(
        ("instants", "folds"),
        [
            ([0, MINUTE], ()),
            ([0, MINUTE + 1], ((0, MINUTE + 1),)),
            ([0, 2 * MINUTE, 4 * MINUTE, 6 * MINUTE], ()),
            ([0, 1_000, 60 * MINUTE, 61 * MINUTE, 600 * MINUTE], ((1_000, 60 * MINUTE), (61 * MINUTE, 600 * MINUTE))),
        ],
    )
    def test_what_is_folded(self, instants: list[int], folds: tuple[tuple[int, int], ...]) -> None:
        """More than a minute, and more than two fifths of what is not folded yet."""
        assert folds == axis_of(instants, 600).folds

    def test_one_instant(self) -> None:
        """It stands at the left."""
        assert {7: 0} == axis_of([7, 7], 600).places


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "0 s"),
        (1_250, "1.25 s"),
        (59_999, "59.999 s"),
        (60_000, "1 min 0 s"),
        (3_599_999, "59 min 59 s"),
        (86_400_000, "24 h 0 min"),
    ],
)
def test_how_long(milliseconds: int, words: str) -> None:
    """The two largest units that matter."""
    assert words == duration_text(milliseconds)


def test_when() -> None:
    """Time of day and day, in UTC."""
    assert ("23:59:59.007", "31 December 1969") == (time_of_day(-993), day_text(-993))
    assert ("08:00:01.250", "2 March 2026") == (time_of_day(1_772_438_401_250), day_text(1_772_438_401_250))
