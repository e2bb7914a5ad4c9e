"""How the switch behaves where the pages leave it open, and where a T-Server and a SIP Server differ: one table."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final, Literal, TypeVar, get_args

from callbook.core import Frozen, Unknown
from callbook.messages import CallState

SwitchKind = Literal["T-Server", "SIP Server"]
"""What the voice switch is, as far as agents and contacts can tell (E3)."""
SWITCH_KINDS: Final[tuple[SwitchKind, ...]] = get_args(SwitchKind)
Basis = Literal["documented", "assumed"]

_Value = TypeVar("_Value")


class WrongNumber(StrEnum):
    """What becomes of a call to a number that nobody has."""

    REFUSED = "EventError 71 at once"
    RELEASED = "EventDialing, then EventReleased with the network's report"


def _row(*, t_server: _Value, sip_server: _Value, clause: str, basis: Basis, text: str) -> _Value:
    """Declare a setting: its value for each kind of switch; used alone, it has the SIP Server's."""
    return field(
        default=sip_server,
        metadata={"T-Server": t_server, "SIP Server": sip_server, "clause": clause, "basis": basis, "text": text},
    )


def _both(value: _Value, clause: str, text: str) -> _Value:
    """Declare an assumption that holds for both kinds of switch."""
    return _row(t_server=value, sip_server=value, clause=clause, basis="assumed", text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchSettings(Frozen):
    """Every setting; whoever knows better for a site replaces it. Durations are in milliseconds."""

    wrong_number: WrongNumber = _row(  # noqa: RUF009 - makes a field
        t_server=WrongNumber.REFUSED,
        sip_server=WrongNumber.RELEASED,
        clause="F4",
        basis="assumed",
        text="A T-Server checks the number; a SIP Server lets the network find out. Both are seen in the field.",
    )
    far_side_hung_up: CallState = _row(  # noqa: RUF009 - makes a field
        t_server=CallState.OK,
        sip_server=CallState.REMOTE_RELEASE,
        clause="F5",
        basis="assumed",
        text="CallState of EventReleased when the other party hangs up; OK is documented for a newer voice server.",
    )
    ringing_call_may_be_released: bool = _row(
        t_server=False,
        sip_server=True,
        clause="F5",
        basis="assumed",
        text="RequestReleaseCall on a call that rings turns it down (SIP 603: the caller sees busy), or is refused.",
    )
    abandoned_by_a_dn: bool = _both(
        value=True,
        clause="F6",
        text="EventAbandoned comes for a caller inside, too; documented only for callers outside.",
    )
    answering_machine_is_reported: bool = _both(
        value=True,
        clause="F4",
        text="EventEstablished has the CallState AnsweringMachine when a machine answers.",
    )
    registrations_survive_link_loss: bool = _both(
        value=False,
        clause="E3",
        text="When the link to the switch is lost, clients have to register again and agents to log in again.",
    )
    last_client_logs_agent_out: bool = _both(
        value=True,
        clause="E3",
        text="When no client has a DN registered any more, its agent is logged out, without an event.",
    )
    dialing_before_own_telephone_answers: bool = _both(
        value=True,
        clause="F3",
        text="EventDialing comes when the call is asked for, before the agent's own telephone has answered.",
    )
    own_telephone_declines: CallState = _both(  # noqa: RUF009 - makes a field
        value=CallState.NO_ANSWER,
        clause="F3",
        text="CallState of EventReleased when the agent's own telephone declines or does not answer the call it makes.",
    )
    hold_at_the_telephone_is_told: bool = _both(
        value=True,
        clause="F5",
        text="Hold and retrieve at the agent's telephone are told as EventHeld and EventRetrieved.",
    )
    left_alone_hangs_up_after: int = _both(
        value=60_000,
        clause="F5",
        text="A call that no desktop attends any more goes on this long; then whoever is left hangs up.",
    )


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is printed."""

    name: str
    clause: str
    basis: Basis
    t_server: object
    sip_server: object
    text: str

    def __str__(self) -> str:
        same = self.t_server == self.sip_server
        value = f"{self.t_server}" if same else f"T-Server {self.t_server}, SIP Server {self.sip_server}"
        return f"{self.name} = {value} ({self.clause}, {self.basis}): {self.text}"


def settings_of(kind: str) -> SwitchSettings:
    """Return the settings of a kind of switch.

    Raises:
        Unknown: there is no such kind.
    """
    if kind not in SWITCH_KINDS:
        raise Unknown("kind of voice switch", kind, SWITCH_KINDS)
    values: dict[str, Any] = {entry.name: entry.metadata[kind] for entry in fields(SwitchSettings)}
    return SwitchSettings(**values)


def setting_rows() -> tuple[SettingRow, ...]:
    """Return every setting as a row, in the order of the table."""
    return tuple(
        SettingRow(
            entry.name,
            entry.metadata["clause"],
            entry.metadata["basis"],
            entry.metadata["T-Server"],
            entry.metadata["SIP Server"],
            entry.metadata["text"],
        )
        for entry in fields(SwitchSettings)
    )
