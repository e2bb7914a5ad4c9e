"""Opens logs as streams: plain files, gzip, the members of a zip archive; whatever their encoding, the bytes are UTF-8.

Nothing is unpacked to disk, an archive in an archive is not opened, and what blows up is stopped: a stream that is more
than 200 times as long as what it is read from, and all logs together beyond a limit.
"""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

CHUNK: Final = 1 << 20
MOST: Final = 20 * 10**9
"""How many bytes all logs together may have, unless another limit is given."""
_RATIO: Final = 200
_FREE: Final = 10_000_000
"""So many bytes may come out whatever the ratio."""
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_ENDINGS: Final = (".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz")
_BROKEN: Final = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError)
"""What reading an archive raises that is cut, damaged, encrypted or packed in a way that Python does not know."""


@dataclass
class Limit:
    """How many bytes all logs together may have.

    Attributes:
        most: the limit.
        lengths: how far each log was read, by its place among them.
    """

    most: int = MOST
    lengths: dict[int, int] = field(default_factory=dict[int, int])

    def exceeded(self, log: int, length: int) -> bool:
        """Return whether all logs together are too long, now that this one was read so far."""
        self.lengths[log] = max(length, self.lengths.get(log, 0))
        return sum(self.lengths.values()) > self.most


@dataclass
class LogText:
    """The text of one log, which can be read as often as need be.

    Attributes:
        name: of the file, in an archive the archive's and its own.
        open: opens it anew.
        packed: how long what it is read from is, in bytes; 0 where it is not packed.
        encoding: what it is written in, once its beginning was read.
        trouble: why it ends too early; empty where it does not.
        limit: how much may be read; None for no limit.
    """

    name: str
    open: Callable[[ExitStack], IO[bytes]]
    packed: int = 0
    encoding: str = "UTF-8"
    trouble: str = ""
    limit: Limit | None = field(default=None, repr=False)

    def chunks(self) -> Iterator[bytes]:
        """Yield the text from its beginning, UTF-8, in parts of about a megabyte.

        Raises:
            BadInput: it cannot be opened, or there is more than the limit allows.
        """
        self.trouble = ""
        with ExitStack() as stack:
            raw = self._raw(stack)
            first = next(raw, b"")
            decode, skip = self._decoder(first)
            yield decode(first[skip:])
            for chunk in raw:
                yield decode(chunk)

    def beginning(self) -> bytes:
        """Return the first part of the text."""
        chunks = self.chunks()
        try:
            return next(chunks)
        finally:
            chunks.close()  # type: ignore[attr-defined]

    def _raw(self, stack: ExitStack) -> Iterator[bytes]:
        try:
            file = self.open(stack)
        except _BROKEN as error:
            raise BadInput("log", self.name, accepted=f"a file that can be read ({_why(error)})") from None
        length = 0
        while chunk := self._chunk(file):
            length += len(chunk)
            self._check(length)
            yield chunk

    def _chunk(self, file: IO[bytes]) -> bytes:
        """Return the next part of the text; nothing at its end, or once its archive breaks off."""
        parts: list[bytes] = []
        missing = 0 if self.trouble else CHUNK
        while missing > 0:
            try:
                part = cast("BufferedReader", file).read1(missing)
            except _BROKEN as error:
                self.trouble = f"the archive breaks off or is damaged ({_why(error)})"
                break
            if not part:
                break
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _check(self, length: int) -> None:
        if self.packed and length > max(_FREE, self.packed * _RATIO):
            why = f"more than {_RATIO} times as long as its archive; stopped after {length:,} bytes"
            raise BadInput("log", self.name, why=why, accepted="a log, which is never packed so tightly")
        if self.limit is not None and self.limit.exceeded(id(self), length):
            why = f"the logs have more than {self.limit.most:,} bytes; stopped in this one after {length:,}"
            raise BadInput("log", self.name, why=why, accepted="fewer logs, or a larger --max-size")

    def _decoder(self, first: bytes) -> tuple[Callable[[bytes], bytes], int]:
        for mark, encoding in _MARKS:
            if first.startswith(mark):
                self.encoding = encoding
                return _to_utf8(encoding), len(mark)
        if len(first) >= _SURE and _is_utf16(first):
            self.encoding = "UTF-16LE" if first[1] == 0 else "UTF-16BE"
            return _to_utf8(self.encoding), 0
        return bytes, 0


_MARKS: Final = (
    (codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16LE"), (codecs.BOM_UTF16_BE, "UTF-16BE"),
)  # fmt: skip
_SURE: Final = 64


def _is_utf16(first: bytes) -> bool:
    """Return whether nearly every second byte is 0, as in UTF-16 without a mark."""
    begin = first[:4096]
    half = len(begin) // 2
    return max(begin[1::2].count(0), begin[::2].count(0)) > half * 0.9 and begin.count(0) < half * 1.1


def _to_utf8(encoding: str) -> Callable[[bytes], bytes]:
    if encoding == "UTF-8":
        return bytes
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return lambda chunk: decoder.decode(chunk).encode("utf-8", "replace")


def decoded(text: bytes) -> tuple[str, bool]:
    """Return the bytes as a text, and whether they are Windows-1252 and not UTF-8."""
    try:
        return text.decode(), False
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace"), True


def open_logs(paths: list[Path], most: int = MOST) -> tuple[list[LogText], list[str]]:
    """Return the logs in these files, and the names of those archives in archives that were passed over.

    Raises:
        BadInput: a file cannot be read, or is a broken archive.
    """
    texts: list[LogText] = []
    passed: list[str] = []
    for path in paths:
        for found in sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]:
            _open_one(found, texts, passed)
    limit = Limit(most)
    for text in texts:
        text.limit = limit
    return texts, passed


def _open_one(path: Path, texts: list[LogText], passed: list[str]) -> None:
    try:
        with path.open("rb") as file:
            begin = file.read(4)
        size = path.stat().st_size
    except OSError as error:
        raise BadInput("log", str(path), accepted=f"a file that can be read ({error.strerror})") from None
    if begin == _ZIP:
        _open_archive(path, texts, passed)
    elif begin[:2] == _GZIP:
        texts.append(LogText(path.name.removesuffix(".gz"), lambda stack: _gunzipped(stack, path), size))
    else:
        texts.append(LogText(path.name, lambda stack: stack.enter_context(path.open("rb"))))


def _gunzipped(stack: ExitStack, path: Path) -> IO[bytes]:
    return cast("IO[bytes]", stack.enter_context(gzip.open(path)))


def _open_archive(path: Path, texts: list[LogText], passed: list[str]) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
    except _BROKEN as error:
        raise BadInput("archive", str(path), accepted=f"a whole zip archive ({_why(error)})") from None
    for member in members:
        name = f"{path.name}/{member.filename}"
        if member.filename.lower().endswith(_ENDINGS):
            passed.append(name)
        else:
            texts.append(LogText(name, _member(path, member), max(member.compress_size, 1)))


def _member(path: Path, member: zipfile.ZipInfo) -> Callable[[ExitStack], IO[bytes]]:
    def opened(stack: ExitStack) -> IO[bytes]:
        archive = stack.enter_context(zipfile.ZipFile(path))
        return stack.enter_context(archive.open(member))

    return opened


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
