"""A contact centre file is read whole, or refused with the file, the path within and what would be accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.configuration import Configuration
from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.loading import load, loads
from callbook.core.errors import BadInput, Unknown

HEAD = 'name = "x"\ntime_zone = "UTC"\n'
TENANT = HEAD + '[[tenants]]\nname = "T"\n'
ROLE = HEAD + '[[roles]]\nname = "r"\n'
AGENT = '[[agents]]\nid = "{id}"\nname = "N"\ntenant = "T"\nplace = "{place}"\ndn = "{dn}"\n'
ANNA = TENANT + AGENT.format(id="anna", place="1", dn="7001")
STRATEGY = HEAD + '[[strategies]]\nname = "s"\n'


def agents(*, place: str = "2", dn: str = "7002", agent_id: str = "ben") -> str:
    """Write a file with Anna and a second agent."""
    return ANNA + AGENT.format(id=agent_id, place=place, dn=dn)


REFUSED = {
    "syntax": ("x", "line 'x' in f:1 cannot be used: Expected '=' after a key"),
    "syntax at the end": ("x = [1,\n2", "line '2' in f:2 cannot be used: Unclosed array. Accepted: TOML."),
    "wrong type": ("name = 1", "entry 1 in f:1: name cannot be used. Accepted: `str`, not `int`."),
    "missing key": ('name = "x"', "in f:1 cannot be used. Accepted: a table with the key 'time_zone'."),
    "unknown key": (HEAD + 'swich = "T-Server"', "There is no key 'swich' in f:3: swich. Did you mean 'switch'?"),
    "unknown key within": (
        ROLE + "privilege = []",
        "There is no key 'privilege' in f:5: roles[0].privilege. Did you mean 'priv",
    ),
    "word": (
        HEAD + 'switch = "PBX"',
        "entry 'PBX' in f:3: switch cannot be used. Accepted: 'T-Server' or 'SIP Server'.",
    ),
    "word within": (
        STRATEGY + 'target = "all"',
        "entry 'all' in f:5: strategies[0].target cannot be used. Accepted: 'any'",
    ),
    "empty name": (
        ROLE.replace('"r"', '""'),
        "entry '' in f:4: roles[0].name cannot be used. Accepted: `str` of length",
    ),
    "capacity": (ANNA + "capacity = 0", "entry 0 in f:11: agents[0].capacity cannot be used. Accepted: `int` >= 1."),
    "free table": (
        HEAD + "[not_ready_reasons]\na = 1",
        "entry {'a': 1} in f:3: not_ready_reasons[...] cannot be used.",
    ),
    "not tables": (
        HEAD + 'tenants = ["T"]',
        "entry 'T' in f:3: tenants[0] cannot be used. Accepted: `object`, not `str`.",
    ),
    "not an array": (HEAD + "agents = 4", "entry 4 in f:3: agents cannot be used. Accepted: `array`, not `int`."),
    "time zone": (
        HEAD.replace("UTC", "Berlin"),
        "There is no time zone 'Berlin' in f:2: time_zone. Did you mean 'Europe/Be",
    ),
    "lower case region": (
        HEAD + 'region = "gb"\n',
        "in f:3: region cannot be used. Accepted: two capital letters",
    ),
    "country as region": (HEAD + 'region = "UK"\n', "region 'UK' in f:3: region cannot be used."),
    "path as zone": (HEAD.replace("UTC", "../x"), "There is no time zone '../x' in f:2: time_zone."),
    "folder as zone": (HEAD.replace("UTC", "Europe"), "There is no time zone 'Europe' in f:2: time_zone."),
    "option": (
        HEAD + '[application]\n"webcallback.auto-dail" = "true"',
        "option 'webcallback.auto-dail' in f:4: application.webcallback.auto-dail.",
    ),
    "option within": (
        TENANT + '[tenants.options]\n"webcalback.timer" = "1"',
        "There is no option 'webcalback.timer' in f:6: tenants[0].options.webcalback.timer.",
    ),
    "option without quotes": (
        HEAD + '[application]\nwebcallback.auto-answer = "true"',
        "in f:4: application.webcallback cannot be used. Accepted: a text, under the option's name in quotes",
    ),
    "option not text": (
        TENANT + '[tenants.options]\n"webcallback.auto-answer" = [true]',
        "option value [True] in f:6: tenants[0].options.webcallback.auto-answer cannot be used. Accepted: a text",
    ),
    "options not a table": (TENANT + "options = 4", "entry 4 in f:5: tenants[0].options cannot be used."),
    "privilege": (
        ROLE + 'privileges = ["Can Declin"]',
        "privilege 'Can Declin' in f:5: roles[0].privileges[0]. Did you mea",
    ),
    "role": (
        ANNA + 'roles = ["r"]',
        "There is no role 'r' in f:11: agents[0].roles[0]. Accepted: none, there are none yet.",
    ),
    "group": (ANNA + 'agent_groups = ["g"]', "There is no agent group 'g' in f:11: agents[0].agent_groups[0]."),
    "virtual": (
        ANNA + 'virtual_agent_groups = ["g"]',
        "no virtual agent group 'g' in f:11: agents[0].virtual_agent_groups[0]",
    ),
    "tenant": (HEAD + '[[queues]]\nname = "q"\ntenant = "T"', "There is no tenant 'T' in f:5: queues[0].tenant."),
    "strategy": (
        TENANT + '[[queues]]\nname = "q"\ntenant = "T"\nstrategy = "s"',
        "no strategy 's' in f:8: queues[0].strategy",
    ),
    "target agent": (
        STRATEGY + 'target = "agent"\ntarget_name = "zoe"',
        "There is no agent 'zoe' in f:6: strategies[0].target_name.",
    ),
    "target group": (
        STRATEGY + 'target = "agent_group"',
        "There is no agent group None in f:3: strategies[0].target_name.",
    ),
    "target of any": (
        STRATEGY + 'target_name = "zoe"',
        "target name 'zoe' in f:5: strategies[0].target_name cannot be used. Accepted: none, as the target is any.",
    ),
    "same id": (
        agents(agent_id="anna"),
        "agent id 'anna' in f:12: agents[1].id cannot be used. Accepted: one that differs from agents[0].id.",
    ),
    "same name": (
        TENANT + '[[tenants]]\nname = "T"',
        "tenant name 'T' in f:6: tenants[1].name cannot be used. Accepted: one that differs from tenants[0].name.",
    ),
    "same DN": (agents(dn="7001"), "agent dn '7001' in f:16: agents[1].dn cannot be used."),
    "same place": (agents(place="1"), "agent place '1' in f:15: agents[1].place cannot be used."),
}


@pytest.mark.parametrize(("text", "complaint"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused(text: str, complaint: str) -> None:
    """What cannot be used is refused with the path to it and what would be accepted."""
    with pytest.raises(BadInput) as refused:
        loads(text, where="f")
    assert complaint in str(refused.value)


def test_a_bad_value_is_no_loading_error(center: str) -> None:
    """A bad option value is read: the next lower level applies, and `problems` reports it (C5)."""
    bad = center.replace("#FFFFBA00", "gold")
    assert [problem.contribution.raw for problem in Configuration(loads(bad)).problems()] == ["gold"]


def test_two_agents_at_two_desks_are_accepted() -> None:
    """Two agents differ by id, place and DN; their names may be the same."""
    assert [agent.id for agent in loads(agents()).agents] == ["anna", "ben"]


@pytest.mark.parametrize(
    ("target", "name"), [("any", None), ("agent", "anna"), ("agent_group", "Alpha"), ("agent_group", "Veterans")]
)
def test_targets_of_a_strategy(center: str, target: str, name: str | None) -> None:
    """A strategy picks any agent, one agent, or an agent group of either kind."""
    line = f'target = "{target}"\n' + (f'target_name = "{name}"\n' if name else "")
    strategy = loads(center.replace('name = "anybody"\n', 'name = "anybody"\n' + line)).strategies[0]
    assert (target, name) == (strategy.target, strategy.target_name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A path that leads nowhere is refused with the path and the reason."""
    with pytest.raises(BadInput) as refused:
        load(tmp_path / "none.toml")
    assert refused.value.given == str(tmp_path / "none.toml")
    assert refused.value.accepted == "a file that can be read (No such file or directory)"


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    """A file in another encoding is refused."""
    (tmp_path / "latin.toml").write_bytes('name = "Müller"'.encode("latin-1"))
    with pytest.raises(BadInput) as refused:
        load(tmp_path / "latin.toml")
    assert (refused.value.given, refused.value.accepted) == ("fc", "text in UTF-8")
    assert refused.value.where == f"{tmp_path / 'latin.toml'}:1"


def test_data_made_by_a_program_is_checked_too() -> None:
    """A contact centre that never was a file is held to the same rules."""
    with pytest.raises(Unknown, match="There is no time zone 'Mars' in contact centre 'x': time_zone"):
        Configuration(ContactCenter(name="x", time_zone="Mars"))
