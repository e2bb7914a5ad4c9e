"""What a server's log says of its zone and its day, in its header, in a check point and in the true times of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.logs.conftest import entries, read

from callbook.core import moment_of

if TYPE_CHECKING:
    from pathlib import Path

EVENT = "@08:00:00.1000 [0] 8.1 distribute_event: message EventRegistered\n\tAttributeThisDN\t'1001'\n"
LOCAL = "Local time:       2026-07-02T08:00:00.000\n"


@pytest.mark.parametrize(
    ("header", "zone", "moment"),
    [
        (LOCAL + "Time zone:        -3600, CET, CEST\n", "UTC+01:00", "2026-07-02 07:00"),
        (LOCAL + "Start time (UTC): 2026-07-02T06:00:00.000\nTime zone:        -3600, CET, CEST\n", "UTC+02:00",
         "2026-07-02 06:00"),
        (LOCAL + "Time zone:        -99999, X\n", "UTC", "2026-07-02 08:00"),
        (LOCAL + "Start time (UTC): 2026-99-99T06:00:00.000\nTime zone:        18000, EST\n", "UTC-05:00",
         "2026-07-02 13:00"),
        ("08:00:00.000 Trc 04120 Check point 2026-07-02T08:00:00\n", "UTC", "2026-07-02 08:00"),
        ("Local time:       2026-99-99T08:00:00.000\n08:00:00.000 Trc 04120 Check point 2026-07-03T08:00:00\n", "UTC",
         "2026-07-03 08:00"),
    ],
)  # fmt: skip
def test_a_header(tmp_path: Path, header: str, zone: str, moment: str) -> None:
    """The seconds of a zone count westwards; where local time and UTC say so, it is summer there."""
    log = tmp_path / "sip.log"
    log.write_text(f"{header}\n{EVENT}", encoding="utf-8")
    assert (zone, moment) == (read(log).source.files[0].zone, f"{moment_of(entries(log)[0].at):%Y-%m-%d %H:%M}")


def test_the_true_time_of_an_event(tmp_path: Path) -> None:
    """Without a header it says day and zone alike."""
    log = tmp_path / "sip.log"
    log.write_text(f"{EVENT}\tAttributeTimeinSecs\t1782972000 (08:00:00)\n", encoding="utf-8")
    assert ("UTC+02:00", "2026-07-02 06:00") == (
        read(log).source.files[0].zone,
        f"{moment_of(entries(log)[0].at):%Y-%m-%d %H:%M}",
    )


def test_segments_of_two_days(tmp_path: Path) -> None:
    """Each begins with the day of its name."""
    for day in (2, 4):
        (tmp_path / f"sip.2026070{day}_080000_000.log").write_text(EVENT, encoding="utf-8")
    found = entries(tmp_path)
    assert ["2026-07-02", "2026-07-04"] == [f"{moment_of(each.at):%Y-%m-%d}" for each in found]


def test_a_log_without_its_end(tmp_path: Path) -> None:
    """The last record may lack attributes: it is damaged, and so is the log behind it."""
    log = tmp_path / "sip.20260702_080000_000.log"
    log.write_text(EVENT + EVENT.rstrip("\n"), encoding="utf-8")
    found, spans = entries(log), read(log).source.spans
    assert ["", "the log breaks off within it"] == [each.origin.damaged for each in found if each.origin]
    assert [("line 3: the log breaks off within a message", 1, 0)] == [
        (span.why, span.first_line, span.last_line) for span in spans
    ]
