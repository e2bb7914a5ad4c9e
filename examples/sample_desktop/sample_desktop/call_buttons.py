"""The buttons of a telephone call (P8, F3, F5, F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_desktop import permissions
from sample_desktop.buttons import Button, Click
from sample_desktop.call import Line
from sample_desktop.hindrance import Hindered, must_be, needs, no_good, setting_is
from sample_desktop.tab import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.buttons import Hindrances

_IDLE = (Line.NONE, Line.ENDED)
_UP = (Line.DIALLING, Line.ALERTING, Line.TALKING, Line.HELD, Line.ENGAGED)


def _at(click: Click, *stages: Stage) -> Hindrances:
    yield from must_be("the callback", click.tab.stage, *stages)


def _lines(click: Click, main: tuple[Line, ...], consult: tuple[Line, ...] = _IDLE) -> Hindrances:
    """Ask where both calls are, after the callback: any that may have a call."""
    yield from _at(click, Stage.OPEN, Stage.CALL_ONLY, Stage.ABSENT)
    yield from must_be("the call", click.tab.lines.main.line, *main)
    yield from must_be("the second call", click.tab.lines.consult.line, *consult)


def _place_to_park(click: Click) -> Hindrances:
    """Who hands over the call of a callback needs a queue that takes the callback (O12)."""
    queue = click.desk.station.current_setting("webcallback.park-queue")
    if click.tab.job is not None and not queue.value:
        yield setting_is(queue, "nobody would take the callback")


def dial_hindered(click: Click) -> Hindrances:
    """Say what hinders the agent from calling the contact."""
    yield from needs(click.desk.station, permissions.CHANNEL, permissions.MAKE_CALLS)
    yield from _at(click, Stage.OPEN)
    yield from _lines(click, _IDLE)


def _pick_up(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.VOICE)
    yield from _at(click, Stage.ABSENT)
    yield from must_be("the call", click.tab.lines.main.line, Line.INCOMING)


def _hang_up(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.RELEASE)
    yield from _lines(click, _UP)


def _hold(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.HOLD)
    yield from _lines(click, (Line.TALKING,))


def _resume(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.HOLD)
    yield from _lines(click, (Line.HELD,))


def _hand_over(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.ONE_STEP)
    yield from _lines(click, (Line.TALKING,))
    yield from _place_to_park(click)


def _ask_somebody(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.TWO_STEPS)
    yield from _lines(click, (Line.TALKING,))
    yield from _place_to_park(click)


def _join(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.TWO_STEPS)
    yield from _lines(click, (Line.HELD,), (Line.TALKING,))
    yield from _place_to_park(click)


def _drop(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.TWO_STEPS)
    yield from _lines(click, tuple(Line), _UP)


def _dial(click: Click) -> None:
    if click.tab.job is not None:
        click.tab.job.dial()


def _with_target(act: Callable[[Click, str], None]) -> Callable[[Click], None]:
    def press(click: Click) -> None:
        target = click.text("target")
        if not target:
            raise Hindered(no_good("target", None, "missing"))
        act(click, target)

    return press


CALL_BUTTONS: dict[str, Button] = {
    "dial": Button(dial_hindered, _dial),
    "pick-up": Button(_pick_up, lambda click: click.tab.lines.pick_up()),
    "hang-up": Button(_hang_up, lambda click: click.tab.lines.hang_up()),
    "hold": Button(_hold, lambda click: click.tab.lines.hold()),
    "resume": Button(_resume, lambda click: click.tab.lines.resume()),
    "hand-over": Button(_hand_over, _with_target(lambda click, target: click.tab.lines.hand_over(target))),
    "ask-somebody": Button(_ask_somebody, _with_target(lambda click, target: click.tab.lines.ask_somebody(target))),
    "join": Button(_join, lambda click: click.tab.lines.join()),
    "drop": Button(_drop, lambda click: click.tab.lines.drop_consult()),
}
