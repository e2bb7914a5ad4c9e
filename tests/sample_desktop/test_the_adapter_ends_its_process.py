"""A desktop that was started for a run ends with it, whatever happens; one that runs already is left alone."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sample_desktop.conversation import Conversation
from sample_desktop.process import VARIABLE, address_from, running, started

if TYPE_CHECKING:
    from subprocess import Popen

COMMAND = [sys.executable, "-m", "sample_desktop", "--port", "0"]
DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('{"address": "nowhere"}', flush=True)
signal.pause()
"""


def test_at_the_end_it_is_gone() -> None:
    """Nothing listens any more."""
    with running(_surroundings()) as address:
        assert "1" == _opened(address)
    port = int(address.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_an_error_ends_it_as_well() -> None:
    """Whatever comes out of the run, the process is waited for."""
    processes: list[Popen[str]] = []

    def run() -> None:
        with started(COMMAND, _surroundings()) as process:
            processes.append(process)
            address_from(process)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run()
    assert [True] == [process.returncode is not None for process in processes]


def test_one_that_does_not_listen_to_reason_is_killed() -> None:
    """A process that ignores being asked to end does not hold the run up for ever."""
    with started([sys.executable, "-c", DEAF], _surroundings(), farewell=0.05) as process:
        address_from(process)
    assert -9 == process.returncode


def test_one_that_runs_already_is_used() -> None:
    """Its address comes from the environment, and it goes on afterwards."""
    with running(_surroundings()) as address:
        with running({VARIABLE: address}) as used:
            assert address == used
        assert "1" == _opened(address)


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != VARIABLE}


def _opened(address: str) -> str:
    """Open an office: give its number."""
    with closing(Conversation(address)) as conversation:
        answer = conversation.ask("POST", "/offices", {"agents": [], "transactions": [], "roles": []})
        return str(answer["office"])
