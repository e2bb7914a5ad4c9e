"""The player's page in a notebook: a thin view, all that it knows comes from a `Player`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import anywidget
import traitlets

from callbook.notebook.playing.assets_text import asset, drawing_script, style

if TYPE_CHECKING:
    from typing import TypeAlias

    from callbook.notebook.playing.player import Player

    Shown: TypeAlias = "tuple[dict[str, Any], dict[str, Any]]"


class PlayerView(anywidget.AnyWidget):
    """Shows a player, and moves it.

    Args:
        player: what is shown.
    """

    _esm = f"{drawing_script()}\n{asset('player_widget.js')}"
    _css = style()

    outline = traitlets.Dict().tag(sync=True)
    picture = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def __init__(self, player: Player) -> None:
        super().__init__(outline=player.route.outline(), picture=player.picture(), page=player.page())
        self._player = player
        player.when_moved(self._moved)
        self.on_msg(self._told)  # pyright: ignore[reportUnknownMemberType]

    def _repr_mimebundle_(self, **kinds: Any) -> Any:  # noqa: ANN401 - as the base class has it
        return self.bundle(**kinds)

    def bundle(self, **kinds: Any) -> Shown:  # noqa: ANN401 - whatever Jupyter asks with
        """Return what Jupyter shows: the page, and the player in plain text where there can be none."""
        shown = cast("Shown", super()._repr_mimebundle_(**kinds))  # pyright: ignore[reportUnknownMemberType]
        data, rest = shown
        return {**data, "text/plain": repr(self._player)}, rest

    def _moved(self) -> None:
        picture = self._player.picture()
        with self.hold_sync():
            if picture["page"] != self.page["number"]:
                self.page = self._player.page()
            self.picture = picture

    def _told(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        position = content.get("go")
        if isinstance(position, int) and 1 <= position <= self._player.count:
            self._player.to(position)
