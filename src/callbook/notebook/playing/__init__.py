"""The player: steps through a recording, and shows at each moment how everything stood."""

from callbook.notebook.playing.player import Player

__all__ = ["Player"]
