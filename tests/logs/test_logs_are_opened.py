"""Logs are opened as they lie: packed, in archives, in whatever encoding; what blows up or breaks off is said."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.logs.conftest import SAMPLES, entries, read, rows

from callbook.core import BadInput
from callbook.logs.opening import CHUNK, LogText

if TYPE_CHECKING:
    from pathlib import Path

DESKTOP = SAMPLES / "wde.20260302_080000_000.log"
TEXT = DESKTOP.read_text(encoding="utf-8-sig")


def _error(*paths: Path, most: int | None = None) -> str:
    with pytest.raises(BadInput) as error:
        read(*paths, **({} if most is None else {"most": most}))
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    """The same messages as of the original, also where UTF-16 has no mark, and lines end as on Windows."""
    log = tmp_path / DESKTOP.name
    log.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert rows(entries(DESKTOP)) == rows(entries(log))


def test_windows_1252_between_utf_8(tmp_path: Path) -> None:
    """Each value is read as what it is, and it is said that there are both."""
    log = tmp_path / DESKTOP.name
    log.write_bytes(TEXT.replace("Monday", "Müdigkeit").encode("cp1252").replace(b"Claims", "Größe".encode()))
    logs = read(log)
    assert [f"{log.name}: some of it is Windows-1252 and the rest UTF-8; both were read"] == logs.tally.notes
    assert "Müdigkeit" in str(entries(log)[2].message)


def test_gzip(tmp_path: Path) -> None:
    """Under the name that it had before."""
    log = tmp_path / f"{DESKTOP.name}.gz"
    log.write_bytes(gzip.compress(TEXT.encode()))
    logs = read(log)
    assert (7, DESKTOP.name) == (logs.count, logs.source.files[0].name)


def test_gzip_that_breaks_off(tmp_path: Path) -> None:
    """As far as it goes: a partial result, and the damage is in the recording."""
    log = tmp_path / "wde.log.gz"
    packed = gzip.compress(TEXT.encode(), compresslevel=0)
    log.write_bytes(packed[: len(packed) - 400])
    logs = read(log)
    assert 7 == logs.count
    assert ["line 64: the log breaks off within a message", "the archive breaks off or is damaged"] == [
        span.why.partition(" (")[0] for span in logs.source.spans
    ]


def test_a_zip_archive(tmp_path: Path) -> None:
    """Each member is a log; an archive in it is passed over, and so is what is no log."""
    archive = tmp_path / "logs.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(DESKTOP, f"desk/{DESKTOP.name}")
        file.write(SAMPLES / "sip.log", "sip.log")
        file.writestr("notes.txt", "nothing")
        file.writestr("inner.zip", b"PK\x03\x04")
        file.mkdir("empty")
    logs = read(archive)
    passed = "passed over, it is no log of a known kind, or an archive in an archive"
    assert [f"logs.zip/inner.zip: {passed}", f"logs.zip/notes.txt: {passed}"] == logs.tally.notes
    assert [DESKTOP.name, "sip.log"] == [file.name for file in logs.source.files]
    assert 11 == logs.count


def test_a_folder(tmp_path: Path) -> None:
    """All files that lie in it."""
    (tmp_path / "deeper").mkdir()
    (tmp_path / DESKTOP.name).write_bytes(DESKTOP.read_bytes())
    (tmp_path / "ixn.log").write_bytes((SAMPLES / "ixn.log").read_bytes())
    assert 2 == len(read(tmp_path).source.files)


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    """What can be read is said."""
    archive = tmp_path / "logs.zip"
    archive.write_bytes(b"PK\x03\x04 and no more")
    assert (
        f"archive {str(archive)!r} cannot be used. Accepted: a whole zip archive (File is not a zip file)."
    ) == _error(archive)
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("wde.log", TEXT)
    broken = bytearray(archive.read_bytes())
    broken[26:28] = b"\xff\xff"
    archive.write_bytes(broken)
    assert "cannot be used. Accepted: a file that can be read (" in _error(archive)


def test_an_archive_that_blows_up_is_stopped(tmp_path: Path) -> None:
    """More than 200 times as long as its archive, beyond ten million bytes: no log is packed so tightly."""
    bomb = tmp_path / "wde.log.gz"
    bomb.write_bytes(gzip.compress(TEXT.encode() + b" " * 40_000_000))
    text = _error(bomb)
    assert "more than 200 times as long as its archive; stopped after 1" in text
    assert "Accepted: a log, which is never packed so tightly." in text


def test_more_than_is_allowed_is_stopped(tmp_path: Path) -> None:
    """It says how far it came."""
    log = tmp_path / "wde.log"
    log.write_text(TEXT + " " * 2 * CHUNK, encoding="utf-8")
    assert (
        f"log 'wde.log' cannot be used: the logs have more than {CHUNK + 5:,} bytes; stopped in this one after "
        f"{2 * CHUNK:,}. Accepted: fewer logs, or a larger --max-size."
    ) == _error(log, most=CHUNK + 5)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Before anything is read, or as it vanishes."""
    missing = tmp_path / "missing.log"
    assert (
        f"log {str(missing)!r} cannot be used. Accepted: a file that can be read (No such file or directory)."
    ) == _error(missing)
    text = LogText("gone.log", lambda stack: stack.enter_context(missing.open("rb")))
    with pytest.raises(BadInput, match="gone"):
        text.beginning()


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        (
            "some words\n10:00:00.000 a\x1bstrange thing\n",
            "log 'x.log' in line 2: '10:00:00.000 a\\x1bstrange thing' cannot be used: of no known kind, or it ",
        ),
        ("no time\n", "log 'x.log' cannot be used: no line begins with a time. Accepted: a log of "),
        ("", "log 'x.log' cannot be used: no line begins with a time. Accepted: a log of "),
    ],
)
def test_what_is_no_log_is_refused(tmp_path: Path, text: str, begin: str) -> None:
    """With the first line that has a time, escaped, and the options that let programs log their messages."""
    log = tmp_path / "x.log"
    log.write_text(text, encoding="utf-8")
    assert begin == _error(log)[: len(begin)]


def test_an_empty_folder_holds_no_logs(tmp_path: Path) -> None:
    """What would be accepted is said."""
    assert (
        "logs '' cannot be used. "
        "Accepted: at least one log: Workspace Desktop Edition, T-Server or SIP Server, Interaction Server."
    ) == _error(tmp_path)


def test_a_log_without_messages_names_the_option(tmp_path: Path) -> None:
    """The kind of log is known, but at this verbosity it holds no messages."""
    log = tmp_path / "wde.log"
    log.write_text("\n".join(TEXT.splitlines()[:2]) + "\n", encoding="utf-8")
    assert (
        "log 'wde.log' cannot be used: of the kind Workspace Desktop Edition, without a message that can be read. "
        "Accepted: a log that holds messages; they are logged with: log.verbose = all, section interaction-workspace."
    ) == _error(log)
