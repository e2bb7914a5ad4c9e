"""What the website takes: its settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from callbook.core import Frozen


@dataclass(frozen=True, slots=True)
class FormRules(Frozen):
    """Settings of the company's website; none of them is a Genesys option.

    Attributes:
        region: two letters; numbers without a country belong there. None asks for the country.
        furthest: how far in the future a callback may be wished.
        longest_text: characters that a field may have.
    """

    region: str | None = None
    furthest: timedelta = timedelta(days=90)
    longest_text: int = 256
