"""The mock voice switch: a T-Server or a SIP Server as a plain object (E3, E4, F3 to F6)."""

from callbook_mocks.voice_switch.server import VoiceSwitch
from callbook_mocks.voice_switch.settings import setting_rows
from callbook_mocks.voice_switch.state import CallParty
from callbook_mocks.voice_switch.telephone_reports import Report
from callbook_mocks.voice_switch.telephony import NobodyThere

__all__ = [
    "CallParty",
    "NobodyThere",
    "Report",
    "VoiceSwitch",
    "setting_rows",
]
