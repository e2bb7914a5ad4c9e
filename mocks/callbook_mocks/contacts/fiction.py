"""Phone numbers reserved for fiction: whoever dials one by mistake reaches nobody.

The numbers are public knowledge; each row names the authority that set the range aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

NANPA: Final = "NANPA: line numbers 555-0100 to 555-0199 of every geographic area code"
OFCOM: Final = "Ofcom: telephone numbers for use in TV and radio drama programmes"
ARCEP: Final = "ARCEP: national numbering plan, numbers for audiovisual works"
BNETZA: Final = "Bundesnetzagentur: Mitteilung 148/2021, Rufnummern für Medienproduktionen (drama numbers)"
ACMA: Final = "ACMA: phone numbers for use in TV shows, films and creative works"
PTS: Final = "PTS: telephone numbers for use in books, films and other media"

_E164: Final = re.compile(r"\+[0-9]+")


@dataclass(frozen=True, slots=True)
class FictionRange:
    """A run of numbers that an authority keeps for fiction.

    Attributes:
        locale: of the people who have such numbers, for example ``en_GB``.
        region: two letters, as ``phonenumbers`` names it.
        place: where such a number is at home.
        first: first number of the run, E.164.
        last: last number of the run, E.164, as long as the first.
        time_zone: IANA name of the zone of the place.
        source: the authority, and what it publishes.
    """

    locale: str
    region: str
    place: str
    first: str
    last: str
    time_zone: str
    source: str

    def number(self, offset: int) -> str:
        """Return the number *offset* places after the first, E.164."""
        return f"+{int(self.first) + offset}"

    @property
    def size(self) -> int:
        """How many numbers the run has."""
        return int(self.last) - int(self.first) + 1

    def __contains__(self, number: str) -> bool:
        """Return whether *number* (E.164) lies in the run."""
        digits = len(number) == len(self.first) and _E164.fullmatch(number)
        return bool(digits) and self.first <= number <= self.last


def _mobile_au(number: str) -> FictionRange:
    return FictionRange("en_AU", "AU", "mobile", number, number, "Australia/Sydney", ACMA)


FICTION_RANGES: Final[tuple[FictionRange, ...]] = (
    FictionRange("en_US", "US", "New York", "+12125550100", "+12125550199", "America/New_York", NANPA),
    FictionRange("en_US", "US", "Chicago", "+13125550100", "+13125550199", "America/Chicago", NANPA),
    FictionRange("en_US", "US", "Denver", "+13035550100", "+13035550199", "America/Denver", NANPA),
    FictionRange("en_US", "US", "Phoenix", "+16025550100", "+16025550199", "America/Phoenix", NANPA),
    FictionRange("en_US", "US", "San Francisco", "+14155550100", "+14155550199", "America/Los_Angeles", NANPA),
    FictionRange("en_CA", "CA", "Toronto", "+14165550100", "+14165550199", "America/Toronto", NANPA),
    FictionRange("en_CA", "CA", "Vancouver", "+16045550100", "+16045550199", "America/Vancouver", NANPA),
    FictionRange("en_GB", "GB", "London", "+442079460000", "+442079460999", "Europe/London", OFCOM),
    FictionRange("en_GB", "GB", "Birmingham", "+441214960000", "+441214960999", "Europe/London", OFCOM),
    FictionRange("en_GB", "GB", "Edinburgh", "+441314960000", "+441314960999", "Europe/London", OFCOM),
    FictionRange("en_GB", "GB", "Manchester", "+441614960000", "+441614960999", "Europe/London", OFCOM),
    FictionRange("en_GB", "GB", "mobile", "+447700900000", "+447700900999", "Europe/London", OFCOM),
    FictionRange("fr_FR", "FR", "Île-de-France", "+33199000000", "+33199009999", "Europe/Paris", ARCEP),
    FictionRange("fr_FR", "FR", "north-west", "+33261910000", "+33261919999", "Europe/Paris", ARCEP),
    FictionRange("fr_FR", "FR", "north-east", "+33353010000", "+33353019999", "Europe/Paris", ARCEP),
    FictionRange("fr_FR", "FR", "south-east", "+33465710000", "+33465719999", "Europe/Paris", ARCEP),
    FictionRange("fr_FR", "FR", "south-west", "+33536490000", "+33536499999", "Europe/Paris", ARCEP),
    FictionRange("fr_FR", "FR", "mobile", "+33639980000", "+33639989999", "Europe/Paris", ARCEP),
    FictionRange("de_DE", "DE", "Berlin", "+493023125000", "+493023125999", "Europe/Berlin", BNETZA),
    FictionRange("de_DE", "DE", "Frankfurt am Main", "+496990009000", "+496990009999", "Europe/Berlin", BNETZA),
    FictionRange("de_DE", "DE", "Hamburg", "+494066969000", "+494066969999", "Europe/Berlin", BNETZA),
    FictionRange("de_DE", "DE", "Köln", "+492214710000", "+492214710999", "Europe/Berlin", BNETZA),
    FictionRange("de_DE", "DE", "München", "+498999998000", "+498999998999", "Europe/Berlin", BNETZA),
    FictionRange("de_DE", "DE", "mobile", "+4917604069000", "+4917604069099", "Europe/Berlin", BNETZA),
    FictionRange("en_AU", "AU", "Sydney", "+61255500000", "+61255509999", "Australia/Sydney", ACMA),
    FictionRange("en_AU", "AU", "Melbourne", "+61355500000", "+61355509999", "Australia/Melbourne", ACMA),
    FictionRange("en_AU", "AU", "Brisbane", "+61755500000", "+61755509999", "Australia/Brisbane", ACMA),
    *map(_mobile_au, ("+61491570006", "+61491570156", "+61491570157", "+61491570158", "+61491570159")),
    FictionRange("sv_SE", "SE", "Stockholm", "+46846500400", "+46846500499", "Europe/Stockholm", PTS),
    FictionRange("sv_SE", "SE", "Göteborg", "+46313900600", "+46313900699", "Europe/Stockholm", PTS),
    FictionRange("sv_SE", "SE", "Malmö", "+46406280400", "+46406280499", "Europe/Stockholm", PTS),
    FictionRange("sv_SE", "SE", "mobile", "+46701740605", "+46701740699", "Europe/Stockholm", PTS),
)

# Every geographic area code of North America has the hundred numbers; of the toll-free ones not all are kept free.
_NORTH_AMERICA: Final = re.compile(r"\+1(?!8(?:00|33|44|55|66|77|88))[2-9][0-9]{2}55501[0-9]{2}")


def is_reserved_for_fiction(number: str) -> bool:
    """Return whether *number* (E.164) lies in a range of the table, or is a 555-01xx of any North American area."""
    return bool(_NORTH_AMERICA.fullmatch(number)) or any(number in run for run in FICTION_RANGES)


def locales() -> tuple[str, ...]:
    """Return the locales that have numbers reserved for fiction, sorted."""
    return tuple(sorted({run.locale for run in FICTION_RANGES}))
