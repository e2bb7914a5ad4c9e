"""What people may have meant by other words than those of the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from callbook.pytest_plugin.catalogue.words import Word, plain_words, words_of
from callbook_steps import SYNONYMS


def readings(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the *words* as they are, and then with each synonym that is among them replaced by what it means."""
    yield list(words)
    plain = [word.plain for word in words]
    for start, first in enumerate(plain):
        for said, meant in _meanings().get(first, ()):
            end = start + len(said)
            if plain[start:end] == said:
                yield [*words[:start], *meant, *words[end:]]


@cache
def words_people_use() -> frozenset[str]:
    """Return all words of synonyms, in their plain form."""
    return frozenset(word for meanings in _meanings().values() for said, _ in meanings for word in said)


@cache
def _meanings() -> dict[str, list[tuple[list[str], list[Word]]]]:
    """Return by the first word of each synonym its words, and those of what it means."""
    found: dict[str, list[tuple[list[str], list[Word]]]] = {}
    for meant, synonyms in SYNONYMS.items():
        for synonym in synonyms:
            said = plain_words(synonym)
            found.setdefault(said[0], []).append((said, words_of(meant)))
    return found
