"""A notebook as one page: its text, its code, what its cells show. Players go on playing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callbook.notebook.export.page import Page
from callbook.notebook.playing.player import STANDALONE_MIME, standalone_wanted
from callbook.notebook.testing.execution import execute, read_notebook
from callbook.notebook.testing.form import code_cells, without_colors
from callbook.record import xml_element, xml_escaped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_WIDGET = "application/vnd.jupyter.widget-view+json"
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_OUTSIDE = re.compile(r"^\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def export_notebook(path: Path | str, *, execution: bool | None = None) -> str:
    """Return the notebook at *path* as one HTML page that needs no network and no server.

    Args:
        path: the file; it is not changed.
        execution: whether the notebook is executed first; by default it is if no outputs are stored in it.

    Raises:
        NotebookFailed: when the file is no notebook, or a cell fails.
    """
    path = Path(path)
    notebook = read_notebook(path)
    if execution or (execution is None and not any(cell["outputs"] for cell in code_cells(notebook))):
        execute(notebook, path.resolve().parent, environment=standalone_wanted())
    page = Page(_title(notebook) or path.stem)
    markdown = _markdown()
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            text = _TITLE.sub("", cell["source"], count=1) if index == 0 else cell["source"]
            page.add(xml_element("div", markdown.render(text), class_="cell"))
        elif cell["cell_type"] == "code":
            _add_code(page, cell, _widgets(notebook))
    return page.markup()


def _widgets(notebook: Any) -> dict[str, Any]:  # noqa: ANN401 - as nbformat gives it
    """Return the state of each widget at the end of the execution, by its model's id."""
    stored = notebook["metadata"].get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    return {name: model["state"] for name, model in stored.get("state", {}).items()}


def _add_code(page: Page, cell: Any, widgets: dict[str, Any]) -> None:  # noqa: ANN401 - as nbformat gives it
    page.add('<div class="cell">', f'<pre class="code"><code>{xml_escaped(cell["source"])}</code></pre>')
    for output in cell["outputs"]:
        page.add('<div class="output">')
        _add_output(page, output, widgets)
        page.add("</div>")
    page.add("</div>")


def _add_output(page: Page, output: Any, widgets: dict[str, Any]) -> None:  # noqa: ANN401 - as nbformat gives it
    data = output.get("data", {})
    session = widgets.get(data.get(_WIDGET, {}).get("model_id"), {}).get("session_state")
    if session:
        page.add("<p>The desks as they stood at the end. In a notebook they are live.</p>")
        page.desks(session["desks"])
    elif STANDALONE_MIME in data:
        page.player(data[STANDALONE_MIME])
    elif "text/html" in data:
        page.add(data["text/html"])
    elif "image/svg+xml" in data:
        page.add(data["image/svg+xml"])
    elif "image/png" in data:
        page.add(
            xml_element("img", src=f"data:image/png;base64,{data['image/png'].strip()}", alt=data.get("text/plain", ""))
        )
    else:
        page.add(xml_element("pre", xml_escaped(_plain(output))))


def _plain(output: Any) -> str:  # noqa: ANN401 - as nbformat gives it
    if output["output_type"] == "stream":
        return without_colors(output["text"])
    if output["output_type"] == "error":
        return without_colors("\n".join(output["traceback"]))
    return str(output.get("data", {}).get("text/plain", ""))


def _title(notebook: Any) -> str:  # noqa: ANN401 - as nbformat gives it
    cells = notebook["cells"]
    found = _TITLE.search(cells[0]["source"]) if cells and cells[0]["cell_type"] == "markdown" else None
    return found[1] if found else ""


def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a notebook's page needs it

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.validateLink = _stays_here  # type: ignore[assignment, method-assign]
    return markdown


def _stays_here(address: str) -> bool:
    """Return whether a link stays in the page: what leads out of it is shown as it is written."""
    return not _OUTSIDE.match(address)
