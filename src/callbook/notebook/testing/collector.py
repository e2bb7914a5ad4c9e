"""The collector: each notebook that has a folder ``expected`` beside it is one test.

A ``conftest.py`` beside the notebooks imports the two hooks from here. A test runs its notebook strictly and compares
the plain text of the outputs with ``expected/NAME.txt``, as it is: clock, ids and people are fixed, there is nothing
to scrub. ``--renew-notebooks`` writes the texts anew.
"""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from callbook.notebook.testing.execution import TIMEOUT, NotebookFailed, execute, read_notebook
from callbook.notebook.testing.form import complaints
from callbook.notebook.testing.outputs import plain_outputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest._code.code import TerminalRepr, TracebackStyle

RENEW = "--renew-notebooks"
EXPECTED = "expected"
_RENEWED = "renewed notebook output"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the collector's options."""
    group = parser.getgroup("callbook notebooks", "Callbook: notebooks as tests")
    group.addoption(
        RENEW, action="store_true", dest="renew_notebooks", help="write the expected outputs of the notebooks anew"
    )
    group.addoption(
        "--notebook-timeout",
        type=int,
        default=TIMEOUT,
        metavar="SECONDS",
        help="how long a cell may take (default: %(default)s)",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the notebooks that have a folder with expected outputs beside them."""
    if file_path.suffix == ".ipynb" and (file_path.parent / EXPECTED).is_dir():
        return NotebookFile.from_parent(parent, path=file_path)  # pyright: ignore[reportUnknownMemberType]
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which expected outputs were written anew."""
    reports: list[pytest.TestReport] = terminalreporter.stats.get("passed", [])
    properties = (each for report in reports for each in report.user_properties)
    for renewed in (value for name, value in properties if name == _RENEWED):
        terminalreporter.write_line(f"renewed: {renewed}")


class NotebookFile(pytest.File):
    """A notebook: it holds one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the test."""
        yield NotebookItem.from_parent(self, name="outputs")  # pyright: ignore[reportUnknownMemberType]


class NotebookItem(pytest.Item):
    """Runs one notebook and compares what it says."""

    def runtest(self) -> None:
        """Check the notebook's form, run it, compare its outputs, or renew them.

        Raises:
            NotebookFailed: when one of these does not go well.
        """
        notebook = read_notebook(self.path)
        found = complaints(notebook)
        if found:
            raise NotebookFailed("the stored notebook is not in order:\n" + "\n".join(f"- {each}" for each in found))
        option = self.config.option
        execute(notebook, self.path.parent, timeout=getattr(option, "notebook_timeout", TIMEOUT))
        self._settle(plain_outputs(notebook), renew=getattr(option, "renew_notebooks", False))

    def _settle(self, said: str, *, renew: bool) -> None:
        path = self.path.parent / EXPECTED / f"{self.path.stem}.txt"
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        if said == expected:
            return
        if not renew:
            folder = self.nodeid.rpartition("/")[0] or "."
            again = f"pytest {folder} {RENEW}"
            raise NotebookFailed(_difference(expected, said, f"{EXPECTED}/{path.name}", again))
        path.write_text(said, encoding="utf-8")
        self.user_properties.append((_RENEWED, f"{EXPECTED}/{path.name}"))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """Tell a failure of the notebook without a stack trace."""
        if isinstance(excinfo.value, NotebookFailed):
            return f"{self.path.name}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say where the test stands."""
        return self.path, None, self.path.name


def _difference(expected: str, said: str, name: str, again: str) -> str:
    lines = unified_diff(
        expected.splitlines(), said.splitlines(), f"{name} (expected)", "what the notebook says now", lineterm=""
    )
    return "\n".join(("its outputs are not as expected:", *lines, f"If they are right now: {again}"))
