"""What somebody says of a journal, and how much of it has been seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
from msgspec import Meta

from callbook.core import BadInput, instant_of
from callbook.network.service.claims.pattern import Pattern
from callbook.record import duration_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Entry

_YEAR = 366 * 24 * 3_600_000
Milliseconds = Annotated[int, Meta(ge=0, le=_YEAR)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Moment = Annotated[datetime, Meta(tz=True)]


class Claim(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True,
    rename={"since": "from", "until": "to"},
):  # fmt: skip
    """What is claimed of a journal: how often something is in it, or that several things are in it in this order.

    Raises:
        BadInput: when two of them contradict each other.
    """

    expect: Annotated[
        list[Pattern],
        Meta(
            min_length=1,
            max_length=100,
            description="one pattern is counted; several must be there in this order, others between them are allowed.",
        ),
    ]
    exactly: Annotated[Count | None, Meta(description="how often; 0 for never.")] = None
    at_least: Annotated[Count | None, Meta(description="how often at least; once, if no number is given.")] = None
    at_most: Annotated[Count | None, Meta(description="how often at most.")] = None
    since: Annotated[Moment | None, Meta(description="only what happened from this moment on counts.")] = None
    until: Annotated[Moment | None, Meta(description="only what happened up to this moment counts.")] = None
    after: Annotated[Pattern | None, Meta(description="only what stands behind the first entry like this counts.")] = (
        None
    )
    within: Annotated[
        Milliseconds | None, Meta(description="together with after: and happened at most so many milliseconds later.")
    ] = None
    eventually: Annotated[
        Milliseconds | None,
        Meta(description="if it does not hold, the clock runs until it does, at most so many virtual milliseconds."),
    ] = None

    def __post_init__(self) -> None:
        for contradiction, given, accepted in _CONTRADICTIONS:
            if contradiction(self):
                raise BadInput("claim", given, where="verify", accepted=accepted)

    @property
    def is_order(self) -> bool:
        """Whether several things are to be there in this order."""
        return len(self.expect) > 1

    @property
    def least(self) -> int:
        """How often it must be there."""
        if self.exactly is not None:
            return self.exactly
        return self.at_least if self.at_least is not None else int(self.at_most is None)

    @property
    def most(self) -> int | None:
        """How often it may be there; None for as often as you like."""
        return self.at_most if self.exactly is None else self.exactly

    def __str__(self) -> str:
        return self._what() + self._when()

    def _what(self) -> str:
        if self.is_order:
            return "in this order: " + ", ".join(f"({n}) {each}" for n, each in enumerate(self.expect, 1))
        pattern, least, most = self.expect[0], self.least, self.most
        if most == 0:
            return f"never {pattern}"
        if least == most:
            return f"exactly {most} {pattern}"
        if most is None:
            return f"at least {least} {pattern}"
        return f"at most {most} {pattern}" if not least else f"{least} to {most} {pattern}"

    def _when(self) -> str:
        since = f", from {self.since.isoformat()}" if self.since is not None else ""
        until = f", up to {self.until.isoformat()}" if self.until is not None else ""
        within = f" within {duration_text(self.within)}" if self.within is not None else ""
        after = f",{within} after the first {self.after}" if self.after is not None else ""
        eventually = (
            f", eventually: the clock may run on for {duration_text(self.eventually)}" if self.eventually else ""
        )
        return f"{since}{until}{after}{eventually}"


def _expects_nothing(claim: Claim) -> bool:
    return not claim.expect


def _has_a_negative(claim: Claim) -> bool:
    numbers = (claim.exactly, claim.at_least, claim.at_most, claim.within, claim.eventually)
    return any(number is not None and number < 0 for number in numbers)


def _has_two_counts(claim: Claim) -> bool:
    return claim.exactly is not None and (claim.at_least is not None or claim.at_most is not None)


def _is_empty(claim: Claim) -> bool:
    return claim.at_least is not None and claim.at_most is not None and claim.at_least > claim.at_most


def _counts_an_order(claim: Claim) -> bool:
    return claim.is_order and (claim.exactly, claim.at_least, claim.at_most) != (None, None, None)


_CONTRADICTIONS: Final[tuple[tuple[Callable[[Claim], bool], str, str], ...]] = (
    (_expects_nothing, "nothing that is expected", "a pattern, or several in their order"),
    (_has_a_negative, "a number below 0", "0 or more"),
    (_has_two_counts, "exactly together with at_least or at_most", "exactly alone, or the two others"),
    (_is_empty, "at_least above at_most", "at_least up to at_most"),
    (_counts_an_order, "a count of several patterns", "one pattern with a count, or several without"),
    (lambda claim: claim.within is not None and claim.after is None, "within without after", "both"),
    (
        lambda claim: claim.eventually is not None and not claim.is_order and not claim.least,
        "eventually, of what may be there never",
        "advance the clock first, then verify: what may be there never holds at once",
    ),
)


class Tally:
    """Counts what a claim speaks of, entry by entry, so that a clock that runs on costs only what is new.

    Attributes:
        found: the entries that were counted.
        anchor: the entry that the claim's ``after`` speaks of, once it was seen.
    """

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.found: list[Entry] = []
        self.anchor: Entry | None = None
        self._since = None if claim.since is None else instant_of(claim.since)
        self._until = None if claim.until is None else instant_of(claim.until)

    def take(self, entries: Iterable[Entry]) -> None:
        """Look at what was written since the last time."""
        for entry in entries:
            if self.claim.after is not None and self.anchor is None:
                if self.claim.after.matches(entry):
                    self.anchor = entry
            elif self._awaited(entry) and self.out_of_time(entry) is None:
                self.found.append(entry)

    @property
    def holds(self) -> bool:
        """Whether the claim holds of what was seen; nothing holds after something that never came."""
        if self.lacks_anchor:
            return False
        if self.claim.is_order:
            return len(self.found) == len(self.claim.expect)
        most = self.claim.most
        return self.claim.least <= len(self.found) and (most is None or len(self.found) <= most)

    @property
    def lacks_anchor(self) -> bool:
        """Whether what the claim's ``after`` speaks of was not seen."""
        return self.claim.after is not None and self.anchor is None

    @property
    def missing(self) -> Pattern:
        """What is still missing, or what there is too much of."""
        if self.claim.after is not None and self.anchor is None:
            return self.claim.after
        return self.claim.expect[len(self.found) if self.claim.is_order and not self.holds else 0]

    def out_of_time(self, entry: Entry) -> str | None:
        """Return why the time of *entry* is none that counts; None if it does."""
        claim, anchor = self.claim, self.anchor
        if self._since is not None and entry.at < self._since:
            return "before the first moment that counts"
        if self._until is not None and entry.at > self._until:
            return "after the last moment that counts"
        if anchor is not None and entry.number <= anchor.number:
            return f"not behind #{anchor.number}, the first {claim.after}"
        if claim.within is not None and anchor is not None and entry.at > anchor.at + claim.within:
            return (
                f"{duration_text(entry.at - anchor.at)} after #{anchor.number}, more than {duration_text(claim.within)}"
            )
        if claim.is_order and self.found and entry.number <= self.found[-1].number:
            return f"not behind #{self.found[-1].number}, which comes first in the order"
        return None

    def _awaited(self, entry: Entry) -> bool:
        if not self.claim.is_order:
            return self.claim.expect[0].matches(entry)
        return len(self.found) < len(self.claim.expect) and self.claim.expect[len(self.found)].matches(entry)
