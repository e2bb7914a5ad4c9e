"""A phone number is brought into E.164, or refused with what is wrong with it."""

from __future__ import annotations

import pytest

from callbook.core.errors import BadInput
from callbook.core.phone_number import e164

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
