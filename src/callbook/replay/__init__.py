"""Recordings played again: today's model on the recorded outside."""

from callbook.replay.divergence import Divergence, Replayed, replay
from callbook.replay.whatif import WhatIf, compare, whatif

__all__ = ["Divergence", "Replayed", "WhatIf", "compare", "replay", "whatif"]
