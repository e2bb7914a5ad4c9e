"""A time of day alone does not say on which day it is: where several days are drawn, each begins with its date."""

from __future__ import annotations

import re
from typing import Final

from callbook.core.journal_entries import Entry, Noted
from callbook.record.diagram import ladder_diff_svg, ladder_diff_text, ladder_mermaid, ladder_svg, text_ladder

DAY: Final = 86_400_000
_TEXT: Final = re.compile(r"<text[^>]*>([^<]*)</text>")


def _notes(*instants: int, begin: int = 1) -> list[Entry]:
    return [Noted(number, at, 0, "Anna", "voice", f"note {number}") for number, at in enumerate(instants, begin)]


TWO_DAYS = _notes(DAY - 2_000, DAY - 1_000, DAY + 1_000)


def test_in_text() -> None:
    """A line with the date where another day begins, and at the top."""
    assert [
        "1 January 1970",
        "23:59:58.000  ~ Anna, voice: note 1",
        "23:59:59.000  ~ Anna, voice: note 2",
        "2 January 1970",
        "00:00:01.000  ~ Anna, voice: note 3",
    ] == text_ladder(TWO_DAYS).splitlines()


def test_in_the_last_lines_of_it() -> None:
    """The date of those that are shown stands above them, though it began earlier."""
    assert ["... 2 earlier", "2 January 1970", "00:00:01.000  ~ Anna, voice: note 3"] == text_ladder(
        TWO_DAYS, last=1
    ).splitlines()
    assert "... 3 earlier" == text_ladder(TWO_DAYS, last=0)


def test_of_one_day_no_date_is_said() -> None:
    """It would say nothing."""
    assert ["23:59:58.000  ~ Anna, voice: note 1"] == text_ladder(TWO_DAYS[:1]).splitlines()


def test_as_svg() -> None:
    """Between the rungs, also where no time to speak of has passed."""
    said = _TEXT.findall(ladder_svg(TWO_DAYS))
    assert ["1 January 1970", "2 January 1970"] == [words for words in said if "January" in words]


def test_as_svg_after_a_long_silence() -> None:
    """It is said once: with the silence."""
    said = _TEXT.findall(ladder_svg(_notes(0, 2 * DAY)))
    assert ["1 January 1970", "… 48 h 0 min pass … 3 January 1970"] == [words for words in said if "January" in words]


def test_as_svg_after_rungs_that_are_folded() -> None:
    """What is left out has an end."""
    said = _TEXT.findall(ladder_svg(_notes(*range(DAY - 5_000, DAY + 5_000, 1_000)), most=4))
    assert "2 January 1970" in said


def test_as_mermaid() -> None:
    """A note over everybody."""
    drawn = ladder_mermaid(TWO_DAYS).splitlines()
    assert ["    Note over a1: 1 January 1970", "    Note over a1: 2 January 1970"] == [
        line for line in drawn if "January" in line
    ]


def test_in_a_difference() -> None:
    """In text and as SVG."""
    drawn = ladder_diff_text(TWO_DAYS[:2], TWO_DAYS)
    assert ["  1 January 1970", "  2 January 1970"] == [line for line in drawn.splitlines() if "January" in line]
    assert "2 January 1970" in _TEXT.findall(ladder_diff_svg(TWO_DAYS[:2], TWO_DAYS))
    many = [*_notes(*range(0, 20_000, 1_000)), *_notes(DAY, begin=21)]
    assert [
        "  1 January 1970",
        "  2 January 1970",
    ] == [line for line in ladder_diff_text(many[:-1], many).splitlines() if "January" in line]
