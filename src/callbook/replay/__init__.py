"""Recordings played again: today's model on the recorded outside."""

from callbook.replay.divergence import Divergence, Replayed, replay
from callbook.replay.rerun import Rerun
from callbook.replay.seen import seen_differently
from callbook.replay.whatif import WhatIf, compare, usual_whatif, whatif

__all__ = [
    "Divergence",
    "Replayed",
    "Rerun",
    "WhatIf",
    "compare",
    "replay",
    "seen_differently",
    "usual_whatif",
    "whatif",
]
