"""What the cells of an executed notebook say in plain text: streams, results, displays."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from callbook.notebook.testing.form import code_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.notebook.testing.form import Notebook

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def plain_outputs(notebook: Notebook) -> str:
    """Return the outputs of all code cells, each below the line ``## cell n``; cells that say nothing are left out."""
    said = ((number, _said(cell["outputs"])) for number, cell in enumerate(code_cells(notebook), 1))
    return "\n".join(f"## cell {number}\n{text}" for number, text in said if text)


def errors(notebook: Notebook) -> list[tuple[int, str]]:
    """Return the cell number and the text of each error among the outputs: those of callbacks stand nowhere else."""
    return [
        (number, without_colours("\n".join(output["traceback"])))
        for number, cell in enumerate(code_cells(notebook), 1)
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]


def without_colours(text: str) -> str:
    """Take the terminal's colours out of *text*."""
    return _COLOURS.sub("", text)


def _said(outputs: Iterable[Any]) -> str:
    return "".join(_ended(without_colours(text)) for text in _texts(outputs))


def _texts(outputs: Iterable[Any]) -> Iterator[str]:
    for stream, group in groupby(outputs, key=lambda output: output.get("name")):
        if stream:
            yield "".join(output["text"] for output in group)
        else:
            yield from (output.get("data", {}).get("text/plain", "") for output in group)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
