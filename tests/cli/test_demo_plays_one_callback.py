"""`callbook demo` plays one callback from the web form to Mark Done, the same each time."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

ACCEPTS = "* Dora: accept"
DIALS = "* Dora: dial"
DONE = "The callback of Garry Richardson-Richardson (+447700900931): "


def _written(folder: Path, text: str) -> str:
    path = folder / "centre.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_it_begins_with_the_login_and_ends_with_the_place(callbook: Callable[..., Printed]) -> None:
    """The head, the first rungs, the last ones, and where the callback is."""
    printed = callbook("demo")
    assert (0, "") == (printed.code, printed.err)
    assert FIRST == printed.lines[: len(FIRST)]
    assert LAST == printed.lines[-len(LAST) :]


def test_the_seed_decides_everything(callbook: Callable[..., Printed]) -> None:
    """The same seed gives the same output, another one other people."""
    assert callbook("demo", "--seed", "7") == callbook("demo", "--seed", "7")
    assert callbook("demo").lines[-1] != callbook("demo", "--seed", "7").lines[-1]


def test_the_speed_changes_nothing_but_the_wait(callbook: Callable[..., Printed]) -> None:
    """Paced by the wall, however fast, the same happens at the same moments."""
    assert callbook("demo") == callbook("demo", "--speed", "100000")


@pytest.mark.parametrize("speed", ["-1", "nan", "inf"])
def test_a_speed_that_is_none_is_refused(callbook: Callable[..., Printed], speed: str) -> None:
    """In one line on the error output."""
    printed = callbook("demo", "--speed", speed)
    text = f"callbook: speed {float(speed)} cannot be used. Accepted: 0 (do not wait) or more.\n"
    assert (2, "", text) == (printed.code, printed.out, printed.err)


def test_a_contact_centre_of_one_s_own(callbook: Callable[..., Printed], tmp_path: Path, centre: str) -> None:
    """Its agent, its switch; without a complete queue Mark Done ends the callback."""
    printed = callbook("demo", "--config", _written(tmp_path, centre))
    assert ["Website", "Interaction", "Server", "Dora", "T-Server"] == printed.lines[0].split()
    assert DONE + "done" == printed.lines[-1]
    assert 1 == printed.out.count(ACCEPTS)
    assert 1 == printed.out.count(DIALS)


@pytest.mark.parametrize(
    ("old", "new", "said", "end"),
    [
        ('auto-answer" = "false"', 'auto-answer" = "true"', DIALS, "done"),
        ('auto-dial" = "false"', 'auto-dial" = "true"', ACCEPTS, "done"),
        ('is-auto-ready" = "true"', 'is-auto-ready" = "false"', "* Dora: go Ready", "done"),
        ('    "Can Release Call",\n', "", DIALS, "Dora handles it"),
        ('DispositionCode = ["Reached"]', "DispositionCode = []", DIALS, "done"),
        ('target = "any"', 'target = "agent_group"\ntarget_name = "Everybody"', ACCEPTS, "done"),
        ('target = "any"', 'target = "agent"\ntarget_name = "dora"', ACCEPTS, "done"),
    ],
)
def test_it_plays_what_the_configuration_gives(  # noqa: PLR0913, PLR0917 - one argument per column
    callbook: Callable[..., Printed], tmp_path: Path, centre: str, old: str, new: str, said: str, end: str
) -> None:
    """What happens by itself the agent does not do; what the agent may not do is left out."""
    assert old in centre
    printed = callbook("demo", "--config", _written(tmp_path, centre.replace(old, new)))
    assert (0, DONE + end) == (printed.code, printed.lines[-1])
    assert said in printed.out
    assert (ACCEPTS not in printed.out) == ('auto-answer" = "true"' in new)
    assert (DIALS not in printed.out) == ('auto-dial" = "true"' in new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('    "Can Make Calls",\n', ""),
        ('tenant = "Home"\nplace', 'tenant = "Elsewhere"\nplace'),
        ('strategy = "route"\n', ""),
        ('target = "any"', 'target = "agent"\ntarget_name = "emil"'),
    ],
)
def test_a_contact_centre_in_which_nobody_can(
    callbook: Callable[..., Printed], tmp_path: Path, centre: str, old: str, new: str
) -> None:
    """Without the privilege, or without a way from a queue to the agent, there is nothing to play."""
    assert old in centre
    printed = callbook("demo", "--config", _written(tmp_path, centre.replace(old, new)))
    text = "callbook: contact centre 'One Desk' cannot be used. Accepted: one where an agent may dial a callback.\n"
    assert (2, "", text) == (printed.code, printed.out, printed.err)


def test_ctrl_c_ends_it_quietly() -> None:
    """Exit code 130, nothing on the error output, no stack trace."""
    demo = "from callbook.cli import main; main(['demo', '--speed', '0.001'])"
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", demo], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert "Website" in child.stdout.readline()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=PATIENCE)
    assert (130, "") == (child.returncode, err)
    assert "Traceback" not in out


FIRST = """
           Website                    Interaction Server                   Anna Brandt                      SIP Server
08:00:00.000  ~ connected (Anna Brandt - Interaction Server)
08:00:00.000  ~ connected (Anna Brandt - SIP Server)
08:00:00.000  |                                |                                * Anna Brandt: log in
08:00:00.000  |                                |<------ RequestAgentLogin ------|                                |
08:00:00.000  |                                |                                |---- RequestRegisterAddress --->|
08:00:00.000  |                                |----------- EventAck ---------->|                                |
08:00:00.000  |                                |--- EventCurrentAgentStatus --->|                                |
08:00:00.000  |                                |                                |<------- EventRegistered -------|
08:00:00.000  |                                |                                |------ RequestAgentLogin ------>|
08:00:00.000  |                                |                                |<------- EventAgentLogin -------|
""".splitlines()[1:]
LAST = """
08:01:05.000  |                                |---- EventPropertiesChanged --->|                                |
08:01:05.000  |                                |<----- RequestPlaceInQueue -----|                                |
08:01:05.000  |                                |----------- EventAck ---------->|                                |
08:01:05.000  |                                |------ EventPartyRemoved ------>|                                |

The callback of Garry Richardson-Richardson (+447700900931): waits in the queue 'insurance-complete'
""".splitlines()[1:]
