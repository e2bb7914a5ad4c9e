"""The blocks of a page, found by Sybil, and what each kind has to show: it runs, can be read, prints what is said.

Above a block may stand a comment that the site does not show:

    <!-- file: features/declining.feature -->   the reader saves the block under this name
    <!-- skip: next "installs packages" -->     it cannot be run, for this reason
"""

from __future__ import annotations

import io
import json
import re
import tomllib
from contextlib import chdir, redirect_stdout
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import yaml
from sybil import Region, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, SkipParser
from sybil.parsers.markdown.lexers import DirectiveInHTMLCommentLexer
from tests.docs.reader import printed_by

from callbook.configuration.documents.option_export import OptionExport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sybil import Document, Example
    from sybil.typing import Evaluator
    from tests.docs.reader import Reader

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(?P<language>[\w{}-]*)[^`\n]*\n.*?^```$", re.MULTILINE | re.DOTALL)
CARRIED_OUT_BY: Final = {
    "serving.md": ROOT / "tests/web/test_the_guide_to_serving_does_what_it_says.py",
    "tutorials/telephones.md": ROOT / "tests/telephones/guide.py",
    "workspace-api.md": ROOT / "tests/workspace_api/test_the_page_does_what_it_says.py",
}
"""Pages whose shell commands another test carries out, and it."""
_DIRECTIVES: Final = ("{catalogue}", "{toctree}", "{include}", "{note}", "{glossary}")
_PRINTS = re.compile(r"print\(.*\)\s+# (.*)")
_SKIPPED = re.compile(r"<!-- skip: (?:next|start) \"(.*)\" -->")
_FILE = "file"
_ENOUGH = 4_000


def _gherkin(example: Example) -> str | None:
    """Run scenarios in a project of their own, where everything that is not a feature becomes one."""
    text = str(example.parsed)
    whole = text if "Feature:" in text else f"Feature: A page\n{text}"
    name = f"shown/line_{example.line}.feature"
    _reader(example).save(name, whole)
    printed = _reader(example).types(f"pytest -q {name}")
    return None if _reader(example).code == 0 else printed


def _console(example: Example) -> str | None:
    """Type each command, and compare what it prints with what is shown; ``...`` stands for anything."""
    checker = OutputChecker()
    for command, shown in printed_by(str(example.parsed)):
        printed = f"{_reader(example).types(command)}\n".lstrip("\n")
        if shown and not checker.check_output(shown, printed, ELLIPSIS):
            return f"{command}\nshown:\n{shown}\nprinted:\n{printed[:_ENOUGH]}"
    return None


def _python(example: Example) -> str | None:
    """Run Python where the reader works; what stands in a comment behind a ``print`` is what it prints."""
    printed = io.StringIO()
    with chdir(_reader(example).folder), redirect_stdout(printed):
        PythonEvaluator()(example)
    said = _PRINTS.findall(str(example.parsed))
    got = [line.rstrip() for line in printed.getvalue().splitlines()]
    return None if not said or said == got else f"said: {said}\nprinted: {got}"


def _shell(example: Example) -> str | None:
    """Leave it to the test that carries it out; where there is none, it has to be a session that can be run here."""
    page = Path(example.path).relative_to(ROOT / "docs").as_posix()
    return None if page in CARRIED_OUT_BY else "say `console`, with a prompt before each command, or why it is not run"


def _nothing_to_run(_: Example) -> str:
    return "nothing of it can be run: say why, in a comment above it"


def _loaded_by(read: Callable[[str], object]) -> Evaluator:
    def evaluate(example: Example) -> None:
        read(str(example.parsed))

    return evaluate


def _option_export(text: str) -> OptionExport:
    return OptionExport.read(text.encode(), "the page")


class _Saved:
    """Saves the block below a comment that names a file, beside what is done with it."""

    def __call__(self, document: Document) -> Iterator[Region]:
        for each in DirectiveInHTMLCommentLexer(_FILE)(document):
            yield Region(each.start, each.end, each.lexemes["arguments"], self._below)

    def _below(self, example: Example) -> None:
        fence = _FENCE.match(example.document.text, example.document.text.index("\n", example.region.end) + 1)
        if fence is None:
            raise ValueError(f"no block right below the comment in line {example.line}")
        text = fence[0].split("\n", 1)[1].removesuffix("```")
        _reader(example).save(str(example.parsed), text)


def _or_saved(evaluate: Evaluator) -> Evaluator:
    """Leave a feature that was saved to the command that runs it."""

    def evaluated(example: Example) -> str | None:
        above = example.document.text[: example.region.start].rstrip("\n").rsplit("\n", 1)[-1]
        return None if above.startswith(f"<!-- {_FILE}:") else evaluate(example)

    return evaluated


def _reader(example: Example) -> Reader:
    return cast("Reader", example.namespace["reader"])


KINDS: Final[dict[str, Evaluator]] = {
    "python": _or_saved(_python),
    "gherkin": _or_saved(_gherkin),
    "console": _console,
    "toml": _loaded_by(tomllib.loads),
    "yaml": _loaded_by(yaml.safe_load),
    "json": _loaded_by(json.loads),
    "ini": _loaded_by(_option_export),
    "js": _shell,
    "sh": _shell,
    "text": _or_saved(_nothing_to_run),
}
"""What each kind of block has to show."""

SYBIL = Sybil([SkipParser(), _Saved(), *(CodeBlockParser(language, kind) for language, kind in KINDS.items())])


def pages() -> list[str]:
    """Give every page of the sources."""
    docs = ROOT / "docs"
    return sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))


def not_run(page: str) -> list[str]:
    """Give the reasons of the blocks of a page that cannot be run."""
    return _SKIPPED.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


def languages(page: str) -> set[str]:
    """Give the kinds of blocks of a page, but for the directives of the site."""
    found = {each["language"] for each in _FENCE.finditer((ROOT / "docs" / page).read_text(encoding="utf-8"))}
    return found - set(_DIRECTIVES)
