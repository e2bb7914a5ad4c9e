"""State diagrams show the table, the way that was taken, or what was never taken."""

from __future__ import annotations

from itertools import combinations, pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from callbook.core.journal_entries import StateChanged, TimerFired
from callbook.record.diagram import (
    coverage_svg,
    coverage_text,
    state_svg,
    state_text,
    subjects_of,
    transitions_of,
    transitions_taken,
)
from callbook.record.diagram.state_layout import HEIGHT, layout_of
from callbook.record.diagram.states import moves_of
from callbook.workspace.call_table import CALL
from callbook.workspace.callback_table import CALLBACK
from callbook.workspace.channel_table import CHANNEL
from callbook.workspace.machine import Table, Transition

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from callbook.core.journal_entries import Entry

SVG = "{http://www.w3.org/2000/svg}"
LAMP = Table(
    "lamp",
    [
        Transition("off", "switch", "on"),
        Transition("on", "switch", "off"),
        Transition("on", "switch", "on", guard="it is stuck"),
        Transition("on", "fall", "broken", guard="from high up"),
        Transition("on", "fall", "broken", ("clatter",)),
    ],
)
TABLES = pytest.mark.parametrize("table", [CALLBACK, CALL, CHANNEL, LAMP], ids=lambda table: table.machine)


def _change(number: int, before: str, event: str, after: str, subject: str = "a") -> StateChanged:
    return StateChanged(number, number * 1_000, 0, "lamp", subject, before, event, after)


PATH = (_change(1, "off", "switch", "on"), _change(2, "on", "switch", "off"), _change(3, "off", "switch", "on"))


def _words(svg: str) -> list[str]:
    return [str(element.text) for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def _titles(svg: str, kind: str) -> list[str]:
    groups = (group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("class") == kind)  # noqa: S314 - our own
    return [str(title.text) for group in groups for title in group.findall(f"{SVG}title")]


class TestTheWay:
    """What became of one subject."""

    def test_who_moved(self) -> None:
        """The subjects of a kind of machine, and the way of each, in order."""
        entries: list[Entry] = [_change(1, "off", "switch", "on"), _change(2, "off", "x", "on", "b"), *PATH[1:]]
        entries += [StateChanged(9, 0, 0, "call", "c", "a", "b", "c"), TimerFired(10, 0, 0, "x", 0)]
        assert ("a", "b") == subjects_of(entries, "lamp")
        assert ("c",) == subjects_of(entries, "call")
        assert PATH == transitions_of(entries, "lamp", "a")
        assert () == transitions_of(entries, "lamp", "nobody")

    def test_a_small_one(self, snapshot: SnapshotAssertion) -> None:
        """The way is numbered; what was not taken is dashed."""
        assert snapshot == state_svg(LAMP, PATH).replace("><", ">\n<")

    def test_the_order_stands_on_the_moves(self) -> None:
        """A move that was taken twice has both numbers; the list below has the times."""
        svg = state_svg(LAMP, PATH)
        words = _words(svg)
        assert {"1, 3", "2"} <= set(words)
        assert "2  00:00:02.000  on → off: switch" in words
        assert ["off → on: switch", "on → off: switch"] == _titles(svg, "cb-taken")
        assert ["on → on: switch", "on → broken: fall"] == _titles(svg, "cb-untaken")

    def test_what_the_table_does_not_hold_is_drawn_nevertheless(self) -> None:
        """A recording of other rules shows where it went."""
        svg = state_svg(LAMP, [_change(1, "off", "miracle", "glowing")])
        assert ["off → glowing: miracle"] == _titles(svg, "cb-taken")

    def test_of_a_real_callback(self, handled: tuple[Entry, ...]) -> None:
        """States and events are named as people do."""
        [callback] = subjects_of(handled, "callback")
        expected = """\
callback 4UR9HGNS00000001
08:00:00.000  new -> offered  (an invitation arrives)
08:00:00.000  offered -> being accepted  (the agent accepts)
08:00:00.000  being accepted -> in hand  (the server acknowledges)"""
        assert expected == state_text(CALLBACK, transitions_of(handled, "callback", callback))

    def test_without_a_way(self) -> None:
        """The table by itself: a letter per move, and what brings it about."""
        words = _words(state_svg(LAMP, title="A lamp"))
        assert {"a", "b", "c", "d", "a  off → on: switch", "d  on → broken: fall"} <= set(words)
        expected = "lamp: off → on: switch\nlamp: on → off: switch\nlamp: on → on: switch\nlamp: on → broken: fall"
        assert expected == state_text(LAMP)

    @TABLES
    def test_every_move_of_a_table_is_drawn(self, table: Table) -> None:
        """With its letter, and what brings it about in the tooltip."""
        svg = state_svg(table)
        moves = moves_of(table)
        assert {f"{before} → {after}: {', '.join(events)}" for (before, after), events in moves.items()} == set(
            _titles(svg, "cb-taken")
        )
        assert set(ascii_lowercase[: len(moves)]) <= set(_words(svg))

    def test_letters_go_on_beyond_z(self) -> None:
        """The 27th move is aa."""
        table = Table("row", [Transition(str(number), "next", str(number + 1)) for number in range(28)])
        assert {"z", "aa", "bb"} <= set(_words(state_svg(table)))


class TestCoverage:
    """Which transitions a run has taken."""

    def test_counts(self) -> None:
        """Rows are found by state, event and next state; those that a journal cannot tell apart count as one."""
        changes = [*PATH, _change(4, "on", "fall", "broken"), TimerFired(5, 0, 0, "x", 0), _change(6, "x", "y", "z")]
        changes.append(StateChanged(7, 0, 0, "call", "c", "off", "switch", "on"))
        expected = {
            "off + switch": 2,
            "on + switch": 1,
            "on + switch [it is stuck]": 0,
            "on + fall [from high up] or on + fall": 1,
        }
        assert expected == transitions_taken(changes, LAMP)

    def test_as_text(self) -> None:
        """How many, and which never were."""
        expected = "lamp: 2 of 4 transitions taken\n  never: on + switch [it is stuck]\n"
        expected += "  never: on + fall [from high up] or on + fall"
        assert expected == coverage_text(LAMP, transitions_taken(PATH, LAMP))

    def test_as_svg(self) -> None:
        """What was taken has its count, the rest is dashed and listed."""
        svg = coverage_svg(LAMP, transitions_taken(PATH, LAMP), title="A run")
        assert {"2 \N{MULTIPLICATION SIGN}", "1 \N{MULTIPLICATION SIGN}"} <= set(_words(svg))
        assert "lamp: 2 of 4 transitions taken" in _words(svg)
        assert ["on → on: switch", "on → broken: fall"] == _titles(svg, "cb-untaken")

    def test_the_states_of_a_real_run(self, handled: tuple[Entry, ...]) -> None:
        """Every row of the shipped tables has its entry."""
        counts = transitions_taken(handled, CALLBACK)
        assert len({(row.state, row.event, row.next) for row in CALLBACK.rows}) == len(counts)
        assert 3 == sum(counts.values())


class TestLayout:
    """Nothing lies over anything else."""

    @TABLES
    def test_boxes_keep_apart(self, table: Table) -> None:
        """No two states overlap, and all are within the picture."""
        layout = layout_of(moves_of(table))
        for one, other in combinations(layout.states.values(), 2):
            assert abs(one.y - other.y) >= HEIGHT or abs(one.x - other.x) >= (one.width + other.width) / 2
        assert all(
            0 <= box.x - box.width / 2 and box.x + box.width / 2 <= layout.width for box in layout.states.values()
        )
        assert all(box.y + HEIGHT / 2 <= layout.height for box in layout.states.values())

    @TABLES
    def test_ways_go_round_boxes(self, table: Table) -> None:
        """No bend of a way lies in a box, and its ends lie on the boxes of its states."""
        layout = layout_of(moves_of(table))
        for (before, after), points in layout.ways.items():
            for state, (x, y) in ((before, points[0]), (after, points[-1])):
                box = layout.states[state]
                assert (HEIGHT / 2, True) == (abs(y - box.y), abs(x - box.x) < box.width / 2)
            inside = [
                state
                for x, y in points[1:-1]
                for state, box in layout.states.items()
                if abs(y - box.y) < HEIGHT / 2 and abs(x - box.x) < box.width / 2
            ]
            assert [] == inside

    @TABLES
    def test_no_two_moves_end_at_one_point(self, table: Table) -> None:
        """The heads of the arrows can be told apart."""
        ends = [points[-1] for points in layout_of(moves_of(table)).ways.values()]
        assert all(
            abs(x1 - x2) >= 9 for (x1, y1), (x2, y2) in pairwise(sorted(ends, key=lambda p: p[::-1])) if y1 == y2
        )

    def test_a_machine_that_only_stays(self) -> None:
        """One state, one loop, no way between states."""
        svg = state_svg(Table("stone", [Transition("lies", "rain", "lies")]))
        assert {"lies", "a", "a  lies → lies: rain"} <= set(_words(svg))
