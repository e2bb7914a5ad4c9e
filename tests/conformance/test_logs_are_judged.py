"""Golden recordings, written as logs and read again: judged as before, wherever a log has its lines."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.conformance.damaged import configures, goldens, messages_of, without

from callbook.configuration import patched
from callbook.core import ActionTaken, Assumptions, BadInput, MessageSent
from callbook.logs import ImportRequest, LogImport, log_of
from callbook.logs.exporting import LOG_FORMS
from callbook.record import Trace
from callbook.verification import Verdict, conform
from callbook.verification.conformance.deviations import DEVIATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.verification import Conformance
    from callbook.verification.conformance.deviations import Deviation

SEED = 20260302
KEPT = [each for each in goldens() if messages_of(each)]
SEEN_BY_DESKTOP = [each for each in DEVIATIONS if not each.unseeable]


def configured(trace: Trace) -> ContactCenter:
    """Return the contact centre at the end of a recording."""
    center = trace.head.contact_center
    for entry in trace.entries:
        if isinstance(entry, ActionTaken) and configures(entry):
            center = patched(center, cast("dict[str, Any]", entry.act)["patch"])
    return center


def read_again(trace: Trace, form: str, folder: Path, encoding: str = "utf-8", agent: str = "Anna") -> Trace | None:
    """Return what is read of a recording that was written as a log; None where such a log would hold nothing."""
    log = folder / f"{form}.20260302_080000_000.log"
    center = configured(trace)
    try:
        text = log_of(trace, form, agent if form == "wde-log" else "")
        log.write_text(text.removeprefix("\ufeff"), encoding=encoding)
        logs = LogImport(ImportRequest(paths=(log,), center=center))
        entries = tuple(logs.entries())
    except BadInput:
        return None
    return Trace(logs.head(), entries, logs.last)


def judged(trace: Trace) -> Conformance:
    """Return what is said of a log."""
    return conform(trace, assumptions=Assumptions())


@pytest.mark.parametrize("form", LOG_FORMS)
def test_a_golden_recording_conforms_as_a_log(form: str, tmp_path: Path) -> None:
    """Of a desktop or of a server, with nearly as much judged."""
    found = Counter[Verdict]()
    for trace in KEPT:
        again = read_again(trace, form, tmp_path)
        if again is not None:
            findings = judged(again).findings
            assert [str(each) for each in findings if each.verdict is Verdict.VIOLATES] == []
            found.update(each.verdict for each in findings)
    assert found[Verdict.CONFORMS] >= 40
    assert found[Verdict.UNJUDGED] <= 0.05 * sum(found.values())


@pytest.mark.parametrize("form", LOG_FORMS)
def test_nor_does_it_violate_anything_with_messages_lost(form: str, tmp_path: Path) -> None:
    """Whole blocks are missing in the log."""
    chance = Random(SEED)  # noqa: S311 - chance, and no secret
    for trace in KEPT[::4]:
        for lost in chance.sample(messages_of(trace), 2):
            again = read_again(without(trace, [lost.number]), form, tmp_path)
            assert again is None or judged(again).of(Verdict.VIOLATES) == ()


def test_the_encoding_of_a_log_says_nothing_of_a_desktop(tmp_path: Path) -> None:
    """Windows writes UTF-16 and its own code page."""
    trace = next(each for each in KEPT if "from_form_to_done" in each.head.feature)
    counts = list[dict[str, str]]()
    for encoding in ("utf-8", "utf-16", "cp1252"):
        again = read_again(trace, "wde-log", tmp_path, encoding)
        assert again is not None
        counts.append({clause: str(verdict) for clause, verdict in judged(again).clauses.items()})
    assert counts[0] == counts[1] == counts[2]
    assert len(counts[0]) > 12


@pytest.mark.parametrize("row", SEEN_BY_DESKTOP, ids=lambda row: row.name)
def test_a_deviation_is_found_at_its_line(row: Deviation, tmp_path: Path) -> None:
    """Every row of the table that a recording shows."""
    trace = row.recording()
    log = tmp_path / "wde.20260302_080000_000.log"
    log.write_text(log_of(trace, "wde-log", "Anna"), encoding="utf-8")
    logs = LogImport(ImportRequest(paths=(log,), center=row.judged_by))
    entries = tuple(logs.entries())
    found = row.found(Trace(logs.head(), entries, logs.last))
    assert found is not None
    assert found.clause == row.clause
    expected = row.found(trace)
    assert expected is not None
    shown = trace.entry(expected.place.entry)
    assert isinstance(shown, MessageSent)
    line = log.read_text(encoding="utf-8-sig").splitlines()[found.place.line - 1 : found.place.line + 1]
    assert (found.place.file, f"'{shown.name}'" in "".join(line)) == (log.name, True)
