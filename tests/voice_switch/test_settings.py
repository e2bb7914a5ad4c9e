"""What is assumed of the switch stands in one table, and where the two kinds differ it says so (E3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration.clauses import CLAUSES_BY_ID
from callbook.core.errors import Unknown
from callbook.core.messages.t_library import RequestAnswerCall, RequestReleaseCall
from callbook_mocks.contacts import behaves
from callbook_mocks.voice_switch import setting_rows
from callbook_mocks.voice_switch.settings import SWITCH_KINDS, SwitchSettings, WrongNumber, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor


def test_every_row_can_be_printed() -> None:
    """A row names the setting, its value for each kind, its clause, and whether it is documented or assumed."""
    rows = {row.name: row for row in setting_rows()}
    assert (
        "wrong_number = T-Server EventError 71 at once, SIP Server EventDialing, then EventReleased with the network's "
        "report (F4, assumed): A T-Server checks the number; a SIP Server lets the network find out. Both are seen in "
        "the field."
    ) == str(rows["wrong_number"])
    assert (
        "left_alone_hangs_up_after = 60000 (F5, assumed): A call that no desktop attends any more goes on this long; "
        "then whoever is left hangs up."
    ) == str(rows["left_alone_hangs_up_after"])
    assert all(row.clause in CLAUSES_BY_ID and row.basis in {"documented", "assumed"} for row in rows.values())


def test_the_kinds_have_their_own_values() -> None:
    """A T-Server and a SIP Server differ only where the table says so."""
    t_server, sip_server = map(settings_of, SWITCH_KINDS)
    assert (WrongNumber.REFUSED, WrongNumber.RELEASED) == (t_server.wrong_number, sip_server.wrong_number)
    different = {row.name for row in setting_rows() if getattr(t_server, row.name) != getattr(sip_server, row.name)}
    assert {"wrong_number", "far_side_hung_up", "ringing_call_may_be_released"} == different
    assert SwitchSettings() == sip_server


def test_another_kind_of_switch(make_floor: Callable[..., Floor]) -> None:
    """A switch is one of the two."""
    with pytest.raises(Unknown) as refusal:
        make_floor("PBX")
    assert "There is no kind of voice switch 'PBX'. Accepted: SIP Server, T-Server." == str(refusal.value)


def test_far_side_hangs_up_behind_a_t_server(make_floor: Callable[..., Floor], anna: str) -> None:
    """A T-Server says Ok when the other party hangs up, contact or DN."""
    floor = make_floor("T-Server")
    desk, other = floor.desk("7001"), floor.desk("7002")
    floor.talk(desk)
    floor.switch.hear(anna, "hangs up")
    assert ["EventReleased"] == desk.seen()
    conn_id = desk.dial("7002")
    other.ask(RequestAnswerCall, ConnID=conn_id)
    other.ask(RequestReleaseCall, ConnID=conn_id)
    assert ["EventDialing", "EventEstablished", "EventReleased"] == desk.seen()


def test_an_answering_machine_that_nobody_tells_apart(make_floor: Callable[..., Floor], anna: str) -> None:
    """Where a switch does not listen, a machine is established like a person."""
    floor = make_floor(settings=SwitchSettings(answering_machine_is_reported=False))
    floor.plays(anna, behaves("answering machine"))
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(21_000)
    assert ["EventDialing", "EventNetworkReached", "EventEstablished"] == desk.seen()
