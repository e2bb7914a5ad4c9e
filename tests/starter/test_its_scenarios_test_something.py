"""The scenarios of a new repository are green, and each goes red when what it is about is otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin import try_judgements

if TYPE_CHECKING:
    from tests.starter.conftest import New

STEPS = "steps/our_steps.py"
CENTRE = "configuration/centre.toml"


@pytest.mark.parametrize("mode", ["prepend", "importlib"])
def test_they_pass(new: New, mode: str) -> None:
    """In both ways in which pytest imports; none is left out, and every definition is used."""
    result = new.run(f"--import-mode={mode}", "--unused-steps")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["no scenario fails because of it"])
    result.stdout.no_fnmatch_line("*unused step definitions*")


def test_its_own_step_takes_the_place_of_the_kit_s(new: New) -> None:
    """The run says so; with the kit's own the scenario cannot hold: here a callback that is done lies in a queue."""
    new.run().stdout.fnmatch_lines([f"{STEPS}:* 'Then the callback is done' overrides callbook_steps/place_steps.py:*"])
    new.change(STEPS, '@then("the callback is done")', '@then("it is all over")')
    result = new.run()
    result.assert_outcomes(passed=3, skipped=1)
    result.stdout.fnmatch_lines(["  1, because webcallback.complete-queue is 'callbacks-done' *"])


def test_a_privilege_of_its_configuration_decides(new: New) -> None:
    """A newcomer who may decline: the scenario says that this is otherwise."""
    new.change(
        CENTRE, '"Can Use Web Callback Channel", "Can Set', '"Can Use Web Callback Channel", "Can Decline", "Can Set'
    )
    result = new.run()
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["FAILED features/newcomers.feature::Clara cannot decline*"])


def test_what_cannot_hold_is_left_out_with_the_reason(new: New) -> None:
    """Nobody may decline any more."""
    new.change(CENTRE, '    "Can Decline",\n', "")
    result = new.run()
    result.assert_outcomes(passed=3, skipped=1)
    result.stdout.fnmatch_lines(["1 scenario cannot hold under it:", "*because *Can Decline*"])


def test_its_own_step_calls_in_vain(new: New) -> None:
    """Whoever answers is not called in vain."""
    new.change(STEPS, 'behaves("does not answer")', 'behaves("answers")')
    result = new.run("features/nobody_answers.feature")
    result.assert_outcomes(failed=1)


def test_its_red_twin_shows_that_its_step_can_fail(new: New) -> None:
    """It fails with its text; with a step that accepts everything it does not."""
    found = try_judgements(new.root / "steps", new.root / "red")
    assert ([], []) == (found.wrong, found.without_twin)
    assert [("our_steps.is_done", True)] == [(each.name.partition(":")[0], bool(each.by)) for each in found.verdicts]


def test_modules_in_mocks_can_be_imported(new: New) -> None:
    """By their own names, from the steps."""
    new.write("mocks/customer_system.py", 'TIER = "gold"\n')
    new.write("steps/more_steps.py", "from customer_system import TIER\nassert TIER == 'gold'\n")
    new.change("conftest.py", '["our_steps"]', '["our_steps", "more_steps"]')
    new.run().assert_outcomes(passed=4)
