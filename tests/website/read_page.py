"""A page as a program reads it: its elements with their attributes, and the text that a person sees."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_NOT_SHOWN: Final = {"title", "script", "style"}


class ReadPage(HTMLParser):
    """The elements and texts of one page.

    Attributes:
        elements: name and attributes of each, in order.
        texts: what stands between them.
        title: what stands in the window's head.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.title = ""
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self._inside == "title":
            self.title += data
        elif self._inside not in _NOT_SHOWN:
            self.texts.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._inside = ""

    @property
    def text(self) -> str:
        """What a person reads, in one line."""
        return " ".join(filter(None, self.texts))

    @property
    def ids(self) -> list[str]:
        """The names that a link or a label can lead to."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def element(self, name: str) -> dict[str, str]:
        """Give the attributes of the element with the id *name*."""
        return next(attributes for _, attributes in self.elements if attributes.get("id") == name)

    def posted(self) -> dict[str, str]:
        """Give the fields that the browser would post, but for texts of many lines."""
        inputs = [
            attributes
            for tag, attributes in self.elements
            if tag == "input" and ("checked" in attributes or attributes["type"] != "radio")
        ]
        return {attributes["name"]: attributes["value"] for attributes in inputs} | self._selected()

    def _selected(self) -> dict[str, str]:
        selected: dict[str, str] = {}
        name = ""
        for tag, attributes in self.elements:
            if tag == "select":
                name = attributes["name"]
            if tag == "option" and (name not in selected or "selected" in attributes):
                selected[name] = attributes["value"]
        return selected
