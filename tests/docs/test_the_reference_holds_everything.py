"""The pages of the reference hold every entry of the catalogues, made anew each time the site is built."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from docs._extension import command_page, rules_page, subject_pages
from docs._extension.markdown import value, words
from docs._extension.public_api import PROMISED
from docs._extension.python_pages import python_page
from docs._extension.scenarios import scenarios
from docs._extension.site import filled
from tests.browser.pictures import SCHEMES
from tests.docs.blocks import ROOT, pages

from callbook.cli import main
from callbook.cli.app import app
from callbook.cli.catalogues import every_assumption
from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.configuration.clauses import CLAUSES
from callbook.configuration.lint import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

_PYTHON = sorted((ROOT / "docs/reference/python").glob("*.md"))


def _sections(page: str) -> dict[str, str]:
    """Give what stands below each heading of a page."""
    parts = page.split("\n## ")[1:]
    return {part.split("\n", 1)[0].strip("`").replace("\\", ""): part for part in parts}


def test_every_option_with_its_facts() -> None:
    """Clause, default, whether that is documented or assumed, what is valid, when it takes effect, its source."""
    sections = _sections(subject_pages.options())
    assert set(OPTIONS) == set(sections)
    for name, option in OPTIONS.items():
        facts = (
            words(option.meaning),
            value(option.default),
            words(option.valid),
            words("; ".join(option.sources)),
            option.clause,
        )
        assert [] == [fact for fact in facts if fact not in sections[name]]
        assert sections[name].count("**assumed**") == (
            option.default_basis,
            option.moment_basis,
            option.overridable_basis,
        ).count("assumed")


@pytest.mark.parametrize("write", [subject_pages.options, subject_pages.privileges])
def test_every_one_has_an_example(write: subject_pages.Page) -> None:
    """A scenario of the features, which names the option or the privilege."""
    sections = _sections(write())
    assert [] == [name for name, text in sections.items() if f'"{name}"' not in text.split("```gherkin")[-1]]


def test_every_privilege_and_clause() -> None:
    """Each has a section; a clause names its features, and there is none without."""
    assert set(PRIVILEGES) == set(_sections(subject_pages.privileges()))
    sections = _sections(subject_pages.clauses())
    assert [clause.id for clause in CLAUSES] == list(sections)
    assert [] == [name for name, text in sections.items() if "scenario" not in text or "No scenario" in text]


def test_every_assumption() -> None:
    """What `callbook assumptions` prints, and which entries of the catalogues are assumed."""
    page = subject_pages.assumptions()
    rows = (row for row in every_assumption() if not row.name.startswith("voice switch: "))
    assert [] == [row.name for row in rows if f"`{row.name}`" not in page or words(row.text) not in page]


def test_every_command_and_option_of_pytest() -> None:
    """Each with its examples; those of the plugin with what they do."""
    sections = _sections(command_page.commands())
    names = [command.name for command in app.registered_commands]
    assert [f"callbook {name}" for name in names] == list(sections)
    assert [] == [name for name in names if sections[f"callbook {name}"].count(f"callbook {name}") < 3]
    assert all(
        f"`{name}" in command_page.pytest_options() for name in ("--door", "--desktop NAME", "--tags", "--traces DIR")
    )


def test_every_public_name_of_python() -> None:
    """On one page or the other; a package that is new stands on the first page by itself."""
    whole = "\n".join(python_page(path.stem) for path in _PYTHON)
    assert [] == list(_missing(whole))


def _missing(whole: str) -> Iterator[str]:
    for module, names in PROMISED.items():
        yield from (
            f"{module}.{name}" for name in names if f"{module}.{name}\n" not in whole and f"`{name}`" not in whole
        )


def test_scenarios_read_on_their_own() -> None:
    """The steps of a Background and the values of a row stand in the scenario that is shown."""
    shown = next(each for each in scenarios() if each.name == "Declining is neither offered nor possible")
    assert 'Given Anna does not have the privilege "Can Decline"' in shown.text
    assert [] == [each.feature for each in scenarios() if "<" in each.text and ">" in each.text.split("<")[1]]


def test_a_catalogue_that_nobody_knows_is_an_error() -> None:
    """A slip in a page ends the building of the site."""
    with pytest.raises(KeyError, match="optoins"):
        filled("```{catalogue} optoins\n```")


def test_no_page_asks_in_vain() -> None:
    """Once filled, no page has a request left."""
    texts = {page: filled((ROOT / "docs" / page).read_text(encoding="utf-8")) for page in pages()}
    assert [] == [page for page, text in texts.items() if "{catalogue}" in text]


def _entries(page: str) -> set[str]:
    text = filled((ROOT / "docs" / page).read_text(encoding="utf-8"))
    return {line for tree in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL) for line in tree.splitlines()}


def test_every_page_has_its_place_in_the_sidebar() -> None:
    """In one of its four groups, or below the page that lists pages of its kind; only the first page has none."""
    listed = _entries("index.md")
    listed |= {f"decisions/{name}" for name in _entries("decisions/README.md")}
    listed |= {f"reference/{name}" for name in _entries("reference/python.md")}
    assert {"index"} == {page.removesuffix(".md") for page in pages()} - listed


def test_the_sidebar_has_four_groups() -> None:
    """Learn, do, look up, understand: whoever comes knows which of them it is."""
    captions = re.findall(r":caption: (.*)", filled((ROOT / "docs/index.md").read_text(encoding="utf-8")))
    assert ["Learn", "Do", "Look up", "Understand"] == captions


def test_every_rule_on_one_page() -> None:
    """With its examples, both."""
    sections = _sections(rules_page.rules())
    assert [f"{rule.id} {rule.name}" for rule in RULES.values()] == list(sections)
    assert [] == [name for name, text in sections.items() if "Wrong:" not in text or "Right:" not in text]


def test_options_are_what_the_command_line_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, default, what is valid, when it takes effect, its source."""
    sections = _sections(filled((ROOT / "docs/reference/options.md").read_text(encoding="utf-8")))
    with pytest.raises(SystemExit, match="0"):
        main(["options", "--json"])
    rows: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    assert list(sections) == [row["option"] for row in rows]
    lacking = {
        row["option"]: fact
        for row in rows
        for fact in (value(row["default"]), *(words(row[name]) for name in ("valid", "takes effect", "source")))
        if fact not in sections[row["option"]]
    }
    assert {} == lacking


def test_every_tutorial_has_a_picture() -> None:
    """In a light and a dark form, with words for whom does not see it."""
    texts = {path.stem: filled(path.read_text(encoding="utf-8")) for path in (ROOT / "docs/tutorials").glob("*.md")}
    image = re.compile(r"\{image\} (/_static/pictures/.*\.png)\n:class: .*\n:alt: .+")
    shown = {name: image.findall(text) for name, text in texts.items()}
    assert [] == [name for name, pictures in shown.items() if len(pictures) < len(SCHEMES)]
    assert [] == [each for pictures in shown.values() for each in pictures if not (ROOT / f"docs{each}").is_file()]
