"""Writes a recording or a notebook as one HTML file, for people without Jupyter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.whole_file import write_whole
from callbook.core import BadInput
from callbook.record import read_trace

if TYPE_CHECKING:
    from rich.console import Console

_NOTEBOOK = ".ipynb"
_RECORDING = ".ndjson"


def run(console: Console, what: Path, output: Path | None, *, static: bool) -> None:
    """Write the page, and say where it is; a file that is there already is replaced once the page is whole.

    Raises:
        BadInput: when *what* is neither a recording nor a notebook, or the page cannot be written.
    """
    page = output or Path(what.name).with_suffix(".html")
    write_whole(page, _markup(console, what, static=static))
    size = page.stat().st_size / 1000
    console.print(f"{page}: {size:.0f} kB, opens in any browser, offline", markup=False, highlight=False)


def _markup(console: Console, what: Path, *, static: bool) -> str:
    from callbook.notebook import export_notebook, export_trace  # noqa: PLC0415 - only a page needs its drawing

    if what.suffix == _NOTEBOOK:
        if static:
            raise BadInput("--static", str(what), accepted="a recording; a notebook's page can be printed as it is")
        with console.status(f"running {what.name}"):
            return export_notebook(what)
    if what.suffix == _RECORDING:
        return export_trace(read_trace(what), static=static)
    raise BadInput("file", str(what), accepted=f"a recording ({_RECORDING}) or a notebook ({_NOTEBOOK})")
