"""A phone number is brought into E.164, or refused with what is wrong with it."""

from __future__ import annotations

import pytest

from callbook.core.errors import BadInput
from callbook.core.phone_number import dialled, e164, region_of, same_number

ACCEPTED = "a whole number with its country, such as '+46 8 465 004 12'"


@pytest.mark.parametrize(
    ("text", "region"),
    [("+46 8 465 004 12", None), ("08-465 004 12", "SE"), ("+46846500412", "DE"), (" +46 (0)8 46500412 ", None)],
)
def test_spellings_of_one_number_are_one_number(text: str, region: str | None) -> None:
    """Spaces, hyphens, brackets and a home region make no difference."""
    assert "+46846500412" == e164(text, region)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("", ACCEPTED),
        ("call me", ACCEPTED),
        ("08-465 004 12", f"{ACCEPTED}; this one does not say which country it belongs to"),
        ("+999 123 456", f"{ACCEPTED}; no country has the code that this one begins with"),
        ("+46 8 465 004 12 345 678", f"{ACCEPTED}; for country code +46 this one has the wrong length"),
        ("+46 8 465 004 12 ext. 5", f"{ACCEPTED}, without an extension: it can not be dialled"),
    ],
)
def test_what_can_not_be_dialled_is_refused(text: str, accepted: str) -> None:
    """Each refusal says what is wrong with this number."""
    with pytest.raises(BadInput) as refusal:
        e164(text, where="the web form")
    assert f"phone number {text!r} in the web form cannot be used. Accepted: {accepted}." == str(refusal.value)


@pytest.mark.parametrize(("text", "region"), [("99 99", "GB"), ("7946 0018", "GB"), ("555 0100", "US")])
def test_what_only_its_own_town_can_dial_is_refused(text: str, region: str) -> None:
    """A number without its area leads elsewhere from elsewhere."""
    with pytest.raises(BadInput, match="this one has the wrong length"):
        e164(text, region)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("+46 8 465 004 12", "+46846500412"),
        ("+44 (0)20 7946-0018", "+442079460018"),
        ("(020) 7946.0018", "02079460018"),
        ("020/7946 0018", "02079460018"),
        ("07700\u00a0900\u2011931", "07700900931"),
        ("\uff0b\uff14\uff14 7700", "+447700"),
        ("\u0660\u0667\u0667\u0660\u0660", "07700"),
        ("*31#07700", "*31#07700"),
        ("1002", "1002"),
        ("desk-1002", "desk-1002"),
        ("sip:anna@lighthouse", "sip:anna@lighthouse"),
        ("call me", "call me"),
        ("+", "+"),
        ("", ""),
    ],
)
def test_what_only_parts_a_number_is_not_dialled(text: str, called: str) -> None:
    """What is no number stays as it is."""
    assert called == dialled(text)


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("+442079460018", "GB"),
        ("+1 212 555 0100", "US"),
        ("+44 11", "GB"),
        ("+800 1234 5678", None),
        ("02079460018", None),
        ("1002", None),
        ("", None),
    ],
)
def test_a_number_with_its_country_has_a_region(number: str, region: str | None) -> None:
    """One that could be anywhere has none."""
    assert region == region_of(number)


@pytest.mark.parametrize(
    ("one", "other", "region", "same"),
    [
        ("+442079460018", "020 7946 0018", "GB", True),
        ("+442079460018", "00 44 20 7946 0018", "SE", True),
        ("+442079460018", "00 44 20 7946 0018", "US", False),
        ("+442079460018", "020 7946 0018", None, False),
        ("020 7946 0018", "(020) 79460018", None, True),
        ("1002", "10 02", None, True),
        ("call me", "ring me", None, False),
        ("desk-1", "desk1", None, False),
    ],
)
def test_numbers_are_compared_as_numbers(one: str, other: str, region: str | None, *, same: bool) -> None:
    """Spelling makes no difference; where neither is a number, only the text counts."""
    assert same == same_number(one, other, region)
    assert same == same_number(other, one, region)
