"""The two lines of one tab: the call itself, and another one while the agent asks somebody about it (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_desktop.call import Call, free_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.plain import Json
    from sample_desktop.station import Station
    from sample_desktop.telephone import Telephone


class Lines:
    """The lines of a tab.

    Args:
        station: where the agent is told of calls that fail.
        telephone: makes the calls.
        main: the call that rings here; without one the line is free.
        on_end: is told when one of the tab's calls has ended, and whether it was the main one.

    Attributes:
        main: the last call, up or over; *consult* the same for the second line.
        spoken: whether a main call was connected and has ended (P5).
    """

    def __init__(
        self,
        station: Station,
        telephone: Telephone,
        main: Call | None = None,
        on_end: Callable[[Call, bool], None] | None = None,
    ) -> None:
        self._station = station
        self._telephone = telephone
        self._on_end = on_end
        self.main = main or free_line()
        self.consult = free_line()
        self.spoken = False

    @property
    def busy(self) -> bool:
        """Whether either line is in use."""
        return not (self.main.idle and self.consult.idle)

    def dial(self, number: str, data: Json) -> None:
        """Call the contact."""
        self.main = Call(number, self._main_ended)
        self._telephone.make(self.main, data)

    def pick_up(self) -> None:
        """Answer."""
        self._telephone.ask("RequestAnswerCall", self.main)

    def hang_up(self) -> None:
        """End the call."""
        self._telephone.ask("RequestReleaseCall", self.main)

    def hold(self) -> None:
        """Let the other end wait."""
        self._telephone.ask("RequestHoldCall", self.main)

    def resume(self) -> None:
        """Speak again."""
        self._telephone.ask("RequestRetrieveCall", self.main)

    def hand_over(self, target: str) -> None:
        """Give the call to somebody else, in one step."""
        self._telephone.ask("RequestSingleStepTransfer", self.main, OtherDN=target)

    def ask_somebody(self, target: str) -> None:
        """Call somebody else about it, in two steps."""
        self.consult = Call(target, self._consult_ended)
        self._telephone.consult(self.main, self.consult)

    def join(self) -> None:
        """Give the call to whom the agent has asked."""
        self._telephone.ask("RequestCompleteTransfer", self.main, TransferConnID=self.consult.conn)

    def drop_consult(self) -> None:
        """End the second call."""
        self._telephone.ask("RequestReleaseCall", self.consult)

    def _main_ended(self, call: Call) -> None:
        self.spoken = self.spoken or call.spoke
        self._ended(call, main=True)

    def _consult_ended(self, call: Call) -> None:
        self._ended(call, main=False)

    def _ended(self, call: Call, *, main: bool) -> None:
        if not call.spoke:
            self._station.tell("call failed", number=call.number, how=call.how, error=call.error, consult=not main)
        if self._on_end is not None:
            self._on_end(call, main)
