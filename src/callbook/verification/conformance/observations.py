"""What a log shows of the kit's assumptions directly: how long something took, or whether something is so.

A row names an assumption and yields what was seen of it, each time with its place: a number of milliseconds, to be held
against the kit's own, or whether it was as assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import Frozen
from callbook.messages import MEDIA_TYPE, CallState, StateOfInteraction, open_media_events, t_library, t_library_events
from callbook.messages.open_media import RequestReject
from callbook.verification.conformance.stays import PARENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from callbook.messages import Message
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.stays import Split
    from callbook.verification.conformance.verdicts import Place

_REASONS: Final = frozenset({"Expired", "HandlingTimeout", "Stopped", "TransferCancelled"})


@dataclass(frozen=True, slots=True)
class Seen(Frozen):
    """What was seen of an assumption once.

    Attributes:
        place: where.
        value: how many milliseconds it took; or whether it was as assumed.
    """

    place: Place
    value: int | bool


def _messages(split: Split) -> Iterator[tuple[Line, Message]]:
    """Yield every message that is whole."""
    lines = (split.session, *(part.lines for part in (*split.stays, *split.calls)))
    for line in (line for each in lines for line in each):
        if line.message is not None and not line.damaged:
            yield line, line.message


def _calls(split: Split) -> Iterator[tuple[Line, t_library_events.CallEvent]]:
    for line, message in _messages(split):
        if isinstance(message, t_library_events.CallEvent):
            yield line, message


def _lasts(
    split: Split,
    begins: type[t_library_events.CallEvent],
    ends: Callable[[t_library_events.CallEvent], bool],
) -> Iterator[Seen]:
    """Yield how long it took from an event of a call to a later one of the same call, in one file."""
    begun: dict[str, Line] = {}
    for line, message in _calls(split):
        since = begun.get(message.ConnID)
        if isinstance(message, begins):
            begun[message.ConnID] = line
        elif since is not None and ends(message) and since.place.file == line.place.file:
            yield Seen(line.place, line.at - since.at)
            del begun[message.ConnID]


def _network_reached(split: Split) -> Iterator[Seen]:
    reached = t_library_events.EventNetworkReached
    yield from _lasts(split, t_library_events.EventDialing, lambda message: isinstance(message, reached))


def _gives_up_ringing(split: Split) -> Iterator[Seen]:
    yield from _lasts(
        split, t_library_events.EventNetworkReached, lambda message: message.CallState is CallState.NO_ANSWER
    )


def _reoffered(split: Split) -> Iterator[Seen]:
    """Yield how long after a refusal or an expiry the same callback was offered to the same agent again."""
    gone: dict[str, Line] = {}
    for part in split.stays:
        before = gone.pop(part.name, None)
        if before is not None and part.invitation is not None:
            yield Seen(part.invitation.place, part.invitation.at - before.at)
        for line in part.lines:
            if isinstance(line.message, RequestReject) or _is_expiry(line.message):
                gone[part.name] = line


def _is_expiry(message: Message | None) -> bool:
    return isinstance(message, open_media_events.EventRevoked) and message.Reason.ReasonSystemName == "Expired"


def _state_after_expiry(split: Split) -> Iterator[Seen]:
    """Yield whether the agent is still Ready after an invitation has expired: what the server shows next."""
    expiries = [line for part in split.stays for line in part.lines if _is_expiry(line.message)]
    for expiry in expiries:
        shown = (each for each in split.session if each.place.entry > expiry.place.entry)
        state = next(((line, _ready(line.message)) for line in shown if _ready(line.message) is not None), None)
        if state is not None:
            yield Seen(state[0].place, bool(state[1]))


def _ready(message: Message | None) -> int | None:
    if isinstance(message, open_media_events.EventForcedAgentStateChange):
        return message.MediaList.get(MEDIA_TYPE)
    if isinstance(message, open_media_events.EventCurrentAgentStatus):
        return message.MediaStateList.get(MEDIA_TYPE)
    return None


def _parent(split: Split) -> Iterator[Seen]:
    for part in split.stays:
        for line in part.lines:
            if isinstance(line.message, t_library.RequestMakeCall) and line.shows("UserData"):
                yield Seen(line.place, line.message.UserData.get(PARENT) == part.name)


def _invitations(split: Split) -> Iterator[tuple[Line, open_media_events.EventInvite]]:
    for part in split.stays:
        message = None if part.invitation is None else part.invitation.message
        if part.invitation is not None and isinstance(message, open_media_events.EventInvite):
            yield part.invitation, message


def _record(split: Split) -> Iterator[Seen]:
    for line, message in _invitations(split):
        if line.shows("Interaction.UserData"):
            yield Seen(line.place, line.center.keys.number in message.Interaction.UserData)


def _utc(split: Split) -> Iterator[Seen]:
    for line, message in _invitations(split):
        written = message.Interaction.UserData.get(line.center.keys.time)
        if isinstance(written, str) and written and "**" not in written:
            yield Seen(line.place, written.endswith("Z"))


def _still_routed(split: Split) -> Iterator[Seen]:
    for line, message in _invitations(split):
        if line.shows("Interaction.InteractionState"):
            yield Seen(line.place, message.Interaction.InteractionState is StateOfInteraction.ROUTING)


def _revoked_for(split: Split) -> Iterator[Seen]:
    for line, message in _messages(split):
        if isinstance(message, open_media_events.EventRevoked) and line.shows("Reason"):
            yield Seen(line.place, message.Reason.ReasonSystemName in _REASONS)


def _busy(split: Split) -> Iterator[Seen]:
    """Yield whether a busy contact was reported without the network being reached first."""
    reached: set[str] = set()
    for line, message in _calls(split):
        if isinstance(message, t_library_events.EventNetworkReached):
            reached.add(message.ConnID)
        elif isinstance(message, t_library_events.EventDestinationBusy):
            yield Seen(line.place, message.ConnID not in reached)


DURATIONS: Final[Mapping[str, Callable[[Split], Iterable[Seen]]]] = {
    "network_reached_after": _network_reached,
    "network_gives_up_ringing": _gives_up_ringing,
    "reoffer_delay": _reoffered,
}
"""Of the assumptions that are lengths of time: what shows them."""

AT_LEAST: Final = frozenset({"reoffer_delay"})
"""Those that say for how long at least something does not happen."""

FACTS: Final[Mapping[str, Callable[[Split], Iterable[Seen]]]] = {
    "not_ready_after_expiry": _state_after_expiry,
    "parent_id_on_the_call": _parent,
    "callback_record_in_attached_data": _record,
    "callback_times_are_utc": _utc,
    "offered_is_still_routed": _still_routed,
    "revoke_reasons": _revoked_for,
    "busy_reaches_no_network": _busy,
}
"""Of the others: what shows whether it is as assumed."""
