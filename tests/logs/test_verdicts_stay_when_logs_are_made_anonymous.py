"""What is said of a log, clause by clause and line by line, is said of it when it is anonymous, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.logs.anonymous import judged, judged_both
from tests.logs.conftest import CALLBACK, GOLDEN, written
from tests.logs.many_made_anonymous import tried

from callbook.configuration import changes
from callbook.logs.exporting import log_of
from callbook.record import read_trace
from callbook.verification import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.configuration import ContactCenter


def without_privileges(center: ContactCenter) -> ContactCenter:
    """Return a contact centre in which nobody may do what the desktops in the logs do."""
    for agent in center.agents:
        for privilege in ("Can Mark Done", "Can Set Interaction Disposition"):
            center = changes.without_privilege(center, agent.id, privilege)
    return center


def test_verdicts_of_golden_recordings(tmp_path: Path) -> None:
    """Every second one, written in each form of a log."""
    counts = [0, 0]
    for path in GOLDEN[::2]:
        trace = read_trace(path)
        for log, _ in written(trace, tmp_path):
            before, after = judged_both(log, tmp_path, trace.head.contact_center)
            assert before == after
            counts = [counts[0] + 1, counts[1] + len(before.findings)]
    assert counts[0] > 50
    assert counts[1] > 250


def test_violations_stay(tmp_path: Path) -> None:
    """At the same lines, where the configuration forbids what was done."""
    trace = read_trace(CALLBACK)
    log = tmp_path / "wde.log"
    log.write_text(log_of(trace, "wde-log", "Anna"), encoding="utf-8")
    before, after = judged_both(log, tmp_path, without_privileges(trace.head.contact_center))
    assert before == after
    assert [row for row in before.findings if row[0] == Verdict.VIOLATES] != []


def test_another_verdict_is_seen(tmp_path: Path) -> None:
    """The comparison is none of nothing."""
    trace = read_trace(CALLBACK)
    log = tmp_path / "wde.log"
    log.write_text(log_of(trace, "wde-log", "Anna"), encoding="utf-8")
    other = judged_both(log, tmp_path, without_privileges(trace.head.contact_center))[1]
    assert judged(read_trace(tmp_path / "plain.ndjson")) == other
    assert judged_both(log, tmp_path, trace.head.contact_center)[1] != other


@pytest.mark.parametrize("seed", range(2))
def test_logs_of_stories_told_by_chance(seed: int, tmp_path: Path) -> None:
    """Nothing is left, the same comes out each time, once more changes nothing; ``make log-anonymous`` tries 1,000."""
    rows = list(tried(seed, tmp_path))
    assert len(rows) > 2
    assert [row.wrong for row in rows] == [()] * len(rows)
