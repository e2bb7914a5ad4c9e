"""How Sphinx makes the site: ``make docs``. It loads nothing from elsewhere, and opens from a disk."""

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

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "docs._extension.site"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_extension", "_static"]
nitpicky = False

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

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
# A page on a disk may not read another one, which is how summaries of results are made: the results are titles.
html_show_search_summary = False
html_theme_options = {
    "sidebar_hide_name": False,
    "navigation_with_keys": False,
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"
