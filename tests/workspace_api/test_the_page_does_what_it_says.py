"""The client of docs/workspace-api.md runs against a server, as somebody would who copies it from there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.patience import PATIENCE
from tests.web.conftest import serving

from callbook.network.workspace_api import api as workspace_api
from callbook.network.workspace_api import bayeux

if TYPE_CHECKING:
    from tests.web.conftest import Api

TEXT = (Path(__file__).parents[2] / "docs/workspace-api.md").read_text(encoding="utf-8")


def test_the_client_prints_what_stands_there(api: Api, tmp_path: Path) -> None:
    """Line by line."""
    program = tmp_path / "agent.py"
    [code] = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    [printed] = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)
    program.write_text(code, encoding="utf-8")
    with serving(api.service) as port:
        command = [sys.executable, str(program), f"http://127.0.0.1:{port}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own page
    assert (printed, "") == (done.stdout, done.stderr)
    api.lab.check()


def test_the_bounds_are_those_of_the_server() -> None:
    """As the guide to serving has them beside its limits."""
    guide = (Path(__file__).parents[2] / "docs/serving.md").read_text(encoding="utf-8")
    assert f"| {workspace_api.MOST}; {bayeux.MOST} |" in guide
