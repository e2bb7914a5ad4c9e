"""The desktop resolves options by itself: through the levels, past bad values, with what a strategy may override."""

from __future__ import annotations

from typing import Any

import pytest

from sample_desktop.environment import Environment
from sample_desktop.faults import KnownFault

FRAME = "webcallback.callback-information.frame-color"
HEADER = "webcallback.callback-information.header-foreground-color"
GOLD = {"IW_OverrideOptions": "Gold"}

Export = dict[str, Any]


def test_the_nearest_to_the_agent_wins(export: Export) -> None:
    """From the default up to the person, each level overrules the one below (C1)."""
    places = [
        export["application"],
        export["tenants"][0]["options"],
        _named(export, "agent_groups", "Zenith"),
        _named(export, "virtual_agent_groups", "Violet skill"),
        export["agents"][0]["options"],
    ]
    seen = [Environment(export).setting(FRAME, "anna").said.level]
    for number, place in enumerate(places):
        place[FRAME] = f"#0000000{number}"
        setting = Environment(export).setting(FRAME, "anna")
        assert f"#0000000{number}" == setting.value
        seen.append(setting.said.level)
    assert ["Default", "Application", "Tenant", "Agent Group", "Virtual Agent Group", "Person"] == seen


def test_of_several_groups_the_end_of_the_alphabet_wins(export: Export) -> None:
    """Anna is in Aurora and in Zenith: Zenith counts (C1)."""
    for group in export["agent_groups"]:
        group["options"][FRAME] = {"Aurora": "#FF000000", "Zenith": "#FFFFFFFF"}[group["name"]]
    assert ("#FFFFFFFF", "#FF000000") == tuple(Environment(export).setting(FRAME, who).value for who in ("anna", "ben"))


def test_what_cannot_be_read_is_passed_over(export: Export) -> None:
    """The next lower level that can be read applies, and it is remarked (C5)."""
    export["application"][FRAME] = "#ff0000ff"
    export["agents"][0]["options"][FRAME] = "blue"
    environment = Environment(export)
    assert "#FF0000FF" == environment.setting(FRAME, "anna").value
    expected = {"remark": "unreadable", "setting": FRAME, "level": "Person", "holder": "anna", "text": "blue"}
    assert [expected] == list(environment.remarks("anna", {}))


@pytest.mark.parametrize(("named", "expected"), [("Gold,Iron", "#FF000002"), ("Iron, Gold", "#FF000001")])
def test_the_transaction_named_last_wins(export: Export, named: str, expected: str) -> None:
    """A strategy's Transactions stand above the person (C2)."""
    export["agents"][0]["options"][FRAME] = "#FF000000"
    export["transactions"] = [_transaction("Gold", FRAME, "#FF000001"), _transaction("Iron", FRAME, "#FF000002")]
    assert expected == Environment(export).setting(FRAME, "anna", {"IW_OverrideOptions": named}).value


def test_what_a_strategy_may_not_override_stays(export: Export) -> None:
    """It is ignored, and remarked (C3)."""
    export["transactions"] = [_transaction("Gold", "webcallback.auto-dial", "true")]
    environment = Environment(export)
    assert False is environment.setting("webcallback.auto-dial", "anna", GOLD).value
    expected = {"remark": "override not allowed", "setting": "webcallback.auto-dial", "transaction": "Gold"}
    assert [expected] == list(environment.remarks("anna", GOLD))


def test_the_deaf_ear_hears_one_thing_less(export: Export) -> None:
    """With the known fault the header's colour is not overridden; the frame's is (O9, O10)."""
    options = {FRAME: "#FF000001", HEADER: "#FF000002"}
    export["transactions"] = [{"name": "Gold", "type": "list", "options": options}]
    deaf = Environment(export, {KnownFault.DEAF_TO_STRATEGY})
    sound = Environment(export)
    assert ["#FF000001", "#FFFFFFFF"] == [deaf.setting(name, "anna", GOLD).value for name in options]
    assert ["#FF000001", "#FF000002"] == [sound.setting(name, "anna", GOLD).value for name in options]


@pytest.mark.parametrize("text", ["Ding.mp3|1", "Ding.mp3|1|-2|both", "|1|0|both", "Ding.mp3|1|0|left", "a|b|0|both"])
def test_no_bell(export: Export, text: str) -> None:
    """A bell is file, priority, milliseconds, device (O14); the last may be left out."""
    export["application"]["webcallback.ringing-bell"] = text
    assert "Default" == Environment(export).setting("webcallback.ringing-bell", "anna").said.level


def _transaction(name: str, option: str, text: str) -> Export:
    return {"name": name, "type": "list", "options": {option: text}}


def _named(export: Export, kind: str, name: str) -> dict[str, str]:
    found: dict[str, str] = next(each for each in export[kind] if each["name"] == name)["options"]
    return found
