"""How a callback leaves the desk: what is written into its record, and where it goes (F6 to F8, O11 to O13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sample_desktop.faults import KnownFault

if TYPE_CHECKING:
    from sample_desktop.job import Job
    from sample_desktop.plain import Json
    from sample_desktop.station import Station


class Why(StrEnum):
    """Why it leaves, as the server is told."""

    DONE = "Done"
    RESCHEDULED = "Rescheduled"
    TRANSFERRED = "Transferred"

    @property
    def status(self) -> int:
        """The status of the callback record from then on."""
        return {"Done": 8, "Rescheduled": 2, "Transferred": 13}[self.value]


@dataclass(frozen=True, slots=True)
class Appointment:
    """When to call again (milliseconds since the epoch), and on which number."""

    at: int
    number: str

    @property
    def moment(self) -> datetime:
        """The same moment with its zone, which is UTC."""
        return datetime.fromtimestamp(self.at / 1000, UTC)


class Departure:
    """One way out.

    Args:
        station: knows the queues.
        job: what leaves.
        why: for which reason.
    """

    def __init__(self, station: Station, job: Job, why: Why) -> None:
        self._station = station
        self._job = job
        self._why = why

    def properties(self) -> Json:
        """Give what is written into the record before."""
        changed: Json = {**self._job.outcome_data, "callback_status": self._why.status}
        appointment = self._job.appointment
        if appointment is not None:
            changed["start_time"] = f"{appointment.moment:%Y-%m-%dT%H:%M:%SZ}"
            changed["customer_number"] = appointment.number
        return changed

    def request(self) -> tuple[str, dict[str, Any]]:
        """Give the request that sends it away, as the queues are named at this moment (C4)."""
        fields: dict[str, Any] = {"InteractionId": self._job.key, "Reason": {"ReasonSystemName": self._why.value}}
        queue = self._queue()
        if queue:
            return "RequestPlaceInQueue", {**fields, "Queue": queue}
        if self._why is Why.DONE:
            return "RequestStopProcessing", fields
        return "RequestPlaceInQueue", {**fields, "Queue": self._job.interaction["Queue"]}

    def _queue(self) -> str:
        if self._why is Why.TRANSFERRED:
            return self._named("park-queue")
        if self._why is Why.DONE:
            return self._named("complete-queue")
        if KnownFault.FORGETFUL_RESCHEDULE_QUEUE in self._station.environment.faults:
            return self._named("complete-queue") or self._named("reschedule-queue")
        return self._named("reschedule-queue")

    def _named(self, queue: str) -> str:
        return str(self._station.current_setting(f"webcallback.{queue}").value or "")
