"""The desktop model: channel, callback, calls, what an agent may do and what an agent sees."""

from callbook.workspace.desktop import Desktop, Screen, Shown
from callbook.workspace.information import CallbackInformation
from callbook.workspace.names import Action, CallbackState, CallPhase, ChannelState
from callbook.workspace.refusal import Refusal, Refused
from callbook.workspace.rules import RULES, Rules

__all__ = [
    "RULES",
    "Action",
    "CallPhase",
    "CallbackInformation",
    "CallbackState",
    "ChannelState",
    "Desktop",
    "Refusal",
    "Refused",
    "Rules",
    "Screen",
    "Shown",
]
