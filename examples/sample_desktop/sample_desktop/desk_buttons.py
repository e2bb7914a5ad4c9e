"""The buttons that stand on the desk itself: login and channel (P1, O1 to O3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_desktop.buttons import Button, Click
from sample_desktop.channel import Light
from sample_desktop.hindrance import Hindered, must_be, needs, no_good, setting_is
from sample_desktop.permissions import CHANNEL

if TYPE_CHECKING:
    from sample_desktop.buttons import Hindrances

_AT_WORK, _AWAY = "at work", "away"


def _presence(click: Click) -> str:
    return _AT_WORK if click.desk.channel.signed_in else _AWAY


def _sign_in(click: Click) -> Hindrances:
    yield from must_be("the agent", _presence(click), _AWAY)


def _sign_out(click: Click) -> Hindrances:
    yield from must_be("the agent", _presence(click), _AT_WORK)
    yield from must_be("the telephone", "in use" if click.desk.telephone.in_use else "free", "free")


def _open(click: Click) -> Hindrances:
    yield from needs(click.desk.station, CHANNEL)
    yield from must_be("the channel", click.desk.channel.light, Light.OFF)
    yield from must_be("the agent", _presence(click), _AT_WORK)


def _close(click: Click) -> Hindrances:
    yield from needs(click.desk.station, CHANNEL)
    yield from must_be("the channel", click.desk.channel.light, Light.READY, Light.PAUSED)
    allowed = click.desk.station.login_setting("login.webcallback.can-unactivate-channel")
    if not allowed.value:
        yield setting_is(allowed, "the channel stays open")


def _ready(click: Click) -> Hindrances:
    yield from needs(click.desk.station, CHANNEL)
    yield from must_be("the channel", click.desk.channel.light, Light.PAUSED)


def _pause(click: Click) -> Hindrances:
    yield from needs(click.desk.station, CHANNEL)
    yield from must_be("the channel", click.desk.channel.light, Light.READY, Light.PAUSED)


def _take_pause(click: Click) -> None:
    reason = click.text("reason")
    known = click.desk.station.environment.pause_reasons
    if reason and reason not in known:
        raise Hindered(no_good("reason", reason, "unknown", known))
    click.desk.channel.take_pause(reason)


DESK_BUTTONS: dict[str, Button] = {
    "sign-in": Button(_sign_in, lambda click: click.desk.sign_in(), in_tab=False),
    "sign-out": Button(_sign_out, lambda click: click.desk.sign_out(), in_tab=False),
    "open-channel": Button(_open, lambda click: click.desk.channel.open(), in_tab=False),
    "close-channel": Button(_close, lambda click: click.desk.channel.close(), in_tab=False),
    "ready": Button(_ready, lambda click: click.desk.channel.go_ready(), in_tab=False),
    "pause": Button(_pause, _take_pause, in_tab=False),
}
