"""A Sphinx extension: writes the catalogues into the pages that ask for them, each time the site is built.

A page asks with a block that holds nothing: a fence of three backticks, ``{catalogue}`` and the catalogue's name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docs._extension import command_page, conformance_page, rules_page, subject_pages, workspace_api_page
from docs._extension.markdown import block
from docs._extension.public_api import words_of_fields
from docs._extension.python_pages import python_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

_DOCS: Final = Path(__file__).parents[1]
_GROUPS: Final = {
    "Learn": (
        *("tutorials/qa-engineer", "tutorials/trainer", "tutorials/telephones", "tutorials/ci"),
        *("tutorials/your-configuration", "tutorials/another-desktop", "coming-from"),
    ),
    "Do": (
        *("running", "everywhere", "linting", "exports", "faults", "serving", "telephones", "workspace-api"),
        *("callback-service", "recordings", "real-logs", "conformance", "assumed"),
    ),
    "Look up": (
        *("steps", "reference/options", "reference/privileges", "reference/clauses", "reference/assumptions"),
        *("reference/rules", "reference/commands", "reference/python", "reference/glossary"),
    ),
    "Understand": ("design", "decisions/README"),
}
"""The four groups of the sidebar, each with its pages."""
_ASKS: Final = re.compile(r"^```\{catalogue\} (?P<name>[a-z-]+)(?: (?P<part>[a-z-]+))?\n```$", re.MULTILINE)


def navigation() -> str:
    """Write the sidebar."""
    return "\n\n".join(_toctree(caption, pages) for caption, pages in _GROUPS.items())


def decisions() -> str:
    """Write the navigation of the decisions: every page that there is."""
    return _toctree("", sorted(path.stem for path in _DOCS.glob("decisions/*.md") if path.stem != "README"))


def _toctree(caption: str, pages: Iterable[str]) -> str:
    captioned = (f":caption: {caption}",) if caption else ()
    return block("{toctree}", "\n".join((":hidden:", *captioned, "", *pages)))


_PICTURES: Final = {
    "live-desk": "Two agents' desks in a notebook: one talks to a contact, the other is offered a callback",
    "report": "The report of a run: the feature that failed stands first",
    "recording": "A recording's page: verdict, cause, the ladder with the desks beside it",
    "telephones": "A ladder: what the desktop is told, and what two telephones send by SIP, each in a lane of its own",
    "before-and-after": "Two desks at the same moment, with what differs marked",
    "run": "A run in a terminal: one scenario failed, with its cause and the last messages",
    "another-desktop": "A run against a third-party desktop: what it does otherwise, clause by clause",
}
"""What is to be seen in each picture that `make pictures` takes."""


def picture(name: str) -> str:
    """Write a picture in its two forms: each reader sees the one that fits the page."""
    forms = (("light", "only-light"), ("dark", "only-dark"))
    return "\n\n".join(
        block(f"{{image}} /_static/pictures/{name}-{form}.png", f":class: {kind}\n:alt: {_PICTURES[name]}")
        for form, kind in forms
    )


_CATALOGUES: Final[dict[str, Callable[[], str]]] = {
    "options": subject_pages.options,
    "privileges": subject_pages.privileges,
    "clauses": subject_pages.clauses,
    "assumptions": subject_pages.assumptions,
    "export-forms": subject_pages.export_forms,
    "export-kinds": subject_pages.export_kinds,
    "commands": command_page.commands,
    "pytest-options": command_page.pytest_options,
    "rules": rules_page.rules,
    "deviations": conformance_page.deviations,
    "workspace-api-operations": workspace_api_page.operations,
    "workspace-api-not-played": workspace_api_page.not_played,
    "workspace-api-assumed": workspace_api_page.assumed,
    "navigation": navigation,
    "decisions": decisions,
}


def filled(text: str) -> str:
    """Put the catalogues that *text* asks for into it."""
    return _ASKS.sub(lambda asked: _catalogue(asked["name"], asked["part"] or ""), text)


def _catalogue(name: str, part: str) -> str:
    takes_part = {"python": python_page, "picture": picture}
    return takes_part[name](part) if name in takes_part else _CATALOGUES[name]()


def _fill(_app: Sphinx, _page: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _say_fields(_app: Sphinx, _what: str, _name: str, value: object, _options: object, lines: list[str]) -> None:
    """Let a class's own words go on with what its annotations say of its fields."""
    fields = words_of_fields(value)
    lines.extend(["", "Attributes:", *(f"    {name}: {text}" for name, text in fields.items()), ""] if fields else [])


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the reading of each page; Sphinx calls this."""
    app.connect("source-read", _fill)
    app.connect("autodoc-process-docstring", _say_fields, priority=400)  # napoleon, at 500, reads what is said
    return {"parallel_read_safe": True, "parallel_write_safe": True}
