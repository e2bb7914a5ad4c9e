"""What did happen that is most like what a failed step looked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, cast

from callbook.core import Entry, MessageSent, ScreenShown, StepBegan, StepEnded

if TYPE_CHECKING:
    from callbook.pytest_plugin.run.expectation import Comparison

_MESSAGE = re.compile(r"\b(?:Request|Event)[A-Z]\w*")
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}|\d+")
_SMALL = frozenset({"an", "and", "as", "callback", "has", "in", "is", "not", "of", "sent", "that", "the", "to", "with"})
_STEM = 6
"""Words count as one when they begin alike: `declines` and `decline`."""


def wanted_by(step: str, comparison: Comparison | None) -> str:
    """Return in words what a step looked for: its own text, and what its comparison missed."""
    if comparison is None:
        return step
    left, right = comparison.left, comparison.right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        left = _first_missed(cast("Sequence[object]", left), cast("Sequence[object]", right))
    return f"{step} {left}"


def nearest_event(entries: Iterable[Entry], wanted: str) -> str:
    """Return the line of the entry that is most like *wanted*, of those alike the latest; empty if none is like it.

    Where a message is looked for, messages are compared; otherwise everything but the steps and screens themselves.
    """
    messages = _MESSAGE.search(wanted) is not None
    candidates = [each for each in entries if _counts(each, messages=messages)]
    lines = [_line(each) for each in candidates]
    words = [_words(line) for line in lines]
    common = Counter(word for of_line in words for word in of_line)
    looked_for = _words(wanted)
    scores = [sum(1 / common[word] for word in of_line & looked_for) for of_line in words]
    if messages:
        scores = [score + _like_message(each, wanted) for score, each in zip(scores, candidates, strict=True)]
    best = max(scores, default=0.0)
    return next((line for line, score in zip(reversed(lines), reversed(scores), strict=True) if score == best > 0), "")


def _first_missed(left: Sequence[object], right: Sequence[object]) -> object:
    return next((each for number, each in enumerate(left) if number >= len(right) or right[number] != each), left)


def _counts(entry: Entry, *, messages: bool) -> bool:
    return isinstance(entry, MessageSent) if messages else not isinstance(entry, StepBegan | StepEnded | ScreenShown)


def _line(entry: Entry) -> str:
    from callbook.record import described, time_of_day  # noqa: PLC0415 - only a failure needs it

    return f"{time_of_day(entry.at)}  {described(entry)}"


def _words(text: str) -> frozenset[str]:
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in found if word not in _SMALL)


def _like_message(entry: Entry, wanted: str) -> float:
    name = entry.name if isinstance(entry, MessageSent) else ""
    return 2 * max(SequenceMatcher(None, name, each).ratio() for each in _MESSAGE.findall(wanted))
