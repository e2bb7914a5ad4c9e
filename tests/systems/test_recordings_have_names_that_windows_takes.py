"""Whatever a feature and a scenario are called, Windows takes the name of the recording; names that differ stay so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbook.pytest_plugin.collect.scenario_facts import ScenarioFacts
from callbook.pytest_plugin.run.portable_names import portable
from callbook.pytest_plugin.run.recording import trace_path

if TYPE_CHECKING:
    from pathlib import PurePosixPath

DEVICES = [
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in (*range(10), "¹", "²", "³")),
]
"""Names that Windows keeps for devices, whatever ending they have."""

_ANY = st.characters(exclude_categories=["Cs"], exclude_characters="/\0")
_ODD = st.one_of(_ANY, st.sampled_from('<>:"|?*\\. %\t\x1f'))
_DEVICE = st.sampled_from(DEVICES).flatmap(
    lambda name: st.sampled_from([name, name.upper(), f"{name}.x", f"{name} .y"])
)
NAMES = st.one_of(st.text(_ODD, min_size=1, max_size=40), _DEVICE, _DEVICE.map(str.upper))


def refused(name: str) -> str:
    """Return why Windows refuses a part of a path, as its documentation says; empty if it takes it."""
    if set(name) & set('<>:"/\\|?*') or any(ord(each) < 32 for each in name):
        return "a character"
    if name.endswith((".", " ")):
        return "its end"
    if name.split(".", maxsplit=1)[0].rstrip().casefold() in DEVICES:
        return "a device"
    return "its length" if not name or len(name.encode("utf-16-le")) // 2 > 255 else ""


def _trace_path(feature: str, scenario: str) -> PurePosixPath:
    return trace_path(ScenarioFacts(feature, scenario, line=12, tags=(), clauses=()))


@given(folder=NAMES, feature=NAMES, scenario=st.text(_ANY, max_size=300))
def test_no_part_is_refused(folder: str, feature: str, scenario: str) -> None:
    """Folders and file alike; on Linux the name of the file fits as well."""
    path = _trace_path(f"{folder}/{feature}.feature", scenario)
    assert [] == [(part, why) for part in path.parts if (why := refused(part))]
    assert len(path.name.encode()) <= 255


@given(NAMES)
def test_a_name_that_is_taken_stays(name: str) -> None:
    """Nobody's recordings move without need."""
    if not refused(name):
        assert name == portable(name)


@given(NAMES.filter(lambda name: "%" not in name), NAMES.filter(lambda name: "%" not in name))
def test_different_names_stay_different(one: str, other: str) -> None:
    """No recording takes the place of another."""
    assert (one == other) == (portable(one) == portable(other))


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("offered", "offered"),
        ("what?", "what%3f"),
        ("a:b", "a%3ab"),
        ("waits...", "waits..%2e"),
        ("Con", "%43on"),
        ("aux.old", "%61ux.old"),
        ("console", "console"),
    ],
)
def test_what_is_refused_is_numbered(name: str, taken: str) -> None:
    """As in an address."""
    assert taken == portable(name)
