"""Looks at the notebooks as a person would, at two sizes and in both themes: ``make looks``.

In each output of each notebook it looks for texts that are cut or lie upon each other, for what has to be scrolled
sideways, for buttons whose words wrap, and for contrasts below WCAG AA. It leaves pictures of the outputs for people.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.browser.contrast import poor_contrasts
from tests.browser.jupyter_lab import chromium, jupyter_lab, one_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.jupyter_lab import JupyterLab

ROOT: Final = Path(__file__).parents[2]
SIZES: Final = ((1280, 800), (1920, 1080))
_WITHOUT_SIDEBAR = "async () => { await window.jupyterapp.commands.execute('application:toggle-left-area') }"
_OUTPUTS = ".jp-OutputArea-output"
_NOT_OURS = "[aria-disabled=true], svg, .cbd-notes, .cbd-information h4, .information h5, .swatch"
"""What is pale by intent, fades out, or has the colours that the configuration gives it (O9, O10)."""

WRONG = """outputs => {
    const found = [], seen = element => element.checkVisibility() && element.getClientRects().length > 0;
    const said = element => element.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60);
    const own = element => [...element.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    for (const output of document.querySelectorAll(outputs)) {
        if (!seen(output)) continue;
        if (output.scrollWidth > output.clientWidth + 1) found.push(`scrolled sideways: ${said(output)}`);
        const texts = [...output.querySelectorAll('*')]
            .filter(element => seen(element) && own(element) && !element.closest('svg, .cbd-unseen, pre, select'));
        for (const element of texts) {
            const { overflowX, textOverflow } = getComputedStyle(element);
            const cuts = ['hidden', 'clip'].includes(overflowX) || textOverflow === 'ellipsis';
            if (cuts && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${said(element)}`);
            if (element.tagName === 'BUTTON' && element.offsetHeight > 46) found.push(`wrapped: ${said(element)}`);
        }
        const boxes = texts.map(element => [element, element.getBoundingClientRect()]);
        boxes.forEach(([one, a], index) => boxes.slice(index + 1).forEach(([other, b]) => {
            if (one.contains(other) || other.contains(one)) return;
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const scrolled = one.closest('.cbd-notes') || other.closest('.cbd-notes');
            if (wide > 3 && high > 5 && !scrolled) found.push(`upon each other: ${said(one)} | ${said(other)}`);
        }));
    }
    return [...new Set(found)];
}"""


def look(folder: Path, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Look at the notebooks whose names begin with one of *names*, or at all; yield what is wrong, a line each.

    Raises:
        RuntimeError: when there is no Chromium.
    """
    path = chromium()
    if path is None:
        raise RuntimeError("No chromium, chromium-browser or google-chrome was found: nobody can look without one.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, one_browser(path) as browser:
        home, notebooks = Path(scratch) / "home", Path(scratch) / "notebooks"
        home.mkdir()
        notebooks.mkdir()
        with jupyter_lab(browser, home, notebooks) as lab:
            lab.page.evaluate(_WITHOUT_SIDEBAR)
            for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
                if notebook.stem.startswith(names or ("",)):
                    yield from _looked_at(lab, notebook, folder)


def _looked_at(lab: JupyterLab, notebook: Path, folder: Path) -> Iterator[str]:
    shutil.copy(notebook, lab.folder / notebook.name)
    page = lab.open(notebook.name)
    lab.run_all()
    for dark in (False, True):
        lab.theme(dark=dark)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            form = f"{notebook.stem}, {width} x {height}, {'dark' if dark else 'light'}"
            cells = page.locator(".jp-Cell-outputWrapper:visible")
            for index in range(cells.count()):
                cells.nth(index).scroll_into_view_if_needed()
                page.screenshot(path=folder / f"{notebook.stem}-{index}-{width}{'-dark' if dark else ''}.png")
            yield from (f"{form}: {each}" for each in page.evaluate(WRONG, _OUTPUTS))
            poor = poor_contrasts(page, _OUTPUTS, but=_NOT_OURS)
            yield from (f"{form}: contrast: {each}" for each in poor)


if __name__ == "__main__":
    wrong = list(look(ROOT / ".callbook" / "looks", tuple(sys.argv[1:])))
    print("\n".join(wrong) or "Nothing is cut, covered, scrolled sideways or too pale.")  # noqa: T201 - its only output
    sys.exit(bool(wrong))
