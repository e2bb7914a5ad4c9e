"""Writes a recording or a notebook as one HTML file, for people without Jupyter; a recording as a log or a capture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.cli.whole_file import write_whole
from callbook.core import BadInput, counted
from callbook.logs import log_of
from callbook.record import read_trace, sip_capture, sip_messages

if TYPE_CHECKING:
    from rich.console import Console

_NOTEBOOK = ".ipynb"
_RECORDING = ".ndjson"


@dataclass(frozen=True, slots=True)
class LogForm:
    """Which log a recording becomes; each attribute is an option of the command."""

    form: str
    agent: str
    zone: str


def run(console: Console, what: Path, output: Path | None, *, static: bool) -> None:
    """Write the page, and say where it is; a file that is there already is replaced once the page is whole.

    Raises:
        BadInput: when *what* is neither a recording nor a notebook, or the page cannot be written.
    """
    page = output or Path(what.name).with_suffix(".html")
    write_whole(page, _markup(console, what, static=static))
    size = page.stat().st_size / 1000
    console.print(f"{page}: {size:.0f} kB, opens in any browser, offline", markup=False, highlight=False)


def write_log(console: Console, what: Path, output: Path | None, wanted: LogForm) -> None:
    """Write a recording in the form of a log, and say where it is.

    Raises:
        BadInput: *what* is no recording, nothing of it stands in such a log, or the log cannot be written.
    """
    text = log_of(read_trace(what), wanted.form, wanted.agent, wanted.zone)
    path = output or Path(what.name).with_suffix(f".{wanted.form.removesuffix('-log')}.log")
    write_whole(path, text)
    console.print(f"{path}: {text.count(chr(10))} lines", markup=False, highlight=False)


def write_capture(console: Console, what: Path, capture: Path) -> None:
    """Write the messages of SIP in a recording as a capture of a network, and say where it is.

    Raises:
        BadInput: *what* is no recording, no telephone was there, or the capture cannot be written.
    """
    trace = read_trace(what)
    write_whole(capture, sip_capture(trace), what="--pcap")
    messages = counted(len(sip_messages(trace)), "message")
    console.print(f"{capture}: {messages} of SIP, opens in Wireshark and sngrep", markup=False, highlight=False)


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
