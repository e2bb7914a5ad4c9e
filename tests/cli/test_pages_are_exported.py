"""`callbook export` writes one HTML file: from a recording or a notebook, and nothing half done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.lab import Lab
from callbook.record import read_trace, sip_capture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

RECORDING = Path(__file__).parents[2] / "features" / "flows" / "a_callback_from_form_to_done.trace.ndjson"
NOT_WRITTEN = (
    "--output 'no/such/folder.html' cannot be used. Accepted: a file that can be written (No such file or directory)."
)

NO_TELEPHONE = (
    f"recording '{RECORDING}' cannot be used: no telephone of somebody's own was there, so nothing went over a "
    "network. Accepted: one of `callbook serve --sip`, in which a telephone has registered."
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_recording_becomes_a_page(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """Named after it, in this folder; the scenario stands in it, and nothing of the half-written file is left."""
    printed = callbook("export", str(RECORDING))
    page = tmp_path / "a_callback_from_form_to_done.trace.html"
    assert [page] == list(tmp_path.iterdir())
    size = page.stat().st_size / 1000
    assert (0, f"{page.name}: {size:.0f} kB, opens in any browser, offline\n") == (printed.code, printed.out)
    assert "<h1>Maria wants to be called, and Anna calls her</h1>" in page.read_text(encoding="utf-8")


def test_a_still_has_no_player(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """For print and PDF: no script at all."""
    assert 0 == callbook("export", str(RECORDING), "--static", "--output", "still.html").code
    assert "<script" not in (tmp_path / "still.html").read_text(encoding="utf-8")
    assert 0 == callbook("export", str(RECORDING), "--output", "still.html").code
    assert "<script" in (tmp_path / "still.html").read_text(encoding="utf-8")


def test_a_notebook_becomes_a_page(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """It is run first, and its output stands in the page."""
    title: dict[str, object] = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Sums"}
    sums: dict[str, object] = {"cell_type": "code", "id": "sums", "metadata": {}, "source": "print(6 * 7)"}
    cells: list[dict[str, object]] = [title, {**sums, "outputs": [], "execution_count": None}]
    notebook: dict[str, object] = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "sums.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert 0 == callbook("export", "sums.ipynb").code
    page = (tmp_path / "sums.html").read_text(encoding="utf-8")
    assert ("<h1>Sums</h1>" in page, "42" in page) == (True, True)


def test_what_telephones_sent_becomes_a_capture(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """The file is raw IP; how many messages are in it is said."""
    lab = Lab()
    for text in ("OPTIONS sip:h SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n"):
        lab.journal.sip("SIP Server", "Anna's telephone", "UDP", "127.0.0.1:5060", "127.0.0.1:6000", text)
    lab.write(tmp_path / "x.ndjson")
    printed = callbook("export", "x.ndjson", "--pcap", "x.pcap")
    assert (0, "x.pcap: 2 messages of SIP, opens in Wireshark and sngrep\n") == (printed.code, printed.out)
    assert sip_capture(read_trace(tmp_path / "x.ndjson")) == (tmp_path / "x.pcap").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            (str(RECORDING), "--pcap", "x.pcap"),
            NO_TELEPHONE,
        ),
        (("x.txt",), "file 'x.txt' cannot be used. Accepted: a recording (.ndjson) or a notebook (.ipynb)."),
        (
            ("x.ipynb", "--static"),
            "--static 'x.ipynb' cannot be used. Accepted: a recording; a notebook's page can be printed as it is.",
        ),
        (
            (str(RECORDING), "--output", "no/such/folder.html"),
            NOT_WRITTEN,
        ),
    ],
)
def test_what_cannot_be_exported_is_refused(
    callbook: Callable[..., Printed], tmp_path: Path, arguments: tuple[str, ...], text: str
) -> None:
    """One line, and no file."""
    printed = callbook("export", *arguments)
    assert (2, f"callbook: {text}\n", []) == (printed.code, printed.err, list(tmp_path.iterdir()))
