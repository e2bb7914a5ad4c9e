"""The form of a recording: a first line about the run, a line per entry of the journal, a last line that counts them.

Everything is JSON, one value to a line, so that ``jq``, DuckDB and pandas read it as it is. In one seed nothing is
volatile but the kit's version: whoever compares recordings leaves only the fields of `VOLATILE` out. The fields are
described one by one in ``trace.schema.json`` beside this file.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from callbook.configuration import ContactCenter
from callbook.core import (
    ActionTaken,
    Assumptions,
    BadInput,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    ScreenShown,
    SipSent,
    StateChanged,
    StepBegan,
    StepEnded,
    TimerFired,
    instant_of,
    moment_of,
)
from callbook.record.trace.log_source import LogSource

FORMAT = 2
"""The version of the format. From 2 on, a reader reads every earlier one; a newer one it refuses.

A new kind of entry or a new act needs no new version: a reader that does not know it names it and refuses.
"""

VOLATILE = ("kit",)
"""The fields of the first line that may differ between two recordings of the same happenings."""

ENTRY_KINDS: tuple[type[Entry], ...] = (
    StepBegan,
    StepEnded,
    ActionTaken,
    MessageSent,
    TimerFired,
    StateChanged,
    ScreenShown,
    Refused,
    FaultInjected,
    Noted,
    SipSent,
)
"""Every kind of entry."""

KIND_NAMES = frozenset(str(kind.__struct_config__.tag) for kind in ENTRY_KINDS)
"""What the kinds are called in a file."""

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are no JSON of the right form: invalid UTF-8, or nested too deeply, as well."""

_MOMENT = "ISO 8601 with its zone, within the years 1 to 9999"
_INSTANTS = frozenset({"at", "since"})


class Head(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="trace"):
    """The first line: what it takes to play the same again, and which scenario it was.

    Attributes:
        format: the version of the format.
        kit: the version of Callbook that recorded.
        seed: decides identifiers and people.
        start: the first moment, ISO 8601.
        feature: the file, relative to the root of the run; empty without a feature.
        scenario: its name, with the row of its Examples in brackets.
        line: of the scenario in its file, 0 without a feature.
        tags: of feature, rule, scenario and examples.
        outcome: ``passed``, ``failed``, ``skipped``, ``error``; empty where nothing judged it.
        contact_center: the configuration at the start.
        assumptions: every assumption with its value.
        log: of what was read in somebody else's log: which one. None for a lab's own, and then not written.
    """

    format: int = FORMAT
    kit: str
    seed: int
    start: str
    feature: str = ""
    scenario: str = ""
    line: int = 0
    tags: tuple[str, ...] = ()
    outcome: str = ""
    contact_center: ContactCenter
    assumptions: Assumptions
    log: LogSource | None = None


class End(msgspec.Struct, frozen=True, tag_field="kind", tag="end"):
    """The last line: when the recording ended, and how many entries stand before it."""

    at: str
    entries: int


def line_kind(kind: type[Entry]) -> type[msgspec.Struct]:
    """Return the form that entries of this *kind* have in a file: instants are stamps, a message is JSON already."""
    return _LINES[kind]


@lru_cache(maxsize=4096)
def stamp(instant: int) -> str:
    """Return an instant as it is written in a recording: ISO 8601, UTC, milliseconds."""
    return moment_of(instant).isoformat(timespec="milliseconds")


@lru_cache(maxsize=4096)
def instant(text: str) -> int:
    """Return the instant that ``stamp`` has written.

    Raises:
        BadInput: when it is no moment with a zone, or one outside the years that a calendar holds.
    """
    try:
        found = instant_of(datetime.fromisoformat(text))
        moment_of(found)  # in UTC it may lie beyond these years
    except (BadInput, ValueError, OverflowError):
        raise BadInput("moment", text, accepted=_MOMENT) from None
    return found


def _line(kind: type[Entry]) -> type[msgspec.Struct]:
    fields: list[Any] = []
    for field in msgspec.structs.fields(kind):
        form = str if field.name in _INSTANTS else field.type
        fields.append((field.name, form) if field.required else (field.name, form, field.default))
    tag = kind.__struct_config__.tag
    return msgspec.defstruct(kind.__name__, fields, tag_field="kind", tag=tag, forbid_unknown_fields=True, gc=False)


_LINES: dict[type[Entry], type[msgspec.Struct]] = {kind: _line(kind) for kind in ENTRY_KINDS}


def load_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7) that every line of a recording fits; each kind stands under ``definitions``."""
    schema: dict[str, Any] = json.loads(
        (files("callbook.record.trace") / "trace.schema.json").read_text(encoding="utf-8")
    )
    return schema
