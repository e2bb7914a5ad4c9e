"""A fault is one finding, however many objects it concerns; findings come by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.lint.conftest import JUDGED, SOUND

from callbook.configuration.lint import Severity, lint, rules_passed_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration.environment import Environment

SHARED = 'options = "shared.cfg"\n[[{}]]'


def test_an_export_that_several_objects_share(environment: Callable[[str], Environment]) -> None:
    """It names them all, and all their agents; what stands twice is a fault of the file."""
    text = SOUND.replace('name = "Harbour"\n[[roles]]', f'name = "Harbour"\n{SHARED.format("roles")}', 1)
    text = text.replace("[[strategies]]", SHARED.format("strategies"), 1)
    lines = "[interaction-workspace]\nwebcallback.auto-dial = ja\nchat.x = 1\nchat.x = 2\n"
    Path("shared.cfg").write_text(lines + "webcallback.auto-dial = yes\n", encoding="utf-8")
    found = lint(environment(text), rules=JUDGED)
    assert [
        ("CB102", "Tenant", "Harbour, ben", "shared.cfg:5", ("anna", "ben")),
        ("CB103", "", "", "shared.cfg:5", ()),
    ] == [(each.rule, each.level, each.holder, f"{each.file}:{each.line}", each.agents) for each in found]
    assert "shared.cfg:5: CB102 webcallback.auto-dial is 'yes', which is not valid" == str(found[0])
    assert ("affects 2 agents: anna, ben", "") == (found[0].affects, found[1].affects)


def test_a_finding_says_all(environment: Callable[[str], Environment]) -> None:
    """What a report, an editor or a person may want to know."""
    (found,) = lint(environment(SOUND.replace('"10"', '"45"')), rules=JUDGED)
    assert (
        "CB303",
        "timer-outlives-invitation",
        Severity.ERROR,
        ("E6", "F9", "O5"),
        "Agent Group",
        "Claims",
        "centre.toml",
        44,
        "webcallback.auto-answer.timer",
        "webcallback.auto-answer.timer is 45 s, and Interaction Server takes the invitation back after 30 s",
        "Set webcallback.auto-answer.timer to less than 30.",
        ("anna",),
    ) == (
        found.rule,
        found.name,
        found.severity,
        found.clauses,
        found.level,
        found.holder,
        found.file,
        found.line,
        found.subject,
        found.message,
        found.remedy,
        found.agents,
    )
    assert found.reason.startswith("Interaction Server's delivering-timeout, 30 s, wins")


def test_what_is_passed_over(environment: Callable[[str], Environment]) -> None:
    """Nothing of a whole contact centre; where no agents are described, what is about them."""
    assert () == rules_passed_over(environment(SOUND))
    ids = [rule.id for rule in rules_passed_over(environment('name = "x"\ntime_zone = "UTC"\n'))]
    assert ["CB202", "CB901"] == [ids[0], ids[-1]]
    assert not {"CB201", "CB301", "CB401", "CB404"} & set(ids)


def test_files_and_lines_are_in_order(environment: Callable[[str], Environment]) -> None:
    """The main file first, then the exports as they are named."""
    Path("a.cfg").write_text(
        "[interaction-workspace]\nwebcallback.x = 1\nwebcallback.auto-dial = ja\n", encoding="utf-8"
    )
    text = SOUND.replace('name = "Harbour"\n[[roles]]', 'name = "Harbour"\noptions = "a.cfg"\n[[roles]]', 1)
    found = lint(
        environment(text.replace('auto-dial" = "false"', 'auto-dial" = "no"').replace("lunch", "launch", 1)),
        rules=JUDGED,
    )
    assert ["centre.toml:5", "centre.toml:10", "a.cfg:2", "a.cfg:3"] == [f"{each.file}:{each.line}" for each in found]


def test_a_name_that_is_wrong_is_not_judged_further(environment: Callable[[str], Environment]) -> None:
    """Not its value; nor is the right name, which stands beside it, taken for it."""
    wrong = '"webcallback.auto-dail" = "ja"\n"webcallback.auto-dal" = "ja"\n'
    text = SOUND.replace('"webcallback.auto-dial" = "false"\n', wrong)
    assert ["CB101", "CB101"] == [each.rule for each in lint(environment(text), rules=JUDGED)]
    text = SOUND.replace('"webcallback.auto-dial" = "false"\n', wrong + '"webcallback.auto-dial" = "nein"\n')
    assert ["CB101:10", "CB101:11", "CB102:12"] == [
        f"{each.rule}:{each.line}" for each in lint(environment(text), rules=JUDGED)
    ]


def test_a_long_value_is_shortened(environment: Callable[[str], Environment]) -> None:
    """Its beginning is shown, and how long it is."""
    (found,) = lint(environment(SOUND.replace('"10"', f'"{"9" * 100_000}"')), rules=JUDGED)
    assert "CB102" == found.rule
    assert found.message.startswith("webcallback.auto-answer.timer is '999")
    assert "99... (100," in found.message
    assert 2_000 > len(found.message + found.remedy)
