"""For a slip that people make, the step that they mean is the first of those that are named as nearest."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callbook.pytest_plugin import dry_run
from callbook.pytest_plugin.catalogue.nearest import nearest

if TYPE_CHECKING:
    from callbook.pytest_plugin.catalogue.definition import Definition

_SLIPS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("slips.toml").read_text("utf-8"))["slip"]
SERVER = "Interaction Server"
NEAR = {
    "Then the moon is made of cheese": [],
    "Then it is": [],
    "Then the callback is made of green cheese, and is sold by the pound": [],
    "Then Anna hears it": ["Then {} hears the bell {}"],
    "When Anna rejcets the callback": [
        "When {} declines the callback",
        "When {} declines the callback of {}",
        "When {} tries to decline the callback",
    ],
    "Then Anna accepts the callback": [
        "When {} accepts the callback",
        "Then {} is offered to accept the callback",
        "When {} accepts the callback of {}",
    ],
    f"When {SERVER} is down": [
        f"When {SERVER} goes down",
        f"Given {SERVER} is down",
        f"When {SERVER} goes down for {{}}",
    ],
    "Then the callback was done": ["Then the callback is done", "Then the callback of {} is done"],
}
FIRST = 41
"""How often the right one comes first."""


@pytest.fixture
def definitions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Definition]:
    """Give the kit's own."""
    monkeypatch.chdir(tmp_path)
    return [entry.definition for entry in dry_run(()).entries]


def _near(written: str, definitions: list[Definition]) -> list[str]:
    keyword, _, text = written.partition(" ")
    return [re.sub(r"\{[^{}]*\}", "{}", str(each)) for each in nearest(keyword, text, definitions)]


def test_it_comes_first(definitions: list[Definition]) -> None:
    """Twelve slips that were seen to be answered wrongly, and thirty more."""
    pairs = [(each["meant"], *_near(each["written"], definitions)[:1]) for each in _SLIPS]
    wrong = [pair for pair in pairs if pair[1:] != pair[:1]]
    assert 42 == len(_SLIPS)
    assert len(_SLIPS) - FIRST == len(wrong), wrong


@pytest.mark.parametrize(("written", "near"), NEAR.items())
def test_what_is_named(written: str, near: list[str], definitions: list[Definition]) -> None:
    """Three at most, none that is much less like it than the first, and no pattern twice."""
    found = _near(written, definitions)
    assert near == found
