"""What cannot be read at all is refused with file, line, what stands there, and what would be accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.environment.conftest import JSON, TOML, YAML

from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.structured import Structured
from callbook.configuration.environment import read_environment
from callbook.configuration.reading_files import read_document
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

REFUSED: dict[str, dict[str, str | bytes]] = {
    "no section": {"a_cfg": "# x\na = 1\n"},
    "no equals": {"a_cfg": "[s]\na\n"},
    "no name": {"a_cfg": "[s]\n = 1\n"},
    "no section name": {"a_cfg": "[ ]\n"},
    "half a section": {"a_cfg": "[s\n"},
    "section and more": {"a_cfg": "[s] x\n"},
    "no second quote": {"a_cfg": '[s]\na = "b\n'},
    "more after the quote": {"a_cfg": '[s]\r\na = "b" c\r\n'},
    "a NUL": {"a_cfg": b"[s]\na = \x00\n"},
    "no Windows-1252": {"a_cfg": b"[s]\na = \xff\x81\n"},
    "half a UTF-16 unit": {"a_cfg": b"\xff\xfe[\x00s\x00]\x00\n\x00a"},
    "marked, but no UTF-8": {"a_cfg": b"\xef\xbb\xbf[s]\na = \xff\n"},
    "toml syntax": {"a_toml": "a = 1\nb = = 2\n"},
    "toml key twice": {"a_toml": "a = 1\na = 2\n"},
    "toml end": {"a_toml": 'a = """\n\n'},
    "toml number": {"a_toml": "a = " + "9" * 5000},
    "toml nested": {"a_toml": "a = " + "[" * 20_000},
    "no UTF-8": {"a_toml": b"a = 1\nb = '\xff'\n"},
    "json syntax": {"a_json": '{"a": 1,\n"b" 2}'},  # as every Python words it
    "json cut": {"a_json": JSON[:-9]},
    "json cut in a text": {"a_json": JSON[: JSON.index("Harbour") + 3]},
    "json key twice": {"a_json": '{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 2}'},
    "json half a character": {"a_json": '{"a": 1,\n "b": "\\ud800"}'},
    "json nested": {"a_json": "[" * 200_000},
    "json no table": {"a_json": "[]"},
    "yaml syntax": {"a_yaml": "a: 1\nb: [\n"},
    "yaml key twice": {"a_yaml": "a: 1\nb: 2\na: 3\n"},
    "yaml alias": {"a_yaml": "a: &x 1\nb: *x\n"},
    "yaml tag": {"a_yaml": "a: 1\nb: !!set {}\n"},
    "yaml tag of a text": {"a_yaml": "a: !python 1\n"},
    "yaml key that is no text": {"a_yaml": "a: 1\n? [b]\n: 1\n"},
    "yaml two documents": {"a_yaml": "a: 1\n---\na: 2\n"},
    "yaml nested": {"a_yaml": "- " * 200_000},
    "yaml character": {"a_yaml": "a: 1\nb: \x01\n"},
    "yaml empty": {"a_yaml": "# nothing\n"},
    "wrong type": {"a_yaml": YAML.replace('"7001"', "7001")},
    "unknown key": {"a_json": JSON.replace('"dn"', '"d"')},
    "missing key": {"a_toml": TOML.replace('dn = "7001"', "")},
    "no text, toml": {"a_toml": TOML.replace('"true"', "[1]")},
    "no text, json": {"a_json": JSON.replace('"true"', "null")},
    "no text, yaml": {"a_yaml": YAML.replace('"true"', "{}")},
    "no text, yaml null": {"a_yaml": YAML.replace('"true"', "")},
    "number of options": {"a_toml": "name = 'a'\ntime_zone = 'UTC'\napplication = 4\n"},
    "no export": {"a_toml": "name = 'a'\ntime_zone = 'UTC'\napplication = 'true'\n"},
    "export not there": {"a_toml": "name = 'a'\ntime_zone = 'UTC'\napplication = 'b.cfg'\n"},
    "export with a NUL in its name": {"a_toml": 'name = "a"\ntime_zone = "UTC"\napplication = "\\u0000.cfg"\n'},
    "export with a fault": {
        "a_yaml": "name: a\ntime_zone: UTC\napplication: x/b.cfg\n",
        "x__b_cfg": "[interaction-workspace]\na\n",
    },
    "suffix": {"a_ini": ""},
}


@pytest.mark.parametrize("files", REFUSED.values(), ids=REFUSED.keys())
def test_a_file(written: Callable[..., str], files: dict[str, str | bytes], snapshot: SnapshotAssertion) -> None:
    """One line says all."""
    with pytest.raises(BadInput) as refused:
        read_environment(written(**files))
    assert snapshot == str(refused.value)


def test_a_file_that_is_not_there(written: Callable[..., str]) -> None:
    """The reason is the system's."""
    written(other_cfg="")
    with pytest.raises(BadInput, match=r"'a.cfg' cannot be used. Accepted: a file that can be read \(No such file"):
        read_environment("a.cfg")


def test_a_document_may_be_called_otherwise(tmp_path: Path) -> None:
    """By the name that errors give it."""
    (tmp_path / "a.toml").write_text("a =", encoding="utf-8")
    with pytest.raises(BadInput, match="in the centre:1 cannot"):
        read_document(tmp_path / "a.toml", where="the centre")


def test_what_is_in_deep_lists_has_a_place() -> None:
    """Whatever the values are read with, the places are found in lists of fifty levels."""
    found = Structured.read(("a = " + "[" * 50 + "]" * 50).encode(), FORMS[".toml"], "f")
    assert 1 == found.line(("a", *[0] * 49))


@pytest.mark.parametrize("suffix", [".toml", ".json", ".yaml", ".cfg"])
def test_a_file_that_is_too_large(tmp_path: Path, suffix: str) -> None:
    """It is refused with the bound before it is parsed."""
    path = (tmp_path / "centre").with_suffix(suffix)
    path.write_bytes(b"a" * 10_000_001)
    with pytest.raises(BadInput) as refused:
        read_document(path)
    assert f"file {str(path)!r} cannot be used. Accepted: one of at most 10,000,000 bytes." == str(refused.value)


@pytest.mark.parametrize("key", ["a" + ".b" * 50_000, "a.'b' . " * 60 + '"c"'])
@pytest.mark.parametrize("before", ["", "[", "x = { "])
def test_a_toml_key_with_too_many_parts(key: str, before: str) -> None:
    """It is refused with its line before it is parsed: that would take minutes."""
    text = f"a = 1\n{before}{key} {']' if before == '[' else '= 1 }'}\n"
    with pytest.raises(BadInput) as refused:
        Structured.read(text.encode(), FORMS[".toml"], "x.toml")
    assert str(refused.value).endswith(" in x.toml:2 cannot be used. Accepted: TOML whose keys have at most 50 parts.")


def test_dots_that_part_no_key() -> None:
    """In a text, and in a comment, there may be as many as anybody likes."""
    dots = "a" + ".b" * 50_000
    text = f'# {dots}\na = "{dots} ="\n"{dots}" = 1\nb.{"c." * 48}d = 2\n'
    assert {"a", dots, "b"} == Structured.read(text.encode(), FORMS[".toml"], "x.toml").values.keys()
