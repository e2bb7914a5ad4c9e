"""A run depends on what it is seen to read, and on nothing else; what is read past the notes is found out."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Final

import pytest
from tests.everywhere.soundness import main

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
TRIES: Final = int(os.environ.get("CALLBOOK_EVERYWHERE_TRIES", "20"))

STEPS: Final = """
from pytest_bdd import then

from callbook.configuration import OPTIONS

SEEN = {}


@then("the option is looked up past the notes")
def past(lab):
    text = lab.configuration.contact_center.application.get("webcallback.auto-dial", "false")
    assert text == "false"


@then("the privilege of the first run is remembered")
def remembered(lab):
    if "denial" not in SEEN:
        roles = lab.configuration.contact_center.roles
        SEEN["denial"] = any("Can Decline" in role.privileges for role in roles)
    assert SEEN["denial"] == any("Can Decline" in role.privileges for role in lab.configuration.contact_center.roles)


@then("the option of the first run is a constant")
def constant(lab):
    import planted_constants as constants

    constants.TEXT = constants.TEXT or str(lab.configuration.value("webcallback.auto-dial", "anna"))
    assert constants.TEXT == str(dict(lab.configuration.contact_center.application).get("webcallback.auto-dial", False))


@then("the option is read as it should be")
def right(lab):
    assert lab.configuration.value("webcallback.auto-dial", "anna") is False
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Give what tries a scenario of one step, in a project that defines it."""
    (tmp_path / "conftest.py").write_text(dedent(STEPS), encoding="utf-8")
    (tmp_path / "planted_constants.py").write_text('TEXT = ""\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def tried(step: str) -> list[str]:
        feature = f"Feature: Planted\n  Scenario: One\n    Given Anna is logged in\n    Then {step}\n"
        (tmp_path / "planted.feature").write_text(feature, encoding="utf-8")
        return main(12, "planted.feature")

    return tried


def test_random_configurations_behave_as_their_class_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the whole journal, on scenarios from all features; `make everywhere-sound` tries 10,000."""
    monkeypatch.chdir(ROOT)
    assert [f"{TRIES} configurations, 0 not as their class says"] == main(TRIES, "features")


def test_reading_through_the_notes_is_sound(project: Callable[[str], list[str]]) -> None:
    """A step that asks the configuration is one more read."""
    assert ["12 configurations, 0 not as their class says"] == project("the option is read as it should be")


@pytest.mark.parametrize(
    "planted",
    [
        "the option is looked up past the notes",
        "the privilege of the first run is remembered",
        "the option of the first run is a constant",
    ],
)
def test_a_planted_read_past_them_is_found(project: Callable[[str], list[str]], planted: str) -> None:
    """A value that is captured, a privilege that is kept, a constant of a module: each turns this red."""
    *wrong, _ = project(planted)
    assert [] != wrong
