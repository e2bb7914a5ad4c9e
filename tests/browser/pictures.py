"""Takes the pictures of README and docs: ``make pictures``. Each is a real screenshot, in a light and a dark form.

What is photographed is made anew each time: desks that are live in JupyterLab, the report of a run in which a scenario
fails, the page of its recording, two desks beside each other. Whatever comes later only runs it again.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, DIMMED_MONOKAI, TerminalTheme
from rich.text import Text
from tests.browser.jupyter_lab import chromium, jupyter_lab, one_browser
from tests.sip.conftest import Floor
from tests.sip.story import Story

from callbook.record import ladder_svg

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "docs" / "_static" / "pictures"
SCHEMES: Final = ("light", "dark")
NAMES: Final = ("live-desk", "report", "recording", "before-and-after", "run", "another-desktop", "telephones")
"""What there is a picture of."""

_DESKS = """
import callbook.notebook as cb
lab = cb.Lab()
desks = cb.desk("Anna", "Ben", lab=lab, speed=60, contacts_every=0)
lab.schedule(lab.contact("Tom"))
lab.agent("Anna").perform(cb.Action.ACCEPT)
lab.agent("Anna").perform(cb.Action.DIAL)
lab.advance(9_000)
lab.schedule(lab.contact("Maria"))
desks.refresh()
desks
"""
_WIDTH, _HEIGHT = 1280, 800
_SHOWN = 760


def take(folder: Path = PICTURES) -> list[Path]:
    """Take every picture into *folder*; return the files.

    Raises:
        RuntimeError: when there is no Chromium.
    """
    path = chromium()
    if path is None:
        raise RuntimeError("No chromium, chromium-browser or google-chrome was found: the pictures need one.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, one_browser(path) as browser:
        pages = _pages(Path(scratch))
        for name, page in pages.items():
            for scheme in SCHEMES:
                _photograph(browser, page, scheme, folder / f"{name}-{scheme}.png")
        for name in (f"{terminal}-{scheme}" for terminal in ("run", "another-desktop") for scheme in SCHEMES):
            scheme = name.rpartition("-")[2]
            _photograph(browser, Path(scratch) / f"{name}.html", scheme, folder / f"{name}.png")
        _live_desks(browser, Path(scratch), folder)
    return sorted(folder.glob("*.png"))


def _pages(scratch: Path) -> dict[str, Path]:
    """Make the pages that are photographed: a run with one failure, its report and its recording, a change."""
    feature = ROOT / "examples" / "a_failing_scenario.feature"
    shutil.copy(feature, scratch)
    shutil.copytree(ROOT / "features" / "flows", scratch / "flows")
    run = _callbook(scratch, "run", feature.name, "flows", "-q", "--color=yes", fails=True)
    _callbook(scratch, "report", "--output", "report.html")
    _callbook(scratch, "export", str(feature.with_suffix(".trace.ndjson")), "--output", "recording.html")
    center = ROOT / "examples" / "contact_center.toml"
    changes = ("--set", "webcallback.callback-information.frame-color=#FF2E7D32", "--set", "Can Reschedule=false")
    _callbook(scratch, "whatif", str(center), *changes, "--agent", "anna", "--html", "before_and_after.html")
    features = [f"privileges/{name}.feature" for name in ("can_reschedule_before_call", "can_decline")]
    shutil.copytree(ROOT / "features" / "privileges", scratch / "privileges")
    desktop = _callbook(scratch, "run", *features, "--desktop", "sample", "-q", "--color=yes", fails=True)
    for scheme, theme in (("light", DEFAULT_TERMINAL_THEME), ("dark", DIMMED_MONOKAI)):
        (scratch / f"run-{scheme}.html").write_text(_terminal(run, theme), encoding="utf-8")
        (scratch / f"another-desktop-{scheme}.html").write_text(_terminal(desktop, theme), encoding="utf-8")
    (scratch / "telephones.html").write_text(_with_telephones(), encoding="utf-8")
    return {
        "telephones": scratch / "telephones.html",
        "report": scratch / "report.html",
        "recording": scratch / "recording.html",
        "before-and-after": scratch / "before_and_after.html",
    }


def _with_telephones() -> str:
    """Return a page with the ladder of a call between two telephones, one of which holds it, from where Anna dials."""
    floor = Floor()
    story = Story(floor)
    before = floor.lab.journal.last
    story.talk()
    story.anna.hold()
    floor.wait()
    ladder = ladder_svg(floor.lab.journal.since(before), title="A call between two telephones")
    style = "margin:0;display:grid;justify-content:center;background:Canvas;color-scheme:light dark"
    return f'<meta charset="utf-8"><body style="{style}">{ladder}'


def _callbook(folder: Path, *arguments: str, fails: bool = False) -> str:
    command = (str(Path(sys.executable).with_name("callbook")), *arguments)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if bool(done.returncode) != fails:
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _terminal(printed: str, theme: TerminalTheme) -> str:
    """Return what a terminal shows, with its colours, as a page."""
    console = Console(record=True, width=132, file=io.StringIO())
    console.print(Text.from_ansi(printed))
    return console.export_html(theme=theme, inline_styles=True)


def _photograph(browser: Browser, page: Path, scheme: str, to: Path) -> None:
    with _window(browser, scheme) as window:
        window.goto(page.as_uri())
        window.screenshot(path=to, clip={"x": 0, "y": 0, "width": _WIDTH, "height": _SHOWN})


@contextmanager
def _window(browser: Browser, scheme: str) -> Generator[Page]:
    colors: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    context = browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme=colors)
    yield context.new_page()
    context.close()


def _live_desks(browser: Browser, scratch: Path, folder: Path) -> None:
    home, notebooks = scratch / "home", scratch / "notebooks"
    home.mkdir()
    notebooks.mkdir()
    with jupyter_lab(browser, home, notebooks) as lab:
        lab.page.set_viewport_size({"width": 1_240, "height": 1_400})
        lab.page.evaluate("async () => { await window.jupyterapp.commands.execute('application:toggle-left-area') }")
        for scheme in SCHEMES:
            lab.theme(dark=scheme == "dark")
            page = lab.write(f"{scheme}.ipynb", _DESKS)
            lab.run_all()
            desks = page.locator(".callbook-desk:visible").first
            desks.wait_for()
            desks.evaluate(f"desks => {{ desks.style.maxHeight = '{_SHOWN}px'; desks.style.overflow = 'clip' }}")
            desks.screenshot(path=folder / f"live-desk-{scheme}.png", animations="disabled")


if __name__ == "__main__":
    for taken in take():
        print(f"{taken.relative_to(ROOT)}: {taken.stat().st_size // 1_000} kB")  # noqa: T201 - its only output
