"""Numbers as people write them: which number is called, when two are the same, and how a new one is read.

What is called is what the site has attached, without what only parts it; numbers are compared as E.164. A number
without its country is read in the region of the contact's own number, else in the centre's (P6, F7, assumed).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput, dialled, e164, region_of, same_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Configuration

LONGEST_NUMBER = 256
"""How many characters a number may have in a request of T-Library."""


def attached(data: Mapping[str, object], configuration: Configuration) -> str:
    """Return the contact's number as the site wrote it; empty where no text is attached as such."""
    number = data.get(configuration.contact_center.keys.number, "")
    return "" if isinstance(number, dict) else str(number)


def number_to_dial(text: str, configuration: Configuration) -> str:
    """Return what RequestMakeCall carries for *text*: a DN as it is, a number without what only parts it."""
    return text if text in configuration.directory.dns else dialled(text)


def is_contacts_number(text: str, data: Mapping[str, object], configuration: Configuration) -> bool:
    """Return whether *text* is the number that is attached, in whatever spelling (P6)."""
    return same_number(text, attached(data, configuration), _region(data, configuration))


def new_number(text: str, data: Mapping[str, object], configuration: Configuration) -> str:
    """Return the number that an agent has typed for a callback: a DN of the switch, or else E.164.

    Raises:
        BadInput: it is neither.
    """
    dns = configuration.directory.dns
    if (extension := number_to_dial(text, configuration)) in dns:
        return extension
    region = _region(data, configuration)
    try:
        return e164(text, region)
    except BadInput as error:
        home = f"a number of {region}, " if region else ""
        accepted = f"a DN of the voice switch, {home}or {error.accepted}"
        raise BadInput("phone number", text, where="reschedule", accepted=accepted) from None


def _region(data: Mapping[str, object], configuration: Configuration) -> str | None:
    return region_of(attached(data, configuration)) or configuration.contact_center.region
