"""A real JupyterLab and a real Chromium, for tests that look at what people look at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

FIRST_PORT = 20_000
"""Below those that a system gives to whoever asks for any; if it is taken, JupyterLab tries others."""

_SETTINGS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
_PAGE = {"disabledExtensions": {"@jupyterlab/debugger-extension": True}}  # complains when kernels go at once
_READY = """() => {
    const shown = window.jupyterapp?.shell.currentWidget;
    const kernel = shown?.sessionContext?.session?.kernel;
    return shown?.context?.path === PATH && shown.context.isReady
        && kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
_OPEN = "async path => { await window.jupyterapp.commands.execute('docmanager:open', { path }) }"
_RUN_ALL = "async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells') }"
_ASK = """async expression => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const asked = kernel.requestExecute({ code: '', user_expressions: { it: expression }, store_history: false });
    return (await asked.done).content.user_expressions.it.data['text/plain'];
}"""
_CLOSE = """async () => {
    const shown = window.jupyterapp.shell.currentWidget;
    await shown.context.save();
    await shown.sessionContext.shutdown();
    shown.close();
}"""
_THEME = "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', { theme }) }"
_BROWSER_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
]


def chromium() -> str | None:
    """Give the Chromium of this machine, if it has one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path is not None), None)


@dataclass
class Heard:
    """What a page did that nobody may overlook.

    Attributes:
        refused: addresses beyond this machine that it asked for; every such request was refused.
        errors: what it wrote to the console as an error, and errors that nobody caught.
    """

    refused: list[str] = field(default_factory=list[str])
    errors: list[str] = field(default_factory=list[str])


class JupyterLab:
    """One JupyterLab in one browser window; notebooks are opened inside the running page.

    Args:
        base: the server's address.
        folder: where its notebooks lie.
        page: the browser's page.
        heard: what the page did.
    """

    def __init__(self, base: str, folder: Path, page: Page, heard: Heard) -> None:
        self.base = base
        self.folder = folder
        self.page = page
        self.heard = heard
        self._cells: dict[str, tuple[str, ...]] = {}

    def open(self, name: str) -> Page:
        """Open the notebook of this name in place of the one that is open; come back when its kernel is idle."""
        self.close()
        self._cells = {name: ()}
        self.page.evaluate(_OPEN, name)
        self.page.wait_for_function(_READY.replace("PATH", json.dumps(name)), timeout=PATIENCE * 1_000)
        return self.page

    def write(self, name: str, *cells: str) -> Page:
        """Make a notebook with these code cells, and open it; one that is open with the same cells stays open."""
        if self._cells == {name: cells}:
            return self.page
        given: list[dict[str, Any]] = [
            {
                "id": f"cell-{number}",
                "cell_type": "code",
                "source": cell,
                "metadata": {},
                "outputs": [],
                "execution_count": None,
            }
            for number, cell in enumerate(cells)
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook: dict[str, Any] = {
            "cells": given,
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.folder / name).write_text(json.dumps(notebook), encoding="utf-8")
        self.open(name)
        self._cells = {name: cells}
        return self.page

    def run_all(self) -> None:
        """Run all cells of the notebook that is open; comes back when they are done."""
        self.page.evaluate(_RUN_ALL)

    def ask(self, expression: str) -> str:
        """Ask the kernel of the notebook that is open what *expression* is, as ``repr`` has it."""
        answer: str = self.page.evaluate(_ASK, expression)
        return answer

    def close(self) -> None:
        """Close the notebook that is open, and stop its kernel."""
        if self._cells:
            self.page.evaluate(_CLOSE)
            self._cells = {}

    def theme(self, *, dark: bool) -> None:
        """Change JupyterLab's theme."""
        self.page.evaluate(_THEME, "JupyterLab Dark" if dark else "JupyterLab Light")


@contextmanager
def jupyter_lab(browser: Browser, home: Path, notebooks: Path) -> Generator[JupyterLab]:
    """Start JupyterLab on the folder *notebooks*, with everything of its own under *home*, and stop it afterwards."""
    with _server(home, notebooks) as base:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE * 1_000)
        heard = _listen(context, base)
        page = context.new_page()
        page.goto(f"{base}/lab/workspaces/auto-test?reset")
        page.wait_for_function("() => window.jupyterapp?.shell?.isAttached", timeout=PATIENCE * 1_000)
        yield JupyterLab(base, notebooks, page, heard)
        context.close()


@contextmanager
def one_browser(path: str) -> Generator[Browser]:
    """Start the Chromium at *path*, and stop it afterwards."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and of no use where there is no Chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_BROWSER_OPTIONS)
        yield browser
        browser.close()


def _listen(context: BrowserContext, base: str) -> Heard:
    heard = Heard()
    here = (base, base.replace("http:", "ws:"), "data:", "blob:")

    def guard(route: Route) -> None:
        if route.request.url.startswith(here):
            route.continue_()
        else:
            heard.refused.append(route.request.url)
            route.abort()

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.errors.append(f"{message.text} ({message.location['url']})")

    context.route("**/*", guard)
    context.on("console", console)
    context.on("weberror", lambda error: heard.errors.append(str(error.error)))
    return heard


@contextmanager
def _server(home: Path, notebooks: Path) -> Generator[str]:
    own = {f"JUPYTER_{kind.upper()}_DIR": str(home / kind) for kind in ("config", "data", "runtime")}
    settings = home / "app" / "settings"
    settings.mkdir(parents=True)
    (settings / "overrides.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    command = [
        *(
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={FIRST_PORT + os.getpid() % 10_000}",
        ),
        *("--ServerApp.port_retries=100", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"),
        *("--LabApp.extension_manager=readonly", f"--LabApp.app_settings_dir={settings}"),
        *(f"--LabApp.workspaces_dir={home / 'workspaces'}", f"--LabApp.user_settings_dir={home / 'user'}"),
        *(["--allow-root"] if os.geteuid() == 0 else []),
    ]
    own_config = home / "config" / "labconfig"
    own_config.mkdir(parents=True)
    (own_config / "page_config.json").write_text(json.dumps(_PAGE), encoding="utf-8")
    with (home / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, with arguments of our own
            command, cwd=notebooks, env={**os.environ, **own}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield _up(process, home)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _up(process: subprocess.Popen[bytes], home: Path) -> str:
    """Wait until the server says where it listens, and answers; by the wall, since it is another process."""
    end = time.monotonic() + PATIENCE  # noqa: TID251 - see above
    said = home / "runtime" / f"jpserver-{process.pid}.json"
    while process.poll() is None and time.monotonic() < end:  # noqa: TID251 - see above
        with suppress(OSError, ValueError):  # it has not been written, or not to its end; nobody answers yet
            base: str = json.loads(said.read_bytes())["url"].rstrip("/")
            with urllib.request.urlopen(f"{base}/api/status", timeout=PATIENCE):  # noqa: S310 - on this machine
                return base
        time.sleep(0.1)  # noqa: TID251 - see above
    raise RuntimeError(f"JupyterLab did not start:\n{(home / 'server.log').read_text(encoding='utf-8')}")
