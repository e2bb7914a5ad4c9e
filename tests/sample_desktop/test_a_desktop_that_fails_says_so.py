"""A desktop that dies, hangs or talks nonsense is a clear error that names it, and never counts as a refusal."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import CallbookError
from callbook.lab import Lab
from callbook.workspace import Action
from sample_desktop.adapter import Maker
from sample_desktop.conversation import Conversation, DesktopFailed
from sample_desktop.process import VARIABLE, address_from, running, started

if TYPE_CHECKING:
    from io import BufferedReader

    from syrupy.assertion import SnapshotAssertion

SCREEN = b'{"agent": "Anna", "channel": {"light": "off", "pause": ""}, "telephone": true, "buttons": [], "tabs": []}'
OFFICE = b'{"office": "1"}'
DESK = b'{"screen": %s}' % SCREEN
TOLD = b'{"screen": %s, "tell": [{"about": "the weather"}], "send": [], "wake_at": null}' % SCREEN
BLANK = b'{"screen": {}, "tell": [], "send": [], "wake_at": null}'


@contextmanager
def _desktop(*answers: bytes) -> Generator[str]:
    """Serve one connection that has these answers, one for each request, and then no more."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_answer, args=(listening, answers))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread.join()


def _answer(listening: socket.socket, answers: tuple[bytes, ...]) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as requests:
        for body in answers:
            _read(requests)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        _read(requests)


def _read(requests: BufferedReader) -> None:
    """Take one whole request."""
    length = 0
    while line := requests.readline().strip().lower():
        name, _, value = line.partition(b": ")
        length = int(value) if name == b"content-length" else length
    requests.read(length)


def _said(address: str, failed: pytest.ExceptionInfo[DesktopFailed]) -> str:
    return str(failed.value).replace(address, "ADDRESS")


@pytest.mark.parametrize("answer", [b"good morning", b"[]", b"\xff\xfe"])
def test_no_json_object(answer: bytes, snapshot: SnapshotAssertion) -> None:
    """What is no JSON object is shown."""
    with _desktop(answer) as address:
        conversation = Conversation(address)
        with pytest.raises(DesktopFailed) as failed:
            conversation.ask("GET", "/offices/1/desks/anna")
        conversation.close()
    assert snapshot == _said(address, failed)


def test_one_that_is_gone(snapshot: SnapshotAssertion) -> None:
    """It dies between two requests: the second says so, and nothing is tried again in silence."""
    with _desktop(b"{}") as address:
        conversation = Conversation(address)
        assert {} == conversation.ask("PUT", "/offices/1", {})
        with pytest.raises(DesktopFailed) as failed:
            conversation.ask("PUT", "/offices/1", {})
    assert snapshot == _said(address, failed)


def test_one_that_says_nothing(snapshot: SnapshotAssertion) -> None:
    """Nobody waits for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(DesktopFailed) as failed:
            Conversation(address, timeout=0.01).ask("GET", "/offices/1/desks/anna")
    assert snapshot == _said(address, failed)


@pytest.mark.parametrize("answer", [TOLD, BLANK, b"{}"], ids=["unknown news", "no screen", "nothing"])
def test_an_answer_that_nobody_understands(answer: bytes, snapshot: SnapshotAssertion) -> None:
    """JSON, but not what was agreed; it reaches whoever drives the lab."""
    with _desktop(OFFICE, DESK, answer, answer) as address, closing(Conversation(address)) as conversation:
        with pytest.raises(DesktopFailed) as failed:
            Lab(desktops=Maker(conversation)).desktop("Anna")
        conversation.close()
    assert snapshot == _said(address, failed)


@pytest.mark.parametrize("address", ["127.0.0.1:80", "https://desktop", ""])
def test_no_address(address: str, snapshot: SnapshotAssertion) -> None:
    """An address that is none is told before anything is asked."""
    with pytest.raises(DesktopFailed) as failed:
        Conversation(address)
    assert snapshot == str(failed.value)


@pytest.mark.parametrize("says", ["", "print('hello')", "print('[]')"])
def test_a_process_that_does_not_listen(says: str, snapshot: SnapshotAssertion) -> None:
    """It ends, or says something else than where it listens."""
    with (
        started([sys.executable, "-c", says], os.environ) as process,
        pytest.raises(DesktopFailed) as failed,
    ):
        address_from(process)
    assert snapshot == str(failed.value)


def test_faults_that_nobody_knows(capfd: pytest.CaptureFixture[str], snapshot: SnapshotAssertion) -> None:
    """Who writes a fault wrongly does not test against a sound desktop unknowingly."""
    surroundings = {**os.environ, "SAMPLE_DESKTOP_FAULTS": "deaf,none"}
    with pytest.raises(DesktopFailed), running(surroundings):
        pass
    assert snapshot == capfd.readouterr().err.splitlines()[-1]


def test_it_is_no_refusal() -> None:
    """A step that tries something takes every CallbookError for a refusal."""
    assert not issubclass(DesktopFailed, CallbookError)


def test_a_desktop_that_dies_in_the_middle() -> None:
    """A click on a desktop that is gone is no refusal, either: it is told, and the lab raises it."""
    with running({**os.environ, VARIABLE: ""}) as address:
        lab = Lab(desktops=Maker(Conversation(address)))
        lab.desktop("Anna")
    with pytest.raises(DesktopFailed, match=f"at {address} did not answer"):
        lab.desktop("Anna").perform(Action.LOG_IN)
