from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.patience import PATIENCE

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from tests.web.conftest import Api

GUIDE = Path(__file__).parents[2] / "docs/serving.md"
TEXT = GUIDE.read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8080"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed: the guide's commands cannot be run")
def test_every_command_is_carried_out(api: Api, port: int) -> None:
    """One after the other, as somebody would who reads from top to bottom: none is refused."""
    serve, *commands = _blocks("sh")
    assert "callbook serve\n" == serve
    script = "\n".join(commands).replace("curl -s", "curl -sS --fail-with-body --noproxy '*'")
    script = script.replace(ADDRESS, f"http://127.0.0.1:{port}").replace("wait=20", "wait=0")
    command = ["/bin/bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own guide
    assert (0, "") == (done.returncode, done.stderr), done.stdout
    assert ["default"] == [run.name for run in api.service.runs]


def test_the_test_of_ones_own_passes(pytester: pytest.Pytester) -> None:
    """As it stands there, in a project whose settings ask for the plugin."""
    pytester.makeini("[pytest]\ncallbook = true\n")
    [code] = _blocks("python")
    pytester.makepyfile(code)
    pytester.runpytest("-q", "-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_the_limits_are_those_of_the_server() -> None:
    """Each number is the one that holds."""
    limits = Limits()
    assert f"| {limits.journal:,};" in TEXT
    assert f"| events kept for a client | {limits.mailbox:,} |" in TEXT
    assert f"| {limits.done:,} |" in TEXT
    assert f"| {limits.clients:,}; {limits.runs:,} |" in TEXT
    assert f"| {limits.sockets:,}; {limits.spare} |" in TEXT
    assert f"| {limits.head:g} s; {limits.whole:g} s; {limits.idle} s |" in TEXT
    assert f"that lets time pass | {limits.budget:g} s |" in TEXT
    assert f"| {limits.body // 1_000_000} MB; {limits.headers // 1_024} kB |" in TEXT
    assert f"| {limits.wait:g} s |" in TEXT


def test_it_links_to_what_is_there() -> None:
    """Every link leads to a file beside it."""
    links = set(re.findall(r"\]\(([^)]+)\)", TEXT))
    assert [] == [link for link in links if not (GUIDE.parent / link).exists()]
