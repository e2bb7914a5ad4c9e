from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from callbook.notebook.testing.execution import NotebookFailed, execute, read_notebook
from callbook.notebook.testing.form import complaints, plain_outputs

HOOKS = """
from callbook.notebook.testing.collector import pytest_addoption, pytest_collect_file, pytest_terminal_summary
"""


def notebook(*cells: str, kernel: str = "python3") -> dict[str, object]:
    """Give a notebook with these code cells, as it is stored."""
    code: list[dict[str, object]] = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "execution_count": None, "outputs": [], "source": cell}
        for n, cell in enumerate(cells)
    ]
    return {
        "cells": code,
        "metadata": {"kernelspec": {"name": kernel, "display_name": kernel}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """Give a folder with notebooks, one of which says something else than expected."""
    folder = pytester.path / "notebooks"
    (folder / "expected").mkdir(parents=True)
    (folder / "conftest.py").write_text(HOOKS, encoding="utf-8")
    _write(folder / "same.ipynb", notebook("import math", "print(math.pi)\n2"))
    (folder / "expected" / "same.txt").write_text("## cell 2\n3.141592653589793\n2\n", encoding="utf-8")
    _write(folder / "changed.ipynb", notebook("import math", "print(math.e)"))
    (folder / "expected" / "changed.txt").write_text("## cell 2\n2.7\n", encoding="utf-8")
    _write(folder / "unformed.ipynb", notebook("print('https://example.org/x')", kernel="julia"))
    elsewhere = pytester.path / "elsewhere"
    elsewhere.mkdir()
    _write(elsewhere / "other.ipynb", notebook("1/0"))
    return folder


@pytest.mark.usefixtures("project")
def test_a_notebook_is_compared_with_what_is_expected_of_it(pytester: pytest.Pytester) -> None:
    """Same passes; another output is red, with the difference and the way to renew it; a folder of its own is left."""
    result = pytester.runpytest_inprocess(
        "-p", "no:cacheprovider", "--notebook-timeout", "30", "notebooks", "elsewhere"
    )
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "changed.ipynb: its outputs are not as expected:",
            "--- expected/changed.txt (expected)",
            "+++ what the notebook says now",
            "-2.7",
            "+2.718281828459045",
            "If they are right now: pytest notebooks --renew-notebooks",
            "unformed.ipynb: the stored notebook is not in order:",
            "- its kernel is 'julia', not 'python3'",
            "- its first code cell is not one import",
            "- the cell \"print('https://example.org/x')\" names an address outside: https://example.org/x",
        ]
    )


def test_expected_outputs_are_renewed_when_asked_for(pytester: pytest.Pytester, project: Path) -> None:
    """The run says which have changed; one that was never there is written, too."""
    (project / "expected" / "changed.txt").unlink()
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "notebooks/changed.ipynb", "--renew-notebooks")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["renewed: expected/changed.txt"])
    assert "## cell 2\n2.718281828459045\n" == (project / "expected" / "changed.txt").read_text(encoding="utf-8")


def test_an_error_of_the_collector_itself_is_told_as_pytest_does(pytester: pytest.Pytester, project: Path) -> None:
    """With its stack trace."""
    (project / "expected" / "same.txt").write_bytes(b"\xff")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "notebooks/same.ipynb")
    result.stdout.fnmatch_lines(["*UnicodeDecodeError*"])


@pytest.mark.parametrize(
    ("cells", "timeout", "told"),
    [
        (("1", "%unheard_of"), 30, "UsageError: Line magic function `%unheard_of` not found."),
        (("1", "print(x)"), 30, "NameError: name 'x' is not defined"),
        # A cell that hangs is what is tested; it is interrupted after a second.
        (("1", "import time; time.sleep(60)"), 1, "A cell timed out while it was being executed, after 1 seconds."),
        (
            ("1", "try:\n    1/0\nexcept ZeroDivisionError:\n    get_ipython().showtraceback()"),
            30,
            "cell 2 has shown an error that did not end it, as one in a callback:",
        ),
        (("1", "import os; os.write(2, b'out of memory'); os._exit(1)"), 30, "out of memory"),
    ],
)
def test_whatever_goes_wrong_in_a_cell_is_red(tmp_path: Path, cells: tuple[str, ...], timeout: int, told: str) -> None:
    """Unknown magics, exceptions, hanging, errors in callbacks, dead kernels."""
    path = tmp_path / "wrong.ipynb"
    _write(path, notebook(*cells))
    with pytest.raises(NotebookFailed) as caught:
        execute(read_notebook(path), tmp_path, timeout=timeout)
    assert told in str(caught.value)


def test_what_is_no_notebook_is_refused(tmp_path: Path) -> None:
    """The error names the file."""
    path = tmp_path / "no.ipynb"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(NotebookFailed, match=r"no\.ipynb is no notebook: Notebook does not appear to be JSON"):
        read_notebook(path)


def test_the_form_of_a_notebook() -> None:
    """Few cells, no outputs; the first one imports one thing."""
    given = notebook("import math", *(f"x = {n}" for n in range(12)))
    given["cells"][1]["execution_count"] = 3  # type: ignore[index]
    given["cells"][2]["source"] = f"{'y' * 60}\nz"  # type: ignore[index]
    given["cells"][2]["outputs"] = [{}]  # type: ignore[index]
    assert [
        "it has 13 code cells, more than 12",
        "the cell 'x = 0' was stored with its output",
        f"the cell '{'y' * 49}…' was stored with its output",
    ] == complaints(given)
    assert ["its first code cell is not one import"] == complaints(notebook("import ("))
    assert ["its first code cell is not one import"] == complaints(notebook())
    assert ["its first code cell is not one import"] == complaints(notebook("x = 1"))
    assert [] == complaints(notebook("from math import pi", "print('http://localhost:8888/lab')"))


def test_outputs_as_plain_text() -> None:
    """Streams of one name are one text; results and displays count; colours do not."""
    given = notebook("import math", "show()", "nothing()")
    given["cells"][1]["outputs"] = [  # type: ignore[index]
        {"output_type": "stream", "name": "stdout", "text": "one, "},
        {"output_type": "stream", "name": "stdout", "text": "\x1b[31mtwo\x1b[0m"},
        {"output_type": "stream", "name": "stderr", "text": "three\n"},
        {"output_type": "display_data", "data": {"text/html": "<b>4</b>", "text/plain": "four"}},
        {"output_type": "display_data", "data": {"image/png": ""}},
        {"output_type": "execute_result", "data": {"text/plain": "five"}},
    ]
    assert dedent(
        """\
        ## cell 2
        one, two
        three
        four
        five
        """
    ) == plain_outputs(given)


def _write(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
