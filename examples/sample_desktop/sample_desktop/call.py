"""One telephone call as the desk sees it (F3 to F6)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.plain import Json

TRANSFERRED: Final = 1
GENERAL_ERROR: Final = 3
SYSTEM_ERROR: Final = 4


class Line(StrEnum):
    """Where a call is."""

    NONE = "none"
    ASKED = "asked"
    DIALLING = "dialling"
    ALERTING = "alerting"
    INCOMING = "incoming"
    TALKING = "talking"
    HELD = "held"
    ENGAGED = "engaged"
    ENDED = "ended"


IDLE: Final = frozenset({Line.NONE, Line.ENDED})

_HOW: Final = {
    0: "hung up here",
    1: "handed over",
    3: "failed",
    5: "hung up there",
    6: "engaged",
    7: "nobody answered",
    9: "machine",
    11: "no such number",
}
"""What became of a call, by the number of T-Library."""


class Call:
    """One call.

    Attributes:
        number: who is at the other end.
        conn: the switch's name of the call; empty as long as it has none.
        line: where the call is.
        spoke: whether both ends were ever connected.
        result: the number that says what became of it, once it has ended.
        how: the same in a few words; *error* what the switch said if it refused.
        data: the data attached to it.
    """

    def __init__(self, number: str, on_end: Callable[[Call], None]) -> None:
        self._on_end = on_end
        self.number = number
        self.conn = ""
        self.line = Line.NONE
        self.spoke = False
        self.result: int | None = None
        self.how = ""
        self.error: Json | None = None
        self.data: Json = {}

    @property
    def idle(self) -> bool:
        """Whether the line is free."""
        return self.line in IDLE

    def asked(self) -> None:
        """The switch is being asked to make the call."""
        self.line = Line.ASKED

    def dialling(self, message: Json) -> None:
        """The switch makes the call."""
        if self.line is Line.ASKED:
            self._meet(message, Line.DIALLING)

    def alerting(self, _message: Json) -> None:
        """It rings at the other end."""
        if self.line is Line.DIALLING:
            self.line = Line.ALERTING

    def incoming(self, message: Json) -> None:
        """It rings here."""
        if self.line is Line.NONE:
            self._meet(message, Line.INCOMING)

    def established(self, message: Json) -> None:
        """Both ends are connected."""
        if self.line in {Line.DIALLING, Line.ALERTING, Line.INCOMING}:
            self.spoke = True
            self._meet(message, Line.TALKING)

    def engaged(self, _message: Json) -> None:
        """The other end is busy."""
        if self.line in {Line.DIALLING, Line.ALERTING}:
            self.line = Line.ENGAGED

    def held(self, _message: Json) -> None:
        """The call is put on hold."""
        if self.line is Line.TALKING:
            self.line = Line.HELD

    def resumed(self, _message: Json) -> None:
        """The call is taken from hold."""
        if self.line is Line.HELD:
            self.line = Line.TALKING

    def other_party(self, message: Json) -> None:
        """Somebody else is at the other end now, perhaps in another call."""
        if self.line in {Line.TALKING, Line.HELD}:
            self._meet(message, self.line)

    def released(self, message: Json) -> None:
        """The call is over."""
        if self.line is not Line.ASKED:
            self._end(int(message.get("CallState", 0)))

    def abandoned(self, message: Json) -> None:
        """Who called has given up."""
        if self.line is Line.INCOMING:
            self._end(int(message.get("CallState", 0)))

    def refused(self, message: Json) -> None:
        """The switch does not make the call."""
        if self.line is Line.ASKED:
            self.error = {"code": message["ErrorCode"], "text": message["ErrorMessage"]}
            self._end(GENERAL_ERROR)

    def cut(self) -> None:
        """Without a switch there is no call (E3)."""
        self._end(SYSTEM_ERROR, "switch lost")

    def _meet(self, message: Json, line: Line) -> None:
        self.line = line
        self.conn = message["ConnID"]
        self.number = message.get("OtherDN") or self.number

    def _end(self, result: int, how: str = "") -> None:
        if self.line in IDLE:
            return
        self.line = Line.ENDED
        self.result = result
        self.how = how or _HOW.get(result, f"result {result}")
        self._on_end(self)


def free_line() -> Call:
    """Give the call of those who have had none yet."""
    return Call("", lambda _call: None)
