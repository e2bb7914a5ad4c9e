"""`callbook compare`: which agents notice a difference between two configurations, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from tests.cli.conftest import varied

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

NEW = """
[[agents]]
id = "emil"
name = "Emil"
tenant = "Harbour"
place = "Desk 5"
dn = "7005"
"""


def _changed(companies: Path) -> str:
    """Write the configuration as it is after a busy week; every kind of change is in it."""
    for old, new in (
        ('"webcallback.auto-dial" = "false"', '"webcallback.auto-dial" = "true"'),  # for all
        ('"webcallback.auto-answer.timer" = "10"', '"webcallback.auto-answer.timer" = "never"'),  # for Luca
        ('    "Can Decline",\n', ""),  # for the two at the desk, and Luca
        ('dn = "7004"', 'dn = "7004"\ncapacity = 2\nroles = ["Callbacks"]'),  # for Henry
        ("DispositionCode = ", "Outcome = "),  # for all: the default is valid no longer
        ('[[strategies]]\nname = "to the desk"', f'{NEW}\n[[strategies]]\nname = "to the desk"'),
        ('id = "olga"', 'id = "olya"'),
    ):
        companies = companies.with_name(varied(companies, old, new))
    return str(companies)


def test_agents_are_grouped_by_what_happens_to_them(
    callbook: Callable[..., Printed], companies: Path, snapshot: SnapshotAssertion
) -> None:
    """The largest group first; effective values, with the levels that they come from; exit code 1."""
    printed = callbook("compare", str(companies), _changed(companies))
    assert (1, "") == (printed.code, printed.err)
    assert snapshot == printed.out


def test_the_same_for_machines(callbook: Callable[..., Printed], companies: Path, snapshot: SnapshotAssertion) -> None:
    """Levels by name; None where nothing valid applies."""
    printed = callbook("compare", str(companies), _changed(companies), "--json")
    assert (1, "") == (printed.code, printed.err)
    assert snapshot == printed.out


def test_the_other_way_round(callbook: Callable[..., Printed], companies: Path) -> None:
    """What was gained is lost; those who arrived are gone."""
    there = msgspec.json.decode(callbook("compare", str(companies), _changed(companies), "--json").out)
    back = msgspec.json.decode(callbook("compare", "varied.toml", str(companies), "--json").out)
    assert (there["arrived"], there["gone"]) == (back["gone"], back["arrived"])
    assert [each["gained"] for each in there["changes"]] == [each["lost"] for each in back["changes"]]


def test_what_nobody_notices_is_no_change(callbook: Callable[..., Printed], companies: Path) -> None:
    """The same value from another level, or from another text, is the same to those who work; exit code 0."""
    same = varied(companies, '"webcallback.auto-dial" = "false"\n', "")
    printed = callbook("compare", str(companies), same)
    assert (0, "5 agents unchanged\n", "") == (printed.code, printed.out, printed.err)
    told = msgspec.json.decode(callbook("compare", str(companies), same, "--json").out)
    assert {"changes": [], "arrived": [], "gone": [], "unchanged": 5} == told


def test_many_agents_are_named_in_part(callbook: Callable[..., Printed], companies: Path) -> None:
    """Six of them; all of them in the JSON form."""
    crowd = "".join(NEW.replace("emil", f"a{n}").replace("7005", f"80{n}").replace("Desk 5", f"D{n}") for n in range(8))
    more = varied(companies, '[[strategies]]\nname = "to the desk"', f'{crowd}\n[[strategies]]\nname = "to the desk"')
    lines = callbook("compare", str(companies), more).lines
    assert ["+ 8 agents (a0, a1, a2, a3, a4, a5 and 2 more): only in the second", "5 agents unchanged"] == lines
    told = msgspec.json.decode(callbook("compare", str(companies), more, "--json").out)
    assert [f"a{n}" for n in range(8)] == told["arrived"]


def test_a_value_that_becomes_invalid_by_default_is_said(callbook: Callable[..., Printed], companies: Path) -> None:
    """Nothing applies any more: the text stays, with a remark."""
    gone = varied(companies, "DispositionCode = ", "Outcome = ")
    option = "interaction.disposition.value-business-attribute"
    line = (
        f"  ~ {option}: 'DispositionCode' from Default 'Workspace' -> 'DispositionCode' (not valid) from Default 'Works"
    )
    assert 1 == sum(each.startswith(line) for each in callbook("compare", str(companies), gone).lines)
