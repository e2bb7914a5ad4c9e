from __future__ import annotations

from tests.notebook.as_shown import bundle

from callbook.notebook.playing import Player
from callbook.notebook.playing.widget import PlayerView
from callbook.record.trace import Trace


def test_a_click_moves_the_player(failing: Trace) -> None:
    """The page asks for a moment, and is sent that moment; the ladder's page only when it is another one."""
    player = Player(failing).first()
    view = PlayerView(player)
    page = view.page
    _says(view, {"go": 12})
    assert (12, 12) == (player.position, view.picture["position"])
    assert view.page is page
    _says(view, {"go": 38})
    assert 1 == view.page["number"]


def test_what_is_no_moment_moves_nothing(failing: Trace) -> None:
    """Nothing is known of who runs the page."""
    player = Player(failing).first()
    view = PlayerView(player)
    nonsense: list[dict[str, object]] = [{}, {"go": "12"}, {"go": 0}, {"go": 39}, {"go": None}, {"go": True}]
    for wrong in nonsense:
        _says(view, wrong)
    assert 1 == player.position


def test_python_moves_the_page(failing: Trace) -> None:
    """A cell that moves the player moves what is shown of it elsewhere."""
    player = Player(failing).first()
    view = PlayerView(player)
    player.to_failure()
    assert "failed: expected" in view.picture["sentence"]
    assert player.trace.name == view.outline["title"]


def test_the_page_has_a_plain_form(failing: Trace) -> None:
    """It is the player's."""
    player = Player(failing)
    assert repr(player) == bundle(PlayerView(player))["text/plain"]


def _says(view: PlayerView, message: dict[str, object]) -> None:
    view._handle_custom_msg(message, [])  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]
