"""The form that a stored notebook has to have: small, without outputs, of our own package, on no network."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Notebook = Mapping[str, Any]

MOST_CELLS = 12
"""How many code cells a notebook may have."""

KERNEL = "python3"
_ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://(?!localhost\b|127\.0\.0\.1\b)[^\s\"')>]*", re.IGNORECASE)


def complaints(notebook: Notebook) -> list[str]:
    """Say what is wrong with the form of a stored notebook (nbformat 4), nothing if it is as it should be."""
    return [*_of_the_file(notebook), *(text for cell in notebook["cells"] for text in _of_a_cell(cell))]


def code_cells(notebook: Notebook) -> list[Any]:
    """Return the cells that hold code, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _of_the_file(notebook: Notebook) -> Iterator[str]:
    kernel = notebook["metadata"].get("kernelspec", {}).get("name")
    if kernel != KERNEL:
        yield f"its kernel is {kernel!r}, not {KERNEL!r}"
    code = code_cells(notebook)
    if not code or not _is_one_import(code[0]["source"]):
        yield "its first code cell is not one import"
    if len(code) > MOST_CELLS:
        yield f"it has {len(code)} code cells, more than {MOST_CELLS}"


def _of_a_cell(cell: Any) -> Iterator[str]:  # noqa: ANN401 - as nbformat gives it
    name = f"the cell {_beginning(cell['source'])!r}"
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield f"{name} was stored with its output"
    for address in _ADDRESS.findall(cell["source"]):
        yield f"{name} names an address outside: {address}"


def _is_one_import(source: str) -> bool:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    return len(body) == 1 and isinstance(body[0], ast.Import | ast.ImportFrom)


def _beginning(source: str) -> str:
    first = source.strip().split("\n", 1)[0]
    return first if len(first) <= 50 else f"{first[:49]}…"  # noqa: PLR2004 - a line of a report
