"""Files of other programs are read: options at each level, who works there, queues and codes, each with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.configuration import Agent, Queue, Transaction, load, loads
from callbook.configuration.contact_center import AgentGroup, Role, Tenant, VirtualAgentGroup
from callbook.configuration.environment import Environment, read_environment
from callbook.configuration.exports.forms import EXPORT_FORMS
from callbook.configuration.levels import Level
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

EXPORTS = Path(__file__).parent / "exports"
ON_ITS_OWN = "webcallback.auto-answer"
ONE_PERSON = """{
  "__metadata__": {"formatName": "COMPACT_JSON", "formatVersion": "1.2"},
  "persons": [{"employeeId": "a"}]
}"""
TIMER = "webcallback.auto-answer.timer"


def remarks(environment: Environment, *, left_out: bool) -> list[tuple[int, str]]:
    """Return the remarks of a kind, with their lines."""
    found = (each for each in environment.remarks if each.left_out == left_out)
    return [(each.origin.position.line, each.text) for each in found]


def passed_over(environment: Environment) -> dict[str, tuple[int, int]]:
    """Return what has no place in the channel: how many of each kind, and the line of the first."""
    return {each.kind: (each.count, each.first.position.line) for each in environment.passed_over}


@pytest.fixture(scope="module")
def whole() -> Environment:
    """Give the export of a whole Configuration Server."""
    return read_environment(EXPORTS / "config_server.json")


def test_an_export_of_a_whole_server(whole: Environment) -> None:
    """Each object becomes what it is in our own form (D1)."""
    center = whole.described
    assert ("config_server", "UTC", True) == (center.name, center.time_zone, whole.whole)
    assert {"webcallback.auto-dial": "true", "webcallback.complete-queue": "done"} == center.application
    assert (Tenant(name="Harbour", options={ON_ITS_OWN: "false"}),) == center.tenants
    assert (AgentGroup(name="Claims", options={"webcallback.auto-dial": "true"}, roles=("Adviser",)),) == (
        center.agent_groups
    )
    assert (VirtualAgentGroup(name="French"),) == center.virtual_agent_groups
    assert (Role(name="Adviser", privileges=("Can Use Web Callback Channel", "Can Decline")),) == center.roles
    gold = {"webcallback.callback-information.frame-color": "#FFFFBA00"}
    assert (Transaction(name="Gold", options=gold),) == center.transactions
    assert (Queue(name="done", tenant="Harbour"),) == center.queues
    assert {"OutToLunch": "Lunch"} == center.not_ready_reasons
    assert {"DispositionCode": ("Sold",)} == center.dispositions


def test_who_works_there(whole: Environment) -> None:
    """Names, places and numbers; where one is missing it is made up, which is said."""
    anna, ben, carl = whole.described.agents
    assert anna == Agent(
        id="a1",
        name="Anna One",
        tenant="Harbour",
        place="P1",
        dn="7001",
        agent_groups=("Claims",),
        virtual_agent_groups=("French",),
        roles=("Adviser",),
        options={TIMER: "20"},
    )
    assert ("b1", "P2", "l2", ("Claims",), ("Adviser",)) == (ben.id, ben.place, ben.dn, ben.agent_groups, ben.roles)
    assert ("carl", "Place of carl", "DN of carl", ("Adviser",)) == (carl.id, carl.place, carl.dn, carl.roles)


def test_everything_has_its_place(whole: Environment) -> None:
    """In the file as it is, not in what was made of it."""
    lines = {
        ("agents", 0, "options", TIMER): 18,
        ("agents", 1): 19,
        ("agents", 0, "agent_groups", 0): 32,
        ("application", "webcallback.auto-dial"): 6,
        ("roles", 0, "privileges", 1): 45,
        ("tenants", 0, "options", ON_ITS_OWN): 13,
        ("queues", 0, "name"): 61,
        ("time_zone",): 1,
    }
    assert lines == {path: whole.position(path).line for path in lines}


def test_what_is_read_otherwise_is_said(whole: Environment) -> None:
    """A number, a boolean, and what no export says."""
    assert [
        (6, "webcallback.auto-dial is a boolean, and is read as the text 'true'"),
        (18, "webcallback.auto-answer.timer is a number, and is read as the text '20'"),
        (20, "carl has no place, so one is made up"),
        (20, "carl has no number, so one is made up"),
        (33, "Whom a skill puts into 'French' is not worked out: as it is listed"),
        (1, "No export names the centre's time zone: UTC is taken"),
        (61, "No export says which strategy reads a queue: none does"),
    ] == remarks(whole, left_out=False)


def test_remarks_about_the_same_are_one(written: Callable[..., str]) -> None:
    """Two thousand agents whose timers are numbers are one note for people; what was left out is named each time."""
    text = "- {employeeId: a, userProperties: {interaction-workspace: {webcallback.auto-answer.timer: 5}}}\n"
    environment = read_environment(written(agents_yaml=text * 3 + "- 1\n- 2\n"))
    assert [
        (4, "An entry of persons says nothing"),
        (5, "An entry of persons says nothing"),
        (1, "a has no place, so one is made up (and 2 more like it)"),
        (1, "a has no number, so one is made up (and 2 more like it)"),
        (1, "webcallback.auto-answer.timer is a number, and is read as the text '5' (and 2 more like it)"),
        (1, "No export names the centre's time zone: UTC is taken"),
    ] == [(remark.origin.position.line, text) for remark, text in environment.source.remarks_together]


def test_what_cannot_be_read_is_said(whole: Environment) -> None:
    """Objects that point nowhere or have no name; the rest is read."""
    file = EXPORTS / "config_server.json"
    assert [
        (24, "An entry of persons says nothing"),
        (10, f"Another application has the section interaction-workspace, too: the one at {file}:5 is read"),
        (13, "A tenant has no name"),
        (23, "A person has neither employeeId nor userName"),
        (32, "'Claims' has a member 'zoe' who is not there"),
        (34, "An agent group has no name"),
        (47, "'Can Mark Done' in section 'Privileges' is neither true nor false"),
        (49, "'Voice - Can Send DTMF': no tones are sent in the calls of a callback, so nothing asks for it"),
        (42, "'Adviser' has a member 'zoe' who is not there"),
        (52, "A role has no name"),
        (56, "webcallback.auto-answer is neither a text nor a number nor a boolean"),
        (58, "A transaction has no name"),
        (63, "An interaction queue has no name"),
        (68, "An action code has neither code nor name"),
    ] == [(line, text) for line, text in remarks(whole, left_out=True)]


def test_what_has_no_place_in_the_channel_is_counted(whole: Environment) -> None:
    """With the line of the first."""
    assert {
        "skills": (2, 78),
        "applications without the section of Workspace": (1, 4),
        "options of other channels": (1, 8),
        "chargeableNumber of tenants": (2, 13),
        "options of other sections": (2, 18),
        "persons that are disabled": (1, 22),
        "persons who are no agents": (1, 21),
        "members who are no agents": (1, 32),
        "agentGroups that are disabled": (1, 35),
        "options of roles": (1, 50),
        "privileges of other groups": (1, 48),
        "transactions of type statdescriptor": (1, 57),
        "scripts of type enhancedrouting": (1, 62),
        "action codes of type login": (1, 67),
        "business attributes that no option names": (1, 72),
        "values of business attributes that no option names": (1, 76),
        "places where no agent sits": (1, 28),
        "access groups without a role": (1, 39),
    } == passed_over(whole)
    assert "21 things of " in whole.source.passed_over_in_words
    assert whole.source.passed_over_in_words.endswith("and 12 more kinds (`callbook convert` names all)")


def test_a_folder_of_the_simulator() -> None:
    """Its files together are one centre (D2)."""
    environment = read_environment(EXPORTS / "simulator")
    center = environment.contact_center
    key = "interaction.override-option-key"
    assert {key: "IW_OverrideOptions", TIMER: "10"} == center.application
    anna, ben = center.agents
    assert ("a1", "Anna One", "Environment", "P1", "007", 2, ("Claims",)) == (
        *(anna.id, anna.name, anna.tenant, anna.place, anna.dn, anna.capacity),
        anna.agent_groups,
    )
    assert {ON_ITS_OWN: "true", TIMER: "20"} == anna.options
    assert ("ben", "ben", "Harbour", "P2", "5002", 1) == (ben.id, ben.name, ben.tenant, ben.place, ben.dn, ben.capacity)
    assert (AgentGroup(name="Claims", options={"webcallback.auto-dial": "true"}),) == center.agent_groups
    gold = {"webcallback.callback-information.frame-color": "#FFFFBA00"}
    assert (Transaction(name="Gold", options=gold),) == center.transactions
    assert (Queue(name="callbacks", tenant="Environment"),) == center.queues
    assert ({"OutToLunch": "Lunch"}, {"DispositionCode": ("Sold",)}) == (center.not_ready_reasons, center.dispositions)
    assert ["Environment", "Harbour"] == [tenant.name for tenant in center.tenants]
    assert load(EXPORTS / "simulator") == center


def test_a_folder_has_places_in_its_files() -> None:
    """Each part in the file that holds it; what is no part of the channel is named."""
    environment = read_environment(EXPORTS / "simulator")
    options = ("agents", 0, "options")
    assert str(EXPORTS / "simulator" / "agents.yaml") + ":9" == str(environment.position((*options, ON_ITS_OWN)))
    timer = environment.position(("application", TIMER))
    assert str(EXPORTS / "simulator" / "cluster_options.yaml") + ":5" == str(timer)
    counted = passed_over(environment)
    assert (1, 1) == counted["files and folders of other kinds"] == counted["files that hold nothing of the channel"]
    assert (1, 14) == counted["password of persons"]
    [(line, text)] = remarks(environment, left_out=True)
    assert (2, "'Claims' has a member '999' who is not there") == (line, text)


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("a.json", '{"interaction-workspace": {"webcallback.auto-answer": "true"}}', {ON_ITS_OWN: "true"}),
        ("a.json", '{"interaction-workspace": {"webcallback.auto-answer": true}, "log": {}}', {ON_ITS_OWN: "true"}),
        ("a.json", '{"webcallback.auto-answer": false}', {ON_ITS_OWN: "false"}),
        ("a.yaml", "interaction-workspace:\n- webcallback.auto-answer.timer: 05\n", {TIMER: "05"}),
        ("a.toml", "[interaction-workspace]\n'webcallback.auto-answer.timer' = 1_0\n", {TIMER: "10"}),
        ("a.properties", "interaction-workspace.webcallback.auto-answer=true\n", {ON_ITS_OWN: "true"}),
        ("a.properties", "webcallback.auto-answer : true", {ON_ITS_OWN: "true"}),
    ],
)
def test_a_section_alone(written: Callable[..., str], name: str, text: str, read: dict[str, str]) -> None:
    """In any form it holds the options of the Application (D3)."""
    file = written(**{name.replace(".", "_"): text})
    environment = read_environment(file)
    assert read == environment.contact_center.application
    assert not environment.whole
    assert environment.only_options
    assert environment.contact_center == load(file)


def test_numbers_and_booleans_of_our_own_form() -> None:
    """They are read as texts (D3)."""
    text = 'name = "a"\ntime_zone = "UTC"\n[application]\n"webcallback.auto-answer" = true\n'
    assert {ON_ITS_OWN: "true"} == loads(text).application
    with pytest.raises(BadInput) as refused:
        loads(text.replace("true", "[]"))
    assert "application.webcallback.auto-answer" in refused.value.where


def test_an_error_names_the_option_at_fault(written: Callable[..., str]) -> None:
    """And no other, whatever else is wrong (D3)."""
    file = written(a_json='{"time_zone": "UTC", "application": {"webcallback.park-queue": null}}')
    with pytest.raises(BadInput) as refused:
        read_environment(file)
    assert "webcallback.park-queue" in str(refused.value)
    assert ON_ITS_OWN not in str(refused.value)


def test_transactions_alone(written: Callable[..., str]) -> None:
    """They have values to judge, of a centre of which nobody else is known (D2)."""
    text = '- name: Gold\n  userProperties:\n  - interaction-workspace:\n    - webcallback.auto-answer: "yes"\n'
    environment = read_environment(written(transactions_yaml=text))
    assert {ON_ITS_OWN: "yes"} == environment.contact_center.transactions[0].options
    assert (False, False) == (environment.whole, environment.only_options)


def test_several_files_are_one_centre(written: Callable[..., str]) -> None:
    """A whole export, and the options of its Application beside it."""
    options = "[interaction-workspace]\nwebcallback.auto-answer = true\n[log]\na = b\n"
    main = written(a_json=ONE_PERSON, b_cfg=options)
    environment = read_environment(main, "b.cfg")
    assert ({ON_ITS_OWN: "true"}, "a") == (
        environment.contact_center.application,
        environment.contact_center.agents[0].id,
    )
    assert ("a.json, b.cfg", ("a.json", "b.cfg")) == (environment.file, environment.files)
    assert (1, 4) == passed_over(environment)["options of other sections"]


def test_an_option_is_changed_where_it_stands(written: Callable[..., str]) -> None:
    """In another program's file, too: every other byte stays."""
    export = (EXPORTS / "config_server.json").read_text(encoding="utf-8")
    file = written(a_json=export)
    environment = read_environment(file)
    change = environment.with_option(Level.PERSON, "a1", TIMER, "5")
    assert ("a.json:18", "20") == (str(change.position), change.before)
    assert export.replace('"webcallback.auto-answer.timer": 20', '"webcallback.auto-answer.timer": "5"').encode() == (
        change.data
    )
    added = environment.with_option(Level.TENANT, "Harbour", "webcallback.auto-dial", "true")
    assert b'"webcallback.auto-answer": "false", "webcallback.auto-dial": "true"}' in added.data
    with pytest.raises(BadInput, match="a change by hand"):
        environment.with_option(Level.PERSON, "b1", TIMER, "5")
    alone = read_environment(written(b_json=ONE_PERSON))
    with pytest.raises(BadInput, match="after `callbook convert`"):
        alone.with_option(Level.TENANT, "Environment", TIMER, "5")


def test_the_table_of_forms() -> None:
    """Each form has a name of its own, and a mark that people can look for."""
    assert len(EXPORT_FORMS) == len({form.name for form in EXPORT_FORMS}) == len({form.mark for form in EXPORT_FORMS})
