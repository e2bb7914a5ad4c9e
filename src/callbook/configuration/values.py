"""Value kinds: how the raw text of an option becomes a typed value, and what would be valid (C5).

Two of the values have parts of their own: a colour, `#AARRGGBB` (O9, O10), and the ringing bell,
`file|priority|duration|device` (O14).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from callbook.core import BadInput, one_of

VALID_COLOR = "a colour #AARRGGBB, two hexadecimal digits each for alpha, red, green and blue, such as #FF17849D"
_COLOR_TEXT = re.compile(r"#[0-9A-Fa-f]{8}")


@dataclass(frozen=True, slots=True)
class Color:
    """A colour with its opacity.

    Attributes:
        alpha, red, green, blue: 0 to 255; alpha 0 is transparent, 255 is opaque.
        text: `#AARRGGBB` in upper case.
    """

    alpha: int
    red: int
    green: int
    blue: int
    text: str

    @classmethod
    def parse(cls, raw: str) -> Color:
        """Return the colour that is written ``#AARRGGBB`` (O9, O10).

        Raises:
            BadInput: for anything else.
        """
        if _COLOR_TEXT.fullmatch(raw) is None:
            raise BadInput("colour", raw, accepted=VALID_COLOR)
        alpha, red, green, blue = bytes.fromhex(raw[1:])
        return cls(alpha, red, green, blue, raw.upper())


DEVICES = ("primary", "secondary", "both")
REPEAT_UNTIL_STOPPED = -1
PLAY_ONCE = 0
VALID_BELL = (
    "file|priority|duration|device: a sound file, a whole number, "
    "-1 (repeat until stopped), 0 (play once) or milliseconds, and primary, secondary or both"
)
_BELL_TEXT = re.compile(
    r"""(?P<file>[^<>"|?*\x00-\x1f]*[^<>"|?*\x00-\x20])
        \|(?P<priority>-?[0-9]{1,9})
        \|(?P<duration>-1|[0-9]{1,9})
        (\|(?P<device>primary|secondary|both))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Bell:
    """What rings when a web callback is offered.

    Attributes:
        file: sound file, its path relative to the application's folder.
        priority: the larger, the more important.
        duration: milliseconds; -1 repeats until stopped, 0 plays the file once.
        device: the audio device: primary, secondary or both.
    """

    file: str
    priority: int
    duration: int
    device: str

    @classmethod
    def parse(cls, raw: str) -> Bell:
        """Return the bell that is written ``file|priority|duration|device``, a missing device being primary (O14).

        Raises:
            BadInput: when it cannot be read.
        """
        found = _BELL_TEXT.fullmatch(raw)
        if found is None:
            raise BadInput("ringing bell", raw, accepted=VALID_BELL)
        device = found["device"] or DEVICES[0]
        return cls(found["file"], int(found["priority"]), int(found["duration"]), device)


Value = bool | int | str | Color | Bell | tuple[str, ...] | None
"""What an option can be."""

T_co = TypeVar("T_co", bound=Value, covariant=True)

CONTENT_FIELDS = (
    "customer_number",
    "start_time",
    "end_time",
    "attempts",
    "callback_type",
    "callback_status",
    "call_result",
    "reason",
    "contact_name",
    "contact_email",
    "time_zone",
)
"""What `webcallback.callback-information.content` may name everywhere. Assumed: attributes of the callback record."""

_BOOLEANS = {"true": True, "false": False}
_SECONDS = re.compile(r"[0-9]{1,9}")
_KEY_NAME = re.compile(r"[A-Za-z0-9_ ]+")


class Vocabulary(Protocol):
    """The names of a contact centre that an option's value may refer to."""

    @property
    def queue_names(self) -> Collection[str]:
        """Names of the Interaction Queues."""
        ...

    @property
    def not_ready_reasons(self) -> Collection[str]:
        """Codes of the Not Ready reasons."""
        ...

    @property
    def business_attributes(self) -> Collection[str]:
        """Names of the Business Attributes that hold disposition codes."""
        ...

    @property
    def callback_data(self) -> Collection[str]:
        """Keys that the site attaches to its callbacks, beside those of the callback record."""
        ...


@dataclass(frozen=True, slots=True)
class ValueKind(Generic[T_co]):
    """A kind of option value, which is read as a *T_co*.

    Attributes:
        name: what a person calls it.
        valid: a phrase that says what is valid.
        read: turns raw text into the typed value, or raises BadInput.
        names: gives the names that a value may be, where it is one of the contact centre's.
        left_out: gives the entries of a list that a valid value names in vain.
    """

    name: str
    valid: str
    read: Callable[[str, Vocabulary], T_co]
    names: Callable[[Vocabulary], Collection[str]] = lambda _: ()
    left_out: Callable[[str, Vocabulary], tuple[str, ...]] = lambda _, __: ()

    def parse(self, raw: str, vocabulary: Vocabulary) -> T_co:
        """Return the typed value of *raw*.

        Raises:
            BadInput: when it is not valid; its `accepted` says what would be.
        """
        return self.read(raw, vocabulary)


def _boolean(raw: str, _: Vocabulary) -> bool:
    if raw not in _BOOLEANS:
        raise BadInput("boolean", raw, accepted=BOOLEAN.valid)
    return _BOOLEANS[raw]


def _seconds(raw: str, _: Vocabulary) -> int:
    if _SECONDS.fullmatch(raw) is None:
        raise BadInput("number of seconds", raw, accepted=SECONDS.valid)
    return int(raw)


def _color(raw: str, _: Vocabulary) -> Color:
    return Color.parse(raw)


def _bell(raw: str, _: Vocabulary) -> Bell:
    return Bell.parse(raw)


def _queue(raw: str, vocabulary: Vocabulary) -> str | None:
    return _existing(raw, vocabulary.queue_names, QUEUE) if raw else None


def _not_ready_reason(raw: str, vocabulary: Vocabulary) -> str | None:
    return _existing(raw, vocabulary.not_ready_reasons, NOT_READY_REASON) if raw else None


def _business_attribute(raw: str, vocabulary: Vocabulary) -> str | None:
    return _existing(raw, vocabulary.business_attributes, BUSINESS_ATTRIBUTE)


def _existing(raw: str, names: Collection[str], kind: ValueKind[str | None]) -> str:
    if raw not in names:
        raise BadInput(kind.name, raw, accepted=f"{kind.valid} ({one_of(sorted(names))})")
    return raw


def _content(raw: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the entries that are known, in their order: the others are left out (assumed); none known is no list."""
    entries = _entries(raw)
    known = tuple(entry for entry in dict.fromkeys(entries) if _is_callback_data(entry, vocabulary))
    if entries and not known:
        raise BadInput("list of callback data", raw, accepted=CONTENT.valid)
    return known


def _left_out_of_content(raw: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    entries = _entries(raw)
    twice = (entry for number, entry in enumerate(entries) if entry in entries[:number])
    return *(entry for entry in dict.fromkeys(entries) if not _is_callback_data(entry, vocabulary)), *twice


def _entries(raw: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in raw.split(",")) if raw.strip() else ()


def _is_callback_data(entry: str, vocabulary: Vocabulary) -> bool:
    return entry in CONTENT_FIELDS or entry in vocabulary.callback_data


def _key_name(raw: str, _: Vocabulary) -> str:
    if _KEY_NAME.fullmatch(raw) is None:
        raise BadInput("key name", raw, accepted=KEY_NAME.valid)
    return raw


def _text(raw: str, _: Vocabulary) -> str:
    return raw


BOOLEAN = ValueKind("boolean", "true or false", _boolean)
SECONDS = ValueKind("seconds", "a whole number of seconds, 0 to 999999999", _seconds)
COLOR = ValueKind("colour", VALID_COLOR, _color)
QUEUE = ValueKind(
    "interaction queue",
    "the name of an Interaction Queue that exists, or empty for none",
    _queue,
    lambda vocabulary: vocabulary.queue_names,
)
BELL = ValueKind("ringing bell", VALID_BELL, _bell)
CONTENT = ValueKind(
    "list of callback data",
    f"names from this list and the site's own callback_data, each once, comma-separated: {', '.join(CONTENT_FIELDS)}",
    _content,
    left_out=_left_out_of_content,
)
NOT_READY_REASON = ValueKind(
    "Not Ready reason",
    "the code of a Not Ready reason of the contact centre, or empty for none",
    _not_ready_reason,
    lambda vocabulary: vocabulary.not_ready_reasons,
)
KEY_NAME = ValueKind("key name", "letters A to Z, digits, underscore and space, at least one", _key_name)
BUSINESS_ATTRIBUTE = ValueKind(
    "business attribute",
    "the name of a Business Attribute that exists",
    _business_attribute,
    lambda vocabulary: vocabulary.business_attributes,
)
TEXT = ValueKind("text", "any text", _text)

OF_NAMES = (QUEUE, NOT_READY_REASON, BUSINESS_ATTRIBUTE)
"""Kinds whose values name something of the contact centre: without it nobody can judge them."""
