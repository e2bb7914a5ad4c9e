"""Holding and resuming: twice is as once, and what does not wait cannot be held (assumed)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.capture_point.conftest import envelope_of, told

from callbook.core.messages.interaction import MEDIA_TYPE
from callbook.core.messages.open_media import RequestPlaceInQueue, RequestSubmit
from callbook.core.wire import Wire

if TYPE_CHECKING:
    from callbook.lab import Lab
    from callbook_mocks.capture_point import CapturePoint


def ask(point: CapturePoint, operation: str, callback: str) -> dict[str, str]:
    """Ask for *operation*; give what the answer says."""
    return told(
        point.answer(envelope_of(f"<{operation}><InteractionId>{callback}</InteractionId></{operation}>"))
    ).texts


@pytest.fixture
def callback(point: CapturePoint) -> str:
    """A callback that waits."""
    return told(point.answer(envelope_of("<Submit/>"))).texts["ValueString"]


def placed(lab: Lab) -> int:
    """Count the requests to put something into a queue."""
    return sum(isinstance(getattr(entry, "message", None), RequestPlaceInQueue) for entry in lab.journal.entries)


def test_twice_is_as_once(lab: Lab, point: CapturePoint, callback: str) -> None:
    """The second Hold asks nothing of Interaction Server, nor does the second Resume: HeldAt stays."""
    ask(point, "Hold", callback)
    lab.advance(60_000)
    assert {"RequestResponse": ""} == ask(point, "Hold", callback)
    assert (1, "2026-03-02T08:00:00Z") == (placed(lab), lab.interaction_server.interaction(callback).HeldAt)
    ask(point, "Resume", callback)
    assert {"RequestResponse": ""} == ask(point, "Resume", callback)
    assert (2, None) == (placed(lab), lab.interaction_server.interaction(callback).HeldAt)


def test_what_is_not_held_is_resumed_already(lab: Lab, point: CapturePoint, callback: str) -> None:
    """Nothing is asked, and nothing is lost: it keeps its place in the queue."""
    assert {"RequestResponse": ""} == ask(point, "Resume", callback)
    assert 0 == placed(lab)


def test_what_is_held_stays_held(lab: Lab, point: CapturePoint, callback: str) -> None:
    """Another queue, a due time, a restart, agents who come: none of it lets it go."""
    ask(point, "Hold", callback)
    anna = lab.log_in("Anna")
    due = "<kvitem><key>start_time</key><value><ValueString>2026-03-02T09:00:00Z</ValueString></value></kvitem>"
    which = f"<InteractionId>{callback}</InteractionId>"
    point.answer(envelope_of(f"<Update>{which}<Changed>{due}</Changed><Queue>rescheduled</Queue></Update>"))
    lab.advance(7_200_000)
    lab.stop_interaction_server()
    lab.start_interaction_server()
    lab.advance(60_000)
    lab.check()
    assert ("in the queue 'rescheduled'", ()) == (str(lab.where(callback)), anna.shown().interactions)
    ask(point, "Resume", callback)
    assert "offered to 'anna'" == str(lab.where(callback))


def test_what_is_done_is_not_known(point: CapturePoint, callback: str) -> None:
    """Interaction Server's own 43, held or not."""
    ask(point, "Hold", callback)
    ask(point, "Stop", callback)
    assert ["43", "43", "43"] == [ask(point, each, callback)["ErrorCode"] for each in ("Hold", "Resume", "Stop")]


def test_a_workbin_is_no_queue(lab: Lab, point: CapturePoint) -> None:
    """What lies in a workbin is routed to nobody: there is nothing to hold, and it stays there."""
    wire: Wire = lab.wire("Shop", "Interaction Server")
    address = {"WorkbinTypeId": "in-progress", "WorkbinAgentId": "anna"}
    wire.to_server(
        RequestSubmit(
            ReferenceId=99,
            TenantId="Lighthouse",
            MediaType=MEDIA_TYPE,
            Queue="callbacks",
            InteractionType="Inbound",
            InteractionSubtype="InboundNew",
            InteractionId="0000GaBNKN2Q0021",
            Properties={"Workbin": address},
        )
    )
    lab.clock.settle()
    refused = ask(point, "Hold", "0000GaBNKN2Q0021")
    description = "0000GaBNKN2Q0021 is in the workbin 'in-progress'. Accepted: one that waits in a queue."
    assert ("210", description) == (refused["ErrorCode"], refused["ErrorDescription"])
    assert "in the workbin 'in-progress' of 'anna'" == str(lab.where("0000GaBNKN2Q0021"))
