"""How a callback leaves the desktop: what is saved of it, and where it goes then (F6 to F8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import options
from callbook.messages.open_media import ReasonInfo, RequestPlaceInQueue, RequestStopProcessing
from callbook.workspace.placement_table import Otherwise, Placement, Reason

if TYPE_CHECKING:
    from callbook.configuration import Option, Value
    from callbook.messages import KVList
    from callbook.workspace.callback import Callback
    from callbook.workspace.desk import Desk


class Leaving:
    """How one callback leaves.

    Args:
        desk: the agent's desk.
        callback: which one.

    Attributes:
        reason: why it leaves.
    """

    def __init__(self, desk: Desk, callback: Callback) -> None:
        self._desk = desk
        self._callback = callback
        self.reason = Reason.DONE

    def disposition(self) -> KVList:
        """Return the disposition as it is attached; nothing where none is set (C7)."""
        callback = self._callback
        if callback.disposition is None:
            return {}
        return {callback.read(options.DISPOSITION_KEY_NAME): callback.disposition}

    def properties(self) -> KVList:
        """Return the properties that are saved before it goes."""
        reschedule = self._callback.reschedule
        agreed = {} if reschedule is None else reschedule.properties(self._desk.keys)
        return {**self.disposition(), **agreed, "callback_status": self._placement().status}

    def request(self, reference: int) -> RequestPlaceInQueue | RequestStopProcessing:
        """Return the request, numbered *reference*, that sends it on, or ends its processing."""
        callback, placement = self._callback, self._placement()
        self._warn_of(placement.option)
        queue = callback.read(placement.option)
        why = ReasonInfo(ReasonSystemName=placement.reason)
        if not queue and placement.otherwise is Otherwise.STOP:
            return RequestStopProcessing(ReferenceId=reference, InteractionId=callback.id, Reason=why)
        to = queue or callback.interaction.Queue
        return RequestPlaceInQueue(ReferenceId=reference, InteractionId=callback.id, Queue=to, Reason=why)

    def _placement(self) -> Placement:
        reason = self.reason
        if reason is Reason.DONE and self._callback.reschedule is not None:
            reason = Reason.RESCHEDULED  # facts, trap 4: the reschedule wins
        return self._desk.rules.placements[reason]

    def _warn_of(self, option: Option[Value]) -> None:
        """Warn of values that have become bad since the offer: of those of then the agent was warned (C5, O11)."""
        callback = self._callback
        told = callback.offered.warnings(self._desk.agent.id, callback.data)
        for warning in map(str, callback.explain(option).invalid):
            if warning not in told:
                self._desk.note("warning", warning)
