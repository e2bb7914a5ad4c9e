"""Searching the events of a recording: by actor, message, step, field, text and time."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

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
