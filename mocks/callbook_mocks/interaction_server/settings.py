"""The server's own options, in section ``settings`` (facts, section 5.5): E6, E7."""

from __future__ import annotations

from dataclasses import dataclass, fields

from callbook.core import BadInput, Frozen

SECOND = 1_000
MINUTE = 60 * SECOND
HANDLING_TIMEOUT_KEY = "handling-timeout"
"""Key of the attached data that overrules the option for one interaction, in minutes."""
_WHERE = "settings of Interaction Server"


@dataclass(frozen=True, slots=True)
class TimeoutOption:
    """What is documented of a timeout: its name, its unit and the numbers that it may have."""

    name: str
    unit: str
    lowest: int
    highest: int

    @property
    def accepted(self) -> str:
        """The valid values as a phrase."""
        return f"{self.lowest} to {self.highest} {self.unit}"

    def allows(self, value: int) -> bool:
        """Return whether *value* is valid."""
        return self.lowest <= value <= self.highest


TIMEOUTS: dict[str, TimeoutOption] = {
    "delivering_timeout": TimeoutOption("delivering-timeout", "seconds", 1, 86_400),
    "handling_timeout": TimeoutOption("handling-timeout", "minutes", 1, 1_440),
    "routing_timeout": TimeoutOption("routing-timeout", "minutes", 20, 525_600),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings(Frozen):
    """The options of Interaction Server.

    Attributes:
        delivering_timeout: seconds that an agent has to answer an invitation (E6).
        handling_timeout: minutes without a request after which an interaction is taken from its agent (E7).
        routing_timeout: minutes that an interaction may wait in a strategy.
        workbin_types: the workbins that there are (assumed).
        done_kept: how many interactions whose processing was stopped are kept, the newest; None for all. Of an older
            one the server says that it is unknown.
        submissions_kept: how many submissions are remembered for each client, the newest, so that one that comes again
            makes no second interaction (F10).

    Raises:
        BadInput: a timeout is outside its documented range, or less than nothing is to be kept.
    """

    delivering_timeout: int = 30
    handling_timeout: int = 180
    routing_timeout: int = 720
    workbin_types: tuple[str, ...] = ("in-progress",)
    done_kept: int | None = None
    submissions_kept: int = 1_000

    def __post_init__(self) -> None:
        for name, kept in (("done_kept", self.done_kept), ("submissions_kept", self.submissions_kept)):
            if kept is not None and kept < 0:
                raise BadInput(name, kept, where=_WHERE, accepted="0 or more")
        for field in fields(self):
            option = TIMEOUTS.get(field.name)
            if option is not None and not option.allows(getattr(self, field.name)):
                raise BadInput(
                    option.name,
                    getattr(self, field.name),
                    where=_WHERE,
                    accepted=option.accepted,
                )


def minutes_in(value: object) -> int | None:
    """Return the minutes of ``handling-timeout`` in attached data; None where it is no valid number of minutes."""
    text = str(value)
    if not text.isdecimal() or not text.isascii():
        return None
    minutes = int(text)
    return minutes if TIMEOUTS["handling_timeout"].allows(minutes) else None
