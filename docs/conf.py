"""How Sphinx makes the site: ``make docs``. It loads nothing from elsewhere, and opens from a disk.

Sphinx, and not MkDocs. In November 2026 MkDocs 1 has had no release since August 2024, its second version takes no
plugins, Material for MkDocs is in maintenance, and the successor of both is at 0.1. Sphinx reads the same Markdown
(MyST) and our docstrings as they stand, makes a warning an error, and its search works without a server.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the pages' extension is a part of the sources, not of the wheel

project = "Callbook"
author = "The maintainers of Callbook"
html_title = "Callbook"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
language = "en"
smartquotes = False  # `--list` is no dash

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "docs._extension.site"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_extension", "_static"]
nitpicky = False

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
python_display_short_literal_types = True
default_role = "code"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
# `Kind` is the name of several types; which one is meant is said by the package of the page.
suppress_warnings = ["ref.python"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["callbook.css"]
html_js_files = ["callbook.js"]
# A page on a disk may not read another one, which is how summaries of results are made: the results are titles.
html_show_search_summary = False
html_favicon = html_logo = "_static/callbook.svg"
html_theme_options = {
    "navigation_with_keys": False,
    "light_css_variables": {"color-brand-primary": "#0f6276", "color-brand-content": "#0f6276"},
    "dark_css_variables": {"color-brand-primary": "#58c4dc", "color-brand-content": "#58c4dc"},
}
pygments_style = "a11y-high-contrast-light"  # WCAG AAA, both of them
pygments_dark_style = "a11y-high-contrast-dark"
