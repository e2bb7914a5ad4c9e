"""Which of many steps is most like a text: words count by how rare they are, and synonyms and slips are forgiven.

Steps are compared word by word, in the plain forms of `words`. A word that no step has is taken for the one that is
spelt most like it, or else for a value, if the step has a parameter left that may take it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from callbook.pytest_plugin.catalogue.synonyms import readings, words_people_use
from callbook.pytest_plugin.catalogue.words import (
    FIELD,
    LINKING_WORDS,
    SMALL_WORDS,
    Similar,
    Word,
    spelt_like,
    words_of,
)

_SPELT_ALIKE = 0.6
_SPELT_ALMOST_THE_SAME = 0.8
"""So has a word to be that may be somebody's name, for its capital letter."""
_ANOTHER_KEYWORD = 0.8
_OTHER_FORMS = 0.9
"""What is left of a likeness if all words have another form: another tense, another number."""
_A_VALUE = 0.5
"""The weight of a value; a word that stands in half of the steps has 1.1."""
_SMALL = 0.5
"""What is left of the weight of a small word."""
_NOT_ENOUGH = LINKING_WORDS | {FIELD}
"""What shares only these with a text is not like it at all."""


@dataclass(frozen=True, slots=True)
class _Step:
    keyword: str
    count: Mapping[str, int]
    forms: frozenset[str]


class Ranking:
    """An index of steps.

    Args:
        steps: keyword and pattern of each; the keyword may be `*`, which is for any.
    """

    def __init__(self, steps: Iterable[tuple[str, str]]) -> None:
        self._steps = [_step(keyword, words_of(pattern)) for keyword, pattern in steps]
        self._similar: dict[tuple[str, bool], Similar] = {}
        self._right: dict[str, str] = {}

    def rate(self, text: str, keyword: str = "*") -> list[float]:
        """Return how like *text* each of the steps is, from 0 to 1, in their order."""
        best = [0.0] * len(self._steps)
        for words in readings([self._spelt_right(word) for word in words_of(text)]):
            for number, like in enumerate(self._rate(words)):
                best[number] = max(best[number], like)
        forms = frozenset(word.written for word in words_of(text))
        return [like * _trust(step, keyword, forms) for step, like in zip(self._steps, best, strict=True)]

    @cached_property
    def _weights(self) -> dict[str, float]:
        """By each word how much it says: the fewer steps have it, the more."""
        count = Counter(word for step in self._steps for word in step.count)
        every = {word: log(1 + len(self._steps) / number) for word, number in count.items()}
        light = {word: every[word] * _SMALL for word in SMALL_WORDS & every.keys()}
        return every | light | {FIELD: _A_VALUE}

    @cached_property
    def _weight_of_unknown(self) -> float:
        return log(1 + len(self._steps)) / 2

    @cached_property
    def _totals(self) -> list[float]:
        return [sum(self._weights[word] * times for word, times in step.count.items()) for step in self._steps]

    def _rate(self, words: Sequence[Word]) -> Iterator[float]:
        """Yield twice what both sides share, by what both have."""
        known = [similar for similar in map(self._similar_to, words) if similar]
        own = sum(self._weights[next(iter(similar))] for similar in known)
        unknown = len(words) - len(known)
        for step, total in zip(self._steps, self._totals, strict=True):
            left = dict(step.count)
            shared = sum(self._taken(similar, left) for similar in known)
            if not any(left[word] < times for word, times in step.count.items() if word not in _NOT_ENOUGH):
                yield 0.0
                continue
            values = min(unknown, left.get(FIELD, 0))
            other = own + values * _A_VALUE + (unknown - values) * self._weight_of_unknown
            yield 2 * (shared + values * _A_VALUE) / (total + other)

    def _taken(self, similar: Similar, left: dict[str, int]) -> float:
        """Return how much a word shares with those that are *left*; the one that is most like it is taken out."""
        for word, like in similar.items():
            if left.get(word):
                left[word] -= 1
                return like * self._weights[word]
        return 0.0

    def _similar_to(self, word: Word) -> Similar:
        """Return the words of the steps for which *word* may stand, the most like first."""
        if word.plain in self._weights:
            return {word.plain: 1.0}
        key = word.plain, word.is_capitalized
        if key not in self._similar:
            cutoff = _SPELT_ALMOST_THE_SAME if word.is_capitalized else _SPELT_ALIKE
            self._similar[key] = spelt_like(word.plain, self._weights, cutoff)
        return self._similar[key]

    def _spelt_right(self, word: Word) -> Word:
        """Return a word, or the word of the steps, or of the synonyms, of which it is all but certainly a slip."""
        if word.plain in self._weights or word.is_capitalized:
            return word
        if word.plain not in self._right:
            near = spelt_like(word.plain, self._weights.keys() | words_people_use(), _SPELT_ALMOST_THE_SAME)
            self._right[word.plain] = next(iter(near), word.plain)
        return Word(self._right[word.plain], word.written)


def _step(keyword: str, words: Sequence[Word]) -> _Step:
    return _Step(keyword, Counter(word.plain for word in words), frozenset(word.written for word in words))


def _trust(step: _Step, keyword: str, forms: frozenset[str]) -> float:
    """Return what is left of a likeness where the keyword is another, and words have another form."""
    same = len(forms & step.forms) / (len(forms) or 1)
    trust = _OTHER_FORMS + (1 - _OTHER_FORMS) * same
    return trust if "*" in {keyword, step.keyword} or keyword == step.keyword else _ANOTHER_KEYWORD * trust
