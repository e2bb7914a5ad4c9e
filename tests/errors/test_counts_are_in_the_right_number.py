"""One of a thing is called otherwise than two, or none."""

from __future__ import annotations

import pytest

from callbook.core.counting import counted

SAID = {
    "1 problem": (1, "problem"),
    "0 problems": (0, "problem"),
    "2 problems": (2, "problem"),
    "1 entry": (1, "entry"),
    "3 entries": (3, "entry"),
    "2 days": (2, "day"),
}


@pytest.mark.parametrize(("said", "given"), SAID.items(), ids=SAID)
def test_a_noun(said: str, given: tuple[int, str]) -> None:
    """With an s, or as nouns in y have it."""
    assert said == counted(*given)


def test_more_than_the_noun() -> None:
    """The verb has a number, too."""
    says = {number: counted(number, "file is", several="files are") for number in (1, 2)}
    assert {1: "1 file is", 2: "2 files are"} == says
