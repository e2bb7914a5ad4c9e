"""The rooms of Callbook as a picture, drawn from the contract that import-linter holds: so it cannot lie.

python -m docs._extension.rooms    writes it into ARCHITECTURE.md anew
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "ARCHITECTURE.md"
BEGIN: Final = "<!-- rooms: python -m docs._extension.rooms -->\n"
END: Final = "<!-- end of rooms -->"
_HOMES: Final = {"callbook_mocks": ROOT / "mocks", "callbook_steps": ROOT / "steps"}


def picture() -> str:
    """Return the rooms, a block per floor from the top down: each may import only what stands below it."""
    floors = [[_room(name) for name in layer.split(" | ")] for layer in _layers()]
    return "```text\n" + "\n    ▼\n".join("\n".join(floor) for floor in floors) + "\n```\n"


def with_picture(page: str) -> str:
    """Return *page* with the picture of today between its marks."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + picture() + END + rest.split(END)[1]


def _layers() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    layers: list[str] = contract["layers"]
    return layers


def _room(name: str) -> str:
    home = _HOMES.get(name, ROOT / "src") / name.replace(".", "/") / "__init__.py"
    said = ast.get_docstring(ast.parse(home.read_text(encoding="utf-8"))) or ""
    return f"{name.removeprefix('callbook.'):<15} {said.splitlines()[0].replace('``', '')}"


if __name__ == "__main__":
    PAGE.write_text(with_picture(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
