"""The composition root: a ``Lab`` is a small contact centre on one clock, the way in for features and notebooks."""

from callbook.lab.lab import Lab, small_center
from callbook.lab.seats import DesktopMaker, OtherDesktop, Seat
from callbook.lab.web_server import NotSubmitted

__all__ = ["DesktopMaker", "Lab", "NotSubmitted", "OtherDesktop", "Seat", "small_center"]
