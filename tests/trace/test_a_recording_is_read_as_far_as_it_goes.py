"""Recordings are read entry by entry; one that breaks off says so, one that cannot be read says where and why."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from tests.trace.conftest import callback_of, every_kind
from tests.trace.validate_run import problems

from callbook.core.errors import BadInput
from callbook.core.journal_entries import MessageSent, Origin, StepEnded
from callbook.record.trace import OtherFormat, Trace, head_of, read_trace, write_trace
from callbook.record.trace.log_source import Damage, LogFile, LogSource
from callbook.record.trace.reading import TraceReader, UnknownKind
from callbook.record.trace.writing import plain_entry

if TYPE_CHECKING:
    from pathlib import Path


def _changed(path: Path, number: int, old: str, new: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def _text_of(path: Path) -> str:
    with pytest.raises(BadInput) as error:
        read_trace(path)
    return str(error.value)


def test_what_is_read_is_what_was_written(recording: Path) -> None:
    """Every kind of entry, with the same content and the same instants."""
    trace = read_trace(recording)
    lab = every_kind()
    assert [plain_entry(entry) for entry in lab.journal] == [plain_entry(entry) for entry in trace.entries]
    assert [(entry.number, entry.at, entry.cause) for entry in lab.journal] == [
        (entry.number, entry.at, entry.cause) for entry in trace.entries
    ]
    assert (lab.clock.instant, True, "") == (trace.end, trace.complete, trace.trouble)
    assert ("It is lost", lab.contact_center, lab.assumptions) == (
        trace.head.scenario,
        trace.head.contact_center,
        trace.head.assumptions,
    )


def test_messages_have_their_names(recording: Path) -> None:
    """Live or read, of a protocol or not."""
    names = ["RequestAccept", "EventError", "not of either protocol"]
    for entries in (read_trace(recording).entries, every_kind().journal.entries):
        assert names == [entry.name for entry in entries if isinstance(entry, MessageSent)]


def test_it_is_read_as_a_stream(recording: Path) -> None:
    """The head is there before any entry is; the end is known only behind the last."""
    reader = TraceReader(recording)
    assert ("It is lost", False) == (reader.head.scenario, reader.complete)
    assert 1 == next(iter(reader)).number
    assert (None, False) == (reader.end, reader.complete)


def test_a_last_line_that_is_cut_off_is_told(recording: Path) -> None:
    """All whole lines are read, and the trouble names the line."""
    whole = recording.read_bytes().splitlines(keepends=True)
    recording.write_bytes(b"".join(whole[:5]) + whole[5][:20])
    trace = read_trace(recording)
    assert (4, "line 6 is cut off: the recording breaks off there") == (len(trace.entries), trace.trouble)
    assert (False, trace.entries[-1].at) == (trace.complete, trace.end)


def test_a_last_line_that_is_missing_is_told(recording: Path) -> None:
    """The file ends with a whole entry: only the count at the end could have told that all is there."""
    whole = recording.read_bytes().splitlines(keepends=True)
    recording.write_bytes(b"".join(whole[:6]))
    trace = read_trace(recording)
    assert (5, "the last line is missing: the recording breaks off after entry 5") == (
        len(trace.entries),
        trace.trouble,
    )


def test_nothing_behind_the_head_is_told(recording: Path) -> None:
    """A run that was killed at once leaves a recording without entries."""
    recording.write_bytes(recording.read_bytes().splitlines(keepends=True)[0])
    trace = read_trace(recording)
    assert ((), 0, "the last line is missing: the recording breaks off after entry 0") == (
        trace.entries,
        trace.end,
        trace.trouble,
    )


def test_a_wrong_count_is_told(recording: Path) -> None:
    """Somebody has taken lines out and numbered the rest anew."""
    count = len(recording.read_bytes().splitlines()) - 2
    _changed(recording, count + 2, f'"entries":{count}', '"entries":90')
    assert f"the last line counts 90 entries, there are {count}" == read_trace(recording).trouble


@pytest.mark.parametrize(
    ("given", "way_out"),
    [
        (3, "Update it (pip install --upgrade callbook), or record again with this one."),
        (1, "Record again with this one: what format 1 held cannot be played again."),
    ],
)
def test_another_format_is_refused(recording: Path, given: int, way_out: str) -> None:
    """Whoever gets such a recording learns who wrote it and what to do, whatever fields are new in it."""
    name = _changed(recording, 1, f'"format":2,"kit":"{version("callbook")}"', f'"format":{given},"kit":"9.0","new":1')
    with pytest.raises(OtherFormat) as error:
        read_trace(recording)
    assert (
        f"The recording {name!r} has the format {given}, written by Callbook 9.0; this Callbook reads format 2. "
        f"{way_out}"
    ) == str(error.value)
    assert (given, "9.0") == (error.value.format, error.value.kit)


def test_a_kind_that_nobody_knows_is_named(recording: Path) -> None:
    """A later kit may write what this one cannot read, in the same format: it says what, and in which line."""
    name = _changed(recording, 4, '"kind":"message"', '"kind":"gesture"')
    with pytest.raises(UnknownKind) as error:
        read_trace(recording)
    assert (
        f"The recording {name!r} has an entry of the kind 'gesture' in line 4, which this Callbook does not know. "
        "Update it: pip install --upgrade callbook"
    ) == str(error.value)


def test_what_somebody_else_s_log_said_stands_beside_an_entry(tmp_path: Path) -> None:
    """Where it was read, what was filled in, masked or has no place: it survives being written and read."""
    origin = Origin(
        file=0, line=17, filled=("ReferenceId",), masked=("UserData.pin",), unknown={"Extra": [1]}, damaged="cut off"
    )
    lab = every_kind()
    lab.journal.entries[2] = structs.replace(lab.journal.entries[2], origin=origin)
    write_trace(tmp_path / "x.ndjson", lab, head_of(lab))
    back = read_trace(tmp_path / "x.ndjson").entries
    assert (origin, None) == (back[2].origin, back[1].origin)


def test_the_first_line_says_which_logs_a_recording_was_read_in(tmp_path: Path) -> None:
    """Files, damage and whether people can be known by it; of a lab's own recording nothing is written."""
    log = LogSource(
        files=(LogFile(name="wde.log", kind="wde", application="InteractionWorkspace", zone="+01:00", skew=-20),),
        spans=(Damage(file=0, first_line=7, last_line=0, why="cut off"),),
        picked="the agent anna",
    )
    path, lab = tmp_path / "x.ndjson", every_kind()
    write_trace(path, lab, structs.replace(head_of(lab), log=log))
    assert (log, []) == (read_trace(path).head.log, list(problems(iter([path]))))
    write_trace(path, lab, head_of(lab))
    first = path.read_bytes().splitlines()[0]
    assert (None, False) == (read_trace(path).head.log, b'"log"' in first)


@pytest.mark.parametrize("text", ["", "no JSON\n", "[]\n", '{"kind":"step"}\n', '{"kind":"trace","format":"1"}\n'])
def test_what_is_no_recording_is_refused(tmp_path: Path, text: str) -> None:
    """Whatever else the file may be."""
    path = tmp_path / "y.ndjson"
    path.write_text(text, encoding="utf-8")
    assert (
        f"recording {str(path)!r} in line 1 cannot be used. "
        "Accepted: a recording of Callbook: NDJSON whose first line has the kind 'trace'."
    ) == _text_of(path)


def test_a_head_that_lacks_something_is_refused(recording: Path) -> None:
    """The reason names the field."""
    name = _changed(recording, 1, '"seed":7,', "")
    assert (
        f"recording {name!r} in line 1: Object missing required field `seed` cannot be used. "
        "Accepted: what Callbook wrote, unchanged."
    ) == _text_of(recording)


def test_a_line_in_the_middle_that_cannot_be_read_is_refused(recording: Path) -> None:
    """The reason names the line and the field."""
    name = _changed(recording, 4, '"wire":"w"', '"wire":7')
    assert (
        f"recording {name!r} in line 4: Expected `str`, got `int` - at `$.wire` cannot be used. "
        "Accepted: what Callbook wrote, unchanged."
    ) == _text_of(recording)


_MOMENT = "ISO 8601 with its zone, within the years 1 to 9999"


@pytest.mark.parametrize(
    ("number", "old", "new", "why"),
    [
        (4, b'"wire":"w"', b'"wire":"\xff"', "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        (
            4,
            b'"message":{',
            b'"message":' + b'{"a":' * 100_000,
            "maximum recursion depth exceeded while deserializing an object",
        ),
        (4, b'"at":"2026', b'"at":"99999', f"moment '99999-03-02T08:00:00.000+00:00' is not {_MOMENT}"),
        (4, b'T08:00:00.000+00:00"', b'"', f"moment '2026-03-02' is not {_MOMENT}"),
        (6, b'"since":"2026-03-02', b'"since":"soon', f"moment 'soonT08:00:00.000+00:00' is not {_MOMENT}"),
        (
            -1,
            b'"at":"2026-03-02T08:00:00.250+00:00"',
            b'"at":"0001-01-01T00:00+05:00"',
            f"moment '0001-01-01T00:00+05:00' is not {_MOMENT}",
        ),
        (1, b'"start":"2026', b'"start":"99999', f"moment '99999-03-02T08:00:00.000+00:00' is not {_MOMENT}"),
        (4, b'"protocol":"Open Media",', b"", "a message without its protocol or its name"),
        (4, b'"message":"RequestAccept"', b'"message":7', "a message without its protocol or its name"),
        (
            4,
            b'"message":{',
            b'"message":[{}],"origin":{"file":0,"line":1,',
            "a message without its protocol or its name",
        ),
    ],
    ids=["bad UTF-8", "deep", "year", "no zone", "since", "end", "start", "no protocol", "no name", "no message"],
)
def test_a_damaged_line_is_named(recording: Path, number: int, old: bytes, new: bytes, why: str) -> None:
    """Bytes that are no text, what is nested without end, moments that are none: never a traceback."""
    lines = recording.read_bytes().splitlines(keepends=True)
    at = number - 1 if number > 0 else number
    assert old in lines[at]
    lines[at] = lines[at].replace(old, new, 1)
    recording.write_bytes(b"".join(lines))
    assert (
        f"recording {str(recording)!r} in line {at % len(lines) + 1}: {why} cannot be used. "
        "Accepted: what Callbook wrote, unchanged."
    ) == _text_of(recording)


def test_a_head_that_is_no_text_is_refused(recording: Path) -> None:
    """As what is no recording is."""
    recording.write_bytes(recording.read_bytes().replace(b'"It is lost"', b'"\xff"', 1))
    assert "in line 1 cannot be used. Accepted: a recording of Callbook" in _text_of(recording)


def test_a_gap_is_refused(recording: Path) -> None:
    """An entry that is not the next one: causes would lead astray."""
    name = _changed(recording, 4, '"number":3', '"number":4')
    assert (
        f"recording {name!r} in line 4: entry 4 stands where 3 should cannot be used. "
        "Accepted: what Callbook wrote, unchanged."
    ) == _text_of(recording)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With the system's own reason."""
    path = tmp_path / "nowhere.ndjson"
    assert (
        f"recording {str(path)!r} cannot be used. Accepted: a file that can be read (No such file or directory)."
    ) == _text_of(path)


def test_an_entry_is_found_by_its_number(played: Trace) -> None:
    """And nothing else is."""
    assert 5 == played.entry(5).number
    for number in (0, len(played.entries) + 1):
        with pytest.raises(BadInput, match=f"a number from 1 to {len(played.entries)}"):
            played.entry(number)


def test_a_recording_knows_its_steps_and_its_failure(recording: Path, played: Trace) -> None:
    """The steps in their order, and the end of the one that failed."""
    trace = read_trace(recording)
    assert ["Anna accepts"] == [step.text for step in trace.steps]
    assert StepEnded(6, trace.end, 1, 1, "failed", "expected this, got that") == trace.failure
    assert ((), None) == (played.steps, played.failure)


def test_a_recording_has_a_name(tmp_path: Path, played: Trace) -> None:
    """Its scenario, or its feature, or none."""
    lab = callback_of("Maria")
    path = tmp_path / "x.ndjson"
    write_trace(path, lab, head_of(lab, feature="x.feature"))
    assert ["Anna talks to Maria", "x.feature"] == [played.name, read_trace(path).name]
    write_trace(path, lab, head_of(lab))
    assert "a recording" == read_trace(path).name
