"""The catalogue of privileges (P1-P6, P7 and the voice privileges of P8): data only.

Each row has a name of its own, ``privileges.CAN_DECLINE`` for "Can Decline": the rest of the kit names a privilege by
its row, so a typing error does not type-check. A name that comes from outside (a file, a step, a command) is looked up
in ``PRIVILEGES``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from callbook.configuration import clause_sources as pages
from callbook.configuration.clause_sources import ASSUMED, DOCUMENTED, Basis

Area = Literal["Web Callback", "Voice"]


@dataclass(frozen=True, slots=True)
class Privilege:
    """One privilege that a Role can hold, a row of the catalogue.

    Its text is its name.

    Attributes:
        name: the display name, as an administrator reads it.
        clause: the clause of the requirements register.
        area: the group of the Role Privileges tab that lists it.
        needs: the privileges without which this one has no effect (P1, P5).
        configuration_name: the name in the Role object; assumed, no public page holds it.
        effect: one sentence that says what an agent may do with it.
        name_basis, configuration_name_basis: documented or assumed.
        sources: the pages where the statement comes from.
    """

    name: str
    clause: str
    area: Area
    needs: tuple[Privilege, ...]
    configuration_name: str
    effect: str
    name_basis: Basis
    configuration_name_basis: Basis
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return hash(self.name)


def _web_callback(name: str, clause: str, suffix: str, effect: str, *, needs: tuple[Privilege, ...]) -> Privilege:
    name_in_role = f"InteractionWorkspace.WebCallback.{suffix}"
    return Privilege(name, clause, "Web Callback", needs, name_in_role, effect, DOCUMENTED, ASSUMED, (pages.GUIDE,))


def _voice(name: str, suffix: str, effect: str, *, needs: tuple[Privilege, ...]) -> Privilege:
    name_in_role = f"InteractionWorkspace.Voice.{suffix}"
    return Privilege(name, "P8", "Voice", needs, name_in_role, effect, ASSUMED, ASSUMED, (pages.VOICE_PRIVILEGES,))


CAN_USE_WEB_CALLBACK_CHANNEL: Final = _web_callback(
    "Can Use Web Callback Channel", "P1", "canUse", "The agent may use the Web Callback channel.", needs=()
)
CAN_DECLINE: Final = _web_callback(
    "Can Decline",
    "P2",
    "canDecline",
    "The agent may decline an incoming web callback.",
    needs=(CAN_USE_WEB_CALLBACK_CHANNEL,),
)
CAN_SET_INTERACTION_DISPOSITION: Final = _web_callback(
    "Can Set Interaction Disposition",
    "P3",
    "canSetInteractionDisposition",
    "The agent may set a disposition code on a web callback.",
    needs=(CAN_USE_WEB_CALLBACK_CHANNEL,),
)
CAN_RESCHEDULE: Final = _web_callback(
    "Can Reschedule",
    "P4",
    "canReschedule",
    "The agent may reschedule a web callback to another date or time.",
    needs=(CAN_USE_WEB_CALLBACK_CHANNEL,),
)
CAN_RESCHEDULE_BEFORE_CALL: Final = _web_callback(
    "Can Reschedule Before Call",
    "P5",
    "canRescheduleBeforeCall",
    "The agent may reschedule the preview of a web callback, before any call.",
    needs=(CAN_USE_WEB_CALLBACK_CHANNEL, CAN_RESCHEDULE),
)
CAN_RESCHEDULE_ON_NEW_NUMBER: Final = _web_callback(
    "Can Reschedule On New Number",
    "P6",
    "canRescheduleOnNewNumber",
    "The agent may reschedule a web callback to a new phone number.",
    needs=(CAN_USE_WEB_CALLBACK_CHANNEL,),
)
CAN_MARK_DONE: Final = _web_callback(
    "Can Mark Done",
    "P7",
    "canMarkDone",
    "The agent may mark an inbound web callback Done without processing it further.",
    needs=(CAN_USE_WEB_CALLBACK_CHANNEL,),
)
CAN_USE_VOICE_CHANNEL: Final = _voice(
    "Can Use Voice Channel", "canUse", "The agent may use the voice channel, which completes a web callback.", needs=()
)
CAN_MAKE_CALLS: Final = _voice(
    "Can Make Calls", "canMakeCall", "The agent may dial the contact's phone number.", needs=(CAN_USE_VOICE_CHANNEL,)
)
CAN_RELEASE_CALL: Final = _voice(
    "Can Release Call", "canReleaseCall", "The agent may release a call.", needs=(CAN_USE_VOICE_CHANNEL,)
)
CAN_HOLD_AND_RETRIEVE_CALL: Final = _voice(
    "Can Hold And Retrieve Call",
    "canHoldCall",
    "The agent may hold a call and retrieve it.",
    needs=(CAN_USE_VOICE_CHANNEL,),
)
CAN_ONE_STEP_TRANSFER: Final = _voice(
    "Can One Step Transfer",
    "canOneStepTransfer",
    "The agent may transfer a call in one step.",
    needs=(CAN_USE_VOICE_CHANNEL,),
)
CAN_TWO_STEP_TRANSFER: Final = _voice(
    "Can Two Step Transfer",
    "canTwoStepTransfer",
    "The agent may consult first, then transfer a call.",
    needs=(CAN_USE_VOICE_CHANNEL,),
)

PRIVILEGES: dict[str, Privilege] = {row.name: row for row in tuple(globals().values()) if isinstance(row, Privilege)}
"""Every privilege by its display name, in the order of the rows above."""
