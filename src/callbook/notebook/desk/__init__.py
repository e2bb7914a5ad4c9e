"""The agent's desk: the Web Callback channel as an agent sees it, live on a lab, for trainers and demonstrations."""

from callbook.notebook.desk.desks import Desks
from callbook.notebook.desk.opening import desk

__all__ = ["Desks", "desk"]
