"""The words of a step as they are compared with those of others: case, quotes, tense and plurals do not count.

Nothing of pytest is needed here, so that a list of steps can be searched without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

FIELD = "{}"
"""What stands for a value, and for a parameter that takes one."""

_QUOTES = str.maketrans("“”„‟«»‘’‚‛`", '"' * 6 + "'" * 5)  # noqa: RUF001 - the point is to know them
_VALUES = re.compile(
    r"""
    "[^"]*"
    | (?<!\w)'[^']*'(?!\w)
    | <[^<>]+>                                                    # a column of the Examples
    | \{[^{}]*\}
    | \(\?P<\w+>[^()]*\)                                          # a group of a regular expression
    | (?<![\w.])[+-]?\d[\w.:/-]*(?:[ ]?%)?
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"\{\}|\w+(?:[.'-]\w+)*")
_NUMBERS = frozenset(
    re.findall(
        r"\w+",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty thirty forty fifty sixty ninety hundred",
    )
)
_OTHER_FORMS = {
    "be": "am are been being is was were",
    "have": "had has",
    "do": "did does",
    "go": "goes gone went",
    "come": "came",
    "get": "gets got",
    "take": "taken took",
    "send": "sent",
    "lose": "lost",
    "hang": "hung",
    "hold": "held",
    "ring": "rang rung",
    "see": "saw seen",
    "hear": "heard",
    "say": "said",
    "tell": "told",
    "make": "made",
    "give": "gave given",
    "begin": "began begun",
    "break": "broke broken",
    "overtake": "overtaken overtook",
    "a": "an",
    "no": "none not",
}
_SWAPPED = 0.9
"""How alike two words are that have the same letters in another order."""
_MOST_ALIKE = 3
_TWO_LETTERS_ALIKE = re.compile(r"([b-df-hj-np-tv-z])\1$")
_SHORT = 3


Similar = Mapping[str, float]
"""Words, each with how alike it is, from 0 to 1; the most alike first."""


class Word(NamedTuple):
    """A word of a step.

    Attributes:
        plain: the same for all its forms; `FIELD` for a value and for a parameter.
        written: in small letters.
        is_capitalized: whether it was written with a capital letter.
    """

    plain: str
    written: str
    is_capitalized: bool = False


def words_of(text: str) -> list[Word]:
    """Return the words of a step."""
    text = _VALUES.sub(f" {FIELD} ", text.translate(_QUOTES))
    return [word for found in _WORD.findall(text) for word in _words(found)]


def plain_words(text: str) -> list[str]:
    """Return the words of a step in their plain form."""
    return [word.plain for word in words_of(text)]


@cache
def stem(word: str) -> str:
    """Return a word of small letters without the endings of tense and number; the same for all its forms."""
    if word in _BASE:
        word = _BASE[word]
    elif len(word) > _SHORT and not word.endswith(("ss", "us", "is")):
        word = _without_ending(word)
    return word.removesuffix("e") if len(word) > _SHORT else word


def _words(found: str) -> tuple[Word, ...]:
    """Return what one word stands for: itself, without the 's of a possessive, or two in the place of a short form."""
    written = found.lower().removesuffix("'s")
    if written == FIELD or written in _NUMBERS:
        return (Word(FIELD, FIELD),)
    if written.endswith("n't"):
        verb = written.removesuffix("n't")
        return Word(stem(verb), verb), Word(stem("not"), "not")
    return (Word(stem(written), written, found[0].isupper()),)


def _without_ending(word: str) -> str:
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return word.removesuffix("es")
    for ending in ("ing", "ed", "s"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORT:
            return rest if ending == "s" else _TWO_LETTERS_ALIKE.sub(r"\1", rest)
    return word


def spelt_like(word: str, others: Iterable[str], cutoff: float) -> Similar:
    """Return up to three of the *others* that are spelt like a word, each with how alike they are, the most first."""
    matcher = SequenceMatcher(None, "", word, autojunk=False)
    found: dict[str, float] = {}
    for other in others:
        matcher.set_seq1(other)
        if sorted(other) == sorted(word):
            found[other] = _SWAPPED
        elif matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found[other] = matcher.ratio()
    best = sorted(found, key=lambda each: (-found[each], each))[:_MOST_ALIKE]
    return {other: found[other] for other in best}


_BASE = {form: base for base, forms in _OTHER_FORMS.items() for form in forms.split()}

SMALL_WORDS = frozenset(map(stem, ("a", "be", "do", "get", "have", "of", "the")))
"""Words that people leave out, or put in, in their plain form."""

LINKING_WORDS = SMALL_WORDS.union(
    map(stem, ["and", "as", "at", "by", "for", "from", "in", "it", "no", "on", "to", "with"])
)
"""Words that say nothing of what a step is about: two steps may share all of them and nothing else."""
