"""Numbers are dialled as the site wrote them, compared as numbers, and read in the contact's or the centre's region."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from callbook.configuration import AttachedKeys, Configuration
from callbook.core import BadInput
from callbook.lab import small_center
from callbook.workspace.numbers import attached, is_contacts_number, new_number, number_to_dial

WHOLE = "a whole number with its country, such as '+46 8 465 004 12'"
GB = f"a DN of the voice switch, a number of GB, or {WHOLE}"
NOWHERE = f"a DN of the voice switch, or {WHOLE}; this one does not say which country it belongs to"


def center_in(region: str | None) -> Configuration:
    """Return the small centre, dialling from a region."""
    return Configuration(replace(small_center(), region=region))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, ""),
        ({"customer_number": "020 7946 0018"}, "020 7946 0018"),
        ({"customer_number": 1002}, "1002"),
        ({"customer_number": {"home": "1"}}, ""),
    ],
)
def test_the_contacts_number_is_what_is_attached(data: dict[str, object], text: str) -> None:
    """As the site wrote it; a list is none."""
    assert text == attached(data, center_in(None))


def test_it_stands_under_the_sites_own_key() -> None:
    """Where the site has one; the usual key is then one like any other."""
    center = replace(small_center(), attached_keys=AttachedKeys(number="ANI"))
    data = {"ANI": "5550100", "customer_number": "1"}
    assert "5550100" == attached(data, Configuration(center))


@pytest.mark.parametrize(("text", "called"), [("1002", "1002"), ("10-02", "1002"), ("020 7946", "0207946")])
def test_what_only_parts_a_number_is_left_out(text: str, called: str) -> None:
    """A DN is called as it is."""
    assert called == number_to_dial(text, center_in("GB"))


def test_a_dn_is_called_as_it_is_written() -> None:
    """Even where it looks like a number that something parts."""
    center = small_center()
    anna, *others = center.agents
    named = Configuration(replace(center, agents=(replace(anna, dn="10-01"), *others)))
    assert ("10-01", "1001") == (number_to_dial("10-01", named), number_to_dial("10 01", named))


@pytest.mark.parametrize(
    ("number", "region", "typed", "same"),
    [
        ("+442079460018", None, "+44 20 7946 0018", True),
        ("+442079460018", None, "020 7946 0018", True),
        ("+442079460018", "SE", "020 7946 0018", True),
        ("020 7946 0018", "GB", "+442079460018", True),
        ("020 7946 0018", None, "+442079460018", False),
        ("+442079460018", "GB", "020 7946 0019", False),
    ],
)
def test_another_spelling_is_no_new_number(number: str, region: str | None, typed: str, *, same: bool) -> None:
    """The contact's own number says where it is read; else the centre does."""
    assert same == is_contacts_number(typed, {"customer_number": number}, center_in(region))


@pytest.mark.parametrize(
    ("number", "region", "typed", "read"),
    [
        ("+442079460018", None, "020 7946 0099", "+442079460099"),
        ("+442079460018", "SE", "912345678", "+44912345678"),
        ("02079460018", "SE", "08-465 004 12", "+46846500412"),
        ("02079460018", None, "+46 8 465 004 12", "+46846500412"),
        ("+442079460018", None, "00380 44 1234567", "+380441234567"),
        ("+442079460018", None, "1002", "1002"),
        ("02079460018", None, "10 02", "1002"),
    ],
)
def test_a_new_number_is_kept_with_its_country(number: str, region: str | None, typed: str, read: str) -> None:
    """So that it leads to the same telephone from everywhere; a DN of the switch stays one."""
    assert read == new_number(typed, {"customer_number": number}, center_in(region))


@pytest.mark.parametrize(
    ("number", "typed", "accepted"),
    [
        ("+442079460018", "5115", f"{GB}; for country code +44 this one has the wrong length"),
        ("02079460018", "020 7946 0099", NOWHERE),
        ("+442079460018", "call me", GB),
    ],
)
def test_what_is_neither_is_refused_with_what_would_be_read(number: str, typed: str, accepted: str) -> None:
    """The region in which it was read is named."""
    said = f"phone number {typed!r} in reschedule cannot be used. Accepted: {accepted}."
    with pytest.raises(BadInput, match=f"^{re.escape(said)}$"):
        new_number(typed, {"customer_number": number}, center_in(None))
