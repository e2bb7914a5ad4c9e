"""A red twin is a scenario that must fail, with the text below its name; each step that judges has one."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.judging.conftest import Shop

STEP_OF_AGENTS = """
from callbook_steps.phrases import phrase
from pytest_bdd import then


@then(phrase("{agent:Agent} is there"))
def is_there(stage, agent):
    assert "Ready" == stage.desk(agent).shown().channel.value
"""
TOO_FEW = "NOT RIGHT  red/shop.feature::Too few"


def test_another_text(shop: Shop) -> None:
    """Both are shown, and nothing is tried: what it would notice is not known."""
    shop.write("red/shop.feature", shop.read("red/shop.feature").replace("got       2", "got       1"))
    assert (
        1,
        [
            TOO_FEW,
            "  must  fails at  Then there are 3 apples",
            "        expected  3",
            "        got       1",
            "  does  fails at  Then there are 3 apples",
            "        expected  3",
            "        got       2",
            "1 red twin of 2 not right, so nothing was tried",
        ],
    ) == shop.judge()


def test_one_that_passes(shop: Shop) -> None:
    """That is no red twin."""
    shop.write("red/shop.feature", shop.read("red/shop.feature").replace("And 2 apples", "And 3 apples"))
    code, lines = shop.judge()
    assert (1, TOO_FEW, "  does  passes", "  A red twin is a scenario that must fail.") == (
        code,
        lines[0],
        lines[4],
        lines[5],
    )
    code, lines = shop.judge("--renew")
    assert (1, "0 texts written") == (code, lines[0])


def test_one_without_a_text(shop: Shop) -> None:
    """`--renew` writes it, and leaves the others as they are."""
    as_it_was = shop.read("red/shop.feature")
    before, text = as_it_was.split("    fails at  Then there are some\n")
    shop.write("red/shop.feature", before + text.split("\n\n", 1)[1])
    code, lines = shop.judge()
    assert (1, "  must  say with which text it fails") == (code, lines[1])
    code, lines = shop.judge("--renew")
    assert (0, "1 text written") == (code, lines[0])
    assert as_it_was == shop.read("red/shop.feature")


def test_a_step_without_one(shop: Shop) -> None:
    """Whoever adds a Then is told to show that it can fail."""
    later = '\n\n@then("it smells")\ndef smells(shop):\n    assert "smell" in shop\n'
    shop.write("shop_steps.py", shop.read("shop_steps.py") + later)
    code, lines = shop.judge()
    assert (1, "NO TWIN  Then it smells  (no reason given)", "1 step without a red twin (0 with a reason)") == (
        code,
        lines[3],
        lines[-1],
    )


def test_a_step_that_nobody_defines(shop: Shop) -> None:
    """It fails, but no step of ours has shown anything."""
    shop.write(
        "red/other.feature",
        """
        Feature: F

          Scenario: S
            Then the moon is full
        """,
    )
    shop.judge("--renew")
    code, lines = shop.judge()
    assert (0, "2 assertions: 2 caught, 0 missed (0 with a reason), by 3 red twins") == (code, lines[-1])
    assert "fails at  Then the moon is full" in shop.read("red/other.feature")


def test_a_text_of_several_lines(shop: Shop) -> None:
    """They are kept apart from steps by a colon."""
    several = '\n\n@then("it is clean")\ndef clean(shop):\n    raise AssertionError("dust\\nThen dirt")\n'
    shop.write("shop_steps.py", shop.read("shop_steps.py") + several)
    shop.write("red/other.feature", "Feature: F\n  Scenario: S\n    Given an empty shop\n    Then it is clean\n")
    code, lines = shop.judge("--renew")
    assert (0, "1 text written") == (code, lines[0])
    assert "    : Then dirt" in shop.read("red/other.feature")


def test_folders_that_are_not_there(shop: Shop) -> None:
    """It is said which option names it."""
    code, lines = shop.judge("--red", "blue")
    accepted = "one that is there: --steps DIR, --red DIR."
    assert (2, f"callbook: folder of red twins 'blue' cannot be used. Accepted: {accepted}") == (code, lines[0])


def test_a_folder_without_scenarios(shop: Shop) -> None:
    """It holds no red twin."""
    shop.write("blue/readme.txt", "nothing here")
    code, lines = shop.judge("--red", "blue")
    assert (2, "callbook: red twins 'blue' cannot be used. Accepted: feature files with scenarios.") == (code, lines[0])


def test_steps_that_nothing_uses(shop: Shop) -> None:
    """Nothing of theirs is imported."""
    shop.write("other_steps.py", "def nothing():\n    assert True\n")
    code, lines = shop.judge("--steps", "other_steps.py")
    assert (2, "callbook: steps") == (code, lines[0][:15])


def test_they_start_from_the_projects_configuration(shop: Shop) -> None:
    """Here agents are not ready at once; whether a red twin can hold there is not asked."""
    shop.write("pytest.ini", "[pytest]\ncallbook = true\ncallbook_config = centre.toml\n")
    sample = files("callbook.cli") / "starter" / "configuration" / "centre.toml"
    shop.write(
        "centre.toml", sample.read_text(encoding="utf-8").replace('is-auto-ready" = "true"', 'is-auto-ready" = "false"')
    )
    shop.write("shop_steps.py", STEP_OF_AGENTS)
    shop.write("red/shop.feature", "Feature: F\n  Scenario: S\n    Given Anna is logged in\n    Then Anna is there\n")
    code, lines = shop.judge("--renew")
    assert (0, "1 assertion: 1 caught, 0 missed (0 with a reason), by 1 red twin") == (code, lines[-1])
    assert "    expected  'Ready'\n    got       'Not Ready'\n" in shop.read("red/shop.feature")
