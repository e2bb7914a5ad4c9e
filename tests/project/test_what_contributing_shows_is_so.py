"""CONTRIBUTING.md has worked examples: what is quoted stands in its file, what is saved runs, commands print it."""

from __future__ import annotations

import re
from doctest import ELLIPSIS, OutputChecker
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.docs.reader import Reader, printed_by
from tests.project_metadata import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"(?:<!-- (from|file|in): (.+?) -->\n)?```(\w+)\n(.*?)```\n", re.DOTALL)


class Block(NamedTuple):
    """A block of the page: what the comment above it says, and its text."""

    comment: str
    argument: str
    language: str
    text: str


def _blocks() -> Iterator[Block]:
    return (Block(*found) for found in _BLOCK.findall(PAGE))


def test_what_is_quoted_stands_in_its_file() -> None:
    """Word by word: an option, a step with its red twin, a rule."""
    quoted = [block for block in _blocks() if block.comment == "from"]
    assert 6 == len(quoted)
    assert [] == [
        block.argument for block in quoted if block.text not in (ROOT / block.argument).read_text(encoding="utf-8")
    ]


def test_what_is_shown_runs(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are saved, commands are typed, in an empty folder or in the checkout; each prints what is shown."""
    monkeypatch.setenv("COLUMNS", "80")
    reader = Reader(pytester)
    typed = 0
    for block in _blocks():
        reader.folder = ROOT if block.comment == "in" else pytester.path
        if block.comment == "file":
            reader.save(block.argument, block.text)
        if block.language == "console":
            for command, shown in printed_by(block.text):
                printed = f"{reader.types(command)}\n"
                assert OutputChecker().check_output(shown, printed, ELLIPSIS), printed[:2_000]
                typed += 1
    assert 5 == typed


def test_every_target_that_is_named_is_there() -> None:
    """In the pages for whoever works on the project."""
    text = "".join((ROOT / f"{name}.md").read_text(encoding="utf-8") for name in ("CONTRIBUTING", "SECURITY", "README"))
    named = set(re.findall(r"`make ([a-z-]+)", text))
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert set() == named - targets
