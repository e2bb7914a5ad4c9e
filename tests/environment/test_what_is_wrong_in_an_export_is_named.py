"""An export that is cut, of another form or version, or in another encoding: what is wrong, by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.configuration.environment import read_environment
from callbook.configuration.lint import chosen_rules, lint
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

EXPORT = """{
"__metadata__": {"formatName": "JSON",
  "formatVersion": "1.0.0"},
"persons": [
  {"employeeId": "a1", "firstName": "Zoë"}
]}
"""


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (
            EXPORT.replace('"JSON"', '"RAW"').encode(),
            "form of export 'RAW' in a.json:2 cannot be used. Accepted: an export of the form JSON or COMPACT_JSON.",
        ),
        (
            EXPORT.replace('"formatName": "JSON",', "").encode(),
            "form of export None in a.json:2 cannot be used. Accepted: an export of the form JSON or COMPACT_JSON.",
        ),
        (
            EXPORT[:-3].encode(),
            (
                "line '' in a.json:6 cannot be used: Expecting ',' delimiter; "
                "the file ends too early, as if it were cut. Accepted: JSON."
            ),
        ),
        (
            EXPORT.encode("cp1252"),
            "bytes 'eb' in a.json:5 cannot be used. Accepted: text in UTF-8.",
        ),
    ],
)
def test_what_cannot_be_read(written: Callable[..., str], data: bytes, complaint: str) -> None:
    """Half of a centre would be judged as if it were one: nothing of it is read."""
    with pytest.raises(BadInput) as refused:
        read_environment(written(a_json=data))
    assert complaint == str(refused.value)


def test_another_version(written: Callable[..., str]) -> None:
    """It is read as far as it is alike, and the version's line is named."""
    environment = read_environment(written(a_json=EXPORT.replace("1.0.0", "2.0.0")))
    assert "a1" == environment.contact_center.agents[0].id
    [finding] = lint(environment, rules=chosen_rules(["CB602"]))
    assert "a.json:3: CB602 The export is of version '2.0.0', not 1: read as far as it is alike" == str(finding)
    assert environment.left_out.startswith("1 thing does not fit, and is left out of a.json")


def test_a_collection_of_another_shape(written: Callable[..., str]) -> None:
    """It is left out; the rest is read."""
    text = EXPORT.replace("]}", '],\n"roles": "none", "scripts": 4}')
    environment = read_environment(written(a_json=text))
    assert [(7, "roles should be a list of objects"), (7, "scripts should be a list of objects")] == [
        (remark.origin.position.line, remark.text) for remark in environment.remarks if remark.left_out
    ]
    assert "a1" == environment.contact_center.agents[0].id


def test_the_same_place_twice(written: Callable[..., str]) -> None:
    """What does not fit in our own form does not fit here: it is told with the line of the export."""
    person = '{"employeeId": "%s", "agentInfo": {"place": "P"}}'
    text = EXPORT.replace('{"employeeId": "a1", "firstName": "Zoë"}', f"{person % 'a'},\n  {person % 'b'}")
    environment = read_environment(written(a_json=text))
    assert ["a.json:6"] == [str(environment.position(misfit.path)) for misfit in environment.misfits]


def test_a_file_in_a_folder_that_cannot_be_read(written: Callable[..., str]) -> None:
    """It may be the one that matters: the whole folder is refused, by file and line."""
    written(x__agents_yaml="- employeeId: a\n", x__transactions_yaml="- name: [\n")
    with pytest.raises(BadInput, match=r"in x/transactions.yaml:[12] cannot be used"):
        read_environment("x")


def test_a_folder_without_anything(written: Callable[..., str]) -> None:
    """It is refused with what it could hold."""
    written(x__a_txt="", x__b_yaml="- 1\n")
    with pytest.raises(BadInput) as refused:
        read_environment("x")
    assert str(refused.value).startswith(
        "folder 'x' cannot be used. Accepted: one with files of other programs: option export, export of a "
        "Configuration Server, bare sections, file of the Agent API Simulator."
    )


@pytest.mark.parametrize("text", ["name: a\ntime_zone: UTC\n", "[1]"])
def test_our_own_form_stands_alone(written: Callable[..., str], text: str) -> None:
    """It is a whole centre already; what is of no form is none of a centre's files."""
    written(agents_yaml="- employeeId: a\n", own_yaml=text)
    with pytest.raises(BadInput, match=r"file 'own.yaml' cannot be used. Accepted: files of other programs \(option"):
        read_environment("agents.yaml", "own.yaml")
    Path("x").mkdir()
    for name in ("agents.yaml", "own.yaml"):
        Path(name).rename(Path("x") / name)
    if "zone" in text:
        with pytest.raises(BadInput, match="or one in our own form, alone"):
            read_environment("x")
    else:
        assert "a" == read_environment("x").contact_center.agents[0].id
