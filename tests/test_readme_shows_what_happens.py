"""The examples of the README do what it says."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from callbook.lab import Lab
from callbook.workspace import Refused
from callbook.workspace.names import Action

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    [block] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(block)


def test_the_python_example_prints_what_its_comments_say() -> None:
    """What stands behind each print is what it prints."""
    code = _block("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102 - our own README
    said = re.findall(r"print\(.*\)\s+# (.*)", code)
    assert said == printed.getvalue().splitlines()


def test_the_scenario_is_one_of_the_features() -> None:
    """The scenario that the README shows is run with all others."""
    lines = [line.strip() for line in _block("gherkin").splitlines()]
    feature = (Path(__file__).parent.parent / "features/privileges/can_decline.feature").read_text(encoding="utf-8")
    title = next(line for line in lines if line.startswith("Scenario:"))
    assert title in feature


def test_the_refusal_is_worded_as_shown() -> None:
    """The refusal that the README shows is the one that an agent gets."""
    lab = Lab()
    lab.configuration.withhold_privilege("anna", "Can Decline")
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    with pytest.raises(Refused) as refused:
        anna.perform(Action.DECLINE)
    assert str(refused.value) in " ".join(README.split())


def test_it_is_short_and_begins_with_what_to_run() -> None:
    """At most 120 lines; the two commands come first."""
    lines = README.splitlines()
    assert len(lines) <= 120
    assert [line.split("#")[0].strip() for line in lines[3:5]] == ["make acceptance", "make test"]
