"""Traces: one file for each scenario, named in the event stream, in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    @P2
    Feature: Can Decline
      Scenario: Anna declines
        Given a contact centre
        When Anna declines

      Scenario: It is lost
        Then the callback is in "Loans"

      Scenario: No Lab
        When Anna declines
"""


def recorded(project: Project) -> list[tuple[str, str, str]]:
    """Give scenario, outcome and trace of each scenario."""
    return [(each.name, each.outcome, each.trace) for each in project.played()]


EXPECTED = [
    ("Anna declines", "passed", "features/x/0003-anna-declines.ndjson"),
    ("It is lost", "failed", "features/x/0007-it-is-lost.ndjson"),
    ("No Lab", "passed", ""),
]


def test_stream_and_files(project: Project) -> None:
    """The stream names the trace, and the trace is written by the hook of the project."""
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature")
    assert recorded(project) == EXPECTED
    trace = project.root / ".callbook/last-run/features/x/0007-it-is-lost.ndjson"
    assert "features/x.feature It is lost failed" == trace.read_text(encoding="utf-8")


def test_the_stream_holds_what_reports_need(project: Project) -> None:
    """Feature, line, tags, outcome, seconds and coverage points; nothing beside the stream is needed for a report."""
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature")
    scenario = project.played()[0]
    assert scenario.seconds >= 0
    assert ("features/x.feature", "Anna declines", 3) == (scenario.feature, scenario.name, scenario.line)
    assert (["P2"], ["P2"], "passed") == (scenario.tags, scenario.clauses, scenario.outcome)
    assert "features/x/0003-anna-declines.ndjson" == scenario.trace
    assert [("privilege", "Can Decline", "granted")] == scenario.shows


def test_nothing_lies_beside_stream_and_recordings(project: Project) -> None:
    """No second account of the same scenarios."""
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature")
    folder = project.root / ".callbook/last-run"
    left = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert [*(trace for _, _, trace in EXPECTED if trace), "messages.ndjson"] == left


def test_the_folder_of_an_earlier_version_is_taken(project: Project) -> None:
    """Its run held its scenarios in a file of their own; that goes with the rest."""
    project.write("kept/run.ndjson", "{}")
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature::No Lab", "--traces", "kept").assert_outcomes(passed=1)
    assert not (project.root / "kept/run.ndjson").exists()


def test_xdist_workers_leave_the_same(project: Project) -> None:
    """Spread over two workers, the run leaves the same scenarios and files, in the same order."""
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature", "-n", "2").assert_outcomes(passed=2, failed=1)
    assert recorded(project) == EXPECTED
    assert (project.root / ".callbook/last-run/features/x/0003-anna-declines.ndjson").is_file()


def test_the_folder_is_emptied_first(project: Project) -> None:
    """What the last run left is gone when the next has scenarios, and stays when it has none."""
    project.write("features/x.feature", FEATURE)
    project.write("test_plain.py", "def test_plain():\n    pass\n")
    project.run("features/x.feature", "--traces", "kept")
    old = project.root / "kept/features/x/0003-anna-declines.ndjson"
    project.run("test_plain.py", "--traces", "kept")
    assert old.is_file()
    project.run("features/x.feature::No Lab", "--traces", "kept")
    assert not old.exists()
    assert ["No Lab"] == [each.name for each in project.played("kept")]


@pytest.mark.parametrize("foreign", ["photos/cat.png", "photos"], ids=["a folder", "a file"])
def test_a_folder_of_other_things_is_not_emptied(project: Project, foreign: str) -> None:
    """A folder that no run has filled is refused, and nothing in it is touched."""
    project.write(foreign, "cat")
    project.write("features/x.feature", FEATURE)
    result = project.run("features/x.feature", "--traces", "photos")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*holds other things and would be emptied. Name a new or an empty folder."])
    assert "cat" == (project.root / foreign).read_text(encoding="utf-8")


def test_an_empty_folder_is_taken(project: Project) -> None:
    """An empty folder may be named."""
    (project.root / "empty").mkdir()
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature::No Lab", "--traces", "empty").assert_outcomes(passed=1)
    assert 1 == len(project.played("empty"))


# The skip stands in the miniature project that is run: a skipped scenario has to be told as one.
OUTCOMES = {
    "set-up fails": ("raise OSError\n            yield", "error"),
    "set-up skips": ("pytest.skip('not today')\n            yield", "skipped"),
    "clean-up fails": ("yield\n            raise OSError", "error"),
}


@pytest.mark.parametrize(("body", "outcome"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_outcomes_of_set_up_and_clean_up(project: Project, body: str, outcome: str) -> None:
    """A scenario that did not come to its steps, or left something behind, has not passed."""
    project.add_steps(f"""
        @pytest.fixture(autouse=True)
        def around():
            {body}
    """)
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature::No Lab")
    assert [("No Lab", outcome, "")] == recorded(project)


def test_a_recording_that_cannot_be_written_fails_its_scenario(project: Project) -> None:
    """An error while the trace is written belongs to the scenario, and the run goes on."""
    project.add_steps("""
        def pytest_callbook_write_trace():
            raise OSError("disk full")
    """)
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature").assert_outcomes(passed=2, failed=1, errors=2)
    assert ["", "", ""] == [trace for _, _, trace in recorded(project)]


def test_a_feature_outside_the_root_keeps_its_traces_inside(project: Project) -> None:
    """The trace of a feature from elsewhere stays below the folder all the same."""
    project.write("rooted/pytest.ini", "[pytest]\n")
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature", "-c", "rooted/pytest.ini", "--rootdir", "rooted", "--confcutdir", ".")
    played = project.played("rooted/.callbook/last-run")
    assert [("../features/x.feature", trace) for _, _, trace in EXPECTED] == [
        (each.feature, each.trace) for each in played
    ]
