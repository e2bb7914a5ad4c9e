from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.notebook.as_shown import rich
from tests.report.a_stream import result, write_run

import callbook.notebook as cb
from callbook.core.errors import BadInput, Unknown
from callbook.lab import Lab
from callbook.notebook.recording import Recording, step_of
from callbook.notebook.run import Run
from callbook.record.trace import Trace


@pytest.fixture
def _in_the_project(run_folder: Path) -> Iterator[None]:
    notebooks = run_folder.parent.parent / "notebooks"
    notebooks.mkdir()
    with chdir(notebooks):
        yield


@pytest.mark.usefixtures("_in_the_project")
def test_the_last_run_is_found_from_below() -> None:
    """Without a name the last run is opened, from any folder of the project."""
    run = cb.open()
    assert isinstance(run, Run)
    assert repr(run) == (
        "Run of 3 scenarios: 1 passed, 1 failed, 1 error\n"
        "  failed: b.feature:6  Ben is offered the callback\n"
        "  error: b.feature:12  Nobody knows the first step"
    )


def test_without_a_run_the_way_to_one_is_named(tmp_path: Path) -> None:
    """The error says what to do; in the one folder that no run can lie above."""
    nowhere = Path(tmp_path.anchor)
    with chdir(nowhere), pytest.raises(BadInput) as caught:
        cb.open()
    assert str(caught.value) == (
        f"folder {str(nowhere)!r} cannot be used. Accepted: one below which pytest has run features, or any folder in "
        "it: run `make acceptance` first."
    )


def test_a_run_has_a_table_of_its_scenarios(run_folder: Path) -> None:
    """And another of those that did not pass."""
    run = cb.open(run_folder)
    assert isinstance(run, Run)
    assert ["passed", "failed", "error"] == list(run.scenarios["outcome"])
    assert ["F1 F3", "P2", ""] == list(run.scenarios["clauses"])
    assert ["Maria is called", "Ben is offered the callback", "Nobody knows the first step"] == list(
        run.scenarios["scenario"]
    )
    assert [0.25] * 3 == list(run.scenarios["seconds"])
    assert [6, 12] == list(run.failed["line"])


def test_a_scenario_is_found_by_a_part_of_its_name(run_folder: Path) -> None:
    """Of the scenario or of its feature; the whole name is always enough."""
    run = Run(run_folder)
    assert "Maria is called" == run.scenario("maria").name
    assert "Maria is called" == run.scenario("a.feature").name
    assert "failed" == run.first_failed().trace.head.outcome


def test_a_scenario_that_is_not_there_is_refused(run_folder: Path) -> None:
    """None, several, or one without a recording: each error says which names there are."""
    run = Run(run_folder)
    with pytest.raises(Unknown) as none:
        run.scenario("Maria is caled")
    assert str(none.value) == (
        f"There is no scenario 'Maria is caled' in {run_folder}. Did you mean 'Maria is called'?"
    )
    with pytest.raises(BadInput) as several:
        run.scenario("b.feature")
    assert str(several.value) == (
        "scenario 'b.feature' cannot be used. Accepted: a part of one name only; 2 contain it, the first are: "
        "'Ben is offered the callback', 'Nobody knows the first step'."
    )
    with pytest.raises(BadInput) as unrecorded:
        run.scenario("Nobody knows")
    assert str(unrecorded.value) == (
        "scenario 'Nobody knows the first step' in b.feature cannot be used. Accepted: one that has used a lab; this "
        "one failed before it asked for one."
    )


def test_a_run_in_which_all_passed_has_no_first_failure(run_folder: Path) -> None:
    """The error says so; the summary is a good one."""
    passed = replace(result(3, "Maria is called"), feature="a.feature", trace="passed.ndjson")
    write_run(run_folder, run_folder.parent.parent, [passed])
    run = Run(run_folder)
    assert '<p class="good">Run of 1 scenario: 1 passed</p>' in rich(run)
    with pytest.raises(BadInput) as caught:
        run.first_failed()
    assert str(caught.value) == (
        f"run {str(run_folder)!r} cannot be used. Accepted: one with a scenario that failed; all of these passed."
    )


def test_a_run_shows_what_failed(run_folder: Path) -> None:
    """Its rich form is a table of the scenarios that did not pass."""
    shown = rich(Run(run_folder))
    assert "<td>b.feature:6</td><td>Ben is offered the callback</td>" in shown


def test_a_recording_is_a_file_a_trace_a_lab_or_an_example(lab: Lab, handled: Trace, handled_file: Path) -> None:
    """All are opened alike."""
    opened = [cb.open(lab), cb.open(handled), cb.open(handled_file), cb.open(os.fspath(handled_file))]
    assert [70] * 4 == [len(each.trace.entries) for each in opened if isinstance(each, Recording)]
    example = cb.open("a_failing_scenario")
    assert example.name == "A callback that is declined goes to another agent"  # type: ignore[union-attr]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A path is a path; a mere name may be an example's."""
    with pytest.raises(BadInput) as path:
        cb.open(tmp_path / "none.ndjson")
    assert str(path.value) == (
        f"recording '{tmp_path}/none.ndjson' cannot be used. Accepted: a file that can be read (No such file or "
        "directory)."
    )
    with pytest.raises(Unknown) as name:
        cb.open("a_failing_scenari")
    assert str(name.value) == "There is no recording 'a_failing_scenari'. Did you mean 'a_failing_scenario'?"


def test_a_run_is_no_recording(run_folder: Path) -> None:
    """Where one recording is wanted, the error says how to get one from a run."""
    with pytest.raises(BadInput) as caught:
        cb.player(run_folder)
    assert str(caught.value) == (
        f"recording {str(run_folder)!r} cannot be used. Accepted: one recording; a run gives one by "
        "run.scenario('its name')."
    )


def test_a_recording_is_taken_from_whatever_holds_one(handled: Trace) -> None:
    """A recording that is open already, too."""
    assert cb.player(Recording(handled)).trace is handled


def test_a_recording_is_taken_by_its_name() -> None:
    """Of one that ships with the kit, the name will do."""
    assert "A callback that is declined goes to another agent" == cb.player("a_failing_scenario").trace.head.scenario


def test_a_recording_sums_itself_up(failing: Trace) -> None:
    """In words, and as a table."""
    recording = Recording(failing)
    assert repr(recording) == (
        "Recording: A callback that is declined goes to another agent\n"
        "  scenario     A callback that is declined goes to another agent\n"
        "  feature      examples/a_failing_scenario.feature:6\n"
        "  outcome      failed\n"
        "  steps        5\n"
        "  messages     22 among 66 entries\n"
        "  time         2026-03-02 08:00:00.000 to 08:00:08.000, UTC\n"
        "  seed         1\n"
        "  failed step  Then the callback is offered to Ben\n"
        "  because      expected offered to Ben, got waits for an agent, in the strategy 'any ready agent'"
    )
    assert '<p class="bad">' in rich(recording)


def test_a_lab_in_use_says_so(handled: Trace) -> None:
    """It is of no scenario, and has no outcome."""
    recording = Recording(handled)
    assert "Recording: a lab in use" == repr(recording).splitlines()[0]
    assert "<p>a lab in use</p>" in rich(recording)


def test_pictures_are_rich_and_plain(failing: Trace) -> None:
    """The ladder sets off the failure; timeline and states go by the same entries."""
    recording = Recording(failing)
    ladder = recording.ladder(last=3)
    assert 'class="cb-here"' in ladder.svg
    assert "failed: expected offered to Ben, got waits for an agent, in the strategy 'any ready agent'" in ladder.text
    assert "place 4UR9HGNS00000001" in recording.timeline().text
    assert "offered -> being declined  (the agent declines)" in recording.state_diagram().text
    assert "Ready -> Not Ready" in recording.state_diagram("Ben's channel", machine="channel").text


def test_a_machine_that_never_moves_is_drawn_without_a_way(failing: Trace) -> None:
    """There was no call."""
    assert (
        Recording(failing).state_diagram(machine="call").text.startswith("call: no call → requested: RequestMakeCall\n")
    )


def test_unknown_machines_and_subjects_are_refused(failing: Trace) -> None:
    """The errors name those that are known."""
    with pytest.raises(Unknown) as machine:
        Recording(failing).state_diagram(machine="cal")
    assert str(machine.value) == "There is no state machine 'cal'. Did you mean 'call' or 'channel'?"
    with pytest.raises(Unknown) as subject:
        Recording(failing).state_diagram("4UR9HGNS00000002")
    assert str(subject.value) == (
        "There is no callback '4UR9HGNS00000002' in A callback that is declined goes to another agent. Did you mean "
        "'4UR9HGNS00000001'?"
    )


def test_only_what_ended_a_step_names_one(failing: Trace) -> None:
    """A recording that somebody has changed is refused where it matters."""
    failure = failing.failure
    assert failure is not None
    wrong = type(failure)(failure.number, failure.at, failure.cause, 2, failure.outcome, failure.error)
    with pytest.raises(BadInput) as caught:
        step_of(failing, wrong)
    assert str(caught.value) == (
        "entry 2 in A callback that is declined goes to another agent cannot be used. Accepted: the number of an entry "
        "where a step begins."
    )
