"""A log of twice the length takes twice the work at most, counted in bytes and calls, by no clock."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.logs.conftest import CALLBACK, SAMPLES

from callbook.core import BadInput
from callbook.logs.blocks import Finder
from callbook.logs.exporting import log_of
from callbook.logs.grammar import WDE
from callbook.logs.importing import ImportRequest, LogImport
from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

FORMS = ("wde-log", "tserver-log", "interaction-server-log")
OFTEN = 10
MOST = 2.2
"""So much more work is twice the log, with what a beginning costs left out."""


def _calls(work: Callable[[], object]) -> int:
    """Return how many functions, Python's and C's, were called."""
    counted = Counter[str]()

    def note(_frame: object, event: str, _argument: object) -> None:
        counted[event] += 1

    before: Any = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted["call"] + counted["c_call"]


def _import(path: Path, agent: str = "") -> int:
    """Return how many calls it takes to read a log; one that holds no message takes them, too."""

    def work() -> None:
        try:
            for _ in LogImport(ImportRequest(paths=(path,), agent=agent, zone="UTC")).entries():
                pass
        except BadInput:
            pass

    return _calls(work)


def _grows(path: Path, texts: Callable[[int], str], agent: str = "") -> tuple[int, int]:
    """Return how much more work a text and twice the text are than none of it."""
    work: list[int] = []
    for times in (0, OFTEN, 2 * OFTEN):
        path.write_text(texts(times), encoding="utf-8", newline="")
        _import(path, agent)  # what is read for the first time is remembered
        work.append(_import(path, agent))
    return work[1] - work[0], work[2] - work[0]


@pytest.mark.parametrize("agent", ["", "anna"])
@pytest.mark.parametrize("form", FORMS)
def test_twice_the_messages(form: str, agent: str, tmp_path: Path) -> None:
    """All of them, or one agent's."""
    text = log_of(read_trace(CALLBACK), form, zone="UTC").removeprefix("\ufeff")
    once, twice = _grows(tmp_path / "x.20260302_080000_000.log", lambda times: text * (1 + times), agent)
    assert 1.8 * once < twice < MOST * once


HEAD = "2026-03-02 08:00:05,000 WDE DEBUG [7] - Proxy got message 'EventInvite' ('1')\nmessage attributes:\n"
FEW = 20
"""Calls that chance decides: what is in a cache."""
BAD = {
    "a text that never ends": ("attr_user_data [bstr] = KVList: \n\t\t'a' [str] = \"", "more of it\n"),
    "lists in lists": ("attr_user_data [bstr] = KVList: \n", "\t\t'a' [list] = KVList: \n"),
    "heads without a record": ("", " - Proxy got message '"),
    "records without an attribute": ("", HEAD),
    "stamps that no calendar has": ("", HEAD.replace("2026-03-02", "2026-13-32")),
    "one long line": ('attr_itx_id [str] = "', "x"),
    "quotes": ("", "\"'"),
}


@pytest.mark.parametrize("case", BAD)
def test_twice_of_what_is_damaged(case: str, tmp_path: Path) -> None:
    """Nothing makes reading start anew again and again."""
    begin, again = BAD[case]
    text = (SAMPLES / "wde.20260302_080000_000.log").read_text(encoding="utf-8-sig") + HEAD + begin
    once, twice = _grows(tmp_path / "x.log", lambda times: text + again * 10 * times + "\n")
    assert twice <= MOST * once + FEW


def test_a_line_is_tried_once_for_each_form() -> None:
    """However often it has what a record may begin with; its end is looked for once more when the log has ended."""
    tried = Counter[str]()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        tried[frame.f_code.co_name] += event == "call"

    before: Any = sys.getprofile()
    sys.setprofile(note)
    try:
        blocks = list(Finder(WDE).blocks([b" - Proxy got message ' - Sending message to " * 1_000]))
    finally:
        sys.setprofile(before)
    assert ([], 3, 2) == (blocks, tried["_end"], tried["_block"])


def test_each_byte_is_read_once(tmp_path: Path) -> None:
    """Apart from the beginning, by which a log is known, and from which it is learned whose desktop it is."""
    path = tmp_path / "sip.20260302_080000_000.log"
    path.write_text(log_of(read_trace(CALLBACK), "tserver-log", zone="UTC") * 250, encoding="utf-8", newline="")
    logs = LogImport(ImportRequest(paths=(path,), zone="UTC"))
    [segment] = logs.segments
    taken = [0]
    opened = segment.text.open

    class Counting:
        """A file that counts what is taken of it."""

        def __init__(self, file: Any) -> None:  # noqa: ANN401 - any file
            self._file = file

        def read1(self, size: int) -> bytes:
            """Give the next bytes."""
            part: bytes = self._file.read1(size)
            taken[0] += len(part)
            return part

    segment.text.open = lambda stack: Counting(opened(stack))  # type: ignore[assignment,return-value]
    assert sum(1 for _ in logs.entries()) == 2_500
    assert path.stat().st_size > 1 << 20
    assert taken == [path.stat().st_size]
