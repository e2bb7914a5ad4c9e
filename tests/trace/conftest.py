"""Recordings to write, read and compare: one entry of each kind, and a callback that was really played."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callbook.core.messages.open_media import RequestAccept
from callbook.core.messages.t_library_events import EventError
from callbook.lab import Lab
from callbook.lab.outside.clients import Send
from callbook.lab.outside.operations import Configure
from callbook.lab.outside.wires import Cut
from callbook.record.trace import Trace, head_of, trace_of, write_trace
from callbook.workspace import Action

if TYPE_CHECKING:
    from pathlib import Path

ACCEPT = RequestAccept(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01")
OTHER = EventError(Server="s", ErrorCode=59, ErrorMessage="x")


def every_kind() -> Lab:
    """Give a lab in whose journal stands one entry of each kind, and some twice."""
    lab = Lab(seed=7, recorded=False)
    journal, clock = lab.journal, lab.clock
    journal.step_began("When", "Anna accepts", 12)
    given = {"moment": datetime(2026, 3, 2, 9, 0, tzinfo=UTC)}
    journal.action("Anna", "accept", {"act": "perform", "agent": "Anna", "on": "c1", "given": given})
    journal.cause = journal.message("w", "Anna", "Server", ACCEPT)
    journal.fault("w", "delayed by 0.25 s", 3)
    clock.call_later(250, lambda: None, "patience")
    clock.advance(250)
    clock.cancel(clock.call_later(5, lambda: None, "never"))
    journal.step_ended("failed", "expected this, got that")
    journal.refusal("Anna", "dial", "Åsa kan inte")
    journal.note("Anna", "bell", "rings")
    journal.state("channel", "Anna", "Ready", "go", "Not Ready")
    journal.message("w", "Server", "Anna", OTHER)
    journal.message("w", "Anna", "Server", "not of either protocol")
    journal.action("", "cut the wire from Anna to s", Cut("Anna", "s"))
    journal.action("Administrator", "application: x", Configure({"application": {"x": None}}))
    journal.action("Ben", "send RequestAccept", Send("Ben", "Server", ACCEPT))
    journal.screen("Anna", lab.agent("Anna").shown(), 3)
    journal.sip("s", "Anna's telephone", "UDP", "127.0.0.1:5060", "127.0.0.1:6000", "BYE sip:a SIP/2.0\r\n\r\n")
    return lab


@pytest.fixture
def played() -> Trace:
    """Give the recording of a callback that Anna accepts and talks about."""
    return trace_of(callback_of("Maria"), scenario="Anna talks to Maria")


def callback_of(contact: str, *, seed: int = 1) -> Lab:
    """Play a callback up to the conversation."""
    lab = Lab(seed=seed)
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact(contact))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    return lab


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Give the file of a recording with every kind of entry."""
    lab = every_kind()
    path = tmp_path / "x.ndjson"
    write_trace(path, lab, head_of(lab, feature="x.feature", scenario="It is lost", tags=("E1",), outcome="failed"))
    return path
