"""What a scenario leaves behind in its lab is an error, said by name: the next one would not notice it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

STEP = """
from pytest_bdd import given


@given("an egg is on the boil")
def egg_is_boiled(lab):
    lab.clock.call_later(240_000, print, "the egg")
"""


def test_a_timer(feature: Feature) -> None:
    """The step has passed; the clean-up says what it has left."""
    feature.add_steps(STEP)
    feature.write("Given an egg is on the boil")
    result = feature.run()
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*nothing left behind*timer 'the egg'*"])
