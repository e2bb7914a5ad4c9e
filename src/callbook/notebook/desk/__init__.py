"""The agent's desk: the Web Callback channel as an agent sees it, live on a lab, for trainers and demonstrations."""

from callbook.notebook.desk.desks import Desks
from callbook.notebook.desk.widget import DeskWidget, desk

__all__ = ["DeskWidget", "Desks", "desk"]
