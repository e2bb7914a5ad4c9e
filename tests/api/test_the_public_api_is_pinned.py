"""What users may import is written down here: whoever adds a name, or takes one away, changes this list as well."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docs._extension.public_api import PROMISED, PROTOCOLS
from hatchling.builders.wheel import WheelBuilder
from tests.api.docstrings import documented, lacks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DISTRIBUTED = ("callbook", "callbook_mocks", "callbook_steps")
_FOR_ROOMS = {
    "callbook.messages": frozenset(import_module("callbook.messages").__all__) - set(PROMISED["callbook.messages"]),
    "callbook_steps": frozenset({"CHECK", "CenterNames", "Spoken"}),
}


def _promised() -> Iterator[tuple[str, str]]:
    for module, names in PROMISED.items():
        yield from ((module, name) for name in names)


def test_what_is_promised_stands_in_the_face_of_its_room() -> None:
    """Every module that users import from says itself what is public there."""
    faces = {module: names for module, names in PROMISED.items() if module not in PROTOCOLS}
    assert [] == [
        f"{module}.{name}"
        for module, names in faces.items()
        for name in set(names) - set(import_module(module).__all__)
    ]


@pytest.mark.parametrize("module", ["callbook", "callbook.messages", "callbook.notebook", "callbook_steps"])
def test_nothing_is_public_there_by_accident(module: str) -> None:
    """What no other room imports from hands on what is promised, and nothing else."""
    assert set(PROMISED[module]) == set(import_module(module).__all__) - _FOR_ROOMS.get(module, frozenset())


def test_callbook_itself_hands_on_what_most_people_need() -> None:
    """A list that is read at one glance."""
    assert len(PROMISED["callbook"]) <= 30


@pytest.mark.parametrize(("module", "name"), list(_promised()))
def test_a_name_can_be_imported_and_is_described(module: str, name: str) -> None:
    """Its docstring names its numbers and durations, or says their unit, and what it raises."""
    value = getattr(import_module(module), name)
    assert documented(module, name, value)
    assert [] == lacks(value)


def test_every_package_is_typed() -> None:
    """The wheel holds a ``py.typed`` for each package that it distributes."""
    in_wheel = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"{package}/py.typed" for package in DISTRIBUTED} <= in_wheel
