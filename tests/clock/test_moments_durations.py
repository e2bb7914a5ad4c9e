"""A length of time is read in the field's words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbook.core.errors import BadInput, Unknown
from callbook.core.moments import UNITS, parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 seconds", timedelta(seconds=10)),
        ("1 second", timedelta(seconds=1)),
        ("0 seconds", timedelta(0)),
        ("1 minute 30 seconds", timedelta(seconds=90)),
        ("1 hour, 2 minutes, and 3 seconds", timedelta(hours=1, minutes=2, seconds=3)),
        ("1 hour and 5 minutes", timedelta(hours=1, minutes=5)),
        ("24 hours", timedelta(days=1)),
        ("250 milliseconds", timedelta(milliseconds=250)),
        (" 2  Days ", timedelta(days=2)),
    ],
)
def test_words_give_a_length_of_time(text: str, expected: timedelta) -> None:
    """Amounts and units, singular or plural, are added up."""
    assert expected == parse_duration(text)


@pytest.mark.parametrize(
    "text", ["", "5", "seconds", "-5 seconds", "1.5 seconds", "1 second 2 seconds", "5 seconds!", "123456789 hours"]
)
def test_no_length_of_time_is_refused_with_examples(text: str) -> None:
    """What is no length of time is refused, and the refusal shows how one is written."""
    with pytest.raises(BadInput) as refusal:
        parse_duration(text, where="step 4")
    assert (
        f"duration {text!r} in step 4 cannot be used. Accepted: '10 seconds', '1 minute 30 seconds', '24 hours' or "
        "'250 milliseconds'."
    ) == str(refusal.value)


def test_an_unknown_unit_is_named_with_the_ones_there_are() -> None:
    """A mistyped unit is told by name, with all units that exist."""
    with pytest.raises(Unknown) as refusal:
        parse_duration("10 secnds")
    assert ("secnds", "duration '10 secnds'") == (refusal.value.given, refusal.value.where)
    assert ("days", "hours", "milliseconds", "minutes", "seconds") == refusal.value.known


@given(st.dictionaries(st.sampled_from(sorted(UNITS)), st.integers(0, 99_999_999), min_size=1))
@settings(derandomize=True, database=None, deadline=None, max_examples=60)
def test_any_amounts_of_any_units_add_up(amounts: dict[str, int]) -> None:
    """Whatever the order of the units, the sum of their amounts is what is read."""
    text = " ".join(f"{amount} {unit}s" for unit, amount in amounts.items())
    assert sum((amount * UNITS[unit] for unit, amount in amounts.items()), timedelta(0)) == parse_duration(text)
