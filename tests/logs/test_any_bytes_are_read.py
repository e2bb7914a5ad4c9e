"""Whatever bytes a log has, an import gives a result or says in one clear line why not; never anything else."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logs.conftest import SAMPLES

from callbook.core import BadInput
from callbook.logs.explaining import explained
from callbook.logs.importing import ImportRequest, LogImport
from callbook.logs.learning import proposed_names
from callbook.logs.names import shipped_names
from callbook.logs.recording import write_import
from callbook.record import read_trace

pytestmark = pytest.mark.hypothesis

LOGS = tuple(path.read_bytes() for path in sorted(SAMPLES.glob("*.log")))
PIECES = (
    b"\n", b"\t", b'"', b"'", b"\t\t'", b' [str] = "', b" [bstr] = KVList: \n", b"\x00", b"\xff\xfe", b"\xe9",
    b"(list)",
    b"2026-03-02 08:00:00,000 ", b"@99:99:99.9999 ", b"message attributes:\n", b"Check point 2026-13-01T",
    b" - Proxy got message '", b"distribute_event: message EventError", b"4294967295", b"99999999999999999999", b"****",
    b"AttributeTimeinSecs\t9999999999 (23:59:59)", b"attr_interactions [bstr] = KVList: \n\t\t'1' [list] = \n", b"\r\n",
    b"AttributeEventSequenceNumber\tffffffffffffffff", b"Time zone:  -99999", b"Local time: 9999-99-99T99:99:99",
)  # fmt: skip
"""What a log is made of, and what it should never hold."""


def _damaged(log: bytes, places: list[tuple[int, int, int]]) -> bytes:
    for place, piece, cut in places:
        at = place % (len(log) + 1)
        log = log[:at] + PIECES[piece % len(PIECES)] + log[at + cut :]
    return log


damage = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 100), st.integers(0, 40)), max_size=8)
damaged_logs = st.builds(_damaged, st.sampled_from(LOGS), damage)
any_bytes = st.one_of(
    st.binary(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join),
    damaged_logs,
    damaged_logs.map(gzip.compress),
    damaged_logs.map(lambda log: gzip.compress(log)[:-20]),
    damaged_logs.map(lambda log: log.decode("latin-1").encode("utf-16")),
)


def _read(content: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        log, to = Path(folder, name), Path(folder, "x.ndjson")
        log.write_bytes(content)
        try:
            logs = LogImport(ImportRequest(paths=(log,)))
            write_import(to, logs)
            assert logs.count == len(read_trace(to).entries)
            write_import(to, LogImport(ImportRequest(paths=(log,))), b"a key of sixteen characters")
            assert logs.count == len(read_trace(to).entries)
            said = log.name
        except BadInput as error:
            said = str(error)
        assert "\n" not in said
        assert any(part in said for part in (log.name, "--anonymize"))


@given(any_bytes)
def test_any_bytes_give_a_result_or_an_error(content: bytes) -> None:
    """A recording that can be read again, of which an anonymous one can be made; or an error that names the file."""
    _read(content, "x.20260302_080000_000.log")


@given(damaged_logs)
def test_an_archive_of_any_bytes(content: bytes) -> None:
    """Whole, and with its middle missing."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("x.log", content)
    whole = packed.getvalue()
    _read(whole, "x.zip")
    _read(whole[: len(whole) // 2] + whole[len(whole) // 2 + 5 :], "x.zip")


@given(damaged_logs, st.integers(-1, 100))
def test_any_line_is_explained_and_any_log_learned_from(content: bytes, line: int) -> None:
    """Or it is said why not."""
    with TemporaryDirectory() as folder:
        log = Path(folder, "x.log")
        log.write_bytes(content)
        try:
            assert list(explained(log, line, shipped_names(), None))
            assert proposed_names(log, None)[0].startswith("# Proposed")
            said = "x.log"
        except BadInput as error:
            said = str(error)
        assert "x.log" in said
