"""What needs an extra that is not installed says so with the line that installs it, and with no stack trace."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from tests.project_metadata import normalised, project

from callbook import missing_modules

if TYPE_CHECKING:
    from pathlib import Path

    from tests.extras.conftest import CoreOnly

SERVER = (
    "This needs the package {package!r}, which comes with Callbook's extra 'server'. "
    'Install it: pip install "callbook[server]"'
)
NOTEBOOKS = (
    "This needs the package {package!r}, which comes with Callbook's extra 'notebooks'. "
    'Install it: pip install "callbook[notebooks]"'
)
ASKED = {
    "import callbook; callbook.mocked": SERVER.format(package="litestar"),
    "from callbook import mocked": SERVER.format(package="litestar"),
    "from callbook.network import application": SERVER.format(package="litestar"),
    "from callbook.network import server_of": SERVER.format(package="uvicorn"),
    "from callbook_mocks.website.page.pages import _environment; _environment()": SERVER.format(package="jinja2"),
    "import callbook.notebook as cb; cb.desk()": NOTEBOOKS.format(package="anywidget"),
    "import callbook.notebook as cb; cb.open(cb.Lab()).events": NOTEBOOKS.format(package="pandas"),
    "from callbook.cli import main; main(['serve', '--openapi'])": SERVER.format(package="litestar"),
}
_TRY = """
import json, contextlib, io
for code in {codes!r}:
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        try:
            exec(code, {{}})
        except ModuleNotFoundError as error:
            print(json.dumps(str(error)))
        except SystemExit:
            print(json.dumps(said.getvalue().strip().removeprefix("callbook: ")))
"""


def test_names_that_need_one(core_only: CoreOnly, tmp_path: Path) -> None:
    """From Python: the first use says so, whichever way it came to the package."""
    finished = core_only.python("-c", _TRY.format(codes=list(ASKED)), folder=tmp_path)
    assert list(ASKED.values()) == [json.loads(line) for line in finished.stdout.splitlines()], finished.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("serve", "--port", "0"), SERVER.format(package="litestar")),
        (("export", "empty.ipynb"), NOTEBOOKS.format(package="nbformat")),
    ],
)
def test_commands_that_need_one(core_only: CoreOnly, tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    """One line, and exit code 2."""
    (tmp_path / "empty.ipynb").write_text("{}", encoding="utf-8")
    finished = core_only.callbook(*command, folder=tmp_path)
    assert (2, f"callbook: {said}\n", "") == (finished.returncode, finished.stderr, finished.stdout)


@pytest.mark.parametrize("door", ["responses", "http"])
def test_doors_that_need_one(core_only: CoreOnly, tmp_path: Path, door: str) -> None:
    """The run says so."""
    (tmp_path / "one.feature").write_text(
        "Feature: one\n  Scenario: one\n    Given Anna is logged in\n", encoding="utf-8"
    )
    finished = core_only.callbook("run", "one.feature", "-q", "--door", door, folder=tmp_path)
    assert 'pip install "callbook[server]"' in finished.stdout + finished.stderr
    assert 1 == finished.returncode


def test_others_may_do_without(core_only: CoreOnly, tmp_path: Path) -> None:
    """Whoever else looks for a package, and can do without, is told what Python tells."""
    code = """
import callbook
from importlib.util import find_spec
print(find_spec("pandas"))
try:
    import pandas
except ImportError as error:
    print(type(error).__name__, error)
"""
    finished = core_only.python("-c", code, folder=tmp_path)
    assert "None\nModuleNotFoundError No module named 'pandas'\n" == finished.stdout


def test_the_table_says_what_the_metadata_says() -> None:
    """Each package that an extra asks for is in the table, under that extra; numpy and others come with those."""
    asked = project().optional_dependencies
    for extra in ("server", "notebooks"):
        packages = {normalised(each).replace("-", "_") for each in asked[extra]}
        assert packages <= {package for package, of in missing_modules.EXTRA_OF.items() if of == extra}
    assert ["callbook[server,notebooks]"] == asked["all"]
    assert {"server", "notebooks"} == set(missing_modules.EXTRA_OF.values())


def test_asking_twice_changes_nothing() -> None:
    """There is one that is asked last, and it says nothing of what no extra brings."""
    missing_modules.say_why()
    [finder] = [each for each in sys.meta_path if isinstance(each, missing_modules.MissingModules)]
    assert None is finder.find_spec("nobody_has_this", None)
    assert None is finder.find_spec("pandas", None)  # a test is not Callbook
