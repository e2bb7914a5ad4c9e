"""Load on an HTTP server over loopback: a few connections that are kept, one request at a time on each.

The server has one core, and whoever asks has another. `wrk` asks if it is here, else a loop over plain sockets, which
is as fast as Python gets; either way the same one asks all that are compared.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.load_by_sockets import Load, Post, load_by_sockets

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

CONNECTIONS: Final = 8
_PINS: Final = hasattr(os, "sched_setaffinity")
_CORES: Final = sorted(os.sched_getaffinity(0)) if _PINS else [0]
SERVER, ASKER = _CORES[0], _CORES[-1]
_WRK: Final = shutil.which("wrk")
_MILLISECONDS: Final = {"us": 0.001, "ms": 1.0, "s": 1_000.0}
_SCRIPT = """\
local requests, number = {{}}, -1 -- wrk asks for one request before it begins
wrk.headers["Content-Type"] = "application/json"
function init()
  for _, post in ipairs({{ {posts} }}) do
    requests[#requests + 1] = wrk.format("POST", post[1], nil, post[2])
  end
end
function request()
  number = number % #requests + 1
  return requests[number]
end
"""

__all__ = ["ASKER", "CONNECTIONS", "SERVER", "Load", "Post", "load", "on_core", "who_asks"]


@contextmanager
def on_core(core: int) -> Generator[None]:
    """Keep this process to one core, and whatever it starts meanwhile; where a system can do that."""
    if not _PINS:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def load(port: int, posts: Sequence[Post], seconds: float) -> Load:
    """Send these requests again and again, in their order, for so long.

    Raises:
        AssertionError: one was not answered with success.
    """
    with on_core(ASKER):
        if _WRK is None:
            return load_by_sockets(port, posts, seconds, CONNECTIONS)
        return _load_by_wrk(_WRK, port, posts, seconds)


def who_asks() -> str:
    """Say who sends the requests."""
    return "a loop in Python" if _WRK is None else "wrk"


def _load_by_wrk(wrk: str, port: int, posts: Sequence[Post], seconds: float) -> Load:
    quoted = ", ".join(f"{{ {json.dumps(post.path)}, {json.dumps(post.body.decode())} }}" for post in posts)
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        script = Path(folder) / "requests.lua"
        script.write_text(_SCRIPT.format(posts=quoted), encoding="utf-8")
        command = (wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--latency", "-s", str(script))
        done = subprocess.run((*command, f"http://127.0.0.1:{port}/"), capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return _told_by_wrk(done.stdout)


def _told_by_wrk(text: str) -> Load:
    assert "Non-2xx" not in text, text
    assert "Socket errors" not in text, text
    answered, rate = _found(r"(\d+) requests in", text)[0], _found(r"Requests/sec:\s+([\d.]+)", text)[0]
    amount, unit = _found(r"99%\s+([\d.]+)(us|ms|s)", text)
    return Load(int(answered), float(rate), float(amount) * _MILLISECONDS[unit])


def _found(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    assert found is not None, text
    return found.groups()
