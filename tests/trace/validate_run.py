"""Checks every recording of a run against the published schema: ``python tests/trace/validate_run.py FOLDER``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import fastjsonschema

from callbook.record.cucumber.reading import STREAM_FILE
from callbook.record.trace.form import load_schema

Check = Callable[[Mapping[str, Any]], object]


def checks() -> dict[str, Check]:
    """Give a check for each kind of line: to try them all on each line would cost a minute."""
    schema = load_schema()
    compile_schema = cast("Callable[[dict[str, Any]], Check]", fastjsonschema.compile)  # pyright: ignore[reportUnknownMemberType]
    kinds = [kind for kind in schema["definitions"] if kind not in {"stamp", "origin", "log"}]
    return {kind: compile_schema({**schema, "oneOf": [{"$ref": f"#/definitions/{kind}"}]}) for kind in kinds}


def problems(paths: Iterator[Path]) -> Iterator[str]:
    """Give what does not fit the schema: file, line, reason."""
    known = checks()
    for path in paths:
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = json.loads(text)
            try:
                known[line["kind"]](line)
            except (KeyError, fastjsonschema.JsonSchemaValueException) as error:
                yield f"{path}:{number}: {error}"


def main(folder: str) -> int:
    """Check the recordings in *folder*; give 1 if one does not fit, or there is none."""
    paths = sorted(path for path in Path(folder).rglob("*.ndjson") if path.name != STREAM_FILE)
    found = list(problems(iter(paths)))
    sys.stdout.write("".join(f"{problem}\n" for problem in found))
    sys.stdout.write(f"{len(paths)} recordings, {len(found)} lines that do not fit trace.schema.json\n")
    return 1 if found or not paths else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
