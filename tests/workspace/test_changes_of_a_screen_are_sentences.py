"""What has changed on a screen is said part by part: whose, which, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import pytest

from callbook.lab import Lab
from callbook.workspace import Action, ChannelState, Screen, screen_changes

if TYPE_CHECKING:
    from collections.abc import Callable

IT: Final = "Anna's screen, the interaction of Maria:"


def _offered() -> Screen:
    lab = Lab()
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    return lab.desktop("Anna").shown()


def _with(**changes: object) -> Callable[[Screen], Screen]:
    return lambda screen: msgspec.structs.replace(screen, **changes)


def _inside(**changes: object) -> Callable[[Screen], Screen]:
    return lambda screen: msgspec.structs.replace(
        screen, interactions=(msgspec.structs.replace(screen.interactions[0], **changes),)
    )


CHANGED: dict[str, tuple[Callable[[Screen], Screen], str]] = {
    "channel": (_with(channel=ChannelState.NOT_READY), "Anna's screen: the channel was 'Ready', is 'Not Ready'"),
    "reason": (_with(reason="Lunch"), "Anna's screen: the reason was empty, is 'Lunch'"),
    "voice": (
        _with(voice_in_service=False),
        "Anna's screen: the voice channel was 'in service', is 'out of service'",
    ),
    "gone": (_with(interactions=()), "Anna's screen: the interaction of Maria is gone"),
    "window": (_inside(window=True), f"{IT} the window was closed, is open"),
    "disposition": (_inside(disposition="Sold"), f"{IT} the disposition was empty, is 'Sold'"),
    "information": (
        _inside(information=None),
        f"{IT} Callback Information, frame was '#FF17849D', is empty",
    ),
}


@pytest.mark.parametrize(("change", "words"), CHANGED.values(), ids=CHANGED)
def test_each_part(change: Callable[[Screen], Screen], words: str) -> None:
    """With what it was and what it is."""
    before = _offered()
    assert words == screen_changes([before], [change(before)])[0]


def test_what_the_contact_said() -> None:
    """Key by key."""
    before = _offered()
    case = {**before.interactions[0].case, "reason": "Loan"}
    (line,) = screen_changes([before], [_inside(case=case)(before)])
    assert line.startswith(f"{IT} the case information, reason was ")
    assert line.endswith(", is 'Loan'")


def test_what_is_new() -> None:
    """A callback, a call that has no contact, a screen, and one that is no more."""
    after = _offered()
    (shown,) = after.interactions
    before = msgspec.structs.replace(after, interactions=())
    call = msgspec.structs.replace(shown, id="call 1", case={})
    both = msgspec.structs.replace(after, interactions=(shown, call))
    assert [
        "Anna's screen: the interaction of Maria is new",
        "Anna's screen: the interaction call 1 is new",
    ] == screen_changes([before], [both])
    turned = msgspec.structs.replace(after, interactions=(call, shown))
    assert ["Anna's screen: the interactions stand in another order"] == screen_changes([both], [turned])
    assert ["Anna has no screen any more"] == screen_changes([after], [])
    assert ["Anna has a screen"] == screen_changes([], [after])


def test_a_real_one() -> None:
    """Whoever accepts sees more than one part change; nothing is said where nothing has changed."""
    lab = Lab()
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    before = lab.desktop("Anna").shown()
    lab.desktop("Anna").perform(Action.ACCEPT)
    after = lab.desktop("Anna").shown()
    assert [
        f"{IT} the callback was 'offered', is 'in hand'",
        f"{IT} the notification was open, is closed",
        f"{IT} the window was closed, is open",
        f"{IT} the bell was 'Sounds\\Ring.mp3', is empty",
        f"{IT} the case information, callback_status was '4', is '5'",
    ] == screen_changes([before], [after])
    assert [] == screen_changes([after], [after])
