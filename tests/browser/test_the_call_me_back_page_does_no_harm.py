"""Names that are markup, a policy that forbids: the page shows texts, and runs nothing but its own script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.call_me_back import facts, introduce, send

if TYPE_CHECKING:
    from tests.browser.served_website import ServedWebsite
    from tests.browser.visitor import Visitor

HOSTILE = "<img src=x onerror=alert(1)>"
_INJECT = """async () => {
    const broken = new Promise(told => document.addEventListener('securitypolicyviolation', told, { once: true }));
    const script = document.createElement('script');
    script.textContent = 'alert(1)';
    document.body.append(script);
    return (await broken).effectiveDirective;
}"""


def test_a_name_that_is_markup_is_shown_as_text(visitor: Visitor, website: ServedWebsite) -> None:
    """In the form after a refusal, in its fields, and in the confirmation: no dialog, no image."""
    page = visitor.window()
    page.goto(website.address)
    introduce(page, name=HOSTILE, number=HOSTILE)
    page.fill("#reason", f"</textarea>{HOSTILE}")
    send(page)
    assert (HOSTILE, f"</textarea>{HOSTILE}") == (page.input_value("#name"), page.input_value("#reason"))
    assert HOSTILE in page.inner_text("#phone_number_error")
    introduce(page, name=HOSTILE)
    send(page)
    assert (HOSTILE, f"</textarea>{HOSTILE}") == (facts(page)["Name"], facts(page)["Your question"])
    assert 1 == page.locator("img").count()


def test_a_script_that_gets_in_does_not_run(visitor: Visitor, website: ServedWebsite) -> None:
    """The policy arrives with the page: even markup that got through would do nothing."""
    page = visitor.window()
    page.goto(website.address)
    with page.expect_console_message():
        assert "script-src-elem" == page.evaluate(_INJECT)
    (noted,) = visitor.noted
    assert "Content Security Policy" in noted
    visitor.noted.clear()


def test_a_visitor_notes_what_would_leave_the_machine(visitor: Visitor, website: ServedWebsite) -> None:
    """So that the other tests can be sure that nothing did."""
    page = visitor.window()
    page.goto(website.address)
    with page.expect_event("requestfailed"):
        page.evaluate("location.href = 'http://example.com/'")
    assert "http://example.com/" in visitor.noted
    visitor.noted.clear()
