"""A contact: a person, and what they do when their phone rings, as data (F3, F4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from callbook.core import Assumptions, BadInput, Frozen, Unknown

BehaviourKind = Literal[
    "answers", "busy", "does not answer", "answering machine", "rejects the call", "number does not exist"
]
"""What a contact, or the network, does with a call (F3, F4)."""
BEHAVIOUR_KINDS: Final[tuple[BehaviourKind, ...]] = get_args(BehaviourKind)


_LONGEST: Final = 366 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """What the telephone network tells the voice switch about one kind of behaviour.

    Attributes:
        connects: whether the call is answered, and the agent connected.
        call_state: name of the T-Library CallState that goes with it.
        usual_after: milliseconds until it happens, where a scenario does not say.
        basis: whether the Genesys pages say so, or we assume it.
        note: what is assumed, and why.
    """

    connects: bool
    call_state: str
    usual_after: int
    basis: Literal["documented", "assumed"]
    note: str


NETWORK_REPORTS: Final[dict[BehaviourKind, NetworkReport]] = {
    "answers": NetworkReport(
        connects=True, call_state="Ok", usual_after=4_000, basis="documented", note="EventEstablished"
    ),
    "busy": NetworkReport(
        connects=False, call_state="Busy", usual_after=500, basis="documented", note="EventDestinationBusy"
    ),
    "does not answer": NetworkReport(
        connects=False, call_state="NoAnswer", usual_after=Assumptions().network_gives_up_ringing, basis="assumed",
        note="the network gives up ringing: EventReleased with CallState NoAnswer",
    ),
    "answering machine": NetworkReport(
        connects=True, call_state="AnsweringMachine", usual_after=20_000, basis="assumed",
        note="the machine answers like a person; the switch tells it apart, CallState AnsweringMachine",
    ),
    "rejects the call": NetworkReport(
        connects=False, call_state="Busy", usual_after=3_000, basis="assumed",
        note="a rejected call reaches the caller as busy (SIP 603, cause 21)",
    ),
    "number does not exist": NetworkReport(
        connects=False, call_state="SitInvalidnum", usual_after=1_000, basis="assumed",
        note="the network's announcement: EventReleased with CallState SitInvalidnum",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Behaviour(Frozen):
    """What a contact does when called.

    Raises:
        Unknown: *kind* is no kind of behaviour.
        BadInput: a time is negative or longer than a year, or *hangs_up_after* is given for a call that never connects.
    """

    kind: Annotated[BehaviourKind, Meta(description="a key of :data:`NETWORK_REPORTS`.")]
    after: Annotated[
        int,
        Meta(
            description="milliseconds from the first ring (for a call that never rings: from dialling) until "
            "it happens."
        ),
    ]
    hangs_up_after: Annotated[
        int | None,
        Meta(description="milliseconds of talking after which the contact hangs up; None leaves that to the agent."),
    ] = None

    def __post_init__(self) -> None:
        """Refuse what no contact can do."""
        if self.kind not in NETWORK_REPORTS:
            raise Unknown("behaviour of a contact", self.kind, BEHAVIOUR_KINDS)
        for name, value in (("after", self.after), ("hangs_up_after", self.hangs_up_after)):
            if value is not None and not 0 <= value <= _LONGEST:
                accepted = "milliseconds, 0 or more, a year at most"
                raise BadInput(name, value, where=f"behaviour {self.kind!r}", accepted=accepted)
        if self.hangs_up_after is not None and not self.report.connects:
            accepted = f"None: a contact who {_WHO[self.kind]} never talks"
            raise BadInput("hangs_up_after", self.hangs_up_after, where=f"behaviour {self.kind!r}", accepted=accepted)

    @property
    def report(self) -> NetworkReport:
        """What the network tells the switch."""
        return NETWORK_REPORTS[self.kind]


_WHO: Final[dict[BehaviourKind, str]] = {
    "busy": "is busy",
    "does not answer": "does not answer",
    "rejects the call": "rejects the call",
    "number does not exist": "has a number that does not exist",
}


def behaves(kind: BehaviourKind, *, after: int | None = None, hangs_up_after: int | None = None) -> Behaviour:
    """Return a behaviour.

    Args:
        kind: what the contact, or the network, does.
        after: milliseconds from the ringing until it happens; the usual time of its kind by default.
        hangs_up_after: milliseconds from the answer until the contact hangs up; never by default.

    Raises:
        Unknown: *kind* is no kind of behaviour.
        BadInput: as :class:`Behaviour`.
    """
    usual = NETWORK_REPORTS[kind].usual_after if kind in NETWORK_REPORTS else 0
    return Behaviour(kind, usual if after is None else after, hangs_up_after)


@dataclass(frozen=True, slots=True)
class Person(Frozen):
    """Who they are, where they can be reached, and what they want (E1)."""

    name: Annotated[str, Meta(description="as it is written where they live.")]
    phone_number: Annotated[str, Meta(description="E.164, for example ``+46846500412``.")]
    locale: Annotated[str, Meta(description="for example ``sv_SE``.")]
    time_zone: Annotated[str, Meta(description="IANA name of the zone they live in.")]
    reason: Annotated[str, Meta(description="why they wish to be called.")]
    wished_time: Annotated[
        str, Meta(description="in the words of :func:`callbook.core.moments.parse_moment`, in their own time zone.")
    ]


def _answers() -> Behaviour:
    return behaves("answers")


@dataclass(slots=True)
class Contact:
    """A person with a phone. A scenario may change the behaviour between two calls (F4)."""

    person: Person
    behaviour: Behaviour = field(default_factory=_answers)
