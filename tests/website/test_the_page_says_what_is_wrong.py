"""After a refusal the page says what is wrong, where, and leads there (F7)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.website.page_views import GOOD, NOW, SITE, refused
from tests.website.read_page import ReadPage

from callbook_mocks.website import FormRules
from callbook_mocks.website.form import FIELDS
from callbook_mocks.website.page.pages import IN_ORDER, form_page, unavailable_page
from callbook_mocks.website.page.views import PAGE_FIELDS, FormView

GAP = "'2027-03-28 02:30' cannot be chosen: the clocks of Europe/Stockholm go from 2027-03-28 02:00 straight to"


def test_an_empty_form_has_nothing_to_complain_of() -> None:
    """Its title, its text and its fields are those of a form that nobody has filled in."""
    page = ReadPage(form_page(FormView(SITE, NOW, "token-1")))
    assert "Ask us to call you back · Lighthouse" == page.title
    assert [] == [attributes for _, attributes in page.elements if "aria-invalid" in attributes]
    assert "Error" not in page.text
    assert {**page.posted(), "reason": "", "latest_time": ""} == {
        **dict.fromkeys(PAGE_FIELDS, ""),
        "submission": "token-1",
        "when": "now",
        "wished_occurrence": "first",
    }


def test_every_wrong_field_is_named_twice() -> None:
    """A summary, which has the focus, leads to each field; each field is marked and tied to its reason."""
    view = refused({"when": "at", "reason": "x" * 300, "latest_date": "2026-10-24", "email": "anna"})
    page = ReadPage(form_page(view))
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a" and attributes["href"] != "#main"]
    assert [f"#{name}" for name in ("name", "phone_number", "email", "wished_date", "time_zone")] == links[:5]
    assert ["#latest_date", "#reason"] == links[5:]
    assert "Error: Ask us to call you back · Lighthouse" == page.title
    assert "7 things need your attention" in page.text
    assert "autofocus" in next(attributes for _, attributes in page.elements if attributes.get("class") == "summary")
    for field, reason in view.reasons.items():
        assert 2 == page.text.count(reason)
        assert f"{field}_error" in page.ids


@pytest.mark.parametrize(
    "link", ["name", "phone_number", "email", "wished_date", "wished_clock", "latest_clock", "reason"]
)
def test_a_wrong_field_is_tied_to_its_reason(link: str) -> None:
    """What a screen reader says of a field includes the reason; it exists under that name, once."""
    page = ReadPage(form_page(refused({"when": "at", "reason": "x" * 300, "latest_date": "2026-10-24", "email": "a"})))
    field = page.element(link)
    assert "true" == field["aria-invalid"]
    assert field["aria-describedby"].split()[-1].endswith("_error")
    assert all(1 == page.ids.count(name) for name in field["aria-describedby"].split())


@pytest.mark.parametrize(("when", "element"), [("now", "when_now"), ("at", "wished_date"), ("words", "wished_time")])
def test_a_wrong_wish_leads_to_the_way_in_which_it_was_said(when: str, element: str) -> None:
    """Only the fields of that way are marked."""
    view = replace(refused({**GOOD, "when": when}), reasons={"wished_time": "Not so."})
    page = ReadPage(form_page(view))
    assert f"#{element}" in [attributes.get("href") for _, attributes in page.elements]
    assert "Something needs your attention" in page.text
    marked = [attributes["id"] for _, attributes in page.elements if "aria-invalid" in attributes]
    assert element == marked[0]
    assert {element, "wished_clock"} >= set(marked)


def test_a_time_that_the_clocks_skip_is_explained() -> None:
    """The contact reads what the clocks do in that night, and what to choose."""
    view = replace(refused({**GOOD, "wished_date": "2027-03-28"}), rules=FormRules())
    assert GAP in view.reasons["wished_time"]
    assert (
        f"{GAP} 2027-03-28 03:00. Choose 2027-03-28 03:00, the next time that exists." in ReadPage(form_page(view)).text
    )


def test_every_field_of_the_form_has_its_place() -> None:
    """No reason that validation can give is left out of the page."""
    assert set(FIELDS) == set(IN_ORDER)


def test_a_number_may_lack_its_country_where_the_website_has_one() -> None:
    """The hint says which."""
    view = FormView(SITE, NOW, "token-1", rules=FormRules(region="SE"))
    assert "Without one we read it as a number of SE." in ReadPage(form_page(view)).text


def test_a_request_that_could_not_be_taken_says_so() -> None:
    """The website's words, no field is blamed, and everything typed stands in the form (E2)."""
    page = ReadPage(unavailable_page(refused(GOOD), "The service is not available."))
    assert page.title.startswith("Error: ")
    assert "We could not take your request The service is not available. What you have entered is kept" in page.text
    assert {**GOOD, "submission": "token-1"}.items() <= page.posted().items()
    assert [] == [attributes for _, attributes in page.elements if "aria-invalid" in attributes]
