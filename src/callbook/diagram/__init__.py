"""Pictures of what happened: one extraction, several renderers."""

from callbook.diagram.extraction import Rung, actors_of, rungs
from callbook.diagram.ladder import text_ladder

__all__ = ["Rung", "actors_of", "rungs", "text_ladder"]
