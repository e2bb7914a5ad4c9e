"""Every number that we make up lies in a range that an authority keeps for fiction."""

from __future__ import annotations

import phonenumbers
import pytest

from callbook.core.moments import zone_named
from callbook_mocks.contacts.fiction import FICTION_RANGES, FictionRange, is_reserved_for_fiction


@pytest.mark.parametrize("run", FICTION_RANGES, ids=lambda run: f"{run.region}-{run.first}")
def test_a_range_holds_possible_numbers_of_its_region(run: FictionRange) -> None:
    """First and last number of a row are possible ones of its country, and its zone exists."""
    for text in (run.first, run.last):
        number = phonenumbers.parse(text)
        assert phonenumbers.is_possible_number(number)
        assert run.region in phonenumbers.region_codes_for_country_code(number.country_code or 0)
        assert is_reserved_for_fiction(text)
    assert run.time_zone == zone_named(run.time_zone).key
    assert (run.first, run.last) == (run.number(0), run.number(run.size - 1))


@pytest.mark.parametrize("run", FICTION_RANGES, ids=lambda run: f"{run.region}-{run.first}")
def test_the_neighbours_of_a_range_are_not_in_it(run: FictionRange) -> None:
    """The ends of a row are exact."""
    for text in (run.number(-1), run.number(run.size), run.first + "0", run.first[:-1], run.first[:-1] + "x"):
        assert text not in run


@pytest.mark.parametrize("number", ["+16175550123", "+12125550100", "+442079460999", "+61491570006", "+46701740605"])
def test_reserved_numbers_are_known(number: str) -> None:
    """A 555-01xx of any North American area is reserved, and the numbers of the table are."""
    assert is_reserved_for_fiction(number)


@pytest.mark.parametrize(
    "number", ["+12125550200", "+18005550123", "+442079461000", "+61491570007", "+46701740604", "08-465 004 12", ""]
)
def test_other_numbers_are_not(number: str) -> None:
    """A neighbour, a toll-free 555, or what is not E.164 may belong to somebody."""
    assert not is_reserved_for_fiction(number)
