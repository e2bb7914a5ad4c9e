"""Carries requests out: what each operation asks of Interaction Server (E1; facts, section 5.7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

from callbook.messages.open_media import (
    OpenMediaRequest,
    ReasonInfo,
    RequestChangeProperties,
    RequestPlaceInQueue,
    RequestStopProcessing,
    RequestSubmit,
)
from callbook.messages.open_media_events import EventAck, EventError
from callbook_mocks.capture_point.faults import CaptureCode, Fault, Origin, fault, refused, shortened
from callbook_mocks.capture_point.operations import Form
from callbook_mocks.interaction_server import ERRORS, ErrorCode, RequestRefused

if TYPE_CHECKING:
    from callbook.messages import Interaction, KVList
    from callbook_mocks.capture_point.capture_point import Attempt
    from callbook_mocks.capture_point.client import Client, DefaultValues
    from callbook_mocks.capture_point.operations import Fields

Values: TypeAlias = Mapping[str, object]
_Operation: TypeAlias = "Callable[[Fields, Attempt], Values]"
_NOTHING: Values = {}
_USER_DATA = "UserData"


class Handling:
    """Carries requests out for one capture point, called *name*."""

    def __init__(self, name: str, client: Client, default_values: DefaultValues) -> None:
        self._name = name
        self._client = client
        self._default_values = default_values
        self.operations: dict[str, _Operation] = {
            "Submit": self._submit,
            "Stop": self._stop,
            "Update": self._update,
            "Hold": self._hold,
            "Resume": self._resume,
            "GetInfo": self._get_info,
            "Ping": self._ping,
        }

    def _submit(self, fields: Fields, attempt: Attempt) -> Values:
        request = RequestSubmit(
            ReferenceId=attempt.reference,
            TenantId=self._or_default(fields, "TenantId"),
            MediaType=self._or_default(fields, "MediaType"),
            Queue=self._or_default(fields, "Queue"),
            InteractionType=self._or_default(fields, "InteractionType"),
            InteractionSubtype=self._or_default(fields, "InteractionSubType"),
            InteractionId=_text(fields, "InteractionId"),
            ExternalId=_text(fields, "ExternalId"),
            UserData=_list(fields, _USER_DATA),
        )
        # Who asks again after an answer was lost gets what was made then, though the connection may be another now.
        made = self._client.submitted(request) if attempt.unanswered else None
        if made is not None:
            return {"InteractionId": made}
        return dict(self._ask(request, attempt).Extension or _NOTHING)

    def _stop(self, fields: Fields, attempt: Attempt) -> Values:
        which = self._interaction(fields)
        request = RequestStopProcessing(
            ReferenceId=attempt.reference, InteractionId=which.InteractionId, Reason=_reason(fields)
        )
        if attempt.unanswered and which.CompletedAt is not None:
            return _NOTHING
        self._ask(request, attempt)
        return _NOTHING

    def _update(self, fields: Fields, attempt: Attempt) -> Values:
        which = self._interaction(fields)
        changed, deleted = _list(fields, "Changed"), _list(fields, "Deleted")
        queue = _text(fields, "Queue")
        if queue is not None:
            if "Queue" in changed:
                raise fault(CaptureCode.BAD_VALUE, "Queue is given twice in Update, as a field and in Changed.")
            changed = {**changed, "Queue": queue}
        if not changed and not deleted:
            raise _missing("Changed, Deleted or Queue")
        both = sorted(changed.keys() & deleted.keys())
        if both:
            text = f"{shortened(both[0])!r} stands in Changed and in Deleted. Accepted: in one of them."
            raise fault(CaptureCode.BAD_VALUE, text)
        request = RequestChangeProperties(
            ReferenceId=attempt.reference,
            InteractionId=which.InteractionId,
            ChangedProperties=changed,
            DeletedProperties=tuple(_deletable(key) for key in deleted),
        )
        self._ask(request, attempt)
        return _NOTHING

    def _hold(self, fields: Fields, attempt: Attempt) -> Values:
        return self._place(fields, attempt, held=True)

    def _resume(self, fields: Fields, attempt: Attempt) -> Values:
        return self._place(fields, attempt, held=False)

    def _place(self, fields: Fields, attempt: Attempt, *, held: bool) -> Values:
        """Put the interaction into the queue that it is in; nothing is to be done where it is as it should be."""
        which, reason = self._interaction(fields), _reason(fields)
        if which.CompletedAt is None:
            if which.IsHeld is held:
                return _NOTHING
            if which.Workbin is not None:
                where = f"{which.InteractionId} is in the workbin {which.Workbin!r}"
                raise fault(CaptureCode.NOT_WAITING, f"{where}. Accepted: one that waits in a queue.")
        request = RequestPlaceInQueue(
            ReferenceId=attempt.reference,
            InteractionId=which.InteractionId,
            Queue=which.Queue,
            IsHeld=held,
            Reason=reason,
        )
        self._ask(request, attempt)
        return _NOTHING

    def _get_info(self, fields: Fields, _attempt: Attempt) -> Values:
        which = self._interaction(fields)
        found = ((name, getattr(which, name)) for name in which.__struct_fields__)
        return {name: value for name, value in found if value is not None}

    def _ping(self, _fields: Fields, _attempt: Attempt) -> Values:
        return self._client.statistics()

    # What is asked, and of what.

    def _ask(self, request: OpenMediaRequest, attempt: Attempt) -> EventAck:
        answer = self._client.ask(request)
        attempt.unanswered = answer is None
        if answer is None:
            text = f"{request.name} was not answered; it may have been carried out. Ask again with the same MessageID."
            raise fault(CaptureCode.NOT_AVAILABLE, text)
        if isinstance(answer, EventError):
            raise refused(answer)
        return answer

    def _or_default(self, fields: Fields, name: str) -> str:
        value = _text(fields, name) or self._default_values.by_field[name]
        if value is None:
            raise _missing(name)
        return value

    def _interaction(self, fields: Fields) -> Interaction:
        """Return the interaction that is meant; it has to be one that was submitted here (assumed)."""
        interaction = self._meant(fields)
        if interaction.SubmittedBy != self._name:
            raise fault(CaptureCode.NOT_SUBMITTED_HERE, f"{interaction.InteractionId} was not submitted here.")
        return interaction

    def _meant(self, fields: Fields) -> Interaction:
        """Return the interaction by InteractionId or ExternalId; if both are given they have to mean the same one."""
        given, external = _text(fields, "InteractionId"), _text(fields, "ExternalId")
        if given is None and external is None:
            raise _missing("InteractionId or ExternalId")
        found = given if external is None else self._client.by_external_id(external)
        if found is None or (interaction := self._client.interaction(found)) is None:
            raise _refused(ErrorCode.UNKNOWN_INTERACTION, shortened(given or f"ExternalId {external}"))
        if given not in {None, found}:
            text = (
                f"InteractionId {given!r} and ExternalId {shortened(str(external))!r} are not of the same interaction."
            )
            raise fault(CaptureCode.BAD_VALUE, f"{text} Accepted: one of them, or both of one.")
        return interaction


def _refused(code: ErrorCode, detail: str) -> Fault:
    description = RequestRefused(code, detail).description
    return Fault(Origin.CLIENT, int(code), f"Interaction Server: {ERRORS[code].text}", description)


def _missing(what: str) -> Fault:
    return fault(CaptureCode.MISSING_VALUE, f"Missing {what}")


def _text(fields: Fields, name: str) -> str | None:
    return cast("str | None", fields.get(name))


def _list(fields: Fields, name: str) -> KVList:
    return cast("KVList", fields.get(name, {}))


def _deletable(key: str) -> str:
    if not Form.NAME.value.fits(key):
        raise fault(
            CaptureCode.BAD_VALUE,
            f"The key {shortened(key)!r} in Deleted cannot be used. Accepted: 1 to 256 characters.",
        )
    return key


def _reason(fields: Fields) -> ReasonInfo | None:
    name, description = _text(fields, "ReasonSystemName"), _text(fields, "ReasonDescription")
    if name is None and description is not None:
        raise _missing("ReasonSystemName")
    return None if name is None else ReasonInfo(ReasonSystemName=name, ReasonDescription=description or "")
