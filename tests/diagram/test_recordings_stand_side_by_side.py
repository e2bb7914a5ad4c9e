"""Where two journals part, what was expected stands beside what came, below what both have in common."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from callbook.core.journal_entries import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    ScreenShown,
    StateChanged,
    StepBegan,
    StepEnded,
    TimerFired,
)
from callbook.record.diagram import side_by_side
from callbook.record.diagram.times import entry_in_words
from callbook.record.trace import read_trace, trace_of, write_trace

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.lab import Lab

LOGIN = ActionTaken(1, 0, 0, "Anna", "log in", {})


def _sent(number: int, name: str, **attributes: object) -> MessageSent:
    message = {"protocol": "Open Media", "message": name, **attributes}
    return MessageSent(number, 1_000, 1, "w", "Anna", "Server", message)


def _expect(text: str, drawn: str) -> None:
    assert dedent(text).strip("\n") == drawn


def test_the_common_part_is_a_ladder_and_the_rest_two_columns() -> None:
    """Each field that differs is named with its path; what is longer than its column goes on below."""
    expected = (LOGIN, _sent(2, "Login"), _sent(3, "Accept", Data={"a": [1, 2]}), _sent(4, "Next"))
    got = (LOGIN, _sent(2, "Login"), _sent(3, "Accept", Data={"a": [1, 3]}, Extra="x" * 70))
    _expect(
        f"""
                    Anna       Server
        00:00:00.000  * Anna: log in
        00:00:01.000  |- Login -->|

        expected                                                   | got
        {"-" * 58}-+-{"-" * 58}
        00:00:01.000 Anna -> Server: Accept                        | 00:00:01.000 Anna -> Server: Accept
          message.Data.a[1]: 2                                     |   message.Data.a[1]: 3
          message.Extra: (none)                                    |   message.Extra: {"x" * 41}
                                                                   |       {"x" * 29}
        00:00:01.000 Anna -> Server: Next                          | (nothing more)
        """,
        side_by_side(expected, got),
    )


def test_of_different_kinds_no_field_is_compared() -> None:
    """An action in the place of a timer says enough by itself; without a common ladder there is none."""
    drawn = side_by_side([TimerFired(1, 0, 0, "patience", 0)], [LOGIN, _sent(2, "Login")])
    _expect(
        f"""
        expected                                                   | got
        {"-" * 58}-+-{"-" * 58}
        00:00:00.000 time is up: patience                          | 00:00:00.000 Anna: log in
        (nothing more)                                             | 00:00:01.000 Anna -> Server: Login
        """,
        drawn,
    )


@pytest.mark.parametrize("missing", ["expected", "got"])
def test_one_is_over(missing: str) -> None:
    """Where one journal ends, this is said once, and the other goes on as far as is asked for."""
    rest = [_sent(number, "Ack") for number in range(1, 6)]
    journals = {"expected": rest, "got": rest, missing: []}
    lines = side_by_side(journals["expected"], journals["got"], after=3).splitlines()[2:]
    other = 0 if missing == "got" else 1
    columns = [[cell.strip() for cell in line.ljust(120).split("|")] for line in lines]
    assert ["00:00:01.000 Anna -> Server: Ack"] * 3 == [cells[other] for cells in columns]
    assert ["(nothing more)", "", ""] == [cells[1 - other] for cells in columns]


def test_no_difference() -> None:
    """Nothing stands beside nothing."""
    assert "(no difference)" == side_by_side([LOGIN], [LOGIN])
    assert "(no difference)" == side_by_side([], [])


def test_whoever_knows_where_they_part_says_so() -> None:
    """Then nothing is compared: what is before need not be the same entry by entry."""
    step = StepBegan(1, 0, 0, "Given", "a step", 3)
    drawn = side_by_side([step, LOGIN, _sent(3, "A")], [LOGIN, _sent(2, "B")], parted=(2, 1), before=1)
    assert ["... 1 earlier", "00:00:00.000  ~ Anna: log in", ""] == drawn.splitlines()[:3]
    assert "00:00:01.000 Anna -> Server: A                             | 00:00:01.000 Anna -> Server: B" in drawn


def test_a_recording_and_what_is_live_do_not_differ(handled_lab: Lab, tmp_path: Path) -> None:
    """What was written down is compared with what happens now, field by field."""
    trace = trace_of(handled_lab)
    write_trace(tmp_path / "x.trace.ndjson", handled_lab, trace.head)
    recorded = read_trace(tmp_path / "x.trace.ndjson").entries
    assert "(no difference)" == side_by_side(recorded, handled_lab.journal)


def test_never_wider_than_a_hundred_and_twenty_columns(handled: tuple[Entry, ...], declined: tuple[Entry, ...]) -> None:
    """Whatever differs, it fits a terminal."""
    drawn = side_by_side(handled, declined, after=40)
    assert 120 >= max(map(len, drawn.splitlines()))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (_sent(1, "Ack"), "Anna -> Server: Ack"),
        (StateChanged(1, 0, 0, "call", "x", "busy", "EventReleased", "over"), "call x: busy -> over (EventReleased)"),
        (TimerFired(1, 0, 0, "patience", 0), "time is up: patience"),
        (ScreenShown(1, 0, 0, "Anna", {}), "Anna's screen changes"),
        (ActionTaken(1, 0, 0, "", "add a contact", {}), "arranged: add a contact"),
        (StepBegan(1, 0, 0, "When", "Anna dials", 3), "When Anna dials"),
        (StepEnded(2, 0, 1, 1, "passed", ""), "the step has passed"),
        (StepEnded(2, 0, 1, 1, "failed", "no call"), "failed: no call"),
        (Noted(1, 0, 0, "Anna", "bell", "rings"), "Anna, bell: rings"),
        (Refused(1, 0, 0, "Anna", "dial", "no switch"), "Anna, refused: no switch"),
        (FaultInjected(1, 0, 0, "w", "cut", 0), "cut (w)"),
        (ActionTaken(1, 0, 0, "Administrator", "role of Anna", {}), "configuration: role of Anna"),
        (ActionTaken(1, 0, 0, "Anna", "dial", {"on": "x"}), "Anna: dial"),
    ],
)
def test_every_entry_has_words(entry: Entry, words: str) -> None:
    """Whatever may differ can be told in one line."""
    assert words == entry_in_words(entry)
