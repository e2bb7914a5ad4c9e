"""The known faults of this desktop: each is in one place of the code, and can be left out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "SAMPLE_DESKTOP_FAULTS"
"""The environment variable that names the faults of a desktop: comma-separated, ``none`` for none."""


class KnownFault(StrEnum):
    """A fault that this desktop has unless it is told otherwise."""

    EARLY_RESCHEDULE = "early-reschedule"
    """The preview can be rescheduled without Can Reschedule Before Call."""

    FORGETFUL_RESCHEDULE_QUEUE = "forgetful-reschedule-queue"
    """Where there is a complete-queue, what was rescheduled goes there as well."""

    DEAF_TO_STRATEGY = "deaf-to-strategy"
    """What a routing strategy says about the foreground colour of the header is not heard."""


ALL: Final = frozenset(KnownFault)


def faults_in(surroundings: Mapping[str, str]) -> frozenset[KnownFault]:
    """Read which faults to have from environment variables.

    Raises:
        ValueError: for a fault that nobody knows.
    """
    text = surroundings.get(VARIABLE, "")
    if not text:
        return ALL
    names = {name.strip() for name in text.split(",")} - {"", "none"}
    unknown = sorted(names - {fault.value for fault in ALL})
    if unknown:
        known = ", ".join(sorted(fault.value for fault in ALL))
        raise ValueError(f"{VARIABLE}: nobody knows {', '.join(unknown)}. Known: {known}, or `none`.")
    return frozenset(KnownFault(name) for name in names)
