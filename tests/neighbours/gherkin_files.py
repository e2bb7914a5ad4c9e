"""Feature files of every form: Gherkin's own test data, and newer forms; one project, each file in its own folder.

Gherkin's test data was last published in the npm package ``gherkin`` 4.1.3; what came later stands in
``gherkin_forms.txt``. The steps of each file are defined by what Gherkin itself makes of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from defusedxml import ElementTree
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from tests.neighbours.environments import ROOT, with_callbook
from tests.neighbours.foreign_projects import files_in
from tests.neighbours.runs import run_pytest
from tests.report.official.npm_packages import installed

GOOD, BAD = "good", "bad"
PROJECT = ROOT / ".callbook" / "gherkin"

_DATA = {"gherkin": "4.1.3"}
_FORMS = Path(__file__).with_name("gherkin_forms.txt")
_JUNIT = "junit.xml"
_INI = "[pytest]\ncallbook = true\naddopts = --import-mode=importlib\n"
_BOM = "\ufeff"
_BEGIN_WITH_A_MARK = {"good/byte_order_mark", "good/byte_order_mark_and_language"}
_END_LINES_AS_WINDOWS = {"good/line_ends_of_windows"}

_CONFTEST = """\
import re
from pathlib import Path

from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from pytest_bdd import parsers, step


def plain(): ...


def with_table(datatable): ...


def with_text(docstring): ...


def with_both(datatable, docstring): ...


KINDS = {"": plain, "dataTable": with_table, "docString": with_text, "dataTable docString": with_both}
(FILE,) = Path(__file__).parent.glob("*.feature")
try:
    pickles = Compiler().compile({**Parser().parse(FILE.read_text(encoding="utf-8-sig")), "uri": ""})
except Exception:  # the file is bad
    pickles = []
steps = {each["text"]: " ".join(sorted(each.get("argument", {}))) for pickle in pickles for each in pickle["steps"]}
for text, kind in steps.items():
    step(parsers.re(re.escape(text)))(KINDS[kind])
"""


@dataclass(frozen=True)
class Collected:
    """What became of a file.

    Attributes:
        passed: how many scenarios passed.
        said: why it was refused, or a scenario failed; empty if nothing did.
    """

    passed: int
    said: str


def published() -> dict[str, str]:
    """Return the files of Gherkin's own test data by their names, such as `good/minimal`."""
    data = installed(ROOT / ".callbook" / "npm-gherkin", _DATA) / "gherkin" / "testdata"
    files = (file for kind in (GOOD, BAD) for file in sorted((data / kind).glob("*.feature")))
    return {f"{file.parent.name}/{file.stem}": file.read_bytes().decode() for file in files}


def newer() -> dict[str, str]:
    """Return the newer forms by their names."""
    files = files_in(_FORMS.read_text(encoding="utf-8"))
    names = {path: path.removesuffix(".feature") for path in files}
    return {names[path]: _as_it_is(names[path], text) for path, text in files.items()}


def _as_it_is(name: str, text: str) -> str:
    """Return *text* with what a text of several files cannot hold."""
    text = text.replace("\n", "\r\n") if name in _END_LINES_AS_WINDOWS else text
    return _BOM + text if name in _BEGIN_WITH_A_MARK else text


def scenarios_in(text: str) -> int:
    """Return how many scenarios Gherkin itself makes of *text*."""
    return len(Compiler().compile({**Parser().parse(text.removeprefix(_BOM)), "uri": ""}))


def collect(texts: Mapping[str, str]) -> dict[str, Collected]:
    """Run the files as one project; return what became of each."""
    shutil.rmtree(PROJECT, ignore_errors=True)
    for name, text in texts.items():
        folder = PROJECT / name
        folder.mkdir(parents=True)
        (folder / f"{folder.name}.feature").write_bytes(text.encode())
        (folder / "conftest.py").write_text(_CONFTEST, encoding="utf-8")
    (PROJECT / "pytest.ini").write_text(_INI, encoding="utf-8")
    run = run_pytest(with_callbook(), PROJECT, "--continue-on-collection-errors", "--junitxml", _JUNIT)
    (PROJECT / "output.txt").write_text(run.text, encoding="utf-8")
    passed, said = dict.fromkeys(texts, 0), dict.fromkeys(texts, "")
    for case in ElementTree.parse(PROJECT / _JUNIT).iter("testcase"):
        kind, folder_name = (case.get("classname") or case.get("name") or "..").split(".")[:2]
        name = f"{kind}/{folder_name}"
        wrong = [part.text or "" for part in case if part.tag in {"failure", "error", "skipped"}]
        passed[name] += not wrong
        said[name] += "".join(wrong)
    return {name: Collected(passed[name], said[name]) for name in texts}
