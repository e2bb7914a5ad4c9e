"""A room imports from other rooms only what their faces hand on, and a face hands on only what somebody needs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from docs._extension.public_api import PROMISED
from tests.api.faces import MESSAGES, past_faces, unused

ROOT = Path(__file__).parents[2]
ROOMS: Final = (
    "core",
    "configuration",
    "workspace",
    "record",
    "lab",
    "logs",
    "verification",
    "network",
    "pytest_plugin",
    "notebook",
    "cli",
)
SERVERS: Final = ("capture_point", "contacts", "interaction_server", "voice_switch", "website")
PROTOCOLS: Final = ("open_media", "open_media_events", "t_library", "t_library_events")
FACES: Final = (
    *(f"callbook.{room}" for room in ROOMS),
    *(f"callbook_mocks.{server}" for server in SERVERS),
    "callbook_steps",
    "callbook.missing_modules",
    MESSAGES,
)
PROMISES: Final = frozenset(f"{module}.{name}" for module, names in PROMISED.items() for name in names)


def _sources() -> dict[str, str]:
    files = (
        (path, path.relative_to(ROOT / folder))
        for folder in ("src", "mocks", "steps")
        for path in (ROOT / folder).rglob("*.py")
        if "starter" not in path.parts
    )
    modules = ((path, ".".join(below.with_suffix("").parts).removesuffix(".__init__")) for path, below in files)
    rooms = (*FACES, "callbook.core")
    return {name: path.read_text(encoding="utf-8") for path, name in modules if name.startswith(rooms)}


def _handed_on(face: str) -> frozenset[str]:
    return frozenset(import_module(face).__all__)


def _faces() -> dict[str, frozenset[str]]:
    protocols = {f"{MESSAGES}.{each}": frozenset(vars(import_module(f"{MESSAGES}.{each}"))) for each in PROTOCOLS}
    faces = {face: _handed_on(face) for face in FACES}
    return faces | protocols | {MESSAGES: faces[MESSAGES] | set(PROTOCOLS)}


def test_nothing_is_imported_past_a_face() -> None:
    """What stands inside a room may move without anybody's noticing."""
    inside = {name: text for name, text in _sources().items() if not name.startswith(MESSAGES)}
    assert [] == past_faces(inside, _faces())


def test_a_face_hands_on_nothing_in_vain() -> None:
    """Each name is imported by another room, or promised to whoever uses Callbook."""
    faces = {face: names for face, names in _faces().items() if not face.startswith(MESSAGES)}
    assert [] == unused(_sources(), faces, PROMISES)


@pytest.mark.parametrize("face", FACES)
def test_every_name_of_a_face_is_there(face: str) -> None:
    """A lazy name that leads nowhere would be noticed only by whoever asks for it."""
    assert [] == [name for name in _handed_on(face) if not hasattr(import_module(face), name)]


def test_taking_a_name_from_a_face_breaks_its_importer() -> None:
    """The judgement itself: the same imports with one name less on one face."""
    faces = _faces()
    poorer = faces | {"callbook.core": faces["callbook.core"] - {"Clock"}}
    broken = past_faces({"callbook.lab.lab": "from callbook.core import Clock, Journal\n"}, poorer)
    assert ["callbook.lab.lab:1 imports Clock from callbook.core"] == broken
    assert any("imports Clock from callbook.core" in each for each in past_faces(_sources(), poorer))


def test_a_module_inside_another_room_is_no_face() -> None:
    """Neither is a part of a room, however public its own names look."""
    sources = {"callbook.lab.lab": "from callbook.core.clock import Clock\nfrom callbook.lab.seats import Seat\n"}
    assert ["callbook.lab.lab:1 imports Clock from callbook.core.clock"] == past_faces(sources, _faces())


def test_a_name_that_nobody_needs_is_noticed() -> None:
    """Neither another room nor a user was given it."""
    faces = {"callbook.core": frozenset({"Clock", "Journal"})}
    sources = {"callbook.lab.lab": "from callbook.core import Clock\n"}
    assert ["callbook.core.Journal"] == unused(sources, faces, frozenset())
