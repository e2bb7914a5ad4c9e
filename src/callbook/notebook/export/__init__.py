"""Pages for people without Jupyter: one file each, which opens from a disk and asks no network for anything."""

from callbook.notebook.export.notebook_page import export_notebook
from callbook.notebook.export.recording_page import export_trace

__all__ = ["export_notebook", "export_trace"]
