"""A comment beside or above a line ignores findings about it, with a reason; without one it is an error itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.environment.conftest import JSON

from callbook.configuration.environment import read_environment
from callbook.configuration.lint import lint

if TYPE_CHECKING:
    from pathlib import Path

TOML = 'name = "x"\ntime_zone = "UTC"\n[application]\n{}\n'
BAD = '"webcallback.auto-answer" = "yes"'
CASES: dict[str, tuple[str, list[tuple[str, int]]]] = {
    "beside": (TOML.format(f"{BAD} # callbook: ignore CB102 - patched"), []),
    "above": (TOML.format(f"# callbook: ignore CB102 - patched\n{BAD}"), []),
    "above with more": (TOML.format(f"  # we know. callbook: ignore CB102 \u2013 patched\n# see the wiki\n{BAD}"), []),
    "several": (TOML.format(f"# callbook: ignore CB101, CB102 - patched\n{BAD}"), []),
    "another rule": (TOML.format(f"# callbook: ignore CB101 - patched\n{BAD}"), [("CB102", 5)]),
    "too far above": (TOML.format(f"# callbook: ignore CB102 - patched\n\n{BAD}"), [("CB102", 6)]),
    "beside another line": (
        TOML.replace("[application]", "[application] # callbook: ignore CB102 - p").format(BAD),
        [("CB102", 4)],
    ),
    "below": (TOML.format(f"{BAD}\n# callbook: ignore CB102 - patched"), [("CB102", 4)]),
    "no reason": (TOML.format(f"{BAD} # callbook: ignore CB102"), [("CB001", 4)]),
    "no reason behind the hyphen": (TOML.format(f"# callbook: ignore CB102 -\n{BAD}"), [("CB001", 4)]),
    "no rule": (TOML.format(f"# callbook: ignore - all of it\n{BAD}"), [("CB001", 4), ("CB102", 5)]),
    "no comment": (TOML.format(f'"chat.x" = "callbook: ignore CB102"\n{BAD}'), [("CB102", 5)]),
    "another word": (TOML.format(f"# callbook: lint\n{BAD}"), [("CB102", 5)]),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_in_toml(tmp_path: Path, text: str, wanted: list[tuple[str, int]]) -> None:
    """Beside the line, or in the comments directly above it."""
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    assert wanted == [(each.rule, each.line) for each in lint(read_environment(path))]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("; callbook: ignore CB102 - patched\nwebcallback.auto-answer = yes", []),
        ("# callbook: ignore CB102\nwebcallback.auto-answer = yes", [("CB001", 2)]),
        ("webcallback.auto-answer = yes # callbook: ignore CB102 - patched", [("CB102", 2)]),
    ],
)
def test_in_an_export(tmp_path: Path, lines: str, wanted: list[tuple[str, int]]) -> None:
    """Only above: beside a value everything belongs to it."""
    path = tmp_path / "a.cfg"
    path.write_text(f"[interaction-workspace]\n{lines}\n", encoding="utf-8")
    assert wanted == [(each.rule, each.line) for each in lint(read_environment(path))]


def test_json_has_no_comments(tmp_path: Path) -> None:
    """What looks like one is a text."""
    path = tmp_path / "a.json"
    path.write_text(JSON.replace('"true"', '"# callbook: ignore CB102"'), encoding="utf-8")
    assert ["CB102"] == [each.rule for each in lint(read_environment(path)) if each.rule < "CB3"]
