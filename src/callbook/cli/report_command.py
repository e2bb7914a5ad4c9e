"""Writes the report of a run, or of the features alone, as one HTML file: for those who sign off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.whole_file import write_whole
from callbook.record import ReportContents, contents_of_features, contents_of_run, report_page, report_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console


def contents_of(run: Path, features: Sequence[Path] | None) -> ReportContents:
    """Return what a report says: of the *features* if there are any, which needs no run; else of a *run*.

    Raises:
        BadInput: there is no such run, it is not as it was written, or there are no such features.
    """
    return contents_of_features(features) if features else contents_of_run(run)


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
