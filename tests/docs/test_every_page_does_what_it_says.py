"""Every page is followed from top to bottom, in an empty folder: what it shows runs, and prints what is shown."""

from __future__ import annotations

from contextlib import suppress
from unittest import SkipTest

import pytest
from tests.docs.blocks import CARRIED_OUT_BY, KINDS, ROOT, SYBIL, languages, not_run, pages
from tests.docs.reader import COLUMNS, Reader

NOT_RUN = {
    "everywhere.md": [
        "a table of what was played, which takes some seconds",
        "a file of reasons",
        "a minute of a processor",
        "what a team's own centre says",
        "a cluster, which goes on",
        "SQL, for DuckDB",
        "a model that is broken on purpose",
        "a table of 95 rows, which takes half a minute",
    ],
    "running.md": ["a part of a feature, and one that must fail"],
    "tutorials/another-desktop.md": ["a picture", "needs a checkout, and a desktop that can do all"],
    "tutorials/ci.md": ["needs the artifacts of a run that failed"],
    "tutorials/qa-engineer.md": ["installs packages"],
    "telephones.md": ["a file of passwords", "serves until it is stopped"],
    "tutorials/telephones.md": [
        "baresip reads it: tests/telephones/guide.py starts it with this file",
        "baresip reads it: tests/telephones/guide.py starts it with this file",
        "starts baresip: tests/telephones/guide.py does it",
    ],
    "tutorials/trainer.md": [
        "installs packages, and opens a browser",
        "starts a kernel, which takes seconds: tests/cli/test_pages_are_exported.py does it",
    ],
    "workspace-api.md": ["what agent.py prints"],
}


@pytest.fixture
def reader(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Give a reader in an empty folder, at a terminal without colour."""
    monkeypatch.setenv("COLUMNS", COLUMNS)
    monkeypatch.setenv("NO_COLOR", "1")
    pytester.syspathinsert()
    return Reader(pytester)


@pytest.mark.parametrize("page", pages())
def test_a_page(page: str, reader: Reader) -> None:
    """Its blocks do, one after the other, what the page says of them."""
    document = SYBIL.parse(ROOT / "docs" / page)
    document.namespace["reader"] = reader
    for example in document.examples():
        with suppress(SkipTest):
            example.evaluate()


@pytest.mark.parametrize("page", pages())
def test_no_block_is_passed_over(page: str) -> None:
    """Each block is of a kind that is carried out."""
    assert set() == languages(page) - set(KINDS)


def test_what_is_carried_out_elsewhere_is() -> None:
    """The tests that are named for such pages are there."""
    assert [] == [test for test in CARRIED_OUT_BY.values() if not test.is_file()]


def test_what_is_not_run_is_counted() -> None:
    """Whoever adds a block that cannot be run says why, in the page, and here."""
    assert NOT_RUN == {page: found for page in pages() if (found := not_run(page))}
