"""What comes from outside of a lab, as data: one frozen struct per act, each able to do itself (`Lab.do`).

An act is JSON as it stands, so that the same vocabulary serves everybody: steps, notebooks and the exploration do
acts, a client over HTTP posts one, the journal holds each as the cause of what follows, and a replay does those of a
recording again. A new act is a class in one of the modules here and a name in the list below; nothing else knows them
one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, cast, get_args

import msgspec

from callbook.core import BadInput, Unknown
from callbook.lab.outside.act import Act
from callbook.lab.outside.blended import AfterCallWork, DoNotDisturb, FinishInteraction, TakeMedium
from callbook.lab.outside.clients import Connect, Disconnect, Forget, Send
from callbook.lab.outside.desktops import ChangeData, Perform, PutVoice, SwitchOn
from callbook.lab.outside.media_servers import Cancel, OpenCapturePoint, OpenWebsite, Schedule, SoapRequest
from callbook.lab.outside.operations import Configure, LoseLink, LoseState, Restart, RestoreLink, Start, Stop
from callbook.lab.outside.people import AddContact, Behave, HangUp, PickUp, Reject
from callbook.lab.outside.resuming import Resume
from callbook.lab.outside.telephones import RegisterTelephone, ReportFromTelephone, UnregisterTelephone
from callbook.lab.outside.wires import Cut, Disturb, EndFault, Mend

if TYPE_CHECKING:
    from callbook.core import ActionTaken

ActOfPeople: TypeAlias = (
    AddContact
    | AfterCallWork
    | Behave
    | Cancel
    | ChangeData
    | Configure
    | Connect
    | Cut
    | Disconnect
    | Disturb
    | DoNotDisturb
    | EndFault
    | FinishInteraction
    | Forget
    | HangUp
    | LoseLink
    | LoseState
    | Mend
    | OpenCapturePoint
    | OpenWebsite
    | Perform
    | PickUp
    | PutVoice
    | RegisterTelephone
    | Reject
    | ReportFromTelephone
    | Restart
    | RestoreLink
    | Schedule
    | Send
    | SoapRequest
    | Start
    | Stop
    | SwitchOn
    | TakeMedium
    | UnregisterTelephone
)
"""Every act of people and programs: what a client over HTTP may post."""

AnyAct: TypeAlias = ActOfPeople | Resume
"""Every act: what a recording may hold."""

BY_NAME: Final[dict[str, type[Act]]] = {str(act.__struct_config__.tag): act for act in get_args(AnyAct)}
"""Every act by its name in recordings and requests: ``add contact``, ``perform`` ..."""


def act_of(given: object, *, where: str = "act") -> Act:
    """Return the act that *given* describes, plain data as JSON has it; an act itself stays as it is.

    Raises:
        Unknown: when there is no such act.
        BadInput: when its fields do not fit.
    """
    if isinstance(given, Act):
        return given
    name = cast("dict[str, object]", given).get("act") if isinstance(given, dict) else None
    if name not in BY_NAME:
        raise Unknown("act", name, BY_NAME, where=where)
    try:
        act: Act = msgspec.convert(given, AnyAct)
    except msgspec.ValidationError as error:
        raise BadInput(f"act {name!r}", str(error), where=where, accepted=_fields_of(BY_NAME[str(name)])) from None
    return act


def recorded_act(entry: ActionTaken, *, where: str = "") -> Act:
    """Return the act that an entry of a recording holds.

    Raises:
        Unknown: when there is no such act.
        BadInput: when its fields do not fit.
    """
    return act_of(entry.act, where=where or f"entry {entry.number}")


def _fields_of(act: type[Act]) -> str:
    names = ", ".join(act.__struct_fields__)
    return f"its fields: {names}" if names else "no fields"
