"""An option export is read as the admin tools write it, in whichever encoding and with whichever line ends."""

from __future__ import annotations

import codecs

import pytest
from tests.environment.conftest import EXPORT, export

SECTION = "interaction-workspace"
READ = {
    "webcallback.auto-answer": "true",
    "webcallback.callback-information.frame-color": "#FF17849D",
    "webcallback.ringing-bell": "Sounds\\Ring.mp3|10|-1|primary",
    "chat.auto-answer": "false",
}


def test_sections_values_and_comments() -> None:
    """Quotes go; a backslash and # stay; comments and other sections are passed over."""
    found = export(EXPORT)
    assert READ == found.options(SECTION)
    assert {"verbose": "all"} == found.options("log")
    assert {} == found.options("nothing")


def test_every_option_has_its_line() -> None:
    """The first line is 1."""
    lines = [(entry.section, entry.name, entry.line) for entry in export(EXPORT).entries]
    assert ("interaction-workspace", "webcallback.auto-answer", 3) == lines[0]
    assert ("log", "verbose", 10) == lines[-1]


@pytest.mark.parametrize(
    "data",
    [
        EXPORT.encode(),
        codecs.BOM_UTF8 + EXPORT.encode(),
        codecs.BOM_UTF16_LE + EXPORT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + EXPORT.encode("utf-16-be"),
        EXPORT.replace("\n", "\r\n").encode(),
        EXPORT.replace("\n", "\r").encode(),
        EXPORT.replace("\n", "\r\n", 3).encode(),
        EXPORT.replace("all desks", "für alle").encode("cp1252"),
        EXPORT.rstrip("\n").encode(),
    ],
    ids=["utf-8", "marked", "utf-16-le", "utf-16-be", "crlf", "cr", "mixed", "windows-1252", "no line end"],
)
def test_bytes_in_are_bytes_out(data: bytes) -> None:
    """The same options from every encoding; the bytes come back as they were."""
    found = export(data)
    assert READ == found.options(SECTION)
    assert data == found.data


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("a=b", "a", "b"),
        ("  a \t=  b  ", "a", "b"),
        ("a =", "a", ""),
        ('a = ""', "a", ""),
        ('a = " b "', "a", " b "),
        ('a = b "c"', "a", 'b "c"'),
        ("a = b = c", "a", "b = c"),
        ("a b = c # no comment ; either", "a b", "c # no comment ; either"),
        ('"a" = b', '"a"', "b"),
        ("ä = ö", "ä", "ö"),
    ],
)
def test_a_line(line: str, name: str, value: str) -> None:
    """Blanks around name and value go, all else belongs to them."""
    entry = export(f"[ s ]\n{line}").entries[0]
    assert ("s", name, value) == (entry.section, entry.name, entry.value)


def test_of_two_the_last_counts() -> None:
    """In a section that comes again, too."""
    found = export("[s]\na = 1\n[t]\na = 2\n[s]\na = 3\n")
    assert {"a": "3"} == found.options("s")
    entry = found.entry("s", "a")
    assert entry
    assert 6 == entry.line
    assert found.entry("s", "b") is None
