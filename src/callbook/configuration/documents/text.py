"""Bytes and the text that they hold: how a file is read and written back alike, and what can stand in its lines."""

from __future__ import annotations

import codecs
import json
import unicodedata
from dataclasses import dataclass

from callbook.configuration.documents.node import line_at
from callbook.core import BadInput


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, with the mark that stands before the text in it."""

    codec: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return the bytes of the file that holds *text*."""
        return self.mark + text.encode(self.codec)


UTF_8 = Encoding("utf-8")
UTF_8_MARKED = Encoding("utf-8", codecs.BOM_UTF8)
WINDOWS = Encoding("cp1252")
_MARKED = (UTF_8_MARKED, Encoding("utf-16-le", codecs.BOM_UTF16_LE), Encoding("utf-16-be", codecs.BOM_UTF16_BE))
LARGEST = 10_000_000
"""How many bytes a file may have: more would take minutes to read, and describes nobody's contact centre."""
_EXPORT = "text in UTF-8, in UTF-16 with its mark, or in Windows-1252"


def decoded_utf_8(data: bytes, where: str) -> tuple[str, Encoding]:
    """Return the text of UTF-8, with or without its mark."""
    encoding = UTF_8_MARKED if data.startswith(UTF_8_MARKED.mark) else UTF_8
    return _decoded(data, encoding, where, "text in UTF-8"), encoding


def decoded_export(data: bytes, where: str) -> tuple[str, Encoding]:
    """Return the text of whatever the tools of the trade write: by the mark, else UTF-8, else Windows-1252."""
    encoding = next((each for each in _MARKED if data.startswith(each.mark)), None) or _unmarked(data)
    text = _decoded(data, encoding, where, _EXPORT)
    if "\0" in text:
        line = line_at(text, text.index("\0"))
        raise BadInput("character", "\0", where=f"{where}:{line}", accepted=_EXPORT)
    return text, encoding


def _unmarked(data: bytes) -> Encoding:
    try:
        data.decode(UTF_8.codec)
    except UnicodeDecodeError:
        return WINDOWS
    return UTF_8


def _decoded(data: bytes, encoding: Encoding, where: str, accepted: str) -> str:
    if len(data) > LARGEST:
        raise BadInput("file", where, accepted=f"one of at most {LARGEST:,} bytes")
    body = data[len(encoding.mark) :]
    try:
        return body.decode(encoding.codec)
    except UnicodeDecodeError as error:
        line = line_at(body[: error.start].decode(encoding.codec, "replace"), error.start)
        odd = body[error.start : error.end].hex(" ")
        raise BadInput("bytes", odd, where=f"{where}:{line}", accepted=accepted) from None


_IN_NO_LINE = {"Cc", "Cs", "Zl", "Zp"}


def quoted(text: str) -> str:
    """Return *text* between double quotes."""
    return json.dumps(text, ensure_ascii=False)


def check_line(what: str, text: str) -> None:
    """Raise BadInput when *text* cannot stand in one line."""
    if any(unicodedata.category(character) in _IN_NO_LINE for character in text):
        raise BadInput(what, text, accepted="text in one line, without control characters")
