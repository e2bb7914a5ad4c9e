"""Ready for voice calls, and attached data: what no button of the channel does asks for a privilege all the same."""

from __future__ import annotations

import msgspec
import pytest

from callbook.core import Assumptions
from callbook.lab import ChangeData, Lab, PutVoice
from callbook.workspace import Action, Refused


def test_who_is_not_logged_in_is_not_ready() -> None:
    """For voice calls: the voice switch knows nobody on the DN (P8)."""
    lab = Lab()
    with pytest.raises(Refused, match=r"the agent is not logged in on the DN \[P8\]"):
        lab.do(PutVoice("anna", ready=True))


def test_attached_data_is_nobodys_without_the_channel() -> None:
    """Where roles take effect at once, a privilege may be taken away while a callback is in hand (P1, assumed)."""
    lab = Lab(assumptions=Assumptions(privileges_read_at_login=False))
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    center = lab.configuration.contact_center
    nothing = msgspec.structs.replace(center.roles[0], privileges=())
    lab.configuration.change(msgspec.structs.replace(center, roles=(nothing, *center.roles[1:])))
    with pytest.raises(Refused, match=r"'Can Use Web Callback Channel' is missing \[P1, assumed\]"):
        lab.do(ChangeData("anna", callback, changed={"a": "b"}))
