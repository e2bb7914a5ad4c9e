"""The look of what notebooks show beside pictures and tables: a little HTML whose styles stay within it.

Colours come from JupyterLab's theme where there is one, from the reader's system elsewhere. Each text is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.record import element, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLE = """
.callbook-view{font:14px/1.45 system-ui,"DejaVu Sans",sans-serif;color:var(--jp-content-font-color1,CanvasText);
 color-scheme:light dark;max-width:1100px}
[data-jp-theme-light="true"] .callbook-view{color-scheme:light}
[data-jp-theme-light="false"] .callbook-view{color-scheme:dark}
.callbook-view h4{font-size:15px;margin:10px 0 4px}
.callbook-view p{margin:4px 0}
.callbook-view code,.callbook-view pre{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:12px}
.callbook-view pre{white-space:pre-wrap;margin:4px 0}
.callbook-view table{border-collapse:collapse;margin:6px 0;width:auto}
.callbook-view.callbook-view th,.callbook-view.callbook-view td{text-align:left;
 vertical-align:top;padding:3px 12px 3px 0;border:0;
 border-bottom:1px solid color-mix(in srgb,currentColor 22%,transparent);font-size:13px;
 white-space:pre-line;overflow-wrap:break-word}
.callbook-view th{font-weight:600}
.callbook-view .good{font-weight:600}
.callbook-view .good::before{content:"\\2713\\00a0";color:#009e73}
.callbook-view .bad{font-weight:600}
.callbook-view .bad::before{content:"\\2717\\00a0";color:#d55e00}
.callbook-view .soft{opacity:.8}
.callbook-view details{margin:4px 0}
.callbook-view summary{cursor:pointer}
.callbook-view .wide{overflow-x:auto}
""".strip()

PASSED = "passed"


def view(*pieces: str) -> str:
    """Frame *pieces* of markup."""
    return f'<div class="callbook-view"><style>{STYLE}</style>{"".join(pieces)}</div>'


def heading(words: str) -> str:
    """Return a heading."""
    return element("h4", escaped(words))


def paragraph(words: str, kind: str | None = None) -> str:
    """Return a paragraph: ``good`` and ``bad`` stand out, by a sign as well as by colour; ``soft`` stands back."""
    return element("p", escaped(words), class_=kind)


def preformatted(words: str) -> str:
    """Return lines as they stand."""
    return element("pre", escaped(words))


def wide(markup: str) -> str:
    """Let what is wider than the page scroll."""
    return element("div", markup, class_="wide")


def folded(words: str, markup: str) -> str:
    """Fold *markup* away under a line of *words*."""
    return element("details", element("summary", escaped(words)) + markup)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of texts; an empty *head* is left out."""
    titles = "".join(element("th", escaped(title) or "&nbsp;") for title in head)
    body = "".join(_row(row) for row in rows)
    return element("table", (element("thead", element("tr", titles)) if titles else "") + element("tbody", body))


def outcome(words: str) -> str:
    """Name the class of an outcome: ``passed`` is good, everything else is not."""
    return "good" if words == PASSED else "bad"


def _row(row: Iterable[str]) -> str:
    return element("tr", "".join(f"<td>{escaped(cell)}</td>" for cell in row))
