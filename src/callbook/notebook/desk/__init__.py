"""The agent's desk: the Web Callback channel as an agent sees it, live on a lab, for trainers and demonstrations."""

from callbook.notebook.desk.desk_state import choices, picture
from callbook.notebook.desk.desks import Desks
from callbook.notebook.desk.desks_text import desks_text
from callbook.notebook.desk.sources import style_source, view_source, widget_source
from callbook.notebook.desk.widget import DeskWidget, desk

__all__ = [
    "DeskWidget",
    "Desks",
    "choices",
    "desk",
    "desks_text",
    "picture",
    "style_source",
    "view_source",
    "widget_source",
]
