"""Writes the report of a run, or of the features alone, as one HTML file: for those who sign off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callbook.cli.whole_file import write_whole
from callbook.core import BadInput
from callbook.record import (
    ReportContents,
    contents_of_features,
    contents_of_run,
    earlier_report,
    read_decisions,
    report_page,
    report_summary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console


_MOST_DIGITS: Final = 11
"""Of seconds since 1970: up to the year 5138."""


def contents_of(
    run: Path, features: Sequence[Path] | None, since: Path | None = None, everywhere: Path | None = None
) -> ReportContents:
    """Return what a report says: of the *features* if there are any, which needs no run; else of a *run*.

    Args:
        run: its folder, or the stream in it.
        features: files or folders.
        since: an earlier report that it is held against.
        everywhere: what `callbook everywhere --json` has printed.

    Raises:
        BadInput: there is no such run, it is not as it was written, or there are no such features; there is nothing
            to hold it against; nothing was decided in what *everywhere* names; or SOURCE_DATE_EPOCH is no moment.
    """
    decisions = None if everywhere is None else read_decisions(everywhere, where="--everywhere")
    if features:
        if since is not None:
            accepted = "it only with a run: features alone have not ended in any way"
            raise BadInput("earlier report", str(since), where="--since, with --features", accepted=accepted)
        return contents_of_features(features, decisions=decisions)
    earlier = None if since is None else earlier_report(since)
    epoch = _epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
    return contents_of_run(run, earlier=earlier, epoch=epoch, decisions=decisions)


def _epoch(given: str) -> int | None:
    """Return the moment that whoever wants the same bytes again says that it is (reproducible-builds.org)."""
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS):
        accepted = f"seconds since 1970, up to {_MOST_DIGITS} digits"
        raise BadInput("SOURCE_DATE_EPOCH", given, where="the environment", accepted=accepted)
    return int(given)


def write(console: Console, contents: ReportContents, output: Path, title: str) -> None:
    """Write the report, and say where it is and what it counts.

    Args:
        console: where to print.
        contents: what it says.
        output: the page; one that is there already is replaced once the new one is whole.
        title: of the page; without one, the report says what it is of.

    Raises:
        BadInput: the page cannot be written.
    """
    of_what = "Acceptance report" if contents.ran else "Specification"
    write_whole(output, report_page(contents, title or of_what))
    size = output.stat().st_size / 1000
    line = f"{output}: {report_summary(contents)}; {size:.0f} kB, opens in any browser, offline"
    console.print(line, markup=False, highlight=False, soft_wrap=True)
