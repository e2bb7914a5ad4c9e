"""A picture reads well where it can't be drawn, and Mermaid and SVG never meet in one output."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.formatters import DisplayFormatter

from callbook.record.diagram import MermaidPicture, Picture


def _output(picture: Picture | MermaidPicture) -> dict[str, str]:
    """Give what a notebook keeps as the output of a cell."""
    formatter: Any = DisplayFormatter()
    data: dict[str, str]
    data, _ = formatter.format(picture)
    return data


def test_svg() -> None:
    """Inline, so that text can be selected and tooltips work; wide ones scroll."""
    picture = Picture("<svg/>", "a ladder")
    expected = {"text/html": '<div style="overflow-x:auto"><svg/></div>', "text/plain": "a ladder"}
    assert expected == _output(picture)


def test_mermaid() -> None:
    """The source as JupyterLab draws it, and words."""
    picture = MermaidPicture("sequenceDiagram\n", "a ladder")
    assert {"text/vnd.mermaid": "sequenceDiagram\n", "text/plain": "a ladder"} == _output(picture)


@pytest.mark.parametrize("picture", [Picture("<svg/>", "a ladder"), MermaidPicture("x", "a ladder")])
def test_words(picture: Picture | MermaidPicture) -> None:
    """In a terminal the words stand there by themselves."""
    assert ("a ladder", "a ladder") == (repr(picture), str(picture))
