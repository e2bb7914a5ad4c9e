"""The look of all pictures: the colours of Okabe and Ito, light, dark and on paper.

Colour never speaks alone: each kind has its own glyph or dash as well. Light or dark is decided by the page in
JupyterLab (``data-jp-theme-light``) and by the reader's system elsewhere; print is black on white.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final = {
    "ink": "#1b1b1b",
    "soft": "#595959",
    "paper": "#ffffff",
    "panel": "#f6f6f3",
    "band": "#e3ebf3",
    "here": "#fff3bf",
    "lost": "#fbe3d3",
    "won": "#d8ecf9",
    "line": "#8c8c8c",
    "blue": "#0072b2",
    "green": "#009e73",
    "red": "#d55e00",
    "orange": "#e69f00",
    "purple": "#cc79a7",
    "sky": "#56b4e9",
}
DARK: Final = {
    **LIGHT,
    "ink": "#ececec",
    "soft": "#b0b0b0",
    "paper": "#14171a",
    "panel": "#23282d",
    "band": "#2b3947",
    "here": "#4d4310",
    "lost": "#4a2a14",
    "won": "#123a54",
    "line": "#7d8288",
    "blue": "#56b4e9",
}
PRINT: Final = {
    **dict.fromkeys(LIGHT, "#000000"),
    "paper": "#ffffff",
    "panel": "#ffffff",
    "band": "#ffffff",
    "here": "#ffffff",
    "lost": "#ffffff",
    "won": "#ffffff",
    "sky": "#ffffff",
}

_RULES = """
§{max-width:100%;height:auto;background:var(--cb-paper);color-scheme:light dark;font:12px system-ui,sans-serif}
§ text{fill:var(--cb-ink);font:12px system-ui,"DejaVu Sans",sans-serif;white-space:pre}
§ .cb-time,§ .cb-soft{fill:var(--cb-soft)}
§ .cb-now{fill:var(--cb-ink)}
§ .cb-time{font:11px ui-monospace,"DejaVu Sans Mono",monospace}
§ .cb-name,§ .cb-step text{font-weight:600}
§ .cb-middle{text-anchor:middle}
§ .cb-end{text-anchor:end}
§ .cb-small{font-size:11px}
§ .cb-halo{paint-order:stroke;stroke:var(--cb-paper);stroke-width:4px;stroke-linejoin:round}
§ .cb-lifeline{stroke:var(--cb-line)}
§ .cb-head,§ .cb-box,§ .cb-state{fill:var(--cb-panel);stroke:var(--cb-ink)}
§ .cb-shaft,§ .cb-tip,§ .cb-glyph{stroke:var(--k,var(--cb-ink));fill:none;stroke-width:1.6}
§ .cb-tip,§ .cb-glyph{stroke-linejoin:round;stroke-linecap:round}
§ .cb-full{fill:var(--k,var(--cb-ink))}
§ .cb-box{stroke:var(--k);stroke-width:1.3}
§ .cb-open-media{--k:var(--cb-blue)}
§ .cb-t-library{--k:var(--cb-green)}
§ .cb-t-library .cb-shaft{stroke-dasharray:7 3}
§ .cb-sip{--k:var(--cb-purple)}
§ .cb-sip .cb-shaft{stroke-dasharray:2 3}
§ .cb-action{--k:var(--cb-green)}
§ .cb-refusal,§ .cb-failure{--k:var(--cb-red)}
§ .cb-fault{--k:var(--cb-orange)}
§ .cb-fault .cb-box{stroke-dasharray:5 3}
§ .cb-timer{--k:var(--cb-purple)}
§ .cb-timer .cb-box{stroke-dasharray:2 3}
§ .cb-note{--k:var(--cb-blue)}
§ .cb-configuration{--k:var(--cb-ink)}
§ .cb-failure .cb-box{stroke-width:2.5}
§ .cb-band{fill:var(--cb-band)}
§ .cb-edge{stroke:var(--cb-ink)}
§ .cb-pause{stroke:var(--cb-line);stroke-dasharray:2 4}
§ .cb-cover{fill:var(--cb-paper)}
§ .cb-here{fill:var(--cb-here);stroke:var(--cb-ink)}
§ .cb-here~.cb-halo{stroke:var(--cb-here)}
§ .cb-lost{fill:var(--cb-lost)}
§ .cb-lost~.cb-halo{stroke:var(--cb-lost)}
§ .cb-won{fill:var(--cb-won)}
§ .cb-won~.cb-halo{stroke:var(--cb-won)}
§ .cb-sign{font:700 15px ui-monospace,monospace}
§ .cb-taken .cb-shaft{stroke-width:2.4}
§ .cb-taken{--k:var(--cb-blue)}
§ .cb-untaken{--k:var(--cb-line)}
§ .cb-untaken .cb-shaft{stroke-dasharray:4 4;stroke-width:1.2}
§ .cb-visited .cb-state{stroke:var(--cb-blue);stroke-width:2.4;fill:var(--cb-band)}
§ .cb-unvisited .cb-state{stroke:var(--cb-line);stroke-dasharray:4 3}
§ .cb-badge{fill:var(--cb-paper);stroke:var(--k,var(--cb-ink))}
§ .cb-span{fill:var(--cb-panel);stroke:var(--cb-ink)}
§ .cb-waits .cb-span{fill:var(--cb-paper);stroke:var(--cb-orange);stroke-width:1.6;stroke-dasharray:5 3}
§ .cb-break{fill:var(--cb-paper);stroke:var(--cb-line)}
§ .cb-running .cb-span{stroke:var(--cb-purple);stroke-width:1.6}
"""


def style_sheet(name: str) -> str:
    """Return the rules of the picture whose id is *name*; each one is bound to it."""
    root = f"#{name}"
    schemes = (
        f"{root}{{{_variables(LIGHT)}}}",
        f"@media (prefers-color-scheme:dark){{{root}{{{_variables(DARK)}}}}}",
        f'[data-jp-theme-light="true"] {root}{{{_variables(LIGHT)}}}',
        f'[data-jp-theme-light="false"] {root}{{{_variables(DARK)}}}',
        f"@media print{{{root},[data-jp-theme-light] {root}{{{_variables(PRINT)}}}}}",
    )
    return "".join(schemes) + _RULES.replace("\n", "").replace("§", root)


def _variables(colors: dict[str, str]) -> str:
    return ";".join(f"--cb-{name}:{color}" for name, color in colors.items())
