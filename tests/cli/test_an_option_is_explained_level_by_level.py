"""`callbook explain`: which value an option has for an agent, who else says something about it, and in which line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.cli.conftest import varied

from callbook.configuration import OPTIONS, PRIVILEGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

    Explain = Callable[..., Printed]

TIMER = "webcallback.auto-answer.timer"
KEY = "interaction.override-option-key"
GOLD = ("--interaction", "IW_OverrideOptions=Gold, Hurried")


@pytest.fixture
def explain(callbook: Callable[..., Printed], companies: Path) -> Explain:
    """Give `callbook explain` of the two companies."""
    return lambda *arguments: callbook("explain", str(companies), *arguments)


def _json(printed: Printed) -> Any:  # noqa: ANN401 - any JSON
    assert (0, "") == (printed.code, printed.err)
    return msgspec.json.decode(printed.out)


@pytest.mark.parametrize(
    "arguments",
    [
        (TIMER,),  # overruled and not valid
        (TIMER, *GOLD),  # several Transactions
        (KEY, *GOLD),  # what no strategy can override
        (KEY, "--interaction", "IW_OverrideOptions=Golden"),  # no such Transaction
        ("webcallback.ringing-bell",),  # a backslash, as it stands in the file
    ],
)
def test_every_level_has_a_line(explain: Explain, snapshot: SnapshotAssertion, arguments: tuple[str, ...]) -> None:
    """The highest first: what stands there, in which file and line, and what becomes of it (C1, C2, C3, C5)."""
    printed = explain("--agent", "Luca Moretti", *arguments)
    assert (0, "") == (printed.code, printed.err)
    assert snapshot == printed.out


def test_an_option_without_a_valid_value(
    callbook: Callable[..., Printed], companies: Path, snapshot: SnapshotAssertion
) -> None:
    """Where not even the default is valid nothing applies, in both forms."""
    centre = varied(companies, "DispositionCode = ", "Outcome = ")
    option = "interaction.disposition.value-business-attribute"
    assert snapshot == callbook("explain", centre, "--agent", "ines", option).out
    told = _json(callbook("explain", centre, "--agent", "ines", option, "--json"))
    assert (None, "not valid") == (told["value"], told["levels"][-1]["standing"])
    told = _json(callbook("explain", centre, "--agent", "ines", "--json"))
    assert told["options"][option]["value"] is None
    all_lines = callbook("explain", centre, "--agent", "ines").lines
    assert f"  {option} = 'DispositionCode' (not valid, so nothing applies)" in all_lines


def test_the_levels_for_machines(explain: Explain) -> None:
    """The same as for people, with the levels by name."""
    told = _json(explain("--agent", "luca", TIMER, *GOLD, "--json"))
    levels = [(each["level"], each["holder"], each["value"], each["standing"]) for each in told.pop("levels")]
    expected: dict[str, object] = {
        "option": TIMER,
        "agent": "luca",
        "value": "2",
        "level": "Transaction",
        "holder": "Hurried",
        "assumed": False,
        "warnings": [],
    }
    assert expected == told
    assert [
        ("Transaction", "Hurried", "2", "applies"),
        ("Transaction", "Gold", "5", "overruled"),
        ("Person", "luca", None, "silent"),
        ("Virtual Agent Group", "French", "-5", "not valid"),
        ("Agent Group", "Trainees", "10", "overruled"),
        ("Tenant", "Northern Travel", "soon", "not valid"),
        ("Application", "Workspace", "30", "overruled"),
        ("Default", "Workspace", "0", "overruled"),
    ] == levels


def test_each_place_is_where_it_says(explain: Explain, companies: Path) -> None:
    """In the named line of the file stands the option, with the value."""
    lines = companies.read_text(encoding="utf-8").splitlines()
    placed = [each for each in _json(explain("--agent", "luca", TIMER, *GOLD, "--json"))["levels"] if each["where"]]
    assert 6 == len(placed)
    for each in placed:
        file, _, line = each["where"].rpartition(":")
        assert ("companies.toml", f'"{TIMER}" = "{each["value"]}"') == (file, lines[int(line) - 1])


def test_an_export_has_lines_of_its_own(callbook: Callable[..., Printed], companies: Path) -> None:
    """A value that stands in an option export is found there."""
    companies.with_name("desk.cfg").write_text(f"[interaction-workspace]\n{TIMER} = 7\n", encoding="utf-8")
    centre = varied(companies, 'name = "Desk"\nroles', 'name = "Desk"\noptions = "desk.cfg"\nroles')
    told = callbook("explain", centre, "--agent", "ines", TIMER)
    assert "  Agent Group 'Desk'        '7'     desk.cfg:2      applies" in told.lines


def test_everything_that_applies(explain: Explain, snapshot: SnapshotAssertion) -> None:
    """Without an option: all options under those whom they come from, all privileges, all warnings."""
    assert snapshot == explain("--agent", "luca", "--queue", "travel-gold").out


def test_everything_that_applies_for_machines(explain: Explain) -> None:
    """Each option and privilege once, and the same warnings."""
    told = _json(explain("--agent", "henry", "--json"))
    assert ("henry", [*OPTIONS], [*PRIVILEGES], []) == (
        told["agent"],
        [*told["options"]],
        [*told["privileges"]],
        told["warnings"],
    )
    assert {"value": "30", "level": "Application", "holder": "Workspace", "assumed": False} == told["options"][TIMER]
    assert told["privileges"]["Can Mark Done"].startswith("P1: agent 'henry' does not have 'Can Use Web Callback")
    told = _json(explain("--agent", "luca", "--json"))
    assert (None, 2) == (told["privileges"]["Can Mark Done"], len(told["warnings"]))


def test_an_interaction_is_put_together(explain: Explain, companies: Path) -> None:
    """What the queue's strategy attaches, then what is given: pairs, and files with JSON, the last one counts."""
    companies.with_name("data.json").write_text('{"IW_OverrideOptions": "Gold", "Other": 1}', encoding="utf-8")
    asked = {
        (): "10",
        ("--queue", "done"): "10",  # no strategy: nothing is attached
        ("--queue", "travel-inbound"): "10",
        ("--queue", "travel-gold"): "2",
        ("--queue", "travel-gold", "--interaction", "data.json"): "5",
        ("--interaction", "data.json", "--interaction", "IW_OverrideOptions=Hurried"): "2",
    }
    found = {each: _json(explain("--agent", "luca", TIMER, *each, "--json"))["value"] for each in asked}
    assert asked == found


def test_what_does_not_fit_is_said_once(
    callbook: Callable[..., Printed], companies: Path, snapshot: SnapshotAssertion
) -> None:
    """On the error stream: how much was left out, and who tells more; the answer stands on the other."""
    one = varied(companies, 'name = "Desk"\nroles = ["Callbacks"]', 'name = "Desk"\nroles = ["Callbakcs"]')
    printed = callbook("explain", one, "--agent", "luca", TIMER, "--queue", "travel-gold")
    assert (0, True) == (printed.code, printed.out.startswith(f"{TIMER} is '2' for agent 'luca'"))
    assert snapshot == printed.err
    many = varied(companies, 'roles = ["Callbacks"]', 'roles = ["Callbakcs"]')
    assert snapshot == callbook("explain", many, "--agent", "luca", TIMER).err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--agent", "Lucca"),
        ("--agent", "luca", "--queue", "travel-golden"),
        ("--agent", "luca", "--interaction", "=Gold"),
        ("--agent", "luca", "--interaction", "none.json"),
        ("--agent", "luca", "--interaction", "list.json"),
        ("--agent", "luca", "--interaction", "companies.toml"),
    ],
)
def test_what_cannot_be_asked(
    explain: Explain, companies: Path, snapshot: SnapshotAssertion, arguments: tuple[str, ...]
) -> None:
    """One line, exit code 2: what was given, and what would be accepted."""
    companies.with_name("list.json").write_text("[1]", encoding="utf-8")
    printed = explain(*arguments)
    assert (2, "", 1) == (printed.code, printed.out, printed.err.count("\n"))
    assert snapshot == printed.err


def test_an_export_alone_knows_no_agents(
    callbook: Callable[..., Printed], companies: Path, snapshot: SnapshotAssertion
) -> None:
    """Nobody can say what applies to whom."""
    companies.with_name("desk.cfg").write_text(f"[interaction-workspace]\n{TIMER} = 7\n", encoding="utf-8")
    printed = callbook("explain", "desk.cfg", "--agent", "luca")
    assert (2, "") == (printed.code, printed.out)
    assert snapshot == printed.err
