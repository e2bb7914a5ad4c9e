"""The examples of the README do what it says."""

import contextlib
import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from tests.browser.pictures import NAMES, SCHEMES

from callbook.lab import Lab
from callbook.workspace import Refused
from callbook.workspace.names import Action

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_TOOK = re.compile(r"\d+\.\d+ ?s\b")


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


def test_the_run_prints_what_is_shown(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run that the README shows, but for how long it took."""
    monkeypatch.setenv("COLUMNS", "80")
    shutil.copytree(ROOT / "features/privileges", pytester.path / "features/privileges")
    shown = _block("console").splitlines()
    program, *arguments = shlex.split(shown[0].removeprefix("$ "))
    printed = pytester.run(Path(sys.executable).with_name(program), *arguments)
    assert [_TOOK.sub("", line) for line in shown[1:]] == [_TOOK.sub("", line) for line in printed.outlines]


def test_its_pictures_are_there() -> None:
    """Each in a light and a dark form, of everything that there is a picture of."""
    named = set(re.findall(r'"(docs/_static/pictures/[^"]+)"', README))
    assert {f"docs/_static/pictures/{name}-{form}.png" for name in ("live-desk", "report") for form in SCHEMES} == named
    taken = {path.name for path in (ROOT / "docs/_static/pictures").iterdir()}
    assert {f"{name}-{form}.png" for name in NAMES for form in SCHEMES} == taken


def test_its_links_lead_somewhere() -> None:
    """To a file of the checkout."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [] == [link for link in links if not (ROOT / link).exists()]


def test_it_is_short_and_says_what_to_run() -> None:
    """At most 120 lines; the two commands stand before all that is only good to know."""
    assert len(README.splitlines()) <= 120
    assert ["make acceptance", "make test"] == [line.split("#")[0].strip() for line in _block("sh").splitlines()]
