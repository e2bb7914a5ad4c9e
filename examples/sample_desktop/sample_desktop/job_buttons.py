"""The buttons of a callback: accept, decline, disposition, reschedule, Mark Done (P2 to P7, O5, O6, C7)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sample_desktop import permissions
from sample_desktop.buttons import Button, Click
from sample_desktop.call import Line
from sample_desktop.departure import Appointment
from sample_desktop.faults import KnownFault
from sample_desktop.hindrance import Hindered, must_be, needs, no_good, setting_is
from sample_desktop.tab import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.buttons import Hindrances
    from sample_desktop.job import Job

_E164: Final = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_BETWEEN_DIGITS: Final = re.compile(r"[ ()./-]")


def _at(click: Click, *stages: Stage) -> Hindrances:
    yield from must_be("the callback", click.tab.stage, *stages)


def _of(click: Click) -> Job:
    """Give the callback of a click that was found possible, so there is one."""
    if click.tab.job is None:
        raise LookupError(click.tab.key)
    return click.tab.job


def _take(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.CHANNEL)
    yield from _at(click, Stage.RINGING, Stage.COUNTING)


def _pass_on(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.DECLINE)
    yield from _at(click, Stage.RINGING, Stage.COUNTING)
    allowed = _of(click).setting("webcallback.auto-answer.enable-reject")
    if click.tab.stage is Stage.COUNTING and not allowed.value:
        yield setting_is(allowed, "the countdown goes on")


def _note(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.OUTCOME)
    yield from _at(click, Stage.OPEN)
    fixed = _of(click).setting("interaction.disposition.is-read-only-on-idle")
    if click.tab.lines.main.line is Line.ENDED and fixed.value:
        yield setting_is(fixed, "the call is over")


def _write_note(click: Click) -> None:
    outcome, job = click.text("outcome"), _of(click)
    if not outcome:
        raise Hindered(no_good("outcome", None, "missing"))
    attribute = str(job.setting("interaction.disposition.value-business-attribute").value)
    known = click.desk.station.environment.outcomes(attribute)
    if outcome not in known:
        raise Hindered({**no_good("outcome", outcome, "unknown", known), "list": attribute})
    job.note(outcome)


def _reschedule(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.RESCHEDULE)
    yield from _at(click, Stage.OPEN)
    yield from _before_call(click)
    number = click.text("number")
    if number and number != _of(click).data.get("customer_number"):
        yield from needs(click.desk.station, permissions.NEW_NUMBER)


def _before_call(click: Click) -> Hindrances:
    """Only a call that was connected and has ended opens what P5 opens before (F4)."""
    if KnownFault.EARLY_RESCHEDULE in click.desk.station.environment.faults:
        return
    if not click.tab.lines.spoken or click.tab.lines.busy:
        yield from needs(click.desk.station, permissions.BEFORE_CALL)


def _make_appointment(click: Click) -> None:
    job = _of(click)
    at = _moment(click)
    if at <= click.desk.station.now:
        raise Hindered(no_good("moment", click.text("moment"), "past"))
    job.appointment = Appointment(at, _number(click) or str(job.data.get("customer_number", "")))


def _moment(click: Click) -> int:
    text = click.text("moment")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Hindered(no_good("moment", click.fields.get("moment"), "unreadable")) from None
    if moment.tzinfo is None:
        raise Hindered(no_good("moment", text, "unreadable"))
    return int(moment.timestamp() * 1000)


def _number(click: Click) -> str:
    text = click.text("number")
    number = _BETWEEN_DIGITS.sub("", text)
    if text and _E164.fullmatch(number) is None:
        raise Hindered(no_good("number", text, "unreadable"))
    return number


def _forget_appointment(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.RESCHEDULE)
    yield from _at(click, Stage.OPEN)
    yield from must_be("the appointment", "none" if _of(click).appointment is None else "made", "made")


def _no_appointment(click: Click) -> None:
    _of(click).appointment = None


def _finish(click: Click) -> Hindrances:
    yield from needs(click.desk.station, permissions.FINISH)
    yield from _at(click, Stage.OPEN)
    yield from must_be("the call", click.tab.lines.main.line, Line.NONE, Line.ENDED)
    yield from must_be("the second call", click.tab.lines.consult.line, Line.NONE, Line.ENDED)
    mandatory = _of(click).setting("interaction.disposition.is-mandatory")
    if mandatory.value and not _of(click).outcome:
        yield setting_is(mandatory, "no outcome is noted")


def _on_job(act: Callable[[Job], None]) -> Callable[[Click], None]:
    return lambda click: act(_of(click))


JOB_BUTTONS: dict[str, Button] = {
    "take": Button(_take, _on_job(lambda job: job.take())),
    "pass-on": Button(_pass_on, _on_job(lambda job: job.pass_on())),
    "note-outcome": Button(_note, _write_note),
    "make-appointment": Button(_reschedule, _make_appointment),
    "forget-appointment": Button(_forget_appointment, _no_appointment),
    "finish": Button(_finish, _on_job(lambda job: job.finish())),
}
