"""Without a configuration a desktop's log and a T-Server's call one person differently: joined where logs tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.logs.conftest import CALLBACK, entries, read, rows

from callbook.core import MessageSent
from callbook.logs.exporting import log_of
from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from callbook.record import Trace

TRACE = read_trace(CALLBACK)
CENTER = TRACE.head.contact_center
TWICE = "messages that stand in two logs may be twice in the recording; --config CENTER says who has which DN"


def _log(folder: Path, form: str, name: str, trace: Trace = TRACE, instead: Mapping[str, str] = {}) -> Path:
    path = folder / name
    text = log_of(trace, form, zone="UTC")
    for old, new in instead.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _without(wire: str, *names: str) -> Trace:
    """Return the recording without what crossed the wires to a server, and without messages of these names."""
    kept = (
        each
        for each in TRACE.entries
        if not (isinstance(each, MessageSent) and (each.wire.endswith(wire) or each.name in names))
    )
    return replace(TRACE, entries=tuple(kept))


def _wires(*paths: Path) -> list[str]:
    return sorted({each.wire for each in entries(*paths, zone="UTC")})


def test_a_desktop_names_its_dn(tmp_path: Path) -> None:
    """All that stands in both logs is there once, under the id of the agent."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    sip = _log(tmp_path, "tserver-log", "sip.log")
    logs = read(wde, sip, zone="UTC")
    known = read(wde, sip, zone="UTC", center=CENTER)
    assert (known.count, known.tally.both, []) == (logs.count, logs.tally.both, logs.tally.notes)
    assert logs.tally.both > 5
    assert ["anna - Interaction Server", "anna - SIP Server"] == _wires(wde, sip)


def test_the_clocks_are_compared(tmp_path: Path) -> None:
    """As messages stand in both."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    sip = _log(tmp_path, "tserver-log", "sip.log", instead={"08:0": "09:0", "AttributeTimein": "AttributeNoTimein"})
    logs = read(wde, sip, zone="UTC")
    assert ([0, 3_600_000], True) == ([file.skew for file in logs.source.files], logs.tally.both > 5)


def test_one_agent_is_picked_out_of_both(tmp_path: Path) -> None:
    """The T-Server's log is searched for the DN as well."""
    sip = _log(tmp_path, "tserver-log", "sip.log")
    ixn = _log(tmp_path, "interaction-server-log", "ixn.log")
    everybody = [row for row in rows(entries(ixn, sip, zone="UTC")) if row[1].startswith("anna - ")]
    assert everybody == rows(entries(ixn, sip, zone="UTC", agent="anna"))
    assert {"anna - Interaction Server", "anna - SIP Server"} == {row[1] for row in everybody}


def test_a_login_to_the_voice_switch_names_who_logs_in_to_media(tmp_path: Path) -> None:
    """The T-Server's log has its id; an id of nobody's names nobody, and the DN stays the name."""
    ixn = _log(tmp_path, "interaction-server-log", "ixn.log")
    sip = _log(tmp_path, "tserver-log", "sip.log")
    assert "anna - SIP Server" in _wires(ixn, sip)
    stranger = _log(tmp_path, "tserver-log", "sip.log", instead={"'anna'": "'4711'"})
    assert "1001 - SIP Server" in _wires(ixn, stranger)
    assert [] == read(ixn, stranger, zone="UTC").tally.notes


def test_an_id_of_the_voice_switch_is_whose_desktop_uses_it(tmp_path: Path) -> None:
    """It need not be the id of the agent."""
    number = {'AttributeAgentID [str] = "anna"': 'AttributeAgentID [str] = "4711"'}
    wde = _log(tmp_path, "wde-log", "wde.log", instead=number)
    sip = _log(tmp_path, "tserver-log", "sip.log", instead={"'anna'": "'4711'"})
    logs = read(wde, sip, zone="UTC")
    assert ({"1001": "anna"}, []) == (logs.people.by_dn, logs.tally.notes)


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), "anna - SIP Server"), (("RequestAgentLogin", "EventAgentLogin"), "1001 - SIP Server")],
)
def test_a_desktop_without_media_is_named_by_its_voice(names: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    """By the id of its login, or its DN; what stands in both is there once."""
    wde = _log(tmp_path, "wde-log", "wde.log", _without("Interaction Server", *names))
    sip = _log(tmp_path, "tserver-log", "sip.log", _without("Interaction Server", *names))
    assert [expected] == _wires(wde, sip)
    logs = read(wde, sip, zone="UTC")
    assert (logs.count, []) == (logs.tally.both, logs.tally.notes)


def test_a_dn_of_two_people_is_nobodys(tmp_path: Path) -> None:
    """The account says so, and what helps."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    other = _log(tmp_path, "wde-log", "other.log", instead={'"anna"': '"ben"'})
    sip = _log(tmp_path, "tserver-log", "sip.log")
    logs = read(wde, other, sip, zone="UTC")
    assert [f"whose DN 1001 is, the logs do not tell (anna, ben have used it): {TWICE}"] == logs.tally.notes
    assert "1001 - SIP Server" in _wires(wde, other, sip)


def test_a_dn_at_which_two_people_log_in_is_nobodys(tmp_path: Path) -> None:
    """Also where only one of them has a desktop's log."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    sip = _log(tmp_path, "tserver-log", "sip.log")
    login = "@09:00:00.0000 [0] 8.1.101.25 distribute_event: message EventAgentLogin\n"
    with sip.open("a", encoding="utf-8") as file:
        file.write(f"{login}\tAttributeThisDN\t'1001'\n\tAttributeAgentID\t'ben'\n")
    notes = read(wde, sip, zone="UTC").tally.notes
    assert [f"whose DN 1001 is, the logs do not tell (anna, ben have used it): {TWICE}"] == notes


def test_a_desktop_that_names_no_dn(tmp_path: Path) -> None:
    """Whose it is, only a configuration says."""
    wde = _log(tmp_path, "wde-log", "wde.log", _without("SIP Server"))
    sip = _log(tmp_path, "tserver-log", "sip.log", _without("Interaction Server", "RequestAgentLogin"))
    notes = read(wde, sip, zone="UTC").tally.notes
    assert [f"wde.log: which DN its agent has, the logs do not tell: {TWICE}"] == notes


def test_logs_that_call_everybody_alike_are_not_read_for_it(tmp_path: Path) -> None:
    """Nor is anything asked where a configuration says."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    ixn = _log(tmp_path, "interaction-server-log", "ixn.log")
    sip = _log(tmp_path, "tserver-log", "sip.log")
    for logs in (read(wde, ixn, zone="UTC"), read(wde, sip, zone="UTC", center=CENTER), read(sip, zone="UTC")):
        assert {} == logs.people.by_dn
