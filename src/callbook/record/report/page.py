"""A report as one HTML file: it opens from a disk, asks no network for anything, and a policy forbids it to."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import compress

import msgspec

from callbook.core import counted
from callbook.record.diagram.svg import xml_element, xml_escaped
from callbook.record.report.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.record.report.contents import ReportContents

_LEVEL = 6
_BEFORE, _AFTER = ("elements.js", "ladder.js", "scenario.js"), ("printed.js", "report.js")


def report_page(contents: ReportContents, title: str) -> str:
    """Return the report as HTML; *title* stands in the window's head and atop the page."""
    style = _asset("report.css")
    scripts = (*_BEFORE, *(each.drawn_by for each in SECTIONS), *_AFTER)
    script = f"(() => {{\n{''.join(map(_asset, scripts))}}})();\n"
    data = b64encode(compress(msgspec.json.encode(contents.plain()), _LEVEL)).decode()
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script, style)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        xml_element("title", xml_escaped(title) or "Callbook"),
        f"<style>{style}</style>",
    )
    body = (
        f"<header><h1>{xml_escaped(title)}</h1>{_summary(contents)}{_facts(contents)}</header>",
        "<noscript><p>The scenarios are kept compressed in this page; to show them it needs JavaScript.</p></noscript>",
        '<nav id="nav" aria-label="Parts of the report"></nav><main id="main"></main>',
        f"<footer><p>Written by Callbook {xml_escaped(contents.kit)}.</p></footer>",
        f'<script type="application/octet-stream" id="data">{data}</script>',
        f"<script>{script}</script>",
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{"".join(head)}</head>\n<body>{"".join(body)}</body></html>\n'


def report_summary(contents: ReportContents) -> str:
    """Return in one line how many scenarios ended how."""
    return ", ".join(_counts(contents))


def _counts(contents: ReportContents) -> Iterator[str]:
    totals = contents.totals
    yield counted(len(contents.scenarios), "scenario")
    yield from (
        f"{totals[outcome]} {outcome}"
        for outcome in ("passed", "failed", "error", "skipped", "not run")
        if totals[outcome]
    )
    if contents.refused:
        yield f"{counted(len(contents.refused), 'reason')} why feature files could not be run"
    if contents.broken_off:
        yield contents.broken_off


def _summary(contents: ReportContents) -> str:
    parts = "".join(xml_element("li", xml_escaped(count)) for count in _counts(contents))
    return f'<ul class="totals" aria-label="Totals">{parts}</ul>'


def _facts(contents: ReportContents) -> str:
    each = (xml_element("dt", name) + xml_element("dd", xml_escaped(text)) for name, text in contents.facts)
    return f'<dl class="facts">{"".join(xml_element("div", both) for both in each)}</dl>'


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (files("callbook.record.report") / "assets" / name).read_text(encoding="utf-8")
