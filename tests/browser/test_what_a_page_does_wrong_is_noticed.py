from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.contrast import poor_contrasts
from tests.browser.looks import WRONG

if TYPE_CHECKING:
    from playwright.sync_api import Browser
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


_FAULTY = """
<div class="output" style="width: 300px">
  <p style="width: 40px; overflow: hidden; white-space: nowrap">Far too long for its place</p>
  <button style="width: 30px">A button of many words</button>
  <p style="position: relative; top: 0">Below</p><p style="position: relative; top: -32px">Above</p>
  <p style="color: #ccc; background: #fff">Pale</p>
  <p style="color: color-mix(in srgb, black 90%, white); background: white">Plain</p>
</div>
<div class="output" style="width: 100px; overflow-x: auto"><p style="width: 400px">Wide</p></div>
"""


def test_what_a_person_would_see_is_seen(browser: Browser) -> None:
    """What is cut, wraps, lies upon something else, has to be scrolled or is too pale; and nothing else."""
    page = browser.new_page()
    page.set_content(_FAULTY)
    assert [
        "cut: Far too long for its place",
        "wrapped: A button of many words",
        "upon each other: Below | Above",
        "scrolled sideways: Wide",
    ] == page.evaluate(WRONG, ".output")
    assert ["Pale: 1.61"] == poor_contrasts(page, ".output", but="button")
    page.close()
