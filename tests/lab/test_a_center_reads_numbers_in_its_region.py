"""The region of a contact centre is that of its telephones and of its website."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from callbook import Lab
from callbook.lab import OpenInteractions, small_center
from callbook.network.service.call_me_back import CallMeBack
from callbook_mocks.website import CallbackForm, FormRefused, FormRules

WRITTEN = "07700 900 931"
FORM = CallbackForm(name="Maria", phone_number=WRITTEN, wished_time="now", time_zone="Europe/London", reason="")


def test_the_website_takes_a_number_of_its_own_country() -> None:
    """It hands the whole number on."""
    lab = Lab(replace(small_center(), region="GB"))
    callback = lab.fill_in(FORM)
    assert "+447700900931" == lab.ask(OpenInteractions())[callback].UserData["customer_number"]


def test_its_page_says_so() -> None:
    """What a person types there is read as what a program hands in."""
    lab = Lab(replace(small_center(), region="GB"))
    assert FormRules(region="GB") == CallMeBack(lab, "callbacks").rules


def test_without_a_region_the_website_asks_for_the_country() -> None:
    """Nobody guesses one."""
    with pytest.raises(FormRefused, match="phone_number"):
        Lab().fill_in(FORM)


@pytest.mark.parametrize(("region", "found"), [("GB", True), ("SE", False), (None, False)])
def test_the_voice_switch_finds_a_number_of_its_own_country(region: str | None, *, found: bool) -> None:
    """Elsewhere the same digits are another telephone, or none."""
    lab = Lab(replace(small_center(), region=region))
    maria = lab.contact("Maria")
    assert (maria if found else None) == lab.people.phone_book.find(WRITTEN)
    assert "+447700900931" == maria.person.phone_number
