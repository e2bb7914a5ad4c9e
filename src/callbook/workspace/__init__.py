"""The desktop model: channel, callback, calls, what an agent may do and what an agent sees."""

from callbook.workspace.desktop import Desktop, Screen, Shown
from callbook.workspace.names import Action, CallbackState, CallPhase, ChannelState
from callbook.workspace.refusal import Refusal, Refused
from callbook.workspace.rules import RULES, Rules
from callbook.workspace.workspace import Workspace

__all__ = [
    "RULES",
    "Action",
    "CallPhase",
    "CallbackState",
    "ChannelState",
    "Desktop",
    "Refusal",
    "Refused",
    "Rules",
    "Screen",
    "Shown",
    "Workspace",
]
