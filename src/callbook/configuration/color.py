"""A colour as the options write it: `#AARRGGBB` (O9, O10)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callbook.core import BadInput

VALID_COLOR = "a colour #AARRGGBB, two hexadecimal digits each for alpha, red, green and blue, such as #FF17849D"
_COLOR = re.compile(r"#[0-9A-Fa-f]{8}")


@dataclass(frozen=True, slots=True)
class Color:
    """A colour with its opacity.

    Attributes:
        alpha, red, green, blue: 0 to 255; alpha 0 is transparent, 255 is opaque.
        text: `#AARRGGBB` in upper case.
    """

    alpha: int
    red: int
    green: int
    blue: int
    text: str

    @classmethod
    def parse(cls, raw: str) -> Color:
        """Return the colour that is written ``#AARRGGBB`` (O9, O10).

        Raises:
            BadInput: for anything else.
        """
        if _COLOR.fullmatch(raw) is None:
            raise BadInput("colour", raw, accepted=VALID_COLOR)
        alpha, red, green, blue = bytes.fromhex(raw[1:])
        return cls(alpha, red, green, blue, raw.upper())
