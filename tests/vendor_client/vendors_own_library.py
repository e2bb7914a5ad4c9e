"""The vendor's own library, as npm has it, is a client of Callbook: ``make vendor-client`` runs these.

``make test`` does not: they need npm, and the internet once. What passes between the two is kept in
tests/workspace_api/exchanges, and ``make test`` asks the same again; renew it with ``make vendor-client RENEW=1``. The
name of this file keeps it from being collected with the folder.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy, which
from typing import TYPE_CHECKING, Final

import pytest
from tests.patience import PATIENCE
from tests.vendor_client.through_the_library import MODULES
from tests.web.conftest import Api, serving

from callbook.lab import replay
from callbook.network.service.settings import Limits
from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
EXCHANGES: Final = ROOT / "tests/workspace_api/exchanges"
STORIES: Final = Path(__file__).with_name("stories.js")
PAGE: Final = ROOT / "docs/workspace-api.md"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Give the port of a server."""
    with serving(Api(Limits()).service) as port:
        yield port


@pytest.fixture(scope="module")
def told(port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let the library tell all stories; give the folder with what has passed, and with the recordings."""
    folder = tmp_path_factory.mktemp("stories")
    done = node(STORIES, f"http://127.0.0.1:{port}", folder)
    assert (0, "") == (done.returncode, done.stderr), done.stdout
    if os.environ.get("RENEW"):
        for exchange in folder.glob("*[a-z].ndjson"):
            if not exchange.name.endswith(".trace.ndjson"):
                copy(exchange, EXCHANGES / exchange.name)
    return folder


def node(script: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script in Node, which finds the library."""
    program = which("node")
    assert program is not None
    return subprocess.run(  # noqa: S603 - our own script
        [program, str(script), *map(str, arguments)],
        env={**os.environ, "NODE_PATH": os.environ[MODULES]},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_recordings_play_again(told: Path) -> None:
    """Of each story, without a difference."""
    recordings = sorted(told.glob("*.trace.ndjson"))
    assert 10 == len(recordings)
    assert [] == [path.name for path in recordings if replay(read_trace(path)).divergence is not None]


def test_what_passes_is_what_is_kept(told: Path) -> None:
    """Apart from when polls come back: the same requests, but those for notifications, in the same order."""
    assert {path.name: asked(path) for path in EXCHANGES.glob("*.ndjson")} == {
        path.name: asked(told / path.name) for path in EXCHANGES.glob("*.ndjson")
    }


def asked(path: Path) -> list[tuple[str, str, object, object]]:
    """Give each request of an exchange that is none of the notifications' own, with its answer."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (entry["method"], entry["path"], entry["body"], entry["answer"])
        for entry in entries
        if "/notifications" not in entry["path"] and entry["path"].startswith("/workspace/v3")
    ]


def test_the_client_of_the_page_runs(port: int, tmp_path: Path) -> None:
    """As it stands in docs/workspace-api.md."""
    [code] = re.findall(r"```js\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    script = tmp_path / "client.js"
    script.write_text(code, encoding="utf-8")
    done = node(script, f"http://127.0.0.1:{port}")
    assert (0, ["1001 LoggedIn", "1001 Ready"]) == (done.returncode, done.stdout.splitlines()[:2]), done.stderr


def test_the_scenarios_hold_through_it(tmp_path: Path) -> None:
    """At least sixty of those that a client of the library can express, and none does otherwise."""
    desktop = "tests.vendor_client.through_the_library:desktops"
    command = [sys.executable, "-m", "pytest", "features", "-q", "--desktop", desktop, "--traces", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own command
    report = json.loads((tmp_path / "differences.json").read_text(encoding="utf-8"))
    held = report["scenarios"] - len(report["not_expressible"])
    print(done.stdout)  # noqa: T201 - the figures, for whoever has asked for them
    assert ([], True) == (report["differences"], held >= 60)
