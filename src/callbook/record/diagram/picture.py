"""Pictures as notebooks show them: rich where it can be, plain words where not. Mermaid and SVG never in one output."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """An SVG picture, and what stands for it where none can be shown: a terminal, an untrusted notebook.

    Attributes:
        svg: the whole ``<svg>`` element.
        text: the same as plain text.
    """

    svg: str
    text: str

    def __repr__(self) -> str:
        """Return the plain form."""
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # what is not wanted costs nothing here; Jupyter leaves it out itself
        return {"text/html": f'<div style="overflow-x:auto">{self.svg}</div>', "text/plain": self.text}


@dataclass(frozen=True, slots=True, repr=False)
class MermaidPicture:
    """A Mermaid diagram, which JupyterLab draws, and its plain form.

    Attributes:
        source: Mermaid source.
        text: the same as plain text.
    """

    source: str
    text: str

    def __repr__(self) -> str:
        """Return the plain form."""
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude
        return {"text/vnd.mermaid": self.source, "text/plain": self.text}
