from __future__ import annotations

from callbook.core.shipped import shipped_folder
from callbook.lab.rerun import replay
from callbook.notebook.magics import run_feature
from callbook.record.trace import Trace
from callbook.record.trace.writing import recording_line


def test_the_failing_scenario_was_really_run(failing: Trace) -> None:
    """The recording that ships is what its feature does. To renew it, run the feature with --traces and copy it."""
    feature = shipped_folder("examples") / "a_failing_scenario.feature"
    now = run_feature(feature.read_text(encoding="utf-8")).recording().trace
    assert list(map(recording_line, failing.entries)) == list(map(recording_line, now.entries))
    assert ("failed", failing.head.scenario) == (now.head.outcome, now.head.scenario)


def test_today_s_model_does_the_same(failing: Trace) -> None:
    """The recording replays without a divergence."""
    replayed = replay(failing)
    assert (None, len(failing.entries)) == (replayed.divergence, replayed.compared)
