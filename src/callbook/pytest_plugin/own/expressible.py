"""What an interface to a desktop cannot express neither holds nor fails: the scenario is skipped, and counted apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from callbook.core import counted
from callbook.lab import NotExpressible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.record import RanScenario

_MARK: Final = "not expressible: "


class Lacking(NamedTuple):
    """A scenario that an interface cannot express.

    Attributes:
        scenario: which one.
        step: the step that needs more.
        missing: what it needs, and the path or the notification that is missing for it.
    """

    scenario: RanScenario
    step: str
    missing: str


def as_a_skip(error: BaseException) -> BaseException:
    """Return what ends a scenario in the place of an error that says what cannot be expressed; any other as it is."""
    # No check is skipped: the interface has nothing to check it by, and the summary counts each such scenario.
    return pytest.skip.Exception(f"{_MARK}{error}") if isinstance(error, NotExpressible) else error


def not_expressible(played: Iterable[RanScenario]) -> Iterator[Lacking]:
    """Yield the scenarios that could not be expressed, and what each lacked."""
    for scenario in played:
        for planned, step in zip(scenario.pickle["steps"], scenario.steps, strict=False):
            message = step.result.message or ""
            if message.startswith(_MARK):
                yield Lacking(scenario, planned["text"], message.removeprefix(_MARK))


def counted_by_what_is_missing(lacking: Iterable[Lacking]) -> Iterator[str]:
    """Yield how many scenarios could not be expressed, and of what how many were lacking; nothing where all could."""
    missing = Counter(each.missing for each in lacking)
    if missing:
        yield f"{counted(sum(missing.values()), 'scenario')} cannot be expressed through it:"
    for what, count in sorted(missing.items(), key=lambda each: (-each[1], each[0])):
        yield f"  {count:4} {what}"
