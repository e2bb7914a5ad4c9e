"""`callbook convert`: a contact centre in our own form, from other programs' files; what has no place is listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.environment.exported_centers import of_a_configuration_server

from callbook.configuration import load, read_environment
from callbook.lab import small_center

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

EXPORTS = Path(__file__).parents[1] / "environment" / "exports"
PERSONS = """{
"__metadata__": {"formatName": "JSON", "formatVersion": "1.0.0"},
"persons": [{"employeeId": "a1", "agentInfo": {"place": "P1"}, "appRanks": {"x": "y"}, "userProperties": {
  "interaction-workspace": {"webcallback.auto-answer.timer": 45, "webcallback.auto-answr": "true"}}}],
"roles": [{"name": "R", "members": ["person/zoe"]}],
"skills": [{"name": "French"}, {"name": "German"}]
}
"""


@pytest.fixture(autouse=True)
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an export in an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    Path("export.json").write_text(PERSONS, encoding="utf-8")
    return tmp_path


def test_it_says_what_became_of_what(callbook: Callable[..., Printed]) -> None:
    """How much was read, what was read otherwise or left out, and what has no place in the channel."""
    printed = callbook("convert", "export.json", "-o", "centre.toml")
    assert (0, "") == (printed.code, printed.err)
    form = "export of a Configuration Server"
    assert [
        f"export.json ({form}): 1 agent, 1 tenant, 1 role, written to centre.toml",
        "note: export.json:3: a1 has no number, so one is made up",
        "note: export.json:4: webcallback.auto-answer.timer is a number, and is read as the text '45'",
        "left out: export.json:5: 'R' has a member 'zoe' who is not there",
        "note: export.json:1: No export names the centre's time zone: UTC is taken",
        "no place in the channel: skills: 2 (first at export.json:6)",
        "no place in the channel: appRanks of persons: 1 (first at export.json:3)",
        "1 thing did not fit and stands there as it was: `callbook lint centre.toml` tells more",
    ] == printed.lines
    assert read_environment("export.json").described == read_environment("centre.toml").described


def test_for_machines(callbook: Callable[..., Printed]) -> None:
    """The same as JSON; the form of the file is that of its suffix."""
    printed = callbook("convert", "export.json", "--output", "centre.json", "--json")
    assert (0, "") == (printed.code, printed.err)
    said = msgspec.json.decode(printed.out)
    assert ("centre.json", ["export.json"], 1) == (said["file"], said["read"], said["misfits"])
    assert {"kind": "skills", "count": 2, "first": "export.json:6"} == said["not of the channel"][0]
    assert {
        "where": "export.json:5",
        "subject": "R",
        "text": "'R' has a member 'zoe' who is not there",
        "left out": True,
    } in said["remarks"]
    assert (1, 0) == (said["counts"]["agent"], said["counts"]["queue"])
    assert read_environment("export.json").described == read_environment("centre.json").described


def test_a_file_that_is_there_stays(callbook: Callable[..., Printed]) -> None:
    """Unless it is to be overwritten."""
    Path("centre.toml").write_text("mine", encoding="utf-8")
    printed = callbook("convert", "export.json", "-o", "centre.toml")
    accepted = "a file that is not there yet; or --force, which overwrites it"
    assert (2, f"callbook: --output 'centre.toml' cannot be used. Accepted: {accepted}.\n") == (
        printed.code,
        printed.err,
    )
    assert "mine" == Path("centre.toml").read_text(encoding="utf-8")
    assert 0 == callbook("convert", "export.json", "-o", "centre.toml", "--force").code
    assert "a1" == read_environment("centre.toml").contact_center.agents[0].id


@pytest.mark.parametrize(
    ("files", "output", "complaint"),
    [
        (
            ["export.json"],
            "centre.yaml",
            "--output 'centre.yaml' cannot be used. Accepted: a file that ends in .toml or",
        ),
        (["export.json"], "x/centre.toml", "--output 'x/centre.toml' cannot be used. Accepted: a file that can be"),
        (["none.json"], "centre.toml", "contact centre file 'none.json' cannot be used. Accepted: a file that can be"),
    ],
)
def test_nothing_is_written(callbook: Callable[..., Printed], files: list[str], output: str, complaint: str) -> None:
    """Where a file cannot be read or written."""
    printed = callbook("convert", *files, "-o", output)
    assert 2 == printed.code
    assert printed.err.startswith(f"callbook: {complaint}")
    assert ["export.json"] == [path.name for path in Path().iterdir()]


def test_options_alone(callbook: Callable[..., Printed]) -> None:
    """They are those of the Application of a centre in which nobody works yet."""
    Path("a.properties").write_text("webcallback.auto-answer=true\n", encoding="utf-8")
    printed = callbook("convert", "a.properties", "-o", "centre.toml")
    assert ["a.properties (option export): options alone, written to centre.toml"] == printed.lines
    assert {"webcallback.auto-answer": "true"} == load("centre.toml").application


def test_a_folder_is_one_centre_for_every_command(callbook: Callable[..., Printed]) -> None:
    """`lint`, `explain`, `whatif` and `compare` take what `convert` takes, and name the files in it."""
    folder = str(EXPORTS / "simulator")
    assert 0 == callbook("convert", folder, "-o", "centre.toml").code
    linted = callbook("lint", folder)
    assert f"5 things of {folder} have no place in the channel: " in linted.out
    explained = callbook("explain", folder, "--agent", "a1", "webcallback.auto-answer.timer")
    assert 0 == explained.code
    assert "  Person 'a1'              '20'  agents.yaml:10          applies" in explained.lines
    assert "  Application 'Workspace'  '10'  cluster_options.yaml:5  overruled" in explained.lines
    assert "callbook: 1 thing does not fit, and is left out of" in explained.err
    tried = callbook("whatif", folder, "--set", "webcallback.auto-dial=true", "--agent", "ben")
    assert "Accepted: an agent whom the strategy of a queue of the same tenant may pick." in tried.err
    compared = callbook("compare", folder, "centre.toml")
    assert (0, ["2 agents unchanged"]) == (compared.code, compared.lines)


def test_a_converted_centre_needs_a_strategy_to_be_played(callbook: Callable[..., Printed]) -> None:
    """No export says which strategy reads a queue; once that is written into the file, callbacks come."""
    Path("small.json").write_text(of_a_configuration_server(small_center()), encoding="utf-8")
    assert 0 == callbook("convert", "small.json", "-o", "small.toml").code
    tenant = small_center().agents[0].tenant
    queue = f'[[strategies]]\nname = "anybody"\n[[queues]]\nname = "new"\ntenant = "{tenant}"\nstrategy = "anybody"\n'
    with Path("small.toml").open("a", encoding="utf-8") as file:
        file.write(queue)
    tried = callbook("whatif", "small.toml", "--set", "Can Decline=false", "--agent", "Anna")
    assert (0, "") == (tried.code, tried.err)
    assert "- lost: Anna is no longer offered 'decline'" in tried.lines


def test_machines_are_told_what_has_no_place(callbook: Callable[..., Printed]) -> None:
    """By file, beside the findings."""
    said = msgspec.json.decode(callbook("lint", "export.json", "--json").out)
    assert ["skills", "appRanks of persons"] == [each["kind"] for each in said["not of the channel"]["export.json"]]


def test_transactions_alone_are_linted(callbook: Callable[..., Printed]) -> None:
    """They are no options of the Application, and it is not said that they were."""
    text = '- name: Gold\n  userProperties:\n  - interaction-workspace:\n    - webcallback.auto-answer: "yes"\n'
    Path("transactions.yaml").write_text(text, encoding="utf-8")
    printed = callbook("lint", "transactions.yaml")
    assert "transactions.yaml:4: CB102 webcallback.auto-answer is 'yes', which is not valid" == printed.lines[0]
    assert "transactions.yaml was read alone: agents, roles, queues and reasons are unknown, so" in printed.out
    whole = callbook("explain", "transactions.yaml", "--agent", "a")
    assert "an export of options knows no agents" in whole.err
