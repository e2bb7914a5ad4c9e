"""The catalogue of privileges (P1-P6, P7 and the voice privileges of P8): data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from callbook.configuration.basis import ASSUMED, DOCUMENTED, Basis

Area = Literal["Web Callback", "Voice"]

WEB_CALLBACK_PAGE = "Workspace Desktop Edition Deployment Guide, page Web Callback"
VOICE_PAGES = "the same page asks for the voice privileges without naming them; names as commonly displayed"
USE_WEB_CALLBACK = "Can Use Web Callback Channel"
USE_VOICE = "Can Use Voice Channel"


@dataclass(frozen=True, slots=True)
class Privilege:
    """One privilege that a Role can hold.

    Attributes:
        name: the display name, as an administrator reads it.
        clause: the clause of the requirements register.
        area: the group of the Role Privileges tab that lists it.
        needs: names of the privileges without which this one has no effect (P1, P5).
        configuration_name: the name in the Role object; assumed, no public page holds it.
        effect: one sentence that says what an agent may do with it.
        name_basis, configuration_name_basis: documented or assumed.
        source: where the statement comes from.
    """

    name: str
    clause: str
    area: Area
    needs: tuple[str, ...]
    configuration_name: str
    effect: str
    name_basis: Basis
    configuration_name_basis: Basis
    source: str


def _web_callback(name: str, clause: str, suffix: str, effect: str, *, needs: tuple[str, ...]) -> Privilege:
    name_in_role = f"InteractionWorkspace.WebCallback.{suffix}"
    return Privilege(name, clause, "Web Callback", needs, name_in_role, effect, DOCUMENTED, ASSUMED, WEB_CALLBACK_PAGE)


def _voice(name: str, suffix: str, effect: str, *, needs: tuple[str, ...] = (USE_VOICE,)) -> Privilege:
    name_in_role = f"InteractionWorkspace.Voice.{suffix}"
    return Privilege(name, "P8", "Voice", needs, name_in_role, effect, ASSUMED, ASSUMED, VOICE_PAGES)


_USE = (USE_WEB_CALLBACK,)
_ALL = (
    _web_callback(USE_WEB_CALLBACK, "P1", "canUse", "The agent may use the Web Callback channel.", needs=()),
    _web_callback("Can Decline", "P2", "canDecline", "The agent may decline an incoming web callback.", needs=_USE),
    _web_callback(
        "Can Set Interaction Disposition",
        "P3",
        "canSetInteractionDisposition",
        "The agent may set a disposition code on a web callback.",
        needs=_USE,
    ),
    _web_callback(
        "Can Reschedule",
        "P4",
        "canReschedule",
        "The agent may reschedule a web callback to another date or time.",
        needs=_USE,
    ),
    _web_callback(
        "Can Reschedule Before Call",
        "P5",
        "canRescheduleBeforeCall",
        "The agent may reschedule the preview of a web callback, before any call.",
        needs=(USE_WEB_CALLBACK, "Can Reschedule"),
    ),
    _web_callback(
        "Can Reschedule On New Number",
        "P6",
        "canRescheduleOnNewNumber",
        "The agent may reschedule a web callback to a new phone number.",
        needs=_USE,
    ),
    _web_callback(
        "Can Mark Done",
        "P7",
        "canMarkDone",
        "The agent may mark an inbound web callback Done without processing it further.",
        needs=_USE,
    ),
    _voice(USE_VOICE, "canUse", "The agent may use the voice channel, which completes a web callback.", needs=()),
    _voice("Can Make Calls", "canMakeCall", "The agent may dial the contact's phone number."),
    _voice("Can Release Call", "canReleaseCall", "The agent may release a call."),
    _voice("Can Hold And Retrieve Call", "canHoldCall", "The agent may hold a call and retrieve it."),
    _voice("Can One Step Transfer", "canOneStepTransfer", "The agent may transfer a call in one step."),
    _voice("Can Two Step Transfer", "canTwoStepTransfer", "The agent may consult first, then transfer a call."),
)

PRIVILEGES: dict[str, Privilege] = {privilege.name: privilege for privilege in _ALL}
"""Every privilege by its display name."""
