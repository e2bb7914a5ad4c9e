from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.jupyter_lab import JupyterLab


def test_a_request_that_would_leave_the_machine_is_refused_and_counted(lab: JupyterLab) -> None:
    """Nothing gets out; the address is on the list that each test wants empty."""
    page = lab.write("outside.ipynb", "1 + 1")
    with page.expect_console_message():  # the browser complains, too
        outcome = page.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'refused')")
    assert "refused" == outcome
    assert ["https://example.com/"] == lab.heard.refused
    lab.heard.refused.clear()
    lab.heard.errors.clear()


def test_an_error_on_the_console_is_noticed(lab: JupyterLab) -> None:
    """Written there by a script, or by the browser for an error that nobody caught."""
    page = lab.write("outside.ipynb", "1 + 1")
    page.evaluate("console.error('so not')")
    with page.context.expect_event("weberror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('nobody catches me') }) }")
    assert 2 == len(lab.heard.errors)
    assert lab.heard.errors[0].startswith("so not")
    assert "nobody catches me" in lab.heard.errors[1]
    lab.heard.errors.clear()
