"""Phone numbers: written in any spelling, compared as E.164, dialled as they were written without what only parts them.

A number without its country is read in a region, two letters as in ``GB``. The region also says how other countries
are dialled from there: ``00`` stands for ``+`` in Great Britain, and ``011`` in the United States.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import phonenumbers

from callbook.core.errors import BadInput

ACCEPTED = "a whole number with its country, such as '+46 8 465 004 12'"

REGIONS = frozenset(phonenumbers.SUPPORTED_REGIONS)
"""Every region that numbers can be read in."""


@lru_cache(maxsize=4096)
def e164(text: str, region: str | None = None, *, where: str = "") -> str:
    """Return *text* as E.164; a number without a country is read in *region* (two letters), if one is given.

    Raises:
        BadInput: it is no number, lacks its country, has an extension, or no number of that country is so long or
            so short.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise BadInput("phone number", text, where=where, accepted=_accepted(text, error)) from None
    if number.extension:
        accepted = f"{ACCEPTED}, without an extension: it can not be dialled"
        raise BadInput("phone number", text, where=where, accepted=accepted)
    # A number that only its own town can dial is none here.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        accepted = f"{ACCEPTED}; for country code +{number.country_code} this one has the wrong length"
        raise BadInput("phone number", text, where=where, accepted=accepted)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _accepted(text: str, error: phonenumbers.NumberParseException) -> str:
    if error.error_type != phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
        return ACCEPTED
    if "+" in text:
        return f"{ACCEPTED}; no country has the code that this one begins with"
    return f"{ACCEPTED}; this one does not say which country it belongs to"


@lru_cache(maxsize=4096)
def region_of(number: str) -> str | None:
    """Return the region of a number that says its country; None where it does not, or belongs to none or to many."""
    try:
        found = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(found)
    if region is None and found.country_code is not None:
        region = phonenumbers.region_code_for_country_code(found.country_code)
    return region if region in REGIONS else None


_PARTING = frozenset(("Zs", "Pd", "Ps", "Pe", "Cf"))
_ALSO_PARTING = frozenset("./\t")
_ON_THE_KEYS = frozenset("0123456789*#")
_TRUNK_PREFIX = "(0)"


@lru_cache(maxsize=4096)
def dialled(text: str) -> str:
    """Return *text* as it is dialled: without the spaces and the punctuation that part it.

    The ``(0)`` of ``+44 (0)20 7946 0018`` is for those who dial it at home: beside a country it goes, too. What is no
    number, such as a name or a DN with letters, stays as it is.
    """
    plain = unicodedata.normalize("NFKC", text)
    bare = plain.replace(_TRUNK_PREFIX, "") if plain.lstrip().startswith("+") else plain
    keys = "".join(str(unicodedata.decimal(each, each)) for each in bare if not _parts(each))
    is_number = keys.removeprefix("+") and _ON_THE_KEYS.issuperset(keys.removeprefix("+"))
    return keys if is_number else text


def _parts(character: str) -> bool:
    return character in _ALSO_PARTING or unicodedata.category(character) in _PARTING


def same_number(one: str, other: str, region: str | None = None) -> bool:
    """Return whether both are the same telephone, however they are written; *region* as for `e164`."""
    return dialled(one) == dialled(other) or _known(one, region) == _known(other, region) != ""


def _known(text: str, region: str | None) -> str:
    try:
        return e164(text, region)
    except BadInput:
        return ""
