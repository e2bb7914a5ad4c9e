"""Traces: one file for each scenario, one line each in run.ndjson, in one folder."""

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


def recorded(project: Project) -> list[tuple[str, str, str | None]]:
    """Give scenario, outcome and trace of each line."""
    return [(line["scenario"], line["outcome"], line["trace"]) for line in project.run_lines()]


EXPECTED = [
    ("Anna declines", "passed", "features/x/0003-anna-declines.ndjson"),
    ("It is lost", "failed", "features/x/0007-it-is-lost.ndjson"),
    ("No Lab", "passed", None),
]


def test_lines_and_files(project: Project) -> None:
    """The line names the trace, and the trace is written by the hook of the project."""
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature")
    assert recorded(project) == EXPECTED
    trace = project.root / ".callbook/last-run/features/x/0007-it-is-lost.ndjson"
    assert "features/x.feature It is lost failed" == trace.read_text(encoding="utf-8")


def test_a_line_holds_what_reports_need(project: Project) -> None:
    """Feature, line, tags, outcome, seconds and coverage points; nothing else is needed for a report."""
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature")
    line = project.run_lines()[0]
    assert line.pop("seconds") >= 0
    expected = {
        "feature": "features/x.feature",
        "scenario": "Anna declines",
        "line": 3,
        "tags": ["P2"],
        "clauses": ["P2"],
        "outcome": "passed",
        "trace": "features/x/0003-anna-declines.ndjson",
        "shows": [["privilege", "Can Decline", "granted"]],
    }
    assert expected == line


def test_xdist_workers_leave_the_same(project: Project) -> None:
    """Spread over two workers, the run leaves the same lines and files, in the same order."""
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
    assert ["No Lab"] == [line["scenario"] for line in project.run_lines("kept")]


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
    assert 1 == len(project.run_lines("empty"))


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
    assert [("No Lab", outcome, None)] == recorded(project)


def test_a_recording_that_cannot_be_written_fails_its_scenario(project: Project) -> None:
    """An error while the trace is written belongs to the scenario, and the run goes on."""
    project.add_steps("""
        def pytest_callbook_write_trace():
            raise OSError("disk full")
    """)
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature").assert_outcomes(passed=2, failed=1, errors=2)
    assert [trace for _, _, trace in recorded(project)] == [None, None, None]


def test_a_feature_outside_the_root_keeps_its_traces_inside(project: Project) -> None:
    """The trace of a feature from elsewhere stays below the folder all the same."""
    project.write("rooted/pytest.ini", "[pytest]\n")
    project.write("features/x.feature", FEATURE)
    project.run("features/x.feature", "-c", "rooted/pytest.ini", "--rootdir", "rooted", "--confcutdir", ".")
    lines = project.run_lines("rooted/.callbook/last-run")
    assert [("../features/x.feature", trace) for _, _, trace in EXPECTED] == [
        (line["feature"], line["trace"]) for line in lines
    ]
