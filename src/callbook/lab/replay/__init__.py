"""Recordings played again: today's model on the recorded outside."""

from callbook.lab.replay.rerun import Divergence, Replayed, replay
from callbook.lab.replay.whatif import WhatIf, compare, whatif

__all__ = ["Divergence", "Replayed", "WhatIf", "compare", "replay", "whatif"]
