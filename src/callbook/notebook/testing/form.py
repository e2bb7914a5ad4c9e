"""The form of a notebook: what a stored one has to be like, and what an executed one says in plain text."""

from __future__ import annotations

import ast
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


Notebook: TypeAlias = "Mapping[str, Any]"

MOST_CELLS = 12
"""How many code cells a notebook may have."""

KERNEL = "python3"
_ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://(?!localhost\b|127\.0\.0\.1\b)[^\s\"')>]*", re.IGNORECASE)


_COLOR_CODES = re.compile(r"\x1b\[[0-9;]*m")


def complaints(notebook: Notebook) -> list[str]:
    """Return what is wrong with the form of a stored notebook (nbformat 4); nothing if it is as it should be."""
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


def plain_outputs(notebook: Notebook) -> str:
    """Return the outputs of all code cells, each below the line ``## cell n``; cells that say nothing are left out."""
    said = ((number, _said(cell["outputs"])) for number, cell in enumerate(code_cells(notebook), 1))
    return "\n".join(f"## cell {number}\n{text}" for number, text in said if text)


def errors(notebook: Notebook) -> list[tuple[int, str]]:
    """Return the cell number and the text of each error among the outputs: those of callbacks stand nowhere else."""
    return [
        (number, without_colors("\n".join(output["traceback"])))
        for number, cell in enumerate(code_cells(notebook), 1)
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]


def without_colors(text: str) -> str:
    """Return *text* without the terminal's colours."""
    return _COLOR_CODES.sub("", text)


def _said(outputs: Iterable[Any]) -> str:
    return "".join(_ended(without_colors(text)) for text in _texts(outputs))


def _texts(outputs: Iterable[Any]) -> Iterator[str]:
    for stream, group in groupby(outputs, key=lambda output: output.get("name")):
        if stream:
            yield "".join(output["text"] for output in group)
        else:
            yield from (output.get("data", {}).get("text/plain", "") for output in group)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
