"""Searches a recording for what should no longer be in it.

An original counts as a whole value, as a whole word of at least four characters outside the format's own words, or as
six digits and more anywhere, spaces and dashes ignored, also in hexadecimal. What is shorter is replaced in its field
and not searched for: two letters stand everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.logs.anonymity.identifiers import Identifiers
from callbook.logs.anonymity.pseudonyms import (
    LEAST_DIGITS,
    LEAST_WORD,
    WORD,
    Kind,
    Runs,
    digit_runs,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[ -]?){6,}")
_NO_DIGIT: Final = re.compile(r"[^0-9A-Fa-f]")


class Search:
    """Looks for originals.

    Args:
        originals: what was replaced, with its kind.
        own: words of the format and of the configuration, in small letters: they may stand anywhere.
        identifiers: those of the servers, which may as well.
    """

    def __init__(
        self,
        originals: Mapping[tuple[Kind, str], None],
        own: frozenset[str],
        identifiers: Identifiers | None = None,
    ) -> None:
        known = Identifiers() if identifiers is None else identifiers
        bare = [(kind, known.blanked(text)) for kind, text in originals]
        texts = [text for _, text in originals]
        self._values = {text for text in texts if len(text) >= LEAST_WORD and text.lower() not in own}
        self._words = {word.lower() for each in bare for word in words_of(*each)} - own
        self._runs = Runs(run for _, text in bare for run in digit_runs(text))
        self.short = sum(1 for text in texts if len(text) < LEAST_WORD)

    def left_in(self, value: object) -> str:
        """Return an original that stands in plain data, empty if none does."""
        return next((found for text in _texts(value) if (found := self._in(text))), "")

    def _in(self, text: str) -> str:
        if text in self._values:
            return text
        bare = _STAMP.sub(" ", text)
        word = next((word for word in WORD.findall(bare) if word.lower() in self._words), "")
        return (
            word
            or next((found for run in digit_runs(bare) if (found := self._runs.within(run))), "")
            or self._hex(bare)
        )

    def _hex(self, text: str) -> str:
        """Return an original that stands in hexadecimal, as the beginnings of packed lists do."""
        for found in _HEX.findall(text):
            shown = bytes.fromhex(_NO_DIGIT.sub("", found)).decode("utf-8", "replace")
            word = next((word for word in WORD.findall(shown) if word.lower() in self._words), "")
            run = next((run for each in digit_runs(shown) if (run := self._runs.within(each))), "")
            if word or run:
                return word or run
        return ""


def _texts(value: object) -> Iterator[str]:
    """Yield every text in plain data, keys as well, and whole numbers of six digits and more as texts."""
    if isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, int) and len(str(value)) >= LEAST_DIGITS:
        yield str(value)


def words_in(values: Iterable[object]) -> frozenset[str]:
    """Return every word that counts in plain data, in small letters."""
    return frozenset(word.lower() for value in values for text in _texts(value) for word in WORD.findall(text))
