"""What a command prints fits the encoding of where it goes: no text ends it, and machines read what was meant."""

from __future__ import annotations

import io
import json
import sys

import pytest
from rich.console import Console

from callbook.cli.output import print_file, print_json, print_whatever_comes

TEXT = "Zoë → 日本 𝄞\x9b"


class _Terminal(io.TextIOWrapper):
    """Something to print on that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _stream(encoding: str, kind: type[io.TextIOWrapper] = io.TextIOWrapper) -> io.TextIOWrapper:
    return kind(io.BytesIO(), encoding=encoding)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


@pytest.mark.parametrize(("encoding", "is_ascii"), [("cp1252", True), ("utf-8", False), ("UTF8", False)])
def test_json_is_the_same_in_every_encoding(encoding: str, is_ascii: bool) -> None:  # noqa: FBT001 - a case
    """As it is in UTF-8; else as numbers of UTF-16, two for what is beyond its first plane."""
    stream = _stream(encoding)
    print_json(Console(file=stream), {TEXT: TEXT})
    written = _bytes(stream)
    assert {TEXT: TEXT} == json.loads(written)
    assert is_ascii == written.isascii()
    assert b"\\u009b" in written


def test_a_file_is_in_utf_8() -> None:
    """Whoever opens it, an editor or a site's generator, expects no other."""
    stream = _stream("cp1252")
    print_file(Console(file=stream), TEXT)
    assert TEXT == _bytes(stream).decode("utf-8")


@pytest.mark.parametrize(("encoding", "kind"), [("utf-8", io.TextIOWrapper), ("utf-16", _Terminal)])
def test_what_is_fit_already_stays(encoding: str, kind: type[io.TextIOWrapper]) -> None:
    """UTF-8, and a terminal, which shows what it can."""
    stream = _stream(encoding, kind)
    print_file(Console(file=stream), TEXT)
    assert encoding == stream.encoding


def test_what_an_encoding_lacks_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """On both streams; one that can deal with it already stays as it is."""
    out, err = _stream("cp1252"), io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="replace")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    print_whatever_comes()
    out.write(TEXT[:8])
    assert "Zoë \\u2192 \\u65e5\\u672c".encode("cp1252") == _bytes(out)
    assert ("backslashreplace", "replace") == (out.errors, err.errors)
