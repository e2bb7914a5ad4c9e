"""The options that the desktop knows, and how their texts are read (O1 to O14, C2, C5, C7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.plain import Json

READ_AT_LOGIN: Final = "login.webcallback."
FRAME: Final = "webcallback.callback-information.frame-color"
HEADER: Final = "webcallback.callback-information.header-foreground-color"
CONTENT: Final = "webcallback.callback-information.content"
TRANSACTIONS_KEY: Final = "interaction.override-option-key"

_RECORD = frozenset({
    "customer_number", "start_time", "end_time", "attempts", "callback_type", "callback_status", "call_result",
    "reason", "contact_name", "time_zone",
})  # fmt: skip
"""What a callback record holds, and so what the view can show."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{8}")
_KEY = re.compile(r"[A-Za-z0-9_ ]+")
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
_LASTING = re.compile(r"-1|\d{1,9}", re.ASCII)
_DEVICES = ("primary", "secondary", "both")
_FILE = re.compile(r'[^<>"|?*\x00-\x1f]*[^<>"|?*\x00-\x20]')
_BELL_PARTS = (3, 4)


class Unreadable(Exception):  # noqa: N818 - named for what the text is
    """A text that is no value of its option."""


def _switch(text: str, _export: Json) -> bool:
    if text not in {"true", "false"}:
        raise Unreadable
    return text == "true"


def _seconds(text: str, _export: Json) -> int:
    return int(_matching(_SECONDS, text))


def _colour(text: str, _export: Json) -> str:
    return _matching(_COLOUR, text).upper()


def _key(text: str, _export: Json) -> str:
    return _matching(_KEY, text)


def _text(text: str, _export: Json) -> str:
    return text


def _rows(text: str, _export: Json) -> list[str]:
    names = [name.strip() for name in text.split(",")] if text.strip() else []
    if len(names) != len(set(names)) or not _RECORD.issuperset(names):
        raise Unreadable
    return names


def _queue(text: str, export: Json) -> str:
    return _one_of(text, ["", *(queue["name"] for queue in export["queues"])])


def _pause(text: str, export: Json) -> str:
    return _one_of(text, ["", *export["not_ready_reasons"]])


def _outcomes(text: str, export: Json) -> str:
    return _one_of(text, list(export["dispositions"]))


def _bell(text: str, _export: Json) -> Json:
    parts = text.split("|")
    if len(parts) not in _BELL_PARTS:
        raise Unreadable
    file, priority, lasting, device = (*parts, "primary")[:4]
    return {
        "file": _matching(_FILE, file),
        "priority": int(_matching(_WHOLE, priority)),
        "ms": int(_matching(_LASTING, lasting)),
        "device": _one_of(device, list(_DEVICES)),
    }


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise Unreadable
    return text


def _one_of(text: str, known: list[str]) -> str:
    if text not in known:
        raise Unreadable
    return text


Reader: TypeAlias = "Callable[[str, Json], Any]"


class Known(NamedTuple):
    """An option: what applies where nobody has set it, how it is read, whether a routing strategy may override it."""

    default: str
    read: Reader
    strategies_may: bool = False


OPTIONS: Final[dict[str, Known]] = {
    "login.webcallback.is-auto-ready": Known("true", _switch),
    "login.webcallback.auto-not-ready-reason": Known("", _pause),
    "login.webcallback.can-unactivate-channel": Known("true", _switch),
    "webcallback.auto-answer": Known("false", _switch, strategies_may=True),
    "webcallback.auto-answer.timer": Known("0", _seconds, strategies_may=True),
    "webcallback.auto-answer.enable-reject": Known("false", _switch, strategies_may=True),
    "webcallback.auto-dial": Known("false", _switch),
    "webcallback.ringing-bell": Known(r"Sounds\Ring.mp3|10|-1|primary", _bell),
    CONTENT: Known("contact_name,customer_number,start_time,time_zone,reason,attempts", _rows),
    FRAME: Known("#FF17849D", _colour, strategies_may=True),
    HEADER: Known("#FFFFFFFF", _colour, strategies_may=True),
    "webcallback.complete-queue": Known("", _queue),
    "webcallback.park-queue": Known("", _queue),
    "webcallback.reschedule-queue": Known("", _queue),
    TRANSACTIONS_KEY: Known("IW_OverrideOptions", _text),
    "interaction.disposition.is-mandatory": Known("false", _switch, strategies_may=True),
    "interaction.disposition.is-read-only-on-idle": Known("false", _switch, strategies_may=True),
    "interaction.disposition.key-name": Known("DispositionCode", _key, strategies_may=True),
    "interaction.disposition.use-attached-data": Known("false", _switch, strategies_may=True),
    "interaction.disposition.value-business-attribute": Known("DispositionCode", _outcomes, strategies_may=True),
}
