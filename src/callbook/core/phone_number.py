"""Phone numbers as E.164, the one spelling in which they are stored and compared."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers

from callbook.core.errors import BadInput

ACCEPTED = "a whole number with its country, such as '+46 8 465 004 12'"


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
    if not phonenumbers.is_possible_number(number):
        accepted = f"{ACCEPTED}; for country code +{number.country_code} this one has the wrong length"
        raise BadInput("phone number", text, where=where, accepted=accepted)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _accepted(text: str, error: phonenumbers.NumberParseException) -> str:
    if error.error_type != phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
        return ACCEPTED
    if "+" in text:
        return f"{ACCEPTED}; no country has the code that this one begins with"
    return f"{ACCEPTED}; this one does not say which country it belongs to"
