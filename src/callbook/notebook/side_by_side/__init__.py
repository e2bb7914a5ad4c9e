"""Two desks at the same moment, one per configuration: what differs is marked."""

from callbook.notebook.side_by_side.drawing import MOST, moments_markup
from callbook.notebook.side_by_side.facts import differences_text
from callbook.notebook.side_by_side.moments import Moment, differing_moments

__all__ = ["MOST", "Moment", "differences_text", "differing_moments", "moments_markup"]
