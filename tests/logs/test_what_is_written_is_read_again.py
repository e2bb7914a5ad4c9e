"""A recording becomes a log, and the log the same recording: golden ones in each form, and stories told by chance."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.exploration.faulty_story import LENGTH, Story
from tests.exploration.tally import Tally
from tests.logs.conftest import CALLBACK, GOLDEN, rows, written

from callbook.core import BadInput
from callbook.logs.exporting import log_of
from callbook.logs.importing import ImportRequest, LogImport
from callbook.record.trace import read_trace, trace_of

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.record import Trace

STORIES = int(os.environ.get("CALLBOOK_LOG_STORIES", "3"))
"""`make log-stories` tells a thousand."""


def _check(trace: Trace, folder: Path) -> int:
    count = 0
    for path, expected in written(trace, folder):
        logs = LogImport(ImportRequest(paths=(path,), center=trace.head.contact_center))
        found = list(logs.entries())
        assert expected == [row for row in rows(found) if not row[1].startswith("client ")]
        assert ([], 0, 0) == (
            [each for each in found if each.origin is None or each.origin.filled or each.origin.damaged],
            logs.tally.unread.total,
            logs.tally.guessed.total,
        )
        count += len(expected)
    return count


def test_every_golden_recording(tmp_path: Path) -> None:
    """In each form of a log, entry by entry; nothing is filled in, unknown or guessed."""
    assert sum(_check(read_trace(path), tmp_path) for path in GOLDEN) > 1_000


def test_stories_told_by_chance(tmp_path: Path) -> None:
    """Agents, contacts, and faults on the wires: what was dropped is in no log, what was repeated stands twice."""
    count = 0
    for seed in range(STORIES):
        story = Story(seed, Tally())
        story.tell(LENGTH)
        count += _check(trace_of(story.lab), tmp_path)
    assert count > 20 * STORIES


def test_a_log_of_a_desktop_is_one_agents() -> None:
    """Who else has one is named."""
    trace = read_trace(CALLBACK.with_stem("rescheduled.trace"))
    with pytest.raises(BadInput) as error:
        log_of(trace, "wde-log")
    assert (
        "--agent '' in a log of a desktop cannot be used. "
        "Accepted: one of those who have a desktop in the recording: Anna, Ben."
    ) == str(error.value)


def test_what_a_server_has_not_seen_becomes_no_log() -> None:
    """A recording without calls has nothing for the voice switch's log."""
    trace = read_trace(CALLBACK)
    silent = type(trace)(trace.head, (), trace.end)
    with pytest.raises(BadInput) as error:
        log_of(silent, "tserver-log")
    expected = "cannot be used. Accepted: one with messages that T-Server or SIP Server sees."
    assert expected == str(error.value)[-len(expected) :]
