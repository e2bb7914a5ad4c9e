"""A recording as tables: one pass over the entries fills the columns, pandas makes frames of them.

Every frame has ``number`` (of the entry, its index), ``at`` (UTC) and ``step``: the step of the scenario that was at
work then, as written; empty before, between and without steps. The events are searched by actor, message, step, field,
text and time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import msgspec

from callbook.core import (
    ActionTaken,
    BadInput,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    SipSent,
    StateChanged,
    StepBegan,
    StepEnded,
    TimerFired,
    collector_paused,
)
from callbook.messages import Message, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas as pd

RUNNING = "running"

_INSTANTS = frozenset({"at", "since", "ended"})
_NUMBERS = frozenset({"cause", "line"})
_ENCODER = msgspec.json.Encoder(enc_hook=str)


class Table:
    """The cells of a table, row after row in one list: a list per row would keep the garbage collector busy.

    Args:
        columns: the names of its columns, beyond those that all tables have.
    """

    def __init__(self, *columns: str) -> None:
        self.columns = ("number", "at", "step", *columns)
        self.cells: list[Any] = []

    def __len__(self) -> int:
        return len(self.cells) // len(self.columns)

    def column(self, name: str) -> list[Any]:
        """Return the cells of one column."""
        return self.cells[self.columns.index(name) :: len(self.columns)]

    def change(self, row: int, **cells: object) -> None:
        """Replace some cells of the row with this index."""
        for name, value in cells.items():
            self.cells[row * len(self.columns) + self.columns.index(name)] = value

    def frame(self) -> pd.DataFrame:
        """Return a frame with the entries' numbers as its index."""
        import pandas as pd  # noqa: PLC0415 - slow, and only tables need it

        with collector_paused():
            index = pd.Index(self.column("number"), dtype="int64", name="number")
            columns = {name: _cells(name, self.column(name)) for name in self.columns if name != "number"}
            return pd.DataFrame(columns, index=index)


@dataclass(slots=True)
class Tables:
    """All four tables."""

    events: Table = field(
        default_factory=lambda: Table("kind", "sender", "receiver", "message", "interaction", "detail", "cause")
    )
    steps: Table = field(default_factory=lambda: Table("line", "outcome", "error", "ended"))
    timers: Table = field(default_factory=lambda: Table("timer", "since", "cause"))
    states: Table = field(default_factory=lambda: Table("machine", "subject", "before", "event", "after", "cause"))


def tables(entries: Iterable[Entry]) -> Tables:
    """Return the tables of all entries, each in the one where it belongs."""
    filling = _Filling()
    take = filling.takers()
    nothing = _left_out
    with collector_paused():
        for entry in entries:
            take.get(type(entry), nothing)(entry)
    return filling.tables


def _cells(name: str, values: list[Any]) -> Any:  # noqa: ANN401 - whatever pandas takes as a column
    import numpy as np  # noqa: PLC0415 - comes with pandas
    import pandas as pd  # noqa: PLC0415 - slow, and only tables need it

    if name in _INSTANTS:
        return pd.to_datetime(np.array(values, dtype="datetime64[ms]"), utc=True)
    if name in _NUMBERS:
        return pd.array(values, dtype="int64")
    return pd.array(list(map(str, values)), dtype="str")  # live, a state is a member of an enumeration


class _Filling:
    """Takes one entry after the other."""

    def __init__(self) -> None:
        self.tables = Tables()
        self._step = ""

    def takers(self) -> dict[type[Entry], Callable[[Any], None]]:
        """Return what takes the entries of each kind."""
        return {
            MessageSent: self._message,
            ActionTaken: self._action,
            Refused: self._refusal,
            FaultInjected: self._fault,
            Noted: self._note,
            StepBegan: self._step_began,
            StepEnded: self._step_ended,
            TimerFired: self._timer_fired,
            SipSent: self._sip,
            StateChanged: self._state,
        }

    def _event(  # noqa: PLR0913, PLR0917 - one argument per column that differs
        self, entry: Entry, kind: str, who: str, what: str, detail: str = "", on: str = ""
    ) -> None:
        self.tables.events.cells.extend(
            (entry.number, entry.at, self._step, kind, who, "", what, on, detail, entry.cause)
        )

    def _message(self, entry: MessageSent) -> None:
        message = entry.message
        self.tables.events.cells.extend(
            (
                entry.number,
                entry.at,
                self._step,
                "message",
                entry.sender,
                entry.receiver,
                entry.name,
                interaction_of(message),
                detail_of(message),
                entry.cause,
            )
        )

    def _sip(self, entry: SipSent) -> None:
        ends = (entry.sender, entry.receiver)
        self.tables.events.cells.extend(
            (entry.number, entry.at, self._step, "sip", *ends, entry.name, "", entry.text, entry.cause)
        )

    def _action(self, entry: ActionTaken) -> None:
        details = entry.details
        self._event(entry, "action", entry.actor, entry.action, _text(details), str(details.get("on") or ""))

    def _refusal(self, entry: Refused) -> None:
        self._event(entry, "refusal", entry.actor, entry.action, entry.text)

    def _fault(self, entry: FaultInjected) -> None:
        self._event(entry, "fault", entry.wire, entry.fault, f"message {entry.message}" if entry.message else "")

    def _note(self, entry: Noted) -> None:
        self._event(entry, "note", entry.actor, entry.topic, entry.text)

    def _step_began(self, entry: StepBegan) -> None:
        self._step = f"{entry.keyword} {entry.text}"
        self.tables.steps.cells.extend((entry.number, entry.at, self._step, entry.line, RUNNING, "", None))

    def _step_ended(self, entry: StepEnded) -> None:
        self._step = ""
        if self.tables.steps:
            last = len(self.tables.steps) - 1
            self.tables.steps.change(last, outcome=entry.outcome, error=entry.error, ended=entry.at)

    def _timer_fired(self, entry: TimerFired) -> None:
        self.tables.timers.cells.extend((entry.number, entry.at, self._step, entry.timer, entry.since, entry.cause))

    def _state(self, entry: StateChanged) -> None:
        what = (entry.machine, entry.subject, entry.before, entry.event, entry.after)
        self.tables.states.cells.extend((entry.number, entry.at, self._step, *what, entry.cause))


def _left_out(_entry: Entry) -> None:
    """Screens stand in no table."""


def detail_of(message: object) -> str:
    """Return the attributes of a message as JSON, as they stand in a recording."""
    return to_json(message).decode() if isinstance(message, Message) else _text(message)


def interaction_of(message: object) -> str:
    """Return the InteractionId that a message speaks of, empty if it speaks of none."""
    if isinstance(message, dict):
        given = cast("dict[str, Any]", message)
        found = given.get("InteractionId") or given.get("Interaction", _NOTHING).get("InteractionId")
        return found or given.get("UserData", _NOTHING).get(_PARENT) or ""
    interaction = getattr(message, "Interaction", None)
    found = getattr(message, "InteractionId", None) or getattr(interaction, "InteractionId", None)
    data: dict[str, str] = getattr(message, "UserData", None) or {}
    return found or data.get(_PARENT) or ""


_NOTHING: dict[str, Any] = {}
_PARENT = "ParentInteractionId"


def _text(given: object) -> str:
    return _ENCODER.encode(given).decode() if given else ""


Moment: TypeAlias = "str | datetime | None"

_TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d(:\d\d(\.\d{1,6})?)?")
_ACCEPTED = "a time of day such as '08:00:05', a moment such as '2026-03-02 08:00:05' (UTC), or a datetime"


def found(  # noqa: PLR0913 - each narrows the search
    events: pd.DataFrame,
    *,
    actor: str,
    message: str,
    step: str,
    field: str | Mapping[str, object],
    text: str,
    after: Moment,
    before: Moment,
) -> pd.DataFrame:
    """Return the rows of *events* for which all of this holds, see ``Recording.find``.

    Raises:
        BadInput: for a moment that cannot be read.
    """
    kept = events
    if actor:
        kept = kept[_contains(kept["sender"], actor) | _contains(kept["receiver"], actor)]
    for column, part in (("message", message), ("step", step), ("detail", text)):
        if part:
            kept = kept[_contains(kept[column], part)]
    if after is not None:
        kept = kept[kept["at"] >= _moment(after, events)]
    if before is not None:
        kept = kept[kept["at"] <= _moment(before, events)]
    wanted = dict.fromkeys([field], _ANY) if isinstance(field, str) and field else dict(field or {})
    for name, value in wanted.items():
        kept = kept[[_has(detail, name, value) for detail in kept["detail"]]]
    return kept


_ANY = object()


def _contains(column: pd.Series[Any], part: str) -> pd.Series[bool]:
    return column.str.contains(part, case=False, regex=False)


def _moment(given: str | datetime, events: pd.DataFrame) -> pd.Timestamp:
    import pandas as pd  # noqa: PLC0415 - slow, and only tables need it

    try:
        if isinstance(given, str) and _TIME_OF_DAY.fullmatch(given):
            day: pd.Timestamp = events["at"].min().normalize()
            given = f"{day:%Y-%m-%d} {given}"
        moment = pd.Timestamp(given)
    except ValueError:
        raise BadInput("moment", given, accepted=_ACCEPTED) from None
    return moment.tz_localize("UTC") if moment.tzinfo is None else moment.tz_convert("UTC")


def _has(detail: str, name: str, value: object) -> bool:
    if f'"{name}":' not in detail:
        return False
    return any(value is _ANY or each == value or str(each) == str(value) for each in _values(_read(detail), name))


def _read(detail: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return msgspec.json.decode(detail)
    except msgspec.DecodeError:
        return None


def _values(given: Any, name: str) -> Iterator[object]:  # noqa: ANN401 - any JSON
    """Yield the values of every field called *name*, at any depth."""
    if isinstance(given, dict):
        for key, value in given.items():  # pyright: ignore[reportUnknownVariableType]
            if key == name:
                yield value
            yield from _values(value, name)
    elif isinstance(given, list):
        for value in given:  # pyright: ignore[reportUnknownVariableType]
            yield from _values(value, name)
