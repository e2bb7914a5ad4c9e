"""A recording is a line about the run, a line per entry and a last line; the same journal gives the same bytes."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest
from tests.trace.conftest import ACCEPT, callback_of, every_kind

from callbook.core.messages import from_mapping
from callbook.record.trace import head_of, write_trace
from callbook.record.trace.form import FORMAT
from callbook.record.trace.writing import plain_entry

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lines(recording: Path) -> list[dict[str, Any]]:
    """Give the lines of a recording, read as JSON by somebody who knows nothing of Callbook."""
    text = recording.read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_the_first_line_is_about_the_run(lines: list[dict[str, Any]]) -> None:
    """Format, version of the kit, seed, which scenario it was, and all that decided what happened, in this order."""
    head = lines[0]
    center, assumptions = head.pop("contact_center"), head.pop("assumptions")
    expected = {
        "kind": "trace",
        "format": FORMAT,
        "kit": version("callbook"),
        "seed": 7,
        "start": "2026-03-02T08:00:00.000+00:00",
        "feature": "x.feature",
        "scenario": "It is lost",
        "line": 0,
        "tags": ["E1"],
        "outcome": "failed",
    }
    assert list(expected.items()) == list(head.items())
    assert ("Lighthouse Travel", 30_000) == (center["name"], assumptions["answer_timeout"])


def test_each_entry_is_a_line(lines: list[dict[str, Any]]) -> None:
    """In the journal's order, with its kind, its number and its cause; what a step does has the step as its cause."""
    kinds = ("step", "action", "message", "fault", "timer fired", "step ended", "refusal", "note", "state", "message")
    expected = [
        *zip(kinds, range(1, 11), (0, 1, 2, 3, 3, 1, 0, 0, 0, 0), strict=True),
        ("message", 11, 0),
        ("action", 12, 0),
        ("action", 13, 0),
        ("action", 14, 0),
    ]
    assert expected == [(line["kind"], line["number"], line["cause"]) for line in lines[1:15]]
    assert ("sip", 19, 0) == (lines[-2]["kind"], lines[-2]["number"], lines[-2]["cause"])
    assert ("screen", 3) == (lines[-3]["kind"], lines[-3]["cause"])


def test_the_last_line_counts(lines: list[dict[str, Any]]) -> None:
    """Whoever reads a recording can see that nothing is missing."""
    assert {"kind": "end", "at": "2026-03-02T08:00:00.250+00:00", "entries": len(lines) - 2} == lines[-1]


def test_times_are_iso(lines: list[dict[str, Any]]) -> None:
    """Each moment is UTC to the millisecond: when it happened, and when a timer was set."""
    assert {"2026-03-02T08:00:00.000+00:00", "2026-03-02T08:00:00.250+00:00"} == {line["at"] for line in lines[1:]}
    assert "2026-03-02T08:00:00.000+00:00" == lines[5]["since"]


def test_messages_stand_under_their_names(lines: list[dict[str, Any]]) -> None:
    """Protocol, name and attributes, so that the message can be read again."""
    message = lines[3]
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
    assert ("T-Library", "EventError") == (lines[10]["message"]["protocol"], lines[10]["message"]["message"])
    assert expected == lines[14]["act"]["message"]  # a client's act holds it, too


def test_what_is_no_message_of_ours_is_written_as_it_is(lines: list[dict[str, Any]]) -> None:
    """A journal may be used for other things as well."""
    assert "not of either protocol" == lines[11]["message"]


def test_everything_else_is_written_whole(lines: list[dict[str, Any]]) -> None:
    """Each entry has all that the journal has of it."""
    assert ("When", "Anna accepts", 12) == (lines[1]["keyword"], lines[1]["text"], lines[1]["line"])
    given = {"moment": "2026-03-02T09:00:00Z"}
    assert {"act": "perform", "agent": "Anna", "on": "c1", "given": given} == lines[2]["act"]
    assert ("w", "delayed by 0.25 s", 3) == (lines[4]["wire"], lines[4]["fault"], lines[4]["message"])
    assert (1, "failed", "expected this, got that") == (lines[6]["step"], lines[6]["outcome"], lines[6]["error"])
    assert ("Anna", "dial", "Åsa kan inte") == (lines[7]["actor"], lines[7]["action"], lines[7]["text"])
    assert ("bell", "rings") == (lines[8]["topic"], lines[8]["text"])
    assert ("channel", "Anna", "Ready", "go", "Not Ready") == tuple(
        lines[9][name] for name in ("machine", "subject", "before", "event", "after")
    )
    assert {"act": "cut", "client": "Anna", "server": "s", "mend_after": None} == lines[12]["act"]
    assert {"act": "configure", "patch": {"application": {"x": None}}} == lines[13]["act"]
    assert ("Anna", "logged off") == (lines[-3]["agent"], lines[-3]["screen"]["channel"])


def test_an_entry_can_be_had_as_it_stands_in_a_file(lines: list[dict[str, Any]]) -> None:
    """For whoever compares or prints single entries."""
    assert lines[1:-1] == [plain_entry(entry) for entry in every_kind().journal]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs in which the same happened differ in nothing; another seed differs."""
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        lab = callback_of("Maria", seed=seed)
        write_trace(tmp_path / name, lab, head_of(lab))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "again").read_bytes()
    assert (tmp_path / "one").read_bytes() != (tmp_path / "other").read_bytes()


def test_the_folder_is_made(tmp_path: Path) -> None:
    """A recording may go where there is nothing yet; an older one is replaced."""
    path = tmp_path / "flows" / "offered" / "0012.ndjson"
    for lab in (callback_of("Maria"), every_kind()):
        write_trace(path, lab, head_of(lab))
        assert len(lab.journal) + 2 == len(path.read_bytes().splitlines())
