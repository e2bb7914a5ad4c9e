"""The published JSON Schema fits every line that is written, names every field, and describes each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.trace.validate_run import main, problems

from callbook.record.trace.form import ENTRY_KINDS, End, Head, line_kind, load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

FEATURES = Path(__file__).parents[2] / "features"


def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = load_schema()["definitions"]
    return {kind: definition for kind, definition in definitions.items() if kind not in {"stamp", "origin", "log"}}


def _fields() -> Iterator[tuple[str, tuple[str, ...]]]:
    kinds: tuple[type[msgspec.Struct], ...] = (Head, *map(line_kind, ENTRY_KINDS), End)
    for kind in kinds:
        yield str(kind.__struct_config__.tag), ("kind", *(field.encode_name for field in msgspec.structs.fields(kind)))


def test_each_kind_has_its_fields() -> None:
    """Neither more nor fewer than what is written, in the same order."""
    assert dict(_fields()) == {kind: tuple(each["properties"]) for kind, each in _definitions().items()}
    optional = {"origin", "log"}
    for each in _definitions().values():
        assert each["required"] == [name for name in each["properties"] if name not in optional]


def test_each_field_is_described() -> None:
    """The schema is the documentation: a field without a sentence is none."""
    bare = [
        f"{kind}.{name}"
        for kind, each in _definitions().items()
        for name, field in each["properties"].items()
        if name != "kind" and "description" not in field and "$ref" not in field
    ]
    assert [] == bare


def test_every_kind_of_line_fits(recording: Path) -> None:
    """A recording with an entry of each kind."""
    kinds = {json.loads(line)["kind"] for line in recording.read_text(encoding="utf-8").splitlines()}
    assert set(_definitions()) == kinds
    assert [] == list(problems(iter([recording])))


def test_the_golden_recordings_fit(capsys: pytest.CaptureFixture[str]) -> None:
    """One of each feature; the recordings of a whole run are checked by `make test` after the acceptance run."""
    assert 0 == main(str(FEATURES))
    count = len(list(FEATURES.rglob("*.feature")))
    assert f"{count} recordings, 0 lines that do not fit trace.schema.json\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new"),
    [('"wire":', '"wir":'), ('"kind":"message"', '"kind":"letter"'), ('"number":3', '"number":"3"')],
)
def test_what_does_not_fit_is_named(recording: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    """File and line: a wrong name, an unknown kind, a wrong type."""
    lines = recording.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(old, new)
    recording.write_text("\n".join(lines), encoding="utf-8")
    assert 1 == main(str(recording.parent))
    assert f"{recording}:4: " == capsys.readouterr().out[: len(f"{recording}:4: ")]


def test_what_a_run_leaves_beside_them_is_no_recording(
    recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The event stream has a form of its own."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / recording.name).write_bytes(recording.read_bytes())
    (folder / "messages.ndjson").write_text("{}\n", encoding="utf-8")
    assert 0 == main(str(folder))
    assert "1 recordings, 0 lines that do not fit trace.schema.json\n" == capsys.readouterr().out


def test_no_recordings_are_none_that_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder must not pass for a checked one."""
    assert 1 == main(str(tmp_path))
    assert "0 recordings, 0 lines that do not fit trace.schema.json\n" == capsys.readouterr().out
