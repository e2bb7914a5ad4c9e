"""ARCHITECTURE.md shows the rooms as the contract has them, names only what is there, and stays short."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from docs._extension.rooms import BEGIN, PAGE, ROOT, picture, with_picture

TEXT = PAGE.read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


def test_the_picture_is_the_contract_s() -> None:
    """Renew it: python -m docs._extension.rooms."""
    assert TEXT == with_picture(TEXT)


def test_every_room_is_in_the_picture_once() -> None:
    """In the order of the contract, from the top down."""
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rooms = [room.removeprefix("callbook.") for layer in contract["layers"] for room in layer.split(" | ")]
    lines = [line for line in picture().splitlines() if re.match(r"\w", line)]
    assert rooms == [line.split()[0] for line in lines]


def test_an_older_picture_is_replaced() -> None:
    """What stands between the marks goes, what stands around them stays."""
    older = TEXT.replace(picture(), "nothing\n")
    assert "nothing" in older.split(BEGIN)[1]
    assert TEXT == with_picture(older)


def test_it_names_only_what_is_there() -> None:
    """Every path between backticks leads to a file or a folder, from the root or from the sources."""
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]*(?:\.[a-z]+)?)`", TEXT)
    assert len(named) > 10
    assert [] == [path for path in named if not any((ROOT / top / path).exists() for top in ("", "src/callbook"))]


def test_it_is_short() -> None:
    """Somebody who is new reads it in one go."""
    assert len(TEXT) < 6_000


@pytest.mark.parametrize("page", [page for page in DECISIONS if page.name != "README.md"], ids=lambda page: page.stem)
def test_a_decision_has_a_date_and_a_reason(page: Path) -> None:
    """One page for each."""
    title, dated, *reason = page.read_text(encoding="utf-8").split("\n\n")
    assert title.startswith("# ")
    assert re.fullmatch(r"Decided on \d{4}-\d\d-\d\d\.", dated)
    assert reason[0].strip()
