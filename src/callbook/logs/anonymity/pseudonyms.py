"""Pseudonyms by a key: the same original of the same kind gets the same one, in the same form, and nobody else's.

All originals are known before the first pseudonym is made, so that none of them becomes one: the search of the output
could not tell them apart.
"""

from __future__ import annotations

import hmac
import re
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from callbook.logs.anonymity.identifiers import Identifiers
from callbook.logs.anonymity.numbers import canonical, fictional, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Originals = Mapping[tuple["Kind", str], None]

_CONSONANTS: Final = "bdfgklmnprstvz"
_VOWELS: Final = "aeiou"
_MOST_TRIALS: Final = 10_000
_DIGITS: Final = re.compile(r"\d")
LEAST_WORD: Final = 4
LEAST_DIGITS: Final = 6
WORD: Final = re.compile(r"[^\W_]{4,}")
"""A whole word that counts: four characters or more."""
PARTING: Final = re.compile(r"(?<=\d)[ -]+(?=\d)")
"""What only parts digits."""
DIGIT_RUN: Final = re.compile(r"\d{6,}")


class Kind(StrEnum):
    """What an original is: the same text may be two different things."""

    NUMBER = "phone number"
    DN = "DN"
    AGENT = "agent"
    PLACE = "place"
    HOST = "host or application"
    TEXT = "text"


class Pseudonyms:
    """Makes the pseudonyms of one recording.

    Args:
        key: decides all of them.
        originals: everything that is to be replaced, with its kind.
        taken: words that a pseudonym must not be, beside the originals.
        region: where numbers without a country are read, two letters; None where nobody has said.
        identifiers: those of the servers.

    Attributes:
        unreserved: how many numbers got one that no authority keeps for fiction.
    """

    def __init__(
        self,
        key: bytes,
        originals: Mapping[tuple[Kind, str], None],
        taken: frozenset[str],
        region: str | None,
        identifiers: Identifiers | None = None,
    ) -> None:
        self._key = key
        self._region = region
        self._identifiers = Identifiers() if identifiers is None else identifiers
        bare = [(kind, self._identifiers.blanked(text)) for kind, text in originals]
        self._words = {word.lower() for each in bare for word in words_of(*each)} | taken
        self._runs = Runs(run for _, text in bare for run in digit_runs(text))
        self._given: set[str] = set()
        self._made: dict[tuple[Kind, str], str] = {}
        self._numbers: dict[str, str] = {}
        self.unreserved = 0
        for kind, text in sorted(originals):
            self._made[kind, text] = self._new(kind, text)

    def of(self, kind: Kind, text: str) -> str:
        """Return the pseudonym of an original."""
        return self._made[kind, text]

    def _new(self, kind: Kind, text: str) -> str:
        number = canonical(text, self._region) if kind is Kind.NUMBER else ""
        if number:
            return spelled(text, self._number(number))
        for trial in range(_MOST_TRIALS):
            candidate = self._reshaped(kind, text, trial)
            if candidate not in self._given and self._is_free(candidate):
                self._given.add(candidate)
                return candidate
        return ""

    def _number(self, e164: str) -> str:
        """Return the number for a number, however it is spelled."""
        trial = 0
        while e164 not in self._numbers:
            made, is_reserved = fictional(e164, self._source(Kind.NUMBER, e164, trial), trial)
            trial += 1
            if trial > _MOST_TRIALS or (made not in self._given and self._is_free(made)):
                self._given.add(made)
                self._numbers[e164] = made
                self.unreserved += not is_reserved
        return self._numbers[e164]

    def _reshaped(self, kind: Kind, text: str, trial: int) -> str:
        """Return a text of the same form; identifiers of the servers in it stay."""
        made = _shaped(text, self._source(kind, text, trial))
        for found in self._identifiers.within(text):
            made = made[: found.start()] + found[0] + made[found.end() :]
        return made

    def _source(self, kind: Kind, text: str, trial: int) -> int:
        said = f"{kind}\0{text}\0{trial}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hmac.digest(self._key, said, sha256), "big")

    def _is_free(self, candidate: str) -> bool:
        bare = self._identifiers.blanked(candidate)
        if any(word.lower() in self._words for word in words_of(Kind.TEXT, bare)):
            return False
        return not any(self._runs.within(run) for run in digit_runs(bare))


class Runs:
    """Knows runs of digits, and finds any of them within a longer one."""

    def __init__(self, runs: Iterable[str]) -> None:
        self._known: dict[int, set[str]] = {}
        for run in runs:
            self._known.setdefault(len(run), set()).add(run)

    def within(self, run: str) -> str:
        """Return a run that stands in *run*, empty if none does."""
        for length, known in self._known.items():
            for at in range(len(run) - length + 1):
                if run[at : at + length] in known:
                    return run[at : at + length]
        return ""


def words_of(kind: Kind, text: str) -> list[str]:
    """Return the words of an original that count, once identifiers are blanked; numbers are searched whole."""
    return [] if kind is Kind.NUMBER else WORD.findall(text)


def digit_runs(text: str) -> list[str]:
    """Return the runs of six digits and more in a text, spaces and dashes between digits ignored."""
    return DIGIT_RUN.findall(PARTING.sub("", text)) if _DIGITS.search(text) else []


def _shaped(text: str, source: int) -> str:
    """Return a text of the same form: letters for letters, in their case, digits for digits, all else as it is."""
    made: list[str] = []
    vowel = bool(source & 1)
    for character in text:
        source, more = divmod(source, 65_521)
        source = source or (more * 2_654_435_761 + len(made) * 97 + 1)
        if character.isdecimal():
            made.append(str(more % 10))
        elif character.isalpha():
            letters = _VOWELS if vowel else _CONSONANTS
            letter = letters[more % len(letters)]
            made.append(letter.upper() if character.isupper() else letter)
            vowel = not vowel
        else:
            made.append(character)
    return "".join(made)
