"""How well a statement about the product is founded: documented by its maker, or assumed by this kit."""

from __future__ import annotations

from typing import Final, Literal

Basis = Literal["documented", "assumed"]

DOCUMENTED: Final[Basis] = "documented"
ASSUMED: Final[Basis] = "assumed"
