from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.web.conftest import Api

AGENT = Path(__file__).parents[2] / "examples/javascript/agent.mjs"
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="node is not installed: the example in JavaScript cannot be run")
def test_it_takes_a_callback_and_calls(api: Api, port: int, snapshot: SnapshotAssertion) -> None:
    """A few lines without packages do all that an agent's desktop does, and print what they are told."""
    assert NODE is not None
    command = [NODE, str(AGENT), f"http://127.0.0.1:{port}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own example
    assert (0, "") == (done.returncode, done.stderr)
    assert snapshot == done.stdout
    api.lab.check()
