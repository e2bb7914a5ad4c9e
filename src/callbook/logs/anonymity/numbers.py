"""Phone numbers for phone numbers: of the same country and time zone, out of a range that is reserved for fiction.

Where no range of the country is known, the number keeps its country, its length and its first digits; it is not
reserved, and the import says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import phonenumbers
from phonenumbers import timezone

from callbook_mocks.contacts import FICTION_RANGES, FictionRange

_AREA: Final = re.compile(r"\+1([2-9]\d\d)\d{7}")
_TOLL_FREE: Final = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_HUNDRED: Final = 100
_AREA_FULL: Final = 80
"""After so many trials another range than the area's own is tried."""
_RANGES_FULL: Final = 2_000
_KEPT: Final = 3
_MOBILE: Final = "mobile"
_PREFIX: Final = re.compile(r"(?:\+|00|011)")


def canonical(text: str, region: str | None) -> str:
    """Return the number *text* as E.164; empty where it is none that could be dialled.

    Args:
        text: in any spelling.
        region: where numbers without a country are read.
    """
    number = parsed(text, region)
    return "" if number is None else phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def fictional(e164: str, source: int, trial: int) -> tuple[str, bool]:
    """Return a number for a number, E.164, and whether an authority keeps it for fiction.

    Args:
        e164: the original.
        source: decides which.
        trial: how many were tried before.
    """
    made = _reserved(e164, source, trial) if trial < _RANGES_FULL else None
    return (made, True) if made else (_unreserved(e164, source), False)


@lru_cache(maxsize=4096)
def parsed(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    """Return the phone number that *text* is; None where it is none that could be dialled."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    return number if possible and not number.extension else None


def _reserved(e164: str, source: int, trial: int) -> str | None:
    area = _AREA.fullmatch(e164)
    if area and area[1] not in _TOLL_FREE and trial < _AREA_FULL:
        return f"+1{area[1]}55501{source % _HUNDRED:02}"
    runs = _runs(e164)
    if not runs:
        return None
    offset = source % sum(run.size for run in runs)
    for run in runs:
        if offset < run.size:
            return run.number(offset)
        offset -= run.size
    return None  # pragma: no cover - the offset lies in one of them


@lru_cache(maxsize=4096)
def _runs(e164: str) -> tuple[FictionRange, ...]:
    """Return the ranges of a number's country, those of its time zone if there are any."""
    number = phonenumbers.parse(e164)
    own, main = (
        phonenumbers.region_code_for_number(number),
        phonenumbers.region_code_for_country_code(number.country_code or 0),
    )
    of_region = tuple(run for run in FICTION_RANGES if run.region == own) or tuple(
        run for run in FICTION_RANGES if run.region == main
    )
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    alike = tuple(run for run in of_region if (run.place == _MOBILE) is is_mobile) or of_region
    zones = set(timezone.time_zones_for_number(number))
    return tuple(run for run in alike if run.time_zone in zones) or alike


def _unreserved(e164: str, source: int) -> str:
    kept = 1 + len(str(phonenumbers.parse(e164).country_code)) + _KEPT
    digits = "".join(str(source // 10**place % 10) for place in range(len(e164) - kept))
    return e164[:kept] + digits


def spelled(text: str, e164: str) -> str:
    """Return a number spelled as *text* is: with its country or without, and where it fits, parted likewise."""
    prefix = _PREFIX.match(text)
    digits = e164[1:]
    if prefix is None:
        number = phonenumbers.parse(e164)
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        digits = re.sub(r"\D", "", national)
    places = [
        at for at, character in enumerate(text) if character.isdecimal() and at >= (prefix.end() if prefix else 0)
    ]
    if len(places) != len(digits):
        return (prefix[0] if prefix else "") + digits
    spelled = list(text)
    for at, digit in zip(places, digits, strict=True):
        spelled[at] = digit
    return "".join(spelled)
