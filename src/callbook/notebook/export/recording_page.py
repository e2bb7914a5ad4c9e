"""A recording as one page: with the player, or as a still for printing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callbook.core import StepBegan, StepEnded
from callbook.notebook import look
from callbook.notebook.export.page import Page
from callbook.notebook.playing import Player
from callbook.notebook.playing.picture import stretch_svg
from callbook.notebook.playing.standalone import MOST, in_words, standalone, stretch
from callbook.notebook.recording import Recording
from callbook.record import path_of, state_svg, subjects_of, time_of_day, timeline_svg
from callbook.workspace import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    page = Page(trace.name)
    page.add(look.view(look.table((), Recording(trace).facts()), look.paragraph(in_words(player, first, last))))
    if not static and player.count:
        page.player(standalone(player))
    shown = _shown(player, first, last)
    page.section("Steps", look.view(_steps(shown)))
    page.section("Timeline", _figure(timeline_svg(shown.entries)))
    if static:
        _add_states(page, shown)
        starts = range(first, last + 1, _RUNGS_PER_LEAF)
        leaves = (_leaf(player, start, min(start + _RUNGS_PER_LEAF - 1, last)) for start in starts)
        page.section("Ladder", "".join(leaves), on_a_new_leaf=True)
    return page.markup()


def _shown(player: Player, first: int, last: int) -> Trace:
    """Return the recording as far as the page shows it."""
    trace = player.trace
    whole = last - first + 1 >= player.count
    return trace if whole else replace(trace, entries=player.route.entries(first, last))


def _steps(trace: Trace) -> str:
    rows = list(_step_rows(trace))
    head = ("at (UTC)", "step", "outcome", "because")
    return look.table(head, rows) if rows else look.paragraph("none: the recording is of no scenario", "soft")


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
            _figure(state_svg(table, path_of(trace.entries, table.machine, each))) for each in subjects[:_MOST_SUBJECTS]
        )
        more = len(subjects) - _MOST_SUBJECTS
        note = f"Left out: {more} more." if more > 0 else ""
        if subjects:
            page.section(f"States: {table.machine}", "".join(drawn) + look.paragraph(note), on_a_new_leaf=True)


def _leaf(player: Player, first: int, last: int) -> str:
    failure = player.trace.failure
    here = None if failure is None else failure.number
    title = f"Ladder, rungs {first} to {last} of {player.count}"
    within = here is not None and player.route.position_of(here) in range(first, last + 1)
    return _figure(stretch_svg(player.route, first, last, title=title, marked=here if within else None))


def _figure(svg: str) -> str:
    return f"<figure>{svg}</figure>"
