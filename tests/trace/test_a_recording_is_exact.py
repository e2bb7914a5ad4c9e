"""A recording is one line about the run and one line per entry, and the same journal gives the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from callbook.clock import Clock
from callbook.journal import Journal
from callbook.messages import from_mapping
from callbook.messages.open_media import RequestAccept
from callbook.messages.t_library_events import EventError
from callbook.trace import FORMAT, write_trace

if TYPE_CHECKING:
    from pathlib import Path

ACCEPT = RequestAccept(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01")


class Run:
    """Something that has a journal and a seed."""

    def __init__(self) -> None:
        self.seed = 7
        self.clock = Clock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
        self.journal = Journal(self.clock)

    def play(self) -> Run:
        """Let one thing of each kind happen."""
        journal = self.journal
        journal.action("Anna", "accept", {"on": "c1", "moment": datetime(2026, 3, 2, 9, 0, tzinfo=UTC)})
        journal.cause = journal.message("w", "Anna", "Server", ACCEPT)
        journal.fault("w", "delayed by 0.25 s", 2)
        timer = self.clock.call_later(250, lambda: None, "patience")
        self.clock.advance(250)
        assert timer.action is None
        self.clock.cancel(self.clock.call_later(5, lambda: None, "never"))
        journal.refusal("Anna", "dial", "Åsa kan inte")
        journal.note("Anna", "bell", "rings")
        journal.state("channel", "Anna", "Ready", "go", "Not Ready")
        journal.message("w", "Server", "Anna", EventError(Server="s", ErrorCode=59, ErrorMessage="x"))
        journal.message("w", "Anna", "Server", "not of either protocol")
        return self


def _write(path: Path, run: Run) -> list[dict[str, Any]]:
    write_trace(path, run, feature="x.feature", scenario="It is lost", tags=("E1", "slow"), outcome="failed")
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def lines(tmp_path: Path) -> list[dict[str, Any]]:
    """Give the lines of a recording, read as JSON."""
    return _write(tmp_path / "trace.ndjson", Run().play())


def test_the_first_line_is_about_the_run(lines: list[dict[str, Any]]) -> None:
    """Format, version of the kit, seed, and which scenario it was, in this order."""
    expected = {
        "format": FORMAT,
        "kit": version("callbook"),
        "seed": 7,
        "feature": "x.feature",
        "scenario": "It is lost",
        "tags": ["E1", "slow"],
        "outcome": "failed",
    }
    assert list(expected.items()) == list(lines[0].items())


def test_each_entry_is_a_line(lines: list[dict[str, Any]]) -> None:
    """In the journal's order, with its kind, its number and its cause."""
    expected = [
        ("action", 1, 0),
        ("message", 2, 1),
        ("fault", 3, 2),
        ("timer set", 4, 2),
        ("timer fired", 5, 4),
        ("timer set", 6, 0),
        ("timer cancelled", 7, 0),
        ("refusal", 8, 0),
        ("note", 9, 0),
        ("state", 10, 0),
        ("message", 11, 0),
        ("message", 12, 0),
    ]
    assert expected == [(line["kind"], line["number"], line["cause"]) for line in lines[1:]]


def test_times_are_iso(lines: list[dict[str, Any]]) -> None:
    """Each moment is UTC to the millisecond: when it happened, and when a timer is due."""
    assert {"2026-03-02T08:00:00.000+00:00", "2026-03-02T08:00:00.250+00:00"} == {line["at"] for line in lines[1:]}
    assert "2026-03-02T08:00:00.250+00:00" == lines[4]["due"]


def test_messages_stand_under_their_names(lines: list[dict[str, Any]]) -> None:
    """Protocol, name and attributes, so that the message can be read again."""
    message = lines[2]
    assert ("w", "Anna", "Server") == (message["wire"], message["sender"], message["receiver"])
    expected = {
        "protocol": "Open Media",
        "message": "RequestAccept",
        "ReferenceId": 1,
        "TicketId": 2,
        "InteractionId": "0000TaCALLBACK01",
    }
    assert expected == message["message"]
    assert ACCEPT == from_mapping(message["message"])
    assert ("T-Library", "EventError") == (lines[11]["message"]["protocol"], lines[11]["message"]["message"])


def test_what_is_no_message_of_ours_is_written_as_it_is(lines: list[dict[str, Any]]) -> None:
    """A journal may be used for other things as well."""
    assert "not of either protocol" == lines[12]["message"]


def test_everything_else_is_written_whole(lines: list[dict[str, Any]]) -> None:
    """Each entry has all that the journal has of it."""
    assert {"on": "c1", "moment": "2026-03-02T09:00:00Z"} == lines[1]["details"]
    assert ("w", "delayed by 0.25 s", 2) == (lines[3]["wire"], lines[3]["fault"], lines[3]["message"])
    assert ("never", 6) == (lines[7]["timer"], lines[7]["set_by"])
    assert ("Anna", "dial", "Åsa kan inte") == (lines[8]["actor"], lines[8]["action"], lines[8]["text"])
    assert ("bell", "rings") == (lines[9]["topic"], lines[9]["text"])
    assert ("channel", "Anna", "Ready", "go", "Not Ready") == tuple(
        lines[10][name] for name in ("machine", "subject", "before", "event", "after")
    )


def test_the_same_journal_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs in which the same happened differ in nothing."""
    for name in ("one", "other"):
        _write(tmp_path / name, Run().play())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_the_folder_is_made(tmp_path: Path) -> None:
    """A recording may go where there is nothing yet; an older one is replaced."""
    path = tmp_path / "flows" / "offered" / "0012.ndjson"
    _write(path, Run().play())
    assert 1 == len(_write(path, Run()))
