from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import requests
from tests.patience import PATIENCE

import callbook

if TYPE_CHECKING:
    from callbook import Mocked

CLIENT = "http://interaction-server.test/clients/Anna"


def test_a_fixture_gives_it(callbook_mocked: Mocked) -> None:
    """Requests to its addresses reach it, and what they did is verified."""
    requests.put(CLIENT, timeout=PATIENCE).raise_for_status()
    callbook_mocked.verify(callbook.entry("fault", by="Anna - Interaction Server", fault="connected"), count=1)


def test_it_answers_only_as_long_as_the_test_runs(pytester: pytest.Pytester) -> None:
    """Each test has one of its own, and behind it nobody answers."""
    pytester.makepyfile(
        """
        import pytest, requests
        URL = "http://callbook.test/runs/default"

        @pytest.mark.parametrize("name", ["one", "two"])
        def test_a_contact_of_its_own(callbook_mocked, name):
            assert [] == requests.get(URL + "/contacts").json()
            callbook_mocked.contact(name)

        def test_nobody_answers():
            with pytest.raises(requests.ConnectionError):
                requests.get(URL, timeout=1)
        """
    )
    pytester.runpytest("-q", "-p", "no:cacheprovider", "-p", "callbook.pytest_plugin").assert_outcomes(passed=3)


def test_it_is_imported_when_it_is_asked_for() -> None:
    """``import callbook`` brings neither a web framework nor ``requests``."""
    code = "import sys, callbook; print(sorted({'litestar', 'requests', 'msgspec'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert "[]\n" == told.stdout


def test_what_is_not_there_is_refused_as_by_any_module() -> None:
    """A slip is an AttributeError with the name."""
    with pytest.raises(AttributeError, match="moked"):
        getattr(callbook, "moked")  # noqa: B009 - type checkers would see the slip
