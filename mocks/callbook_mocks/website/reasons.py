"""Why a field of the form can not be used, in words that a contact understands, with the way out (F7).

Whoever fills in a web form has not read how Callbook speaks of inputs: nothing is "accepted" here, it is "entered".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callbook.core import ImpossibleMoment, Unknown

if TYPE_CHECKING:
    from callbook.core import BadInput

_A_DAY: Final = re.compile(r"today|tomorrow|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.IGNORECASE)
_EMPTY: Final = {
    "name": "Enter the name of the person to call.",
    "phone_number": "Enter the phone number to call, with its country, such as '+46 8 465 004 12'.",
    "time_zone": "Choose your time zone.",
    "wished_time": "Enter when you wish to be called: a day and a time.",
}
_NO_SUCH_THING: Final = {
    "phone_number": "a phone number that can be called",
    "wished_time": "a time that we understand",
    "latest_time": "a time that we understand",
    "email": "an e-mail address",
}


def reason(field: str, typed: str, error: BadInput) -> str:
    """Return why *typed* can not be used for *field*: what *error* says, for a contact."""
    if not typed and field in _EMPTY:
        return _EMPTY[field]
    if isinstance(error, ImpossibleMoment):
        return f"{error.given!r} cannot be chosen: {error.why}. Choose {error.accepted}."
    if isinstance(error, Unknown):
        return str(error)
    if _A_DAY.fullmatch(typed):
        return f"{typed!r} is a day without a time. Enter a time as well, such as '{typed} 09:30'."
    return f"{typed!r} is not {_NO_SUCH_THING[field]}. Enter {error.accepted}."


def too_long(typed: str, longest: int) -> str:
    """Return the reason why *typed*, of more than *longest* characters, cannot be used."""
    return f"This has {len(typed)} characters; at most {longest} can be taken. Shorten it."
