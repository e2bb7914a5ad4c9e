"""A recording is played again from what came from outside alone, and the first divergence is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from tests.replay.conftest import eventful

from callbook.core.errors import BadInput, Unknown
from callbook.core.journal_entries import ActionTaken
from callbook.lab import Lab
from callbook.lab.rerun import Rerun, replay
from callbook.record.trace import head_of, read_trace, trace_of, write_trace
from callbook.record.trace.writing import plain_entry

if TYPE_CHECKING:
    from callbook.record.trace import Trace

FEATURES = Path(__file__).parents[2] / "features"
BROKEN = "placement: Done leaves the status as it was"


def test_everything_that_can_come_from_outside_is_done_again(shift: Trace) -> None:
    """Agents, contacts, administrator, operations, faults, steps; whatever was refused is refused again."""
    replayed = replay(shift)
    assert None is replayed.divergence
    assert (len(shift.entries), shift) == (replayed.compared, replayed.trace)


def test_a_file_is_as_good_as_what_is_in_memory(tmp_path: Path) -> None:
    """Written and read, the recording plays the same."""
    lab = eventful()
    write_trace(tmp_path / "x.ndjson", lab, head_of(lab))
    assert None is replay(read_trace(tmp_path / "x.ndjson")).divergence


@pytest.mark.parametrize("path", sorted(FEATURES.rglob("*.trace.ndjson")), ids=lambda path: path.name.split(".")[0])
def test_the_golden_recordings_play_as_they_were_recorded(path: Path) -> None:
    """One of each feature."""
    assert None is replay(read_trace(path)).divergence


def test_a_recording_whose_end_is_far_away() -> None:
    """Nothing is played beyond the first entry that it does not have: an offer goes round for thousands of years."""
    lab = Lab()
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    recorded = trace_of(lab)
    divergence = replay(replace(recorded, end=recorded.end + 7_000 * 365 * 86_400_000)).divergence
    assert divergence is not None
    assert (len(recorded.entries) + 1, None) == (divergence.number, divergence.expected)
    assert len(recorded.entries) + 10 > len(divergence.got)


def test_a_rule_that_was_broken_is_found(callback: Trace) -> None:
    """At the first entry that it changes, with what was recorded and what happens now."""
    divergence = replay(callback, sabotage=BROKEN).divergence
    assert divergence is not None
    assert divergence.expected is not None
    assert divergence.instead is not None
    expected, got = plain_entry(divergence.expected), plain_entry(divergence.instead)
    assert (8, 0) == tuple(each["message"]["ChangedProperties"]["callback_status"] for each in (expected, got))
    assert divergence.number == divergence.expected.number == divergence.instead.number


def test_the_divergence_is_drawn(callback: Trace) -> None:
    """What both have in common as a ladder, then both sides."""
    text = str(replay(callback, sabotage=BROKEN).divergence).splitlines()
    assert "... 26 earlier" == text[0]
    assert any(line.startswith("expected ") and line.endswith("| got") for line in text)
    assert any("callback_status: 8" in line and "callback_status: 0" in line for line in text)


def test_a_recording_that_ends_early_is_a_divergence(callback: Trace) -> None:
    """The model does more than was recorded."""
    shorter = replace(callback, entries=callback.entries[:-1])
    divergence = replay(shorter).divergence
    assert divergence is not None
    assert (None, callback.entries[-1].number) == (divergence.expected, divergence.number)


def test_a_recording_that_goes_on_is_a_divergence(callback: Trace) -> None:
    """The model does less than was recorded."""
    more = (*callback.entries, structs.replace(callback.entries[-1], number=len(callback.entries) + 1))
    divergence = replay(replace(callback, entries=more)).divergence
    assert divergence is not None
    assert (None, len(more)) == (divergence.instead, divergence.number)


def test_a_recording_that_breaks_off_is_compared_as_far_as_it_goes(callback: Trace) -> None:
    """What the model does beyond that is no divergence."""
    broken = replace(callback, entries=callback.entries[:-3], trouble="cut off")
    assert (None, len(callback.entries) - 3) == (replay(broken).divergence, replay(broken).compared)


def test_the_lab_can_be_looked_into_on_the_way(callback: Trace) -> None:
    """After each happening from outside, and after each step of the clock."""
    rerun = Rerun(callback)
    looks: list[int] = []
    rerun.watch(lambda lab: looks.append(len(lab.journal)))
    stages = [None if entry is None else entry.number for entry in rerun.stages()]
    assert [*(entry.number for entry in callback.entries if isinstance(entry, ActionTaken)), None] == stages
    assert looks == sorted(looks)
    assert len(stages) < len(looks)
    assert rerun.lab is Rerun.run(rerun) or len(callback.entries) <= len(rerun.lab.journal)


def test_an_act_that_nobody_knows_is_refused_before_anything_is_played(callback: Trace) -> None:
    """A recording of another kit may hold what this one cannot do: it says what, where, and what it could."""
    acts = [entry for entry in callback.entries if isinstance(entry, ActionTaken)]
    quake = structs.replace(acts[-1], act={"act": "earthquake", "magnitude": 6})
    entries = tuple(quake if entry is acts[-1] else entry for entry in callback.entries)
    rerun = Rerun(replace(callback, entries=entries, file="x.trace.ndjson"))
    with pytest.raises(Unknown) as error:
        next(rerun.stages())
    expected = f"There is no act 'earthquake' in x.trace.ndjson, line {quake.number + 1}. Accepted: add contact, "
    assert str(error.value).startswith(expected)
    assert [] == rerun.lab.journal.entries


@pytest.mark.parametrize("act", [{"act": "cut", "client": "Anna"}, {"act": "cut", "client": "Anna", "to": "x"}])
def test_an_act_whose_fields_do_not_fit_is_refused(callback: Trace, act: dict[str, object]) -> None:
    """One that is missing, and one that nobody knows: it says which, and which there are."""
    wrong = ActionTaken(1, callback.entries[0].at, 0, "", "cut", act)
    with pytest.raises(BadInput) as error:
        replay(replace(callback, entries=(wrong,)))
    assert str(error.value).startswith("act 'cut' 'Object ")
    assert str(error.value).endswith("in entry 1 cannot be used. Accepted: its fields: client, server, mend_after.")


def test_somebody_who_is_not_there_does_nothing(callback: Trace) -> None:
    """A contact or an agent whom the changed recording does not know: the divergence shows it."""
    at = callback.entries[0].at
    behaviour = {"kind": "busy", "after": 500, "hangs_up_after": None}
    ghost = ActionTaken(1, at, 0, "", "", {"act": "behave", "phone_number": "+447700900999", "behaviour": behaviour})
    assert 1 == getattr(replay(replace(callback, entries=(ghost,))).divergence, "number", None)
    nobody = ActionTaken(1, at, 0, "Nobody", "dial", {"act": "perform", "agent": "Nobody", "action": "dial"})
    assert 1 == getattr(replay(replace(callback, entries=(nobody,))).divergence, "number", None)


def test_there_is_no_such_sabotage(callback: Trace) -> None:
    """The names are those of `callback mutants --list`."""
    with pytest.raises(Unknown, match="There is no mutant 'nonsense'"):
        replay(callback, sabotage="nonsense")
