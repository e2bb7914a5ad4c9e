"""`callbook init` makes a team's repository whole or not at all, and says what was made and what comes next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.cli.init_command import editor_steps
from callbook.configuration import read_environment
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

BANK = Path(__file__).parents[2] / "examples" / "configurations" / "multi_tenant_bank"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Give all that lies in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_it_says_what_was_made_and_what_comes_next(
    callbook: Callable[..., Printed], here: Path, snapshot: SnapshotAssertion
) -> None:
    """Every file that it names is there, and no other."""
    printed = callbook("init", "our tests")
    assert (0, "") == (printed.code, printed.err)
    assert snapshot == printed.out
    assert set(contents(here / "our tests")) == {line.strip() for line in printed.lines[1:19]}


def test_its_name_and_the_version_of_the_kit_are_put_in(callbook: Callable[..., Printed], here: Path) -> None:
    """Without what could mean something to a shell; no word of the templates is left."""
    callbook("init", 'We & "they"')
    made = contents(here / 'We & "they"')
    assert made["README.md"].startswith(b"# We-they\n")
    assert b'--title "We-they"' in made[".gitlab-ci.yml"]
    assert made["requirements.txt"].endswith(b"\ncallbook==0.1.0\n")
    assert not any(b"our-callbacks" in content or b"0.0.0" in content for content in made.values())


def test_the_editor_finds_every_step(
    callbook: Callable[..., Printed], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kit's and the repository's own, by their places in it; however somebody's own pytest is set up."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    callbook("init", "made")
    steps = (here / "made/.vscode/steps.py").read_text(encoding="utf-8")
    assert "# callbook_steps/callback_steps.py\n" in steps
    assert "has called ([A-Z][A-Za-z0-9_]+) in vain$')" in steps.split("# steps/our_steps.py\n", 1)[1]


def test_for_machines(callbook: Callable[..., Printed], here: Path) -> None:
    """The same as JSON; in this folder there is nowhere to go to."""
    printed = callbook("init", ".", "--json")
    told = json.loads(printed.out)
    assert sorted(contents(here)) == told.pop("files")
    assert {
        "folder": ".",
        "next": ["callbook check", "pytest", "callbook report"],
        "configuration": "configuration/centre.toml",
        "lint": {"findings": [], "files": ["configuration/centre.toml"], "passed over": {}, "not of the channel": {}},
        "trouble": "",
    } == told


def test_what_is_there_stays(callbook: Callable[..., Printed], here: Path, snapshot: SnapshotAssertion) -> None:
    """The error names the files that would be overwritten, and the way out; nothing is written."""
    (here / "README.md").write_text("mine", encoding="utf-8")
    (here / "notes.txt").write_text("mine as well", encoding="utf-8")
    before = contents(here)
    printed = callbook("init", ".")
    assert (2, "") == (printed.code, printed.out)
    assert snapshot == printed.err
    assert before == contents(here)


def test_force_overwrites_what_the_templates_hold(callbook: Callable[..., Printed], here: Path) -> None:
    """And nothing else."""
    (here / "README.md").write_text("mine", encoding="utf-8")
    (here / "notes.txt").write_text("mine as well", encoding="utf-8")
    assert 0 == callbook("init", ".", "--force").code
    assert "mine as well" == (here / "notes.txt").read_text(encoding="utf-8")
    assert (here / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_their_own_configuration_is_copied_with_its_exports(
    callbook: Callable[..., Printed], here: Path, snapshot: SnapshotAssertion
) -> None:
    """Byte by byte; every file that names it names theirs, and what lint says of it is told."""
    printed = callbook("init", "made", "--config", str(BANK / "centre.yaml"))
    assert snapshot == printed.out
    made = contents(here / "made")
    assert (BANK / "centre.yaml").read_bytes() == made["configuration/centre.yaml"]
    assert (BANK / "exports/retail.cfg").read_bytes() == made["configuration/exports/retail.cfg"]
    assert b"callbook lint configuration/centre.yaml\n" in made[".gitlab-ci.yml"]
    assert not any(b"centre.toml" in content for content in made.values())


def test_another_programs_export_is_converted(callbook: Callable[..., Printed], here: Path) -> None:
    """The repository has a centre in our own form."""
    exports = Path(__file__).parents[1] / "environment" / "exports"
    printed = callbook("init", "made", "--config", str(exports / "config_server.json"))
    assert 0 == printed.code
    made = here / "made/configuration/centre.toml"
    assert read_environment(exports / "config_server.json").described == read_environment(made).described


def test_a_sample_s_scenario_stays_with_the_sample(
    callbook: Callable[..., Printed], here: Path, centre: str, snapshot: SnapshotAssertion
) -> None:
    """Also where their file is called as the sample's; and if nothing can run on it yet, that is said."""
    (here / "centre.toml").write_text(centre, encoding="utf-8")
    printed = callbook("init", "made", "--config", "centre.toml")
    assert 0 == printed.code
    assert snapshot == printed.out.split("\n\n", 1)[1]
    assert "features/newcomers.feature" not in contents(here / "made")
    assert centre == (here / "made/configuration/centre.toml").read_text(encoding="utf-8")


def test_an_export_alone_is_no_contact_centre(
    callbook: Callable[..., Printed], here: Path, snapshot: SnapshotAssertion
) -> None:
    """It knows no agents."""
    (here / "claims.cfg").write_bytes((BANK / "exports/retail.cfg").read_bytes())
    printed = callbook("init", "made", "--config", "claims.cfg")
    assert 2 == printed.code
    assert snapshot == printed.err
    assert not (here / "made").exists()


@pytest.mark.parametrize("absolute", ["", "absolute"])
def test_an_export_that_lies_elsewhere_cannot_be_copied(
    callbook: Callable[..., Printed], here: Path, centre: str, snapshot: SnapshotAssertion, absolute: str
) -> None:
    """The configuration says where it is, and must not be changed."""
    (here / "theirs").mkdir()
    (here / "claims.cfg").write_bytes((BANK / "exports/retail.cfg").read_bytes())
    named = (here / "claims.cfg").as_posix() if absolute else "../claims.cfg"
    text = centre.replace("[application]", f'application = "{named}"\n[unused]').split("[unused]")
    rest = text[1].split("[dispositions]", 1)[1]
    (here / "theirs/centre.toml").write_text(f"{text[0]}[dispositions]{rest}", encoding="utf-8")
    printed = callbook("init", "made", "--config", "theirs/centre.toml")
    assert 2 == printed.code
    assert snapshot == printed.err.replace(here.as_posix(), "HERE")
    assert not (here / "made").exists()


def test_steps_that_cannot_be_read_are_an_error(here: Path) -> None:
    """With what the command says that reads them."""
    with pytest.raises(BadInput, match=r"(?s)conftest\.py, features/x\.feature.*NameError"):
        editor_steps({"conftest.py": b"nonsense\n", "features/x.feature": b"Feature: X\n"})
