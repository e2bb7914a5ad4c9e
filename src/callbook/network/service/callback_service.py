"""The product's Callback service at a run: schedules, finds, reschedules and cancels callbacks through a capture point.

Whatever it does is an act, so that a recording of it plays again without the service. A service's name is the name of
the Interaction Queue that its callbacks go into (assumed).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from callbook.core import BadInput, Unknown, written_instant
from callbook.lab import ShowInteraction, SoapRequest, SubmittedBy
from callbook_mocks.capture_point import Fault, Origin
from callbook_mocks.interaction_server import PlaceKind
from callbook_mocks.website import Refusal, ServiceRefused, callback_service

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.messages import Interaction, KVList
    from callbook.network.service.run import Run

CALLBACK_SERVICE: Final = "Callback service"
"""What it is called as a client of Interaction Server."""
BUCKET: Final = 5 * 60 * 1_000
"""Milliseconds in which so many callbacks may fall due, at most ROOM."""
ROOM: Final = 100
_DAY: Final = 24 * 60 * 60 * 1_000
_KEPT: Final = 14 * _DAY
_DONE: Final = frozenset({7, 8, 9})
"""Values of ``callback_status`` that end a callback (UCS)."""
_STATES: Final = {
    PlaceKind.QUEUE: "QUEUED",
    PlaceKind.STRATEGY: "ROUTING",
    PlaceKind.OFFERED: "ROUTING",
    PlaceKind.HANDLED: "PROCESSING",
    PlaceKind.WORKBIN: "PROCESSING",
    PlaceKind.DONE: "COMPLETED",
}


class CallbackService:
    """One service of a run.

    Args:
        run: the run.
        name: the name of the service.

    Raises:
        ServiceRefused: when there is no queue of that name.
    """

    def __init__(self, run: Run, name: str) -> None:
        self._run = run
        self._lab = run.lab
        self._name = name
        try:
            self._tenant = self._lab.configuration.queue(name).tenant
        except Unknown as unknown:
            raise ServiceRefused(Refusal.NOT_CONFIGURED, str(unknown)) from None

    def schedule(self, fields: KVList) -> dict[str, Any]:
        """Schedule a callback, and return what is known of it.

        Raises:
            ServiceRefused: when it cannot be.
        """
        now, keys = self._lab.clock.instant, self._lab.configuration.contact_center.keys
        data = callback_service.scheduled_data(fields, self._name, now, keys)
        self._make_sure_of_room(written_instant(data[keys.time]) or now)
        answer = self._ask("Submit", TenantId=self._tenant, Queue=self._name, UserData=data)
        return self._record(answer["InteractionId"])

    def reschedule(self, callback: str, fields: KVList) -> dict[str, Any]:
        """Set another time for a callback, and whatever else is said of it; return what is known of it then.

        Raises:
            ServiceRefused: when there is no such callback, or it cannot be.
        """
        self._found(callback)
        now, keys = self._lab.clock.instant, self._lab.configuration.contact_center.keys
        wished = callback_service.NEW_DESIRED_TIME
        key = wished if wished in fields else callback_service.DESIRED_TIME
        due = callback_service.desired(fields, key, now)
        self._make_sure_of_room(due)
        further = {name: value for name, value in fields.items() if name not in {key, callback_service.NUMBER}}
        if callback_service.NUMBER in fields:
            further[keys.number] = fields[callback_service.NUMBER]
        changed = {**further, keys.time: callback_service.stamp(due)}
        self._ask("Update", InteractionId=callback, Changed=changed)
        return self._record(callback)

    def cancel(self, callback: str) -> dict[str, Any]:
        """Take a callback back, whoever has it; nothing is left to say of it.

        Raises:
            ServiceRefused: when there is no such callback, or it is done.
        """
        self._found(callback)
        self._ask("Update", InteractionId=callback, Changed={callback_service.REASON: "CANCELLED"})
        self._ask("Stop", InteractionId=callback, ReasonSystemName="CancelledByContact")
        return {}

    def listed(self, number: str | None) -> list[dict[str, Any]]:
        """Return the callbacks of this service, of one number only where it is given, the newest first."""
        key = self._lab.configuration.contact_center.keys.number
        return [self._record(name) for name, shown in self._all() if number in (None, shown.UserData.get(key))]

    def available(self, query: Mapping[str, str]) -> dict[str, int]:
        """Return how many callbacks can still be scheduled in each span of five minutes, by its beginning.

        Args:
            query: ``start``, else now; ``end``, else a day later; ``max-time-slots``, else as many as there are.

        Raises:
            ServiceRefused: when one of them cannot be read, or it is more than a day.
        """
        now = self._lab.clock.instant
        start = callback_service.desired(query, "start", now)
        end = callback_service.desired({"end": query.get("end", "")}, "end", now) if query.get("end") else start + _DAY
        text = query.get("max-time-slots") or str(_DAY // BUCKET)
        if end - start > _DAY or not (text.isascii() and text.isdecimal()):
            accepted = "an end at most a day after the start, and a whole number of time slots"
            raise ServiceRefused(Refusal.BAD_PARAMETER, f"{dict(query)} cannot be used; accepted: {accepted}")
        taken = self._taken()
        begins = range(start // BUCKET * BUCKET, end, BUCKET)
        free = {callback_service.shown_time(begin): ROOM - taken[begin] for begin in begins if taken[begin] < ROOM}
        return dict(list(free.items())[: int(text[:9])])

    def _make_sure_of_room(self, due: int) -> None:
        if self._taken()[due // BUCKET * BUCKET] >= ROOM:
            accepted = "another time: see the availability of the service"
            text = f"{ROOM} callbacks fall due in the five minutes of {callback_service.stamp(due)}"
            raise ServiceRefused(Refusal.NO_ROOM, f"{text}; accepted: {accepted}")

    def _taken(self) -> Counter[int]:
        key = self._lab.configuration.contact_center.keys.time
        dues = (written_instant(shown.UserData.get(key)) for _, shown in self._all() if shown.CompletedAt is None)
        return Counter(due // BUCKET * BUCKET for due in dues if due is not None)

    def _all(self) -> Iterator[tuple[str, Interaction]]:
        for name in self._lab.ask(SubmittedBy(CALLBACK_SERVICE)):
            shown = self._lab.ask(ShowInteraction(name))
            if shown.UserData.get(callback_service.SERVICE_NAME) == self._name:
                yield name, shown

    def _found(self, callback: str) -> None:
        if not any(name == callback for name, _ in self._all()):
            text = f"there is no callback {callback!r} of the service {self._name!r}"
            raise ServiceRefused(Refusal.NOT_FOUND, f"{text}; accepted: an _id that it has given")

    def _record(self, callback: str) -> dict[str, Any]:
        shown, keys = self._lab.ask(ShowInteraction(callback)), self._lab.configuration.contact_center.keys
        data, place = shown.UserData, self._lab.where(callback)
        due = written_instant(data.get(keys.time)) or self._lab.clock.instant
        waits = place.kind is PlaceKind.QUEUE and due > self._lab.clock.instant
        state = "COMPLETED" if data.get("callback_status") in _DONE else _STATES[place.kind]
        reason = data.get(callback_service.REASON)
        return {
            "_id": callback,
            callback_service.SERVICE_NAME: self._name,
            callback_service.NUMBER: str(data.get(keys.number, "")),
            callback_service.DESIRED_TIME: callback_service.shown_time(due),
            "_callback_state": "SCHEDULED" if waits else state,
            "_expiration_time": callback_service.shown_time(due + _KEPT),
            "_url": f"/genesys/1/service/callback/{self._name}/{callback}",
            **({} if reason is None else {callback_service.REASON: reason}),
        }

    def _ask(self, operation: str, **fields: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the operation's fields
        self._run.capture_point(CALLBACK_SERVICE)
        try:
            answer: Mapping[str, Any] = self._run.do(SoapRequest(CALLBACK_SERVICE, operation, fields))
        except Fault as fault:
            refusal = Refusal.NOT_NOW if fault.origin is Origin.SERVER else Refusal.BAD_PARAMETER
            raise ServiceRefused(refusal, f"{fault.text}: {fault.description}") from None
        except BadInput as error:
            raise ServiceRefused(Refusal.BAD_PARAMETER, str(error)) from None
        return answer
