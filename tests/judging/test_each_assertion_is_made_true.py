"""`callbook mutants --judgements` makes each assertion of the steps true in turn, and says which a red twin noticed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.judging.conftest import Shop

COUNTED = 'shop_steps.there_are: assert count == shop.get("apples", 0)'
SOME = "shop_steps.some: assert shop"
ALL = "2 assertions: 2 caught, 0 missed (0 with a reason), by 2 red twins"
OTHER_KINDS = """

@then("it is refused")
def refused(shop):
    with pytest.raises(KeyError) as error:
        shop["pears"]
    assert "pears" in str(error.value)


@then("nobody complains")
def nobody_complains(shop):
    if "complaint" not in shop:
        pytest.fail("nobody was asked")
    if shop["complaint"]:
        raise AssertionError(shop["complaint"])


class Till:
    def __init__(self, shop):
        self._shop = shop

    @property
    def closed(self):
        assert "open" not in self._shop
        return True


@pytest.fixture
def till(shop):
    return Till(shop)


@then("the till is closed")
def till_is_closed(till):
    assert till.closed
"""
OTHER_TWINS = """
Feature: Other ways to judge

  Scenario: Not refused
    fails at  Then it is refused
    expected  the step to succeed
    got       Failed: DID NOT RAISE KeyError

    Given an empty shop
    And a shop with pears
    Then it is refused

  Scenario: Nobody was asked
    fails at  Then nobody complains
    expected  the step to succeed
    got       Failed: nobody was asked

    Given an empty shop
    Then nobody complains

  Scenario: Somebody complains
    fails at  Then nobody complains
    expected  the step to succeed
    got       AssertionError: worms

    Given an empty shop
    And a complaint about worms
    Then nobody complains

  Scenario: The till is open
    fails at  Then the till is closed
    expected  'open' not to be there
    got       {'open': True}

    Given an empty shop
    And an open till
    Then the till is closed
"""
TWICE = """

def helper(shop):
    assert shop is None


def helper(shop):
    return shop
"""
OTHER_GIVENS = """

@given("a shop with pears")
def pears(shop):
    shop["pears"] = 1


@given("a complaint about worms")
def complaint(shop):
    shop["complaint"] = "worms"


@given("an open till")
def open_till(shop):
    shop["open"] = True
"""


def test_all_are_noticed(shop: Shop) -> None:
    """Each has a red twin, which passes once it holds."""
    too_few, none = "red/shop.feature::Too few", "red/shop.feature::None"
    assert (0, [f"caught  {COUNTED}  {too_few}", f"caught  {SOME}  {none}", ALL]) == shop.judge()


def test_for_machines(shop: Shop) -> None:
    """One object: the assertions, the red twins that are not right, the steps without one."""
    code, lines = shop.judge("--json", "--only", "some")
    found = json.loads("\n".join(lines))
    [assertion] = found["assertions"]
    assert (0, [], [], SOME) == (code, found["wrong"], found["without_twin"], assertion["name"])
    assert ("shop_steps.py:21", ["red/shop.feature::None"], "") == (
        assertion["place"],
        assertion["by"],
        assertion["reason"],
    )


def test_one_that_nobody_notices_is_missed(shop: Shop) -> None:
    """A second assertion stands in the way: the step fails there, and would without the first."""
    shop.write("shop_steps.py", shop.read("shop_steps.py") + "    assert len(shop) < 9\n")
    missed = "shop_steps.some: assert len(shop) < 9"
    code, lines = shop.judge()
    assert (1, f"MISSED  {missed}  shop_steps.py:22  (no reason given)") == (code, lines[2])
    shop.write("reasons.toml", f'"{missed}" = "nobody has nine kinds of fruit"\n')
    code, lines = shop.judge("--reasons", "reasons.toml")
    assert (0, "3 assertions: 2 caught, 1 missed (1 with a reason), by 2 red twins") == (code, lines[-1])


def test_a_reason_for_what_is_not_there(shop: Shop) -> None:
    """It was renamed, or is no longer needed."""
    shop.write("reasons.toml", '"shop_steps.none: assert x" = "old"\n')
    code, lines = shop.judge("--reasons", "reasons.toml")
    assert (2, "callbook: assertion or step 'shop_steps.none: assert x' in reasons.toml cannot be used.") == (
        code,
        lines[0].split(" Accepted")[0],
    )


def test_every_way_of_asserting(shop: Shop) -> None:
    """`assert`, in a step or in what it calls; `raise AssertionError`; `pytest.fail`; `pytest.raises`."""
    text = shop.read("shop_steps.py").replace("from pytest_bdd", "import pytest\nfrom pytest_bdd")
    shop.write("shop_steps.py", text + OTHER_GIVENS + OTHER_KINDS)
    shop.write("red/other.feature", OTHER_TWINS)
    code, lines = shop.judge()
    caught = [line.split("  ")[1] for line in lines if line.startswith("caught")]
    assert [
        COUNTED,
        SOME,
        "shop_steps.refused: with pytest.raises(KeyError) as error:",
        'shop_steps.nobody_complains: pytest.fail("nobody was asked")',
        'shop_steps.nobody_complains: raise AssertionError(shop["complaint"])',
        'shop_steps.closed: assert "open" not in self._shop',
    ] == caught
    missed = ['shop_steps.refused: assert "pears" in str(error.value)', "shop_steps.till_is_closed: assert till.closed"]
    assert (1, missed) == (code, [line.split("  ")[1] for line in lines if line.startswith("MISSED")])


def test_what_was_made_true_is_as_before(shop: Shop) -> None:
    """A second look finds the same."""
    assert shop.judge() == shop.judge()


def test_a_function_that_another_has_replaced(shop: Shop) -> None:
    """Nobody can call it, so nothing in it judges."""
    shop.write(
        "shop_steps.py", shop.read("shop_steps.py").replace("    assert shop\n", "    assert helper(shop)\n") + TWICE
    )
    code, lines = shop.judge("--renew")
    assert (0, "2 assertions: 2 caught, 0 missed (0 with a reason), by 2 red twins") == (code, lines[-1])
