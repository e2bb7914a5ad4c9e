"""A red twin is a scenario that must fail, with the text below its name; each step that judges has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.judging.conftest import Shop

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
    assert (1, "NO TWIN  Then it smells", "1 step without a red twin") == (code, lines[3], lines[-1])


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
