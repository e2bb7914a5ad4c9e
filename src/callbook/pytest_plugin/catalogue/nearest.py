"""The definitions whose words are most like a step that nobody defines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from callbook.pytest_plugin.catalogue.definition import Definition

_VALUE = re.compile(r'"[^"]*"|\{[^{}]*\}|\d+')
_LIKE = 0.6
_VERY_LIKE = 0.8
_MOST = 3
_SHORT = 3


def nearest(text: str, definitions: Iterable[Definition]) -> list[Definition]:
    """Return up to three *definitions* that are most like the step *text*, the most like first."""
    bare = _without_values(text)
    rated = [(_likeness(bare, _without_values(each.pattern)), each) for each in definitions]
    rated = [(like, each) for like, each in rated if like >= _LIKE]
    rated.sort(key=lambda one: (-one[0], one[1].pattern, one[1].keyword))
    return [each for _, each in rated[:_MOST]]


def _without_values(text: str) -> str:
    return " ".join(_VALUE.sub(" ", text).casefold().split())


def _likeness(one: str, other: str) -> float:
    """Return how alike they are, letter by letter; what has no longer word in common has to be very like."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    like = matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
    return like if like >= _VERY_LIKE or _long_words(one) & _long_words(other) else 0.0


def _long_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) > _SHORT}
