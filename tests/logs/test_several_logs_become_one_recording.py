"""Segments of one run follow each other; logs of several programs are put into one order, each message once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.logs.conftest import CALLBACK, SAMPLES, entries, read, rows

from callbook.core import BadInput, Unknown, moment_of
from callbook.logs.exporting import log_of
from callbook.record.trace import read_trace

if TYPE_CHECKING:
    from pathlib import Path

TRACE = read_trace(CALLBACK)
CENTER = TRACE.head.contact_center
DESKTOP = SAMPLES / "wde.20260302_080000_000.log"


def _log(folder: Path, form: str, name: str, zone: str = "UTC") -> Path:
    path = folder / name
    path.write_text(log_of(TRACE, form, zone=zone), encoding="utf-8", newline="")
    return path


def test_segments_of_one_run_follow_each_other(tmp_path: Path) -> None:
    """In the order of their names, each entry with its own file and line."""
    lines = DESKTOP.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    later, earlier = tmp_path / "wde.20260302_080005_000.log", tmp_path / "wde.20260302_080000_000.log"
    later.write_text("".join([*lines[:2], *lines[23:]]), encoding="utf-8")
    earlier.write_text("".join(lines[:23]), encoding="utf-8")
    found = entries(later, earlier)
    assert rows(entries(DESKTOP)) == rows(found)
    assert [(1, 3), (1, 12), (0, 3)] == [(each.origin.file, each.origin.line) for each in found[:3] if each.origin]


def test_a_message_in_two_logs_is_one(tmp_path: Path) -> None:
    """The desktop's and both servers' together hold what each wire has seen, once."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    sip = _log(tmp_path, "tserver-log", "sip.log")
    ixn = _log(tmp_path, "interaction-server-log", "ixn.log")
    alone = len(entries(wde, center=CENTER, zone="UTC"))
    together = read(wde, sip, ixn, center=CENTER, zone="UTC")
    assert (alone, [0, 0, 0]) == (together.tally.both, [file.skew for file in together.source.files])


def test_clocks_that_differ_are_measured(tmp_path: Path) -> None:
    """By messages that stand in both; then these are one again."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    sip = _log(tmp_path, "tserver-log", "sip.log")
    ahead = sip.read_text(encoding="utf-8")
    for second in range(59, -1, -1):
        ahead = ahead.replace(
            f"08:00:{second:02}.", f"08:01:{second + 7:02}." if second < 53 else f"08:02:{second - 53:02}."
        )
    lines = [line for line in ahead.splitlines() if "AttributeTimein" not in line]
    sip.write_text("\n".join(lines) + "\n", encoding="utf-8")
    logs = read(wde, sip, center=CENTER, zone="UTC")
    assert [0, 67_000] == [file.skew for file in logs.source.files]
    assert logs.tally.both > 5


def test_too_few_messages_measure_no_clock(tmp_path: Path) -> None:
    """Two that stand in both may be chance."""
    sip = _log(tmp_path, "tserver-log", "sip.log")
    assert [0, 0] == [file.skew for file in read(DESKTOP, sip, center=CENTER, zone="UTC").source.files]


def test_midnight_comes_without_a_date(tmp_path: Path) -> None:
    """A jump back of more than ten hours is the next day; the first day stands in the header, or in the name."""
    sip = tmp_path / "sip.20260302_235900_000.log"
    event = "\tAttributeThisDN\t'1001'\n"
    sip.write_text(
        "@23:59:59.9000 [0] 8.1 distribute_event: message EventRegistered\n" + event
        + "@00:00:00.1000 [0] 8.1 distribute_event: message EventUnregistered\n" + event,
        encoding="utf-8",
    )  # fmt: skip
    assert ["2026-03-02 23:59:59.900", "2026-03-03 00:00:00.100"] == [
        f"{moment_of(each.at):%Y-%m-%d %H:%M:%S.%f}"[:-3] for each in entries(sip)
    ]


def test_a_stamp_without_a_day_is_damage(tmp_path: Path) -> None:
    """Nobody knows when it was: the record is not read."""
    sip = tmp_path / "sip.log"
    sip.write_text("@08:00:00.1000 [0] 8.1 distribute_event: message EventRegistered\n", encoding="utf-8")
    with pytest.raises(BadInput, match="without a message that can be read"):
        read(sip)


def test_the_clocks_change_within_a_log(tmp_path: Path) -> None:
    """The true times of events say so; a note names the place."""
    sip = tmp_path / "sip.20260329_000000_000.log"
    sip.write_text(
        "@01:59:59.0000 [0] 8.1 distribute_event: message EventRegistered\n\tAttributeThisDN\t'1001'\n"
        "\tAttributeTimeinSecs\t1774745999 (01:59:59)\n"
        "@03:00:01.0000 [0] 8.1 distribute_event: message EventUnregistered\n\tAttributeThisDN\t'1001'\n"
        "\tAttributeTimeinSecs\t1774746001 (03:00:01)\n",
        encoding="utf-8",
    )
    logs = read(sip)
    found = entries(sip)
    assert [1774745999_000, 1774746001_000] == [each.at for each in found]
    note = "sip.20260329_000000_000.log:4: the stamps are of another zone from here on, as the true times say"
    assert [note] == logs.tally.notes


def test_the_zone_is_the_users_the_logs_or_the_centres() -> None:
    """In this order; an offset or a name."""
    zones = [
        read(SAMPLES / "sip.log").source.files[0].zone,
        read(SAMPLES / "sip.log", center=CENTER).source.files[0].zone,
        read(SAMPLES / "sip.log", zone="-05:30").source.files[0].zone,
        read(DESKTOP, center=CENTER).source.files[0].zone,
        read(DESKTOP).source.files[0].zone,
    ]
    assert ["UTC+01:00", "Europe/Stockholm", "-05:30", "Europe/Stockholm", "UTC"] == zones


def test_a_zone_that_is_none_is_refused() -> None:
    """By its name, or as no clock is so far off."""
    with pytest.raises(Unknown, match="zone"):
        read(DESKTOP, zone="Europe/Atlantis")
    with pytest.raises(BadInput) as error:
        read(DESKTOP, zone="+15:00")
    assert (
        "--zone '+15:00' cannot be used. Accepted: an offset of at most 14 hours, or a name such as Europe/Berlin."
    ) == str(error.value)


def test_one_agents_messages(tmp_path: Path) -> None:
    """Picked out of a server's log by name or id; the wires of others are not there."""
    trace = read_trace(CALLBACK.with_stem("rescheduled.trace"))
    for form in ("tserver-log", "interaction-server-log"):
        path = tmp_path / f"{form}.log"
        path.write_text(log_of(trace, form), encoding="utf-8", newline="")
        center = trace.head.contact_center
        everybody = [row for row in rows(entries(path, center=center)) if row[1].startswith("Ben - ")]
        assert everybody == rows(entries(path, center=center, agent="ben"))
        assert len(everybody) > 2


def test_an_agent_whom_the_log_does_not_know() -> None:
    """Those whom it knows are listed."""
    with pytest.raises(Unknown) as error:
        read(SAMPLES / "ixn.log", agent="Zoe")
    assert "There is no agent in these logs 'Zoe'. Accepted: Website, anna." == str(error.value)


def test_a_stretch_of_time() -> None:
    """Both ends are in it; a moment without a zone is of the zone of the logs, which is said."""
    logs = read(DESKTOP, since="2026-03-02T08:00:05", until="2026-03-02T08:00:07.300+01:00", zone="+01:00")
    assert (
        ["EventInvite", "RequestAccept", "EventError"],
        "from 2026-03-02T08:00:05, to 2026-03-02T08:00:07.300+01:00",
    ) == (
        list(logs.tally.read.counts),
        logs.source.picked,
    )


def test_a_moment_that_is_none_is_refused() -> None:
    """Before anything is read."""
    with pytest.raises(BadInput) as error:
        read(DESKTOP, since="soon")
    assert (
        "--from 'soon' cannot be used. Accepted: a moment such as 2026-03-02T08:00 or 2026-03-02T08:00:30+01:00."
    ) == str(error.value)


def test_one_interaction(tmp_path: Path) -> None:
    """Whatever names it, the call that does, and their answers; a login is not about it."""
    wde = _log(tmp_path, "wde-log", "wde.log")
    found = read(wde, center=CENTER, interaction="4UR9HGNS00000001").tally.read.counts
    assert ({"EventInvite", "RequestAccept", "EventAck", "EventDialing", "EventReleased"} <= set(found)) is True
    assert {"RequestAgentLogin", "EventRegistered", "EventCurrentAgentStatus"} & set(found) == set()


def test_a_choice_that_nothing_fits_is_said() -> None:
    """It may be that there is less than was thought."""
    with pytest.raises(BadInput) as error:
        read(DESKTOP, interaction="0000000000000000")
    assert (
        "choice 'interaction 0000000000000000' cannot be used: no message in these logs fits. "
        "Accepted: less to be chosen by."
    ) == str(error.value)
