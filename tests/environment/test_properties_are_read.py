"""A `.properties` file is read as programs in Java read it, and changed without touching any other byte."""

from __future__ import annotations

import pytest

from callbook.configuration.documents.properties import Properties
from callbook.core.errors import BadInput

SECTION = "interaction-workspace"
NAME = "webcallback.auto-answer"


def properties(text: str | bytes) -> Properties:
    """Read a text."""
    return Properties.read(text if isinstance(text, bytes) else text.encode(), "f")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("=true", "true"),
        (" = true ", "true"),
        (":true", "true"),
        ("=", ""),
        ("=a\\\n   b", "ab"),
        ("=a\\\r\n\tb", "ab"),
        ("=\\\n b", "b"),
        (r"=Sounds\\Ring.mp3|10", "Sounds\\Ring.mp3|10"),
        (r"=\#FF\u0046\t\=", "#FFF\t="),
        (r"=\ud83d\ude00", "😀"),
        ("=a = b # c", "a = b # c"),
        ("=a\\", "a"),
    ],
)
def test_a_value(line: str, value: str) -> None:
    """Escapes, lines that go on, blanks at its ends."""
    assert {NAME: value} == properties(f"{SECTION}.{NAME}{line}").options(SECTION)


def test_comments_and_other_sections() -> None:
    """Comments begin with # or !; what has no section belongs to nobody."""
    text = f"# a\n  ! b\n\n{SECTION}.{NAME}=1\nlog.verbose=all\nalone=x\n{SECTION}.{NAME}=2\n"
    found = properties(text)
    assert ({NAME: "2"}, {"verbose": "all"}, {"alone": "x"}) == tuple(
        found.options(section) for section in (SECTION, "log", "")
    )
    assert [4, 5, 6, 7] == [entry.line for entry in found.entries]


def test_without_sections_all_is_of_workspace() -> None:
    """A bare section."""
    assert {NAME: "true"} == properties(f"{NAME}=true").options(SECTION)


@pytest.mark.parametrize("text", ["a.b", "=x", "a b"])
def test_a_line_that_is_none(text: str) -> None:
    """It is named."""
    with pytest.raises(BadInput) as refused:
        properties(f"# x\n{text}\n")
    accepted = "section.option = value, or a comment after # or !"
    assert f"line {text!r} in f:2 cannot be used. Accepted: {accepted}." == str(refused.value)


def test_half_a_character() -> None:
    """Nobody can write that."""
    with pytest.raises(BadInput, match=r"in f:1 cannot be used\. Accepted: whole characters, not halves of them"):
        properties(r"a.b=\ud83d")


def test_a_value_is_changed() -> None:
    """Every other byte stays, whichever encoding."""
    text = f"# für\r\n{SECTION}.{NAME} : true\r\nlog.a=b\r\n".encode("cp1252")
    changed = properties(text).with_option(SECTION, NAME, r"a\b=")
    assert text.replace(b"true", rb"a\\b\=") == changed.data
    assert r"a\b=" == changed.options(SECTION)[NAME]


@pytest.mark.parametrize("text", ["", f"{SECTION}.a=b", f"{SECTION}.a=b\n"])
@pytest.mark.parametrize("value", ["", " a b ", "#x!", "=:\\", "ä😀", "\\u0041"])
def test_an_option_is_added(text: str, value: str) -> None:
    """At the end, in a line of its own."""
    changed = properties(text).with_option(SECTION, NAME, value)
    assert value == changed.options(SECTION)[NAME]
    assert changed.data.startswith(text.encode())
    assert changed.data == properties(changed.data).data
