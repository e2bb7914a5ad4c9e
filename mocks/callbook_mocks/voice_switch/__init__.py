"""The mock voice switch: a T-Server or a SIP Server as a plain object (E3, E4, F3 to F6)."""

from callbook_mocks.voice_switch.errors import ERRORS, Broken, ErrorCode, ErrorRow
from callbook_mocks.voice_switch.server import VoiceSwitch
from callbook_mocks.voice_switch.settings import KINDS, Kind, SettingRow, Settings, WrongNumber, settings_of, table
from callbook_mocks.voice_switch.state import Call, CallParty, PartyState

__all__ = [
    "ERRORS",
    "KINDS",
    "Broken",
    "Call",
    "CallParty",
    "ErrorCode",
    "ErrorRow",
    "Kind",
    "PartyState",
    "SettingRow",
    "Settings",
    "VoiceSwitch",
    "WrongNumber",
    "settings_of",
    "table",
]
