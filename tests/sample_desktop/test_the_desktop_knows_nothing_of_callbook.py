"""The desktop is another team's: of Callbook it knows nothing, only its adapter does."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

LOADED = """
import json, sys, sample_desktop.__main__
print(json.dumps({name: getattr(module, "__file__", None) for name, module in sys.modules.items()}))
"""
OURS = ("callbook", "callbook_mocks", "callbook_steps")


def test_its_process_loads_none_of_it() -> None:
    """Neither the kit nor its mocks nor its steps are in the process of the desktop."""
    assert [] == [name for name in _loaded() if name.partition(".")[0] in OURS]


def test_its_sources_name_none_of_it() -> None:
    """Not even for the sake of types."""
    sources = [file for name, file in _loaded().items() if name.partition(".")[0] == "sample_desktop" and file]
    imported = {name for source in sources for name in _imported(Path(source))}
    assert len(sources) > 20
    assert [] == sorted(name for name in imported if name.partition(".")[0] in OURS)
    assert [] == sorted(imported & {"sample_desktop.adapter", "sample_desktop.translation", "sample_desktop.refusals"})


def _loaded() -> dict[str, str | None]:
    printed = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    loaded: dict[str, str | None] = json.loads(printed.stdout)
    return loaded


def _imported(source: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found
