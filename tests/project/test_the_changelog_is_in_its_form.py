"""The changelog has the form of Keep a Changelog, and its versions follow the rule that stands at its top."""

from __future__ import annotations

import re
from datetime import date

from packaging.version import Version
from tests.project_metadata import ROOT

from callbook.cli.version import VERSION

TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_RELEASED = re.compile(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})")


def _headings(level: str) -> list[str]:
    return re.findall(rf"^{level} (.+)$", TEXT, re.MULTILINE)


def test_what_is_not_released_stands_first() -> None:
    """Then the versions with their days, the newest first."""
    first, *released = [each for each in _headings("##") if each.startswith("[")]
    assert "[Unreleased]" == first
    found = [match.groups() for each in released if (match := _RELEASED.fullmatch(each))]
    assert len(released) == len(found)
    versions = [(Version(version), date.fromisoformat(day)) for version, day in found]
    assert sorted(versions, reverse=True) == versions
    assert all(version <= Version(VERSION) for version, _ in versions)


def test_changes_are_of_the_six_kinds() -> None:
    """Each kind once in a version, in their order."""
    for version in re.split(r"^## \[", TEXT, flags=re.MULTILINE)[1:]:
        kinds = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert [kind for kind in KINDS if kind in kinds] == kinds


def test_the_rule_stands_there() -> None:
    """What may be relied on, and which number says that it has changed."""
    assert "## How versions are counted" in TEXT
