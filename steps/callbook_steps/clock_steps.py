"""Steps about time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then, when

from callbook.core import instant_of, parse_moment, zone_named
from callbook_steps.in_words import InWords
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from datetime import timedelta

    from callbook.lab import Lab


@given(phrase("it is {moment:Quoted} in {zone:Quoted}"))
@when(phrase("it becomes {moment:Quoted} in {zone:Quoted}"))
def it_is(lab: Lab, moment: str, zone: str) -> None:
    """Let time pass until a moment of a time zone."""
    lab.clock.advance_to(instant_of(parse_moment(moment, zone, lab.clock.now(), where="the step")))


@when(phrase("{delay:Duration} pass"))
@when(phrase("{delay:Duration} passes"))
def time_passes(lab: Lab, delay: timedelta) -> None:
    """Let time pass, with all that falls due."""
    lab.advance(delay)


@then(phrase("it is {moment:Quoted} in {zone:Quoted}"))
def it_is_now(lab: Lab, moment: str, zone: str) -> None:
    """Check the time in a time zone."""
    found = f"{lab.clock.now().astimezone(zone_named(zone)):%Y-%m-%d %H:%M}"
    assert InWords(f"it is {moment} in {zone}") == InWords(f"it is {found} in {zone}")
