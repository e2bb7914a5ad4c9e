"""Searching a list of steps by words, and what is nearest where nothing is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

from callbook.pytest_plugin.catalogue.listed import StepText
from callbook.pytest_plugin.catalogue.synonyms import readings, words_people_use
from callbook.pytest_plugin.catalogue.words import SMALL_WORDS, Word, plain_words, spelt_like, words_of

_SPELT_ALIKE = 0.65
_MOST = 5


def search(steps: Sequence[StepText], words: Sequence[str]) -> list[int]:
    """Return the positions of the *steps* that speak of all *words*; none means all of them.

    First those in which each stands as it is given, in any case, or else in another form; then those that have another
    word for it in their pattern: `rejected` finds `declines`. A word with a capital letter that no step has is a name,
    which counts for nothing.
    """
    literal = [number for number, step in enumerate(steps) if _stands_in(step, words)]
    if len(literal) == len(steps):
        return literal
    plain = [_Plain.of(step) for step in steps]
    known = frozenset[str]().union(*(each.every for each in plain))
    wanted = [word for word in words_of(" ".join(words)) if word.plain in known or not word.is_capitalized]
    if not wanted:
        return literal
    as_given, *meant = _plain_readings(wanted)
    also = [
        number
        for number, has in enumerate(plain)
        if (not literal and as_given <= has.every) or any(reading <= has.pattern for reading in meant)
    ]
    return list(dict.fromkeys([*literal, *also]))


def nearest_steps(steps: Sequence[StepText], words: Sequence[str]) -> list[int]:
    """Return the positions of up to five *steps* that speak of most of the *words*, or of what is spelt like them."""
    plain = [_Plain.of(step) for step in steps]
    known = frozenset[str]().union(*(each.every for each in plain)) | words_people_use()
    wanted = [_spelt_right(word, known) for word in words_of(" ".join(words)) if word.plain not in SMALL_WORDS]
    meant = _plain_readings(wanted)
    rates = [max(2 * len(reading & has.every) + len(reading & has.pattern) for reading in meant) for has in plain]
    best = sorted(range(len(steps)), key=lambda number: (-rates[number], len(steps[number].pattern)))[:_MOST]
    return [number for number in best if rates[number]]


def _stands_in(step: StepText, words: Sequence[str]) -> bool:
    text = " ".join(step).casefold()
    return all(word.casefold() in text for word in words)


class _Plain(NamedTuple):
    pattern: frozenset[str]
    every: frozenset[str]

    @classmethod
    def of(cls, step: StepText) -> Self:
        pattern = frozenset(plain_words(step.pattern))
        return cls(pattern, pattern.union(plain_words(step.says)))


def _plain_readings(words: Sequence[Word]) -> list[frozenset[str]]:
    return [frozenset(word.plain for word in reading) for reading in readings(words)]


def _spelt_right(word: Word, known: frozenset[str]) -> Word:
    if word.plain in known:
        return word
    near = spelt_like(word.plain, known, _SPELT_ALIKE)
    return Word(next(iter(near), word.plain), word.written)
