"""What a run is to be: configuration, seed, first moment, clock."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from callbook.configuration import ContactCenter
from callbook.core import DEFAULT_START, Assumptions

RunName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description="Letters, digits, . _ -")]
Speed = Annotated[float, Meta(gt=0, le=1_000_000, description="Virtual seconds in one second of the wall")]


class ClockKind(StrEnum):
    """How a run's time passes."""

    VIRTUAL = "virtual"
    REAL = "real"
    LED = "led"


class RunSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run is to be; what is left out is as usual."""

    name: Annotated[RunName | None, Meta(description="its name; one is given where none is asked for.")] = None
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1, description="decides every identifier and every contact.")] = 1
    start: Annotated[datetime, Meta(tz=True, description="the first moment, with its zone.")] = DEFAULT_START
    clock: Annotated[
        ClockKind,
        Meta(
            description="``virtual`` moves when asked to, ``real`` keeps pace with the wall, ``led`` is "
            "stepped timer by timer."
        ),
    ] = ClockKind.VIRTUAL
    speed: Annotated[Speed, Meta(description="of a real clock.")] = 1.0
    contact_center: Annotated[
        ContactCenter | None, Meta(description="who works there with what; the small one of the scenarios by default.")
    ] = None
    assumptions: Annotated[Assumptions | None, Meta(description="what no page of the product says.")] = None
