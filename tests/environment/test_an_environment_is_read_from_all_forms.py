"""The same contact centre from TOML, JSON and YAML, with options in place or in exports; strictly or tolerantly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.environment.conftest import EXPORT, TEXTS, TOML

from callbook.configuration import Configuration, Level
from callbook.configuration.environment import read_environment
from callbook.core.errors import BadInput, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples" / "configurations"


@pytest.mark.parametrize("suffix", TEXTS)
def test_each_form(written: Callable[..., str], suffix: str) -> None:
    """It says the same; strict reading agrees."""
    file = written(**{f"a_{suffix[1:]}": TEXTS[suffix]})
    environment = read_environment(file)
    assert environment.contact_center == read_environment(written(b_toml=TOML)).contact_center
    assert environment.contact_center == Configuration.from_file(file).contact_center
    explanation = environment.configuration().explain("webcallback.auto-answer.timer", "anna")
    assert (10, Level.PERSON) == (explanation.value, explanation.level)
    assert (file, (file,), True, ()) == (environment.file, environment.files, environment.whole, environment.misfits)


def test_exports_in_the_place_of_tables(written: Callable[..., str]) -> None:
    """Relative to the file that names them; one may stand for several tables."""
    text = TOML.replace('options = { "webcallback.auto-dial" = "false" }', 'options = "x/t.cfg"')
    text = text.replace("[agents.options]\n\"webcallback.auto-answer.timer\" = '10'", 'options = "x/t.cfg"')
    file = written(y__a_toml=text, y__x__t_cfg=b"")
    Path("y/x/t.cfg").write_text("[interaction-workspace]\n\nwebcallback.auto-dial = true\n", encoding="utf-8")
    environment = read_environment(file)
    center = environment.contact_center
    assert {"webcallback.auto-dial": "true"} == center.tenants[0].options == center.agents[0].options
    assert (file, "y/x/t.cfg") == environment.files
    assert "y/x/t.cfg:3" == str(environment.position(("agents", 0, "options", "webcallback.auto-dial")))
    assert "y/a.toml:7" == str(environment.position(("tenants", 0, "options")))
    assert "y/a.toml:7" == str(environment.position(("tenants", 0, "options", "webcallback.auto-answer")))


@pytest.mark.parametrize("name", ["a_cfg", "a_conf"])
def test_an_export_alone(written: Callable[..., str], name: str) -> None:
    """It holds the options of an Application of which nothing else is known."""
    file = written(**{name: EXPORT})
    environment = read_environment(file)
    assert not environment.whole
    assert "false" == environment.contact_center.application["chat.auto-answer"]
    assert ((), "UTC", file) == (
        environment.contact_center.agents,
        environment.contact_center.time_zone,
        environment.contact_center.name,
    )
    assert f"{file}:3" == str(environment.position(("application", "webcallback.auto-answer")))
    assert f"{file}:1" == str(environment.position(("application", "nothing")))
    assert f"{file}:1" == str(environment.position(("time_zone",)))
    assert environment.contact_center == Configuration.from_file(file).contact_center


def test_what_does_not_fit_is_left_out_and_remembered(written: Callable[..., str]) -> None:
    """A contact centre that passes every check is left."""
    text = (
        TOML.replace("Europe/Berlin", "Europe/Berlim")
        .replace('tenant = "Harbour"', 'tenant = "Harbor"\nroles = ["R", "Q"]\nagent_groups = ["G"]')
        .replace('"webcallback.auto-answer.timer"', '"webcallback.auto-answer.tmer"')
    ) + (
        '[[agents]]\nid = "ben"\nname = "B"\ntenant = "Nowhere"\nplace = "1"\ndn = "7001"\n'
        '[[agents]]\nid = "ben"\nname = "B"\ntenant = "Nowhere"\nplace = "3"\ndn = "3"\nroles = ["S"]\n'
        '[[roles]]\nname = "R"\nprivileges = ["Can Fly Around The World", "Can Declin", "Can Decline"]\n'
        '[[queues]]\nname = "q"\ntenant = "Harbour"\nstrategy = "t"\n'
        '[[strategies]]\nname = "s"\ntarget = "agent"\ntarget_name = "zoe"\n'
        '[[strategies]]\nname = "r"\ntarget_name = "anna"\n'
        '[[strategies]]\nname = "p"\ntarget = "agent_group"\n'
    )
    environment = read_environment(written(a_toml=text))
    assert [
        ("reference", "Europe/Berlim"),
        ("twice", "ben"),
        ("twice", "7001"),
        ("twice", "1"),
        ("reference", "Harbor"),
        ("reference", "Nowhere"),
        ("reference", "Nowhere"),
        ("reference", "G"),
        ("reference", "Q"),
        ("reference", "S"),
        ("reference", "t"),
        ("privilege", "Can Fly Around The World"),
        ("privilege", "Can Declin"),
        ("reference", "zoe"),
        ("reference", "anna"),
        ("reference", None),
        ("option", "webcallback.auto-answer.tmer"),
    ] == [(misfit.kind, misfit.given) for misfit in environment.misfits]
    center = environment.configuration().contact_center
    assert ("UTC", ["Harbour", "Harbor", "Nowhere"]) == (center.time_zone, [each.name for each in center.tenants])
    assert [("anna", "7001"), ("ben", "7001 (1)")] == [(each.id, each.dn) for each in center.agents]
    assert (("Can Decline",), ("R",), ()) == (
        center.roles[0].privileges,
        center.agents[0].roles,
        center.agents[0].agent_groups,
    )
    assert {} == center.agents[0].options
    assert [("any", None)] * 3 == [(each.target, each.target_name) for each in center.strategies]
    assert center.queues[0].strategy is None
    meant = environment.as_meant
    assert ("Europe/Berlin", "Harbour") == (meant.time_zone, meant.agents[0].tenant)
    assert {"webcallback.auto-answer.timer": "10"} == meant.agents[0].options
    assert ("Can Decline",) == meant.roles[0].privileges


def test_the_right_name_beside_a_wrong_one(written: Callable[..., str]) -> None:
    """It is the one that counts."""
    wrong = '"webcallback.auto-answr" = "false"\n"webcallback.auto-answer" = "true"\n"webcallback.auto-anser" = "no"'
    environment = read_environment(written(a_toml=TOML.replace('"webcallback.auto-answer" = "true"', wrong)))
    assert {"webcallback.auto-answer": "true"} == environment.as_meant.application


def test_names_made_up_to_tell_apart_may_be_taken(written: Callable[..., str]) -> None:
    """It is tried again until all differ."""
    agent = '[[agents]]\nid = "{}"\nname = "N"\ntenant = "Harbour"\nplace = "{}"\ndn = "{}"\n'
    text = TOML + agent.format("ben", "1", "2") + agent.format("cleo", "1 (1)", "3")
    places = [each.place for each in read_environment(written(a_toml=text)).contact_center.agents]
    assert ["1", "1 (1)", "1 (1) (2)"] == places


def test_what_was_meant_where_nothing_is_wrong(written: Callable[..., str]) -> None:
    """It is the contact centre itself."""
    environment = read_environment(written(a_toml=TOML))
    assert environment.as_meant is environment.contact_center


def test_strictly_a_reference_that_leads_nowhere_is_an_error(written: Callable[..., str]) -> None:
    """With file and line, in an export too."""
    with pytest.raises(Unknown, match=r"no tenant 'Harbor' in a.toml:11: agents\[0\].tenant"):
        Configuration.from_file(written(a_toml=TOML.replace('tenant = "Harbour"', 'tenant = "Harbor"')))
    with pytest.raises(Unknown, match=r"'webcallback.x' in a.cfg:2: application.webcallback.x. Did you mean"):
        Configuration.from_file(written(a_cfg="[interaction-workspace]\nwebcallback.x = 1"))


@pytest.mark.parametrize("file", [*EXAMPLES.glob("*/centre.*")], ids=lambda path: path.parent.name)
def test_the_examples_read_as_far_as_they_can_be(file: Path) -> None:
    """Each is a contact centre that agents could work in."""
    assert read_environment(file).configuration().agents


def test_strictly_the_example_with_unknown_names_is_refused() -> None:
    """The first of them is told."""
    with pytest.raises(BadInput, match=r"legacy_export/centre.json:100: agents\[4\].dn"):
        Configuration.from_file(EXAMPLES / "legacy_export" / "centre.json")
