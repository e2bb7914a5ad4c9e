"""A scenario tagged @golden must play as the recording beside its feature says, until somebody renews it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    @E5
    Feature: F
      @golden
      Scenario: S
        Given Anna is logged in
        When Maria schedules a callback
        Then the callback is offered to Anna
"""
LATER = "When Maria schedules a callback", "When Maria schedules a callback\n    And 5 seconds pass"
GOLDEN = "feature/x.trace.ndjson"


@pytest.fixture(autouse=True)
def _feature(project: Project) -> None:
    project.write("conftest.py", "")
    project.write("feature/x.feature", FEATURE)


def _change(project: Project) -> None:
    path = project.root / "feature/x.feature"
    path.write_text(path.read_text(encoding="utf-8").replace(*LATER), encoding="utf-8")


def _summary(result: pytest.RunResult) -> str:
    text = "\n".join(result.outlines)
    return text[text.index("golden recordings") : text.index(" callbook -")]


def test_without_a_recording_the_tag_is_a_promise_not_kept(project: Project) -> None:
    """The scenario fails and says how to make one."""
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            f"  expected  what the golden recording {GOLDEN} says",
            "  got       there is no such recording yet",
        ]
    )
    result.stdout.fnmatch_lines(["*If that is right: pytest --renew-goldens, then read the change."])


def test_it_is_made_and_then_holds(project: Project) -> None:
    """Renewing says what became of it; the next run compares."""
    made = project.run("--renew-goldens")
    made.assert_outcomes(passed=1)
    assert f"{GOLDEN}: new" in _summary(made)
    project.run().assert_outcomes(passed=1)
    assert f"{GOLDEN}: as it was" in _summary(project.run("--renew-goldens"))


def test_it_does_not_matter_where_the_run_was_started(project: Project) -> None:
    """The recording lies beside the feature; the path of both is no part of what is compared."""
    project.run("--renew-goldens")
    project.run("--rootdir", "feature", "feature").assert_outcomes(passed=1)


def test_a_change_is_red_and_drawn(project: Project) -> None:
    """The differences in words, then the ladders."""
    project.run("--renew-goldens")
    _change(project)
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["            + added entry *: step 5 seconds pass"])
    result.stdout.fnmatch_lines(["*+ 08:00:00.000  = And 5 seconds pass"])


def test_renewing_shows_what_changed(project: Project) -> None:
    """So that it is read before it is committed; then the change holds."""
    project.run("--renew-goldens")
    _change(project)
    told = _summary(project.run("--renew-goldens"))
    assert f"{GOLDEN}: renewed" in told
    assert "step 5 seconds pass" in told
    project.run().assert_outcomes(passed=1)


def test_a_recording_of_another_format_is_written_anew(project: Project) -> None:
    """What it held cannot be compared: that is said in the place of what changed."""
    project.run("--renew-goldens")
    path = project.root / GOLDEN
    written = path.read_bytes()
    path.write_bytes(written.replace(b'"format":2', b'"format":1', 1))
    said = _summary(project.run("--renew-goldens"))
    assert f"{GOLDEN}: renewed" in said
    assert "format 1" in said
    assert written == path.read_bytes()


def test_a_long_difference_is_cut_short(project: Project) -> None:
    """The first lines, and how many more there are."""
    project.run("--renew-goldens")
    path = project.root / "feature/x.feature"
    path.write_text(path.read_text(encoding="utf-8").replace("Anna", "Ben"), encoding="utf-8")
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*... and * more differences"])


def test_a_failure_is_told_as_itself(project: Project) -> None:
    """A scenario that fails anyway is not compared."""
    path = project.root / "feature/x.feature"
    path.write_text(path.read_text(encoding="utf-8").replace("offered to Anna", "offered to Ben"), encoding="utf-8")
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*golden recording*")


def test_sabotage_is_noticed_by_the_scenarios_themselves(project: Project) -> None:
    """With something broken on purpose no recording is compared: it would notice everything."""
    project.run("--sabotage", "placement: Done leaves the status as it was").assert_outcomes(passed=1)


def test_another_lab_has_no_golden_recordings(project: Project) -> None:
    """They are replayed by Callbook's own Lab."""
    project.write(
        "conftest.py",
        """
        import pytest
        from pytest_bdd import given

        class Lab:
            def shown(self):
                return []

        @pytest.fixture
        def lab():
            return Lab()

        @given("a contact centre")
        def a_contact_centre(lab):
            pass

        def pytest_callbook_write_trace(lab, path, facts, outcome):
            return False
        """,
    )
    project.write("feature/x.feature", "Feature: F\n  @golden\n  Scenario: S\n    Given a contact centre\n")
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Accepted: on scenarios that play in Callbook's own Lab."])


def test_a_scenario_without_a_lab_has_none(project: Project) -> None:
    """There is nothing to compare."""
    project.write("conftest.py", "from pytest_bdd import given\n@given('nothing')\ndef nothing():\n    pass\n")
    project.write("feature/x.feature", "Feature: F\n  @golden\n  Scenario: S\n    Given nothing\n")
    project.run().assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("  @golden\n  Scenario: T\n    Given Anna is logged in\n", 9),
        ("  @golden\n  Scenario Outline: T\n    Given <who> is logged in\n    Examples:\n    |who|\n    |Ben|\n", 9),
    ],
)
def test_a_feature_has_one(project: Project, more: str, line: int) -> None:
    """A second scenario, or an outline, has no recording of its own."""
    path = project.root / "feature/x.feature"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    result = project.run()
    result.assert_outcomes(errors=1)
    refused = (
        f"tag '@golden' in feature/x.feature:{line} cannot be used. "
        "Accepted: one plain scenario of the feature, the recording beside it holds no more."
    )
    result.stdout.fnmatch_lines([refused])
