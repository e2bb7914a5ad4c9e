"""Where scenarios hold on every configuration stands in a section of the report, beside the scenarios that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.report.a_stream import result, write_run
from tests.report.decisions import FAILS, GRANTED, HOLDS, READY, decision, outcome, write_decisions

from callbook.record import contents_of_features, contents_of_run, earlier_report, read_decisions, report_page
from callbook.record.report.changes import Key
from callbook.record.report.configurations import NOT_HERE, ReportedConfigurations

if TYPE_CHECKING:
    from pathlib import Path

FEATURE = """Feature: F
  Scenario: S
    Given a bell

  Scenario Outline: In <queue>
    Given a bell
    Examples:
      | queue |
      | Sales |
      | Loans |

  Scenario: S
    Given a bell
"""
MARKDOWN = "# Feature: M\n\n## Scenario: S\n\n* Given a bell\n"
LISTED = "O1: whoever is not Ready is offered nothing"


@pytest.fixture
def features(tmp_path: Path) -> Path:
    """Give a folder of features."""
    folder = tmp_path / "features"
    for name, text in {"x.feature": FEATURE, "deep/y.feature": FEATURE, "m.feature.md": MARKDOWN}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _shown(
    features: Path, *decisions: dict[str, Any], wanted: int = 0, interrupted: bool = False
) -> ReportedConfigurations:
    """Return the section of a report of *features*."""
    path = write_decisions(features.parent / "e.json", *decisions, wanted=wanted, interrupted=interrupted)
    section: ReportedConfigurations = contents_of_features([features], decisions=read_decisions(path)).data[
        "configurations"
    ]
    return section


@pytest.mark.parametrize(
    ("place", "name", "found"),
    [
        ("features/x.feature:2", "S", "features/x.feature:2"),
        ("features/x.feature:9", "In <queue>[Sales]", "features/x.feature:9"),
        ("features/x.feature:10", "In <queue>[Loans]", "features/x.feature:10"),
        ("features/x.feature:12", "S", "features/x.feature:12"),
        ("features/m.feature.md:3", "S", "features/m.feature.md:3"),
        ("features/deep/y.feature:2", "S", "features/deep/y.feature:2"),
        ("x.feature:2", "S", "features/x.feature:2"),
        ("team/features/x.feature:2", "S", "features/x.feature:2"),
        ("features/x.feature:3", "S", ""),
        ("features/x.feature:2", "Another", ""),
        ("features/x.feature:2", "So it is", ""),
        ("features/x.feature:9", "In <queue>", "features/x.feature:9"),
        ("other/x.feature:2", "S", ""),
        ("ex.feature:2", "S", ""),
    ],
)
def test_a_scenario_is_known_again(features: Path, place: str, name: str, found: str) -> None:
    """By file, line and name: so are rows of an outline; the file may be named from further up or further down."""
    (decided,) = _shown(features, decision(place, name)).decided
    scenarios = contents_of_features([features]).scenarios
    assert found == ("" if decided.scenario == NOT_HERE else scenarios[decided.scenario].id)
    assert (name, place) == (decided.name, decided.place)


def test_of_two_files_none_is_guessed(features: Path) -> None:
    """A name that may be that of either is linked to none."""
    (features / "x.feature").rename(features / "y.feature")
    (decided,) = _shown(features, decision("y.feature:2", "S")).decided
    assert NOT_HERE == decided.scenario
    (decided,) = _shown(features, decision("features/y.feature:2", "S")).decided
    assert NOT_HERE != decided.scenario


def test_the_very_name_of_a_file_goes_first(features: Path) -> None:
    """Before one that is the end of it."""
    file = features / "x.feature"
    given = read_decisions(write_decisions(features.parent / "e.json", decision("deep/y.feature:2", "S")))
    for paths in ([features / "deep" / "y.feature", features / "deep"], [features / "deep", file]):
        contents = contents_of_features(paths, decisions=given)
        section: ReportedConfigurations = contents.data["configurations"]
        (decided,) = section.decided
        assert "deep/y.feature:2" == contents.scenarios[decided.scenario].id


def test_a_scenario_that_was_run_twice_is_shown_with_the_first(features: Path, tmp_path: Path) -> None:
    """Both stand at the same place of the same file."""
    (tmp_path / "x.feature").write_text(FEATURE, encoding="utf-8")
    write_run(tmp_path, tmp_path, [result(2, "S"), result(2, "S")])
    given = read_decisions(write_decisions(tmp_path / "e.json", decision("x.feature:2", "S")))
    contents = contents_of_run(tmp_path, decisions=given)
    assert (2, [0]) == (len(contents.scenarios), [each.scenario for each in contents.data["configurations"].decided])


def test_numbers_are_in_words(features: Path) -> None:
    """Shares in percent, a part of all that is not decided, and thousands set apart."""
    half = outcome(0.125, (GRANTED,), holds=True)
    (decided,) = _shown(features, decision("x.feature:2", "S", half, undecided=0.875, runs=1234)).decided
    assert ("12.5 %", "12.5 %", "87.5 %", 0.875) == (
        decided.holds,
        decided.decided,
        decided.not_decided,
        decided.undecided,
    )
    assert ("1,234", "8,589,934,592") == (decided.runs, decided.configurations)
    (whole,) = _shown(features, decision("x.feature:2", "S", pinned=["Can Decline"])).decided
    assert ("100 %", "", ["Can Decline"]) == (whole.decided, whole.not_decided, whole.pinned)


def test_what_rows_have_in_common_stands_first(features: Path) -> None:
    """Then what one of them needs; clauses each once; the example in words."""
    rows = ((GRANTED, READY, "webcallback.bell is on"), (GRANTED, READY, "webcallback.auto-dial is true"))
    (decided,) = _shown(
        features, decision("x.feature:2", "S", outcome(0.5, *rows), HOLDS, FAILS, outcome(0, ()))
    ).decided
    several, one, withheld, everywhere = decided.outcomes
    assert ([GRANTED, READY], [["webcallback.bell is on"], ["webcallback.auto-dial is true"]]) == (
        several.always,
        several.rows,
    )
    assert ([GRANTED, READY], []) == (one.always, one.rows)
    assert ([], []) == (everywhere.always, everywhere.rows)
    assert (["P2", "O1"], ["P2", "O1"], ["P2"]) == (several.clauses, one.clauses, withheld.clauses)
    assert ("the usual configuration", "Can Decline = withheld, webcallback.bell = empty") == (
        one.example,
        withheld.example,
    )
    assert ["fails", "holds", "fails", "fails"] == [each.kind for each in decided.outcomes]
    assert ["50 %", "25 %", "75 %", "0 %"] == [each.words for each in decided.outcomes]
    assert "refused, P2 at When Anna declines" == withheld.outcome


def test_an_outcome_without_a_row_is_shown(features: Path) -> None:
    """No condition is known of it."""
    (decided,) = _shown(features, decision("x.feature:2", "S", outcome(0.5))).decided
    assert ([], [], ["P2"]) == (decided.outcomes[0].always, decided.outcomes[0].rows, decided.outcomes[0].clauses)


def test_open_findings_come_first(features: Path) -> None:
    """With what kind they are; those that somebody has listed are none, and stand where their file does."""
    opened = outcome(0.75, (GRANTED,), finding="no clause")
    listed = outcome(0.75, (GRANTED,), finding="everywhere", listed=LISTED)
    shown = _shown(
        features,
        decision("features/x.feature:12", "S", HOLDS, opened),
        decision("features/x.feature:2", "S", HOLDS, listed),
        decision("features/deep/y.feature:2", "S"),
    )
    assert ["features/x.feature:12", "features/deep/y.feature:2", "features/x.feature:2"] == [
        each.place for each in shown.decided
    ]
    assert ([(1, 1), (0, 0), (1, 0)], 1) == ([(each.findings, each.open) for each in shown.decided], shown.open)
    first, _, last = (each.outcomes[-1] for each in shown.decided)
    words = "nothing that was read belongs to a clause among its tags"
    assert ("finding", words, "") == (first.kind, first.finding, first.listed)
    assert ("fails", "it fails on every configuration", LISTED) == (last.kind, last.finding, last.listed)


def test_what_a_change_would_do(features: Path) -> None:
    """On the configuration as it is: which single changes break the scenario, and which mend it."""
    changes = [{"change": "Can Decline is withheld", "outcome": "refused", "mends": False}]
    (decided,) = _shown(features, decision("x.feature:2", "S", as_it_is="holds", changes=changes)).decided
    assert ("holds", [("Can Decline is withheld", "refused", False)]) == (decided.as_it_is, decided.changes)


def test_a_summary_counts(features: Path) -> None:
    """Scenarios, runs, those decided whole, findings; how many were to be decided, if some never were."""
    some = decision("x.feature:12", "S", undecided=0.5)
    opened = outcome(0.75, (GRANTED,), finding="broken")
    one = _shown(features, decision("x.feature:2", "S", opened, runs=1))
    told = "1 scenario played on every configuration of privileges and options, by 1 run: 1 decided whole. "
    rest = "Every configuration weighs the same."
    assert (f"{told}1 finding, 1 open. {rest}", False) == (one.summary, one.interrupted)
    two = _shown(features, decision("x.feature:2", "S", runs=2000), some, wanted=30, interrupted=True)
    told = "2 of 30 scenarios played on every configuration of privileges and options, by 2,066 runs: 1 decided whole. "
    assert (f"{told}0 findings, 0 open. {rest}", True) == (two.summary, two.interrupted)


def test_without_decisions_there_is_no_section(features: Path) -> None:
    """Nobody is offered a page with nothing on it."""
    contents = contents_of_features([features])
    assert ["summary", "scenarios", "coverage", "clauses"] == [name for name, _ in contents.sections]
    assert "configurations" not in contents.plain()


def test_a_run_says_what_it_has_decided(tmp_path: Path) -> None:
    """Its stream holds it; what a file says of the same scenario goes before that, once."""
    (tmp_path / "x.feature").write_text(FEATURE, encoding="utf-8")
    decided = result(2, "S")
    decided.decision = msgspec.json.encode(decision("x.feature:2", "S")).decode()
    write_run(tmp_path, tmp_path, [decided, result(12, "S")])
    contents = contents_of_run(tmp_path)
    assert ("configurations", "Configurations") in contents.sections
    section: ReportedConfigurations = contents.data["configurations"]
    assert [(0, "25 %")] == [(each.scenario, each.holds) for each in section.decided]
    assert section.summary.startswith("1 scenario played on every configuration")
    other = (decision("x.feature:2", "S", HOLDS, HOLDS), decision("x.feature:12", "S"))
    given = read_decisions(write_decisions(tmp_path / "e.json", *other))
    section = contents_of_run(tmp_path, decisions=given).data["configurations"]
    assert [(0, "50 %"), (1, "25 %")] == [(each.scenario, each.holds) for each in section.decided]


def test_it_changes_nothing_for_a_later_report(tmp_path: Path) -> None:
    """A page with the section, and one without, are held against the next run alike."""
    (tmp_path / "x.feature").write_text(FEATURE, encoding="utf-8")
    write_run(tmp_path, tmp_path, [result(2, "S")])
    given = read_decisions(write_decisions(tmp_path / "e.json", decision("x.feature:2", "S")))
    outcomes: list[dict[Key, str]] = []
    for name, decisions in (("with.html", given), ("without.html", None)):
        (tmp_path / name).write_text(report_page(contents_of_run(tmp_path, decisions=decisions), "R"), encoding="utf-8")
        outcomes.append(earlier_report(tmp_path / name).outcomes)
    assert outcomes[0] == outcomes[1] != {}


def test_many_cost_little(features: Path) -> None:
    """Four hundred scenarios of ten outcomes each add less than 40 kB to a page."""
    outcomes = [
        outcome(0.1, *((f"option-{number}.{row} is true", READY, GRANTED) for row in range(3))) for number in range(10)
    ]
    many = [decision(f"team/{number}.feature:{number}", f"S {number}", *outcomes) for number in range(1, 401)]
    given = read_decisions(write_decisions(features.parent / "e.json", *many))
    sizes = [len(report_page(contents_of_features([features], decisions=each), "R")) for each in (None, given)]
    assert 0 < sizes[1] - sizes[0] < 40_000
