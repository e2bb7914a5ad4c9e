"""Whatever form a centre is in: converted into our own and read again, nothing of the channel is lost.

`make lint-fuzz` and `make properties` try new centres each time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.environment import exported_centers as made

from callbook.configuration import OWN_TEXTS
from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.structured import Structured
from callbook.configuration.environment import Environment, environment_of, read_environment
from callbook.configuration.options import SECTION
from callbook.configuration.reading import source_of

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.configuration.source import Document


def read(document: Document, folder: Path) -> Environment:
    """Read a document; without its own number, as no two of these share a name of a place by chance."""
    return environment_of(source_of(document, folder))


def check_round_trip(environment: Environment, folder: Path) -> None:
    """Convert what was read, read it again: it says the same, in each of our own forms."""
    for suffix, text in OWN_TEXTS.items():
        document = Structured.read(text(environment.described).encode(), FORMS[suffix], f"f{suffix}")
        again = read(document, folder)
        assert environment.described == again.described
        assert environment.contact_center == again.contact_center
        assert ((), ()) == (again.remarks, again.passed_over)


@given(center=made.centers_of_our_own())
@pytest.mark.parametrize("suffix", OWN_TEXTS)
def test_our_own_form(suffix: str, center: ContactCenter, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Written and read, it is equal."""
    document = Structured.read(OWN_TEXTS[suffix](center).encode(), FORMS[suffix], "f")
    environment = read(document, tmp_path_factory.getbasetemp())
    assert center == environment.described
    check_round_trip(environment, tmp_path_factory.getbasetemp())


@given(center=made.centers_of_a_server())
def test_an_export_of_a_configuration_server(center: ContactCenter, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything of the channel is read from it."""
    document = Structured.read(made.of_a_configuration_server(center).encode(), FORMS[".json"], "export.json")
    environment = read(document, tmp_path_factory.getbasetemp())
    assert center == environment.described
    assert not any(remark.left_out for remark in environment.remarks)
    check_round_trip(environment, tmp_path_factory.getbasetemp())


@given(center=made.centers_of_a_server().filter(lambda center: bool(center.agents)))
def test_a_folder_of_the_simulator(center: ContactCenter, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything that it can say is read from it."""
    folder = tmp_path_factory.mktemp("simulator") / "export"
    folder.mkdir()
    made.of_the_simulator(center, folder)
    environment = read_environment(folder)
    assert made.as_the_simulator_can_say(center) == environment.described
    check_round_trip(environment, folder)


@given(options=made.options_of_an_application())
@pytest.mark.parametrize("suffix", [".json", ".yaml", ".properties"])
def test_a_section_alone(suffix: str, options: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """The options of the Application."""
    folder = tmp_path_factory.mktemp("section")
    write = {
        ".json": lambda: json.dumps({SECTION: options}).encode(),
        ".yaml": lambda: made.as_yaml({SECTION: options}).encode(),
        ".properties": lambda: made.of_properties(options),
    }
    (folder / f"a{suffix}").write_bytes(write[suffix]())
    environment = read_environment(folder / f"a{suffix}")
    assert options == environment.described.application
    check_round_trip(environment, folder)
