"""Whoever imports a module from where it stood in the first version is told the room that has it now."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

import callbook
from callbook.missing_modules import ROOM_OF, MissingModules, say_why

FOLDED = {"standing_assumptions": "assumptions", "doors": "servers", "invariants": "watcher", "replay": "rerun"}
"""Parts that are now a piece of another module of their room."""

SOURCES = Path(callbook.__file__ or "").parent


@pytest.mark.parametrize("module", ["callbook.trace", "callbook.trace.reading"])
def test_the_error_names_the_room(module: str) -> None:
    """The same for a package and for a module in it."""
    with pytest.raises(ModuleNotFoundError) as caught:
        import_module(module)
    assert (
        "'callbook.trace' has moved into the room 'callbook.record'. Import what you need from 'callbook.record', "
        "or from 'callbook', which hands on what most people need."
    ) == str(caught.value)
    assert "callbook.trace" == caught.value.name


@pytest.mark.parametrize(("part", "room"), ROOM_OF.items())
def test_every_part_stands_in_its_room(part: str, room: str) -> None:
    """The table does not lead astray, and nothing is in both places."""
    name = FOLDED.get(part, part)
    places = [SOURCES / room / name, SOURCES / room / f"{name}.py"]
    assert any(place.exists() for place in places)
    assert not (SOURCES / part).exists()


def test_what_never_was_there_is_missing_as_usual() -> None:
    """Python's own words, for a slip in the name of a module."""
    with pytest.raises(ModuleNotFoundError, match=r"No module named 'callbook\.trase'"):
        import_module("callbook.trase")
    with pytest.raises(ModuleNotFoundError, match="No module named 'trace_of_nothing'"):
        import_module("trace_of_nothing")


def test_asking_twice_changes_nothing() -> None:
    """One finder, behind all others: modules that are found cost nothing."""
    say_why()
    assert 1 == [type(each) for each in sys.meta_path].count(MissingModules)
    assert MissingModules is type(sys.meta_path[-1])
