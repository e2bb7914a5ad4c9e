"""The product's Callback service, as far as public texts show it: what a site asks of it, and its form of errors (E1).

A site that schedules callbacks by this service posts fields, of which `_customer_number` and `_desired_time` are the
service's; all others are attached as they are. What no text shows is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from callbook.core import CallbookError, moment_of, shortened, written_instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import AttachedKeys
    from callbook.messages import KVList

NUMBER: Final = "_customer_number"
DESIRED_TIME: Final = "_desired_time"
NEW_DESIRED_TIME: Final = "_new_desired_time"
SERVICE_NAME: Final = "_service_name"
REASON: Final = "_callback_reason"
_LONGEST_NUMBER: Final = 256
_RECEIVED: Final = 1
_EXCEPTION: Final = "com.genesyslab.gsg.services.callback."


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """One kind of refusal: the HTTP status, the class that is named, and the phrase."""

    status: int
    exception: str
    phrase: str


class Refusal(Enum):
    """Why the service does not do what was asked; the names of the first three stand in public clients."""

    BAD_PARAMETER = RefusalRow(400, f"{_EXCEPTION}CallbackExceptionBadParameter", "BAD_PARAMETER")
    NOT_CONFIGURED = RefusalRow(404, f"{_EXCEPTION}CallbackExceptionResource", "RESOURCE_NOT_FOUND")
    NO_ROOM = RefusalRow(400, f"{_EXCEPTION}CallbackExceptionAvailability", "NOT_AVAILABLE")
    NOT_FOUND = RefusalRow(404, f"{_EXCEPTION}CallbackExceptionNotFound", "CALLBACK_NOT_FOUND")
    NOT_NOW = RefusalRow(503, f"{_EXCEPTION}CallbackExceptionUnavailable", "SERVICE_UNAVAILABLE")


class ServiceRefused(CallbookError):  # noqa: N818 - names what happened
    """The service refuses what was asked; nothing was changed.

    Attributes:
        refusal: which kind.
        message: what was given, and what would be accepted.
    """

    def __init__(self, refusal: Refusal, message: str) -> None:
        self.refusal = refusal
        self.message = message
        super().__init__(message)

    @property
    def body(self) -> dict[str, str]:
        """The answer in the service's own form."""
        row = self.refusal.value
        return {"message": self.message, "exception": row.exception, "phrase": row.phrase}


def scheduled_data(fields: KVList, name: str, now: int, keys: AttachedKeys) -> KVList:
    """Return what is attached to the callback that *fields* ask for, at the instant *now*.

    Raises:
        ServiceRefused: when a field of the service cannot be used.
    """
    number = fields.get(NUMBER, "")
    if isinstance(number, dict) or not 0 < len(str(number)) <= _LONGEST_NUMBER:
        raise _bad(NUMBER, number, f"a text of 1 to {_LONGEST_NUMBER} characters")
    further = {key: value for key, value in fields.items() if key not in {NUMBER, DESIRED_TIME}}
    return {
        **further,
        keys.number: str(number),
        keys.time: stamp(desired(fields, DESIRED_TIME, now)),
        "attempts": 0,
        "callback_status": _RECEIVED,
        SERVICE_NAME: name,
    }


def desired(fields: Mapping[str, object], key: str, now: int) -> int:
    """Return the instant that is wished under *key*; *now* where none is.

    Raises:
        ServiceRefused: when it cannot be read, or is past.
    """
    written = fields.get(key, "")
    if written == "":
        return now
    instant = written_instant(written)
    if instant is None:
        raise _bad(key, written, "a time such as '2026-03-03T09:30:00.000Z', or none for now")
    if instant < now:
        raise _bad(key, written, f"a time that is not before {stamp(now)}")
    return instant


def stamp(instant: int) -> str:
    """Return an instant as it is attached: whole seconds, UTC."""
    return f"{moment_of(instant):%Y-%m-%dT%H:%M:%SZ}"


def shown_time(instant: int) -> str:
    """Return an instant as the service writes it in answers: with its milliseconds."""
    return f"{moment_of(instant):%Y-%m-%dT%H:%M:%S}.{instant % 1_000:03}Z"


def _bad(key: str, given: object, accepted: str) -> ServiceRefused:
    return ServiceRefused(Refusal.BAD_PARAMETER, f"{key} {shortened(repr(given))} cannot be used; accepted: {accepted}")
