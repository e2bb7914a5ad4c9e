"""Errors of steps that speak of somebody who is not there, or judge what was not tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_A_DESKTOP, ON_THE_WEBSITE, BY_SOAP = (
    "When Anna tries to accept the callback",
    "When Maria tries to schedule a callback",
    'When Shop sends the SOAP request "GetInfo" with',
)
"""Kinds of attempts, each named by a step that makes one."""


class NotSpokenOf(Unknown):
    """A contact whom no step before has brought in.

    Args:
        name: as it was given.
        known: those who were brought in.
    """

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__("contact", name, known)

    def _text(self) -> str:
        found = " or ".join(map(repr, self.nearest))
        known = f"Accepted: {self.accepted}. " if self.known else ""
        way_out = f"Did you mean {found}?" if found else f"{known}A Given brings a contact in."
        return f"Nobody called {self.given!r} has been spoken of before this step. {way_out}"


class OtherKind(Unknown):
    """The name of somebody of another kind: an agent in the place of a contact, or the other way round.

    Args:
        what: the kind that is wanted, for example ``agent``.
        name: as it was given.
        known: all of that kind.
        text: who that is, and what to write; without it, who would be accepted.
    """

    def __init__(self, what: str, name: str, known: Iterable[str], text: str = "") -> None:
        self._said = text
        super().__init__(what, name, known)

    def _text(self) -> str:
        other = "an agent, not a contact" if self.what == "contact" else "a contact, not an agent"
        accepted = f"Accepted: {self.accepted}." if self.known else "Accepted: a name that no agent has."
        return self._said or f"{self.given} is {other}. {accepted}"

    @classmethod
    def hangs_up(cls, agent: str, contacts: Iterable[str]) -> OtherKind:
        """Return the error of an agent who is to hang up, as only contacts do."""
        return cls("contact", agent, contacts, f"{agent} is an agent: write '{agent} releases the call'.")


class NotTheirs(BadInput):
    """A contact whose callback it is not.

    Args:
        contact: as given.
        owners: whose callback it is, or could be.
    """

    def __init__(self, contact: str, owners: Iterable[str]) -> None:
        self._owners = tuple(owners)
        super().__init__("contact", contact, accepted=one_of(self._owners))

    def _text(self) -> str:
        return f"{self.given} is not the contact of the callback: it is the callback of {' or '.join(self._owners)}."


class NoCallback(BadInput):
    """A step that speaks of a callback before there is one.

    Args:
        contact: whose callback is meant; empty for anybody's.
    """

    def __init__(self, contact: str = "") -> None:
        super().__init__("callback", contact, accepted="a step before that brings one in")

    def _text(self) -> str:
        whose = f"{self.given} has no callback" if self.given else "Nobody has a callback"
        return f"{whose} before this step. Accepted: {self.accepted}, such as 'Given Maria has scheduled a callback'."


class NotInCall(BadInput):
    """A contact who is to hang up, and is in no call."""

    def __init__(self, contact: str) -> None:
        super().__init__("contact", contact, accepted="one who is talking")

    def _text(self) -> str:
        return f"{self.given} is in no call, so there is nothing to hang up."


class NotRinging(BadInput):
    """A contact who is to answer or to reject a call, while none rings."""

    def __init__(self, contact: str) -> None:
        super().__init__("contact", contact, accepted="one whose telephone rings")

    def _text(self) -> str:
        return f"{self.given}'s telephone does not ring, so there is no call to answer or to reject."


class NoCallThere(BadInput):
    """A telephone that is to report what is not possible now.

    Args:
        holder: whose it is.
        report: what it is to report.
        accepted: where that is possible.
    """

    def __init__(self, holder: str, report: str, accepted: str) -> None:
        self._report = report
        super().__init__("telephone", holder, accepted=accepted)

    def _text(self) -> str:
        return f"There is no call in which {self.given}'s telephone {self._report}. Accepted: {self.accepted}."


class NothingTried(BadInput):
    """A judgement of an attempt that nobody has made.

    Args:
        attempt: the step that makes such an attempt.
    """

    def __init__(self, attempt: str = AT_A_DESKTOP) -> None:
        super().__init__("judgement", attempt, accepted=attempt)

    def _text(self) -> str:
        return f"Nothing was tried before this step. Accepted: it after an attempt, such as '{self.given}'."
