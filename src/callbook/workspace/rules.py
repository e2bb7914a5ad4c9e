"""The whole behaviour of the desktop in one value: its tables. Whoever changes an entry hands in another value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callbook.configuration import privileges
from callbook.core import Frozen
from callbook.workspace.actions_table import ACTIONS, ActionRule
from callbook.workspace.call_table import CALL, ERRORS, TOGETHER, ErrorMeaning, Together
from callbook.workspace.callback_table import CALLBACK
from callbook.workspace.channel_table import CHANNEL
from callbook.workspace.placement_table import PLACEMENTS, Placement, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Privilege
    from callbook.workspace.machine import Table
    from callbook.workspace.names import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Frozen):
    """The tables that a desktop lives by.

    Attributes:
        opens_channel: the privilege without which a login does not open the Web Callback channel (P1).
        opens_voice: the privilege without which it does not open the voice channel (P8).
        unread: names of options that the desktop does not read, so that their default applies: for sabotage.
    """

    channel: Table = CHANNEL
    callback: Table = CALLBACK
    call: Table = CALL
    errors: tuple[ErrorMeaning, ...] = ERRORS
    together: tuple[Together, ...] = TOGETHER
    actions: Mapping[Action, ActionRule] = field(default_factory=lambda: ACTIONS)
    placements: Mapping[Reason, Placement] = field(default_factory=lambda: PLACEMENTS)
    opens_channel: Privilege | None = privileges.CAN_USE_WEB_CALLBACK_CHANNEL
    opens_voice: Privilege | None = privileges.CAN_USE_VOICE_CHANNEL
    unread: frozenset[str] = frozenset()


RULES = Rules()
"""The tables of the product as the kit knows it."""
