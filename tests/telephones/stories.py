"""How calls go: what is done at desks and at telephones, what is waited for, and what each telephone goes through.

A step names who: in capitals what is done at the desk, an event that the desk is told, else what somebody does at the
telephone; "settle" waits until every telephone has what it was offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callbook_mocks.contacts import Behaviour

if TYPE_CHECKING:
    from collections.abc import Mapping

Steps = tuple[str, ...]
_PATIENT: Final = Behaviour("does not answer", after=600_000)


class Outcome(NamedTuple):
    """How a call goes.

    Attributes:
        telephones: what SIPp goes through as the telephone of each; who is not here takes no part.
        steps: what happens, after Anna has dialled.
        behaviour: of Maria, where timers play her.
        only: who has to be played by SIPp, or by baresip.
        reported: whose telephone does what no timer does, so that it is reported where timers play the others.
    """

    telephones: Mapping[str, Steps]
    steps: Steps
    behaviour: Behaviour = _PATIENT
    only: Mapping[str, Literal["sipp", "baresip"]] = {}
    reported: frozenset[str] = frozenset()


_ANNA: Final = ("called", "rings", "answers at once")
_MARIA: Final = ("called", "rings", "answers")
_BEN: Final = ("called", "rings", "answers")
_NEVER_TALKS: Final = (*_ANNA, "is hung up")
_TALKS: Final = (*_ANNA, "is offered", "is hung up")
_REACHED: Final = ("Anna EventNetworkReached",)
_TALK: Final = (*_REACHED, "Maria answers", "Anna EventEstablished", "settle")
_ONE_STEP: Final = (*_TALK, "Anna ONE_STEP_TRANSFER", "Ben EventRinging")
_CONSULT: Final = (*_TALK, "Anna START_TRANSFER", "Ben EventRinging")
_ENDS: Final = ("Maria hangs up", "Ben EventReleased")

OUTCOMES: Final[dict[str, Outcome]] = {
    # One call.
    "released at the desk": Outcome(
        {"Anna": _TALKS, "Maria": (*_MARIA, "is hung up")}, (*_TALK, "Anna RELEASE", "Anna EventReleased")
    ),
    "hung up by the contact": Outcome(
        {"Anna": _TALKS, "Maria": (*_MARIA, "hangs up")}, (*_TALK, "Maria hangs up", "Anna EventReleased")
    ),
    "hung up at the agent's telephone": Outcome(
        {"Anna": (*_ANNA, "is offered", "hangs up"), "Maria": (*_MARIA, "is hung up")},
        (*_TALK, "Anna hangs up", "Anna EventReleased"),
    ),
    "busy": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "486")}, ("Anna EventReleased",), Behaviour("busy", after=100),
        only={"Maria": "sipp"},
    ),
    "busy after it has rung": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "rings", "is busy")},
        (*_REACHED, "Maria is busy", "Anna EventReleased"),
    ),
    "declined": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "rings", "declines")},
        (*_REACHED, "Maria declines", "Anna EventReleased"), only={"Maria": "sipp"},
    ),
    "unknown": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "404")}, ("Anna EventReleased",),
        Behaviour("number does not exist", after=100), only={"Maria": "sipp"},
    ),
    "not answered": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "rings", "is canceled")}, (*_REACHED, "Anna EventReleased"),
        Behaviour("does not answer", after=3_000),
    ),
    "given up by the telephone": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "rings", "480")}, (*_REACHED, "Anna EventReleased"),
        Behaviour("does not answer", after=300), only={"Maria": "sipp"},
    ),
    "canceled at the desk": Outcome(
        {"Anna": _NEVER_TALKS, "Maria": ("called", "rings", "is canceled")},
        (*_REACHED, "Anna RELEASE", "Anna EventReleased"),
    ),
    "the agent's own telephone is busy": Outcome(
        {"Anna": ("called", "rings", "is busy")}, ("Anna is busy", "Anna EventReleased"),
        only={"Anna": "sipp"}, reported=frozenset({"Anna"}),
    ),
    # On hold.
    "held and retrieved at the desk": Outcome(
        {
            "Anna": (*_ANNA, "is offered", "is offered", "is offered", "is hung up"),
            "Maria": (*_MARIA, "is offered", "is offered", "is hung up"),
        },
        (
            *_TALK, "Anna HOLD", "Anna EventHeld", "settle", "Anna RETRIEVE", "Anna EventRetrieved", "settle",
            "Anna RELEASE", "Anna EventReleased",
        ),
    ),
    "held and retrieved at the telephone": Outcome(
        {
            "Anna": (*_ANNA, "is offered", "holds", "retrieves", "is hung up"),
            "Maria": (*_MARIA, "is offered", "is offered", "hangs up"),
        },
        (
            *_TALK, "Anna holds", "Anna EventHeld", "settle", "Anna retrieves", "Anna EventRetrieved", "settle",
            "Maria hangs up", "Anna EventReleased",
        ),
    ),
    "held at the telephone, retrieved at the desk": Outcome(
        {
            "Anna": (*_ANNA, "is offered", "holds", "is offered", "is hung up"),
            "Maria": (*_MARIA, "is offered", "is offered", "is hung up"),
        },
        (
            *_TALK, "Anna holds", "Anna EventHeld", "settle", "Anna RETRIEVE", "Anna EventRetrieved", "settle",
            "Anna RELEASE", "Anna EventReleased",
        ),
    ),
    "on hold, hung up by the contact": Outcome(
        {"Anna": (*_ANNA, "is offered", "is offered", "is hung up"), "Maria": (*_MARIA, "is offered", "hangs up")},
        (*_TALK, "Anna HOLD", "Anna EventHeld", "settle", "Maria hangs up", "Anna EventReleased"),
    ),
    "on hold, released at the desk": Outcome(
        {"Anna": (*_ANNA, "is offered", "is offered", "is hung up"), "Maria": (*_MARIA, "is offered", "is hung up")},
        (*_TALK, "Anna HOLD", "Anna EventHeld", "settle", "Anna RELEASE", "Anna EventReleased"),
    ),
    # Handed on.
    "handed on in one step": Outcome(
        {
            "Anna": _TALKS, "Maria": (*_MARIA, "is offered", "hangs up"),
            "Ben": (*_BEN, "is hung up"),
        },
        (*_ONE_STEP, "Ben answers", "Ben EventEstablished", "settle", *_ENDS),
    ),
    "handed on in one step, answered at the desk": Outcome(
        {
            "Anna": _TALKS, "Maria": (*_MARIA, "is offered", "hangs up"),
            "Ben": ("called", "rings", "is asked to answer", "is hung up"),
        },
        (*_ONE_STEP, "Ben ANSWER", "Ben EventEstablished", "settle", *_ENDS), only={"Ben": "sipp"},
    ),
    "handed on to a telephone that does not let its desk answer": Outcome(
        {
            "Anna": _TALKS, "Maria": (*_MARIA, "is offered", "hangs up"),
            "Ben": ("called", "rings", "refuses to be asked", "answers", "is hung up"),
        },
        (
            *_ONE_STEP, "Ben ANSWER", "Ben refuses to answer", "Ben EventError", "Ben answers",
            "Ben EventEstablished", "settle", *_ENDS,
        ),
        reported=frozenset({"Ben"}),
    ),
    "handed on in one step, the contact does not wait": Outcome(
        {"Anna": _TALKS, "Maria": (*_MARIA, "hangs up"), "Ben": ("called", "rings", "is canceled")},
        (*_ONE_STEP, "Maria hangs up", "Ben EventAbandoned"),
    ),
    "handed on in two steps": Outcome(
        {
            "Anna": (), "Maria": (*_MARIA, "is offered", "is offered", "hangs up"),
            "Ben": (*_BEN, "is offered", "is hung up"),
        },
        (
            *_CONSULT, "Ben answers", "Anna EventEstablished", "settle", "Anna COMPLETE_TRANSFER",
            "Ben EventPartyChanged", "settle", *_ENDS,
        ),
        only={"Anna": "baresip"},
    ),
    "consulted in vain, retrieved": Outcome(
        {"Anna": (), "Maria": (*_MARIA, "is offered", "is offered", "is hung up"), "Ben": (*_BEN, "hangs up")},
        (
            *_CONSULT, "Ben answers", "Anna EventEstablished", "settle", "Ben hangs up", "Anna EventReleased",
            "Anna RETRIEVE", "Anna EventRetrieved", "settle", "Anna RELEASE", "Anna EventReleased",
        ),
        only={"Anna": "baresip"},
    ),
    "referred at the telephone": Outcome(
        {
            "Anna": (*_ANNA, "is offered", "refers", "is told of it", "is hung up", "is told of it"),
            "Maria": (*_MARIA, "is offered", "hangs up"), "Ben": (*_BEN, "is hung up"),
        },
        (
            *_TALK, "Anna refers", "Ben EventRinging", "settle", "Ben answers", "Ben EventEstablished", "settle",
            *_ENDS,
        ),
    ),
}  # fmt: skip
