"""Steps about telephones of somebody's own: who has one, and what it reports (F3 to F6).

A telephone that timers play may be made to report as well; its timers are set aside then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, parsers, when

from callbook.core import BadInput
from callbook.lab import RegisterTelephone, ReportFromTelephone, UnregisterTelephone
from callbook_steps.call_steps import dn_of
from callbook_steps.phrases import TYPES, longest_first, reads
from callbook_steps.wrong_names import NoCallThere

if TYPE_CHECKING:
    from callbook_mocks.voice_switch import Report
    from callbook_steps.stage import Stage

REPORTS: dict[str, Report] = {
    "rings": "rings",
    "answers": "answers",
    "refuses to answer": "refuses to answer",
    "is busy": "is busy",
    "rejects the call": "declines",
    "does not answer": "does not answer",
    "has a number that does not exist": "does not exist",
    "hangs up": "hangs up",
    "holds the call": "holds",
    "retrieves the call": "retrieves",
    "is lost": "is lost",
}
"""What telephones report, as scenarios say it; a call is referred in words of its own."""

AT_THE_TELEPHONE: dict[str, Report] = {
    "picks up": "answers",
    "rejects the call": "declines",
    "holds the call": "holds",
    "retrieves the call": "retrieves",
    "hangs up": "hangs up",
}
"""What people do at their telephones, as scenarios say it."""


@reads(longest_first(REPORTS))
def report(text: str) -> Report:
    """Take what a telephone reports: ``rejects the call``."""
    return REPORTS[text]


@reads(longest_first(AT_THE_TELEPHONE))
def deed(text: str) -> Report:
    """Take what somebody does at a telephone: ``picks up``."""
    return AT_THE_TELEPHONE[text]


@reads("her|his|their")
def their(text: str) -> str:
    """Take whose: ``her``, ``his`` or ``their``."""
    return text


def _phrase(text: str) -> parsers.parse:
    types = {**TYPES, "Report": report, "AtTheTelephone": deed, "Their": their}
    return parsers.parse(text, extra_types=types, case_sensitive=True)


@given(_phrase("{holder:Holder} has a telephone of {whose:Their} own"))
@when(_phrase("{holder:Holder} registers a telephone of {whose:Their} own"))
def has_a_telephone(stage: Stage, holder: str, whose: str) -> None:
    """Let an agent or a contact have a telephone that reports by itself, from the next call on: no timer plays it."""
    del whose
    stage.lab.do(RegisterTelephone(_number(stage, holder)))


@when(_phrase("{holder:Holder}'s telephone is registered no longer"))
def has_none(stage: Stage, holder: str) -> None:
    """Let timers play the telephone of an agent or a contact again, from the next call on."""
    stage.lab.do(UnregisterTelephone(_number(stage, holder)))


@when(_phrase("{holder:Holder}'s telephone {report:Report}"))
@when(_phrase("{holder:Holder} {report:AtTheTelephone} at {whose:Their} telephone"))
def reports(stage: Stage, holder: str, report: Report, whose: str = "") -> None:
    """Let the telephone of an agent or a contact report what happens to it, or is done at it."""
    del whose
    _report(stage, holder, report)


@when(_phrase("{agent:Agent} refers the call to {target:Agent} at {whose:Their} telephone"))
def refers(stage: Stage, agent: str, target: str, whose: str) -> None:
    """Let an agent hand the call to another agent by the keys of the telephone: SIP's REFER."""
    del whose
    _report(stage, agent, "refers", dn_of(stage, target))


def _report(stage: Stage, holder: str, report: Report, to: str = "") -> None:
    act = ReportFromTelephone(_number(stage, holder), report, to)
    try:
        stage.lab.do(act)
    except BadInput as error:
        raise NoCallThere(holder, act.words.removeprefix("the telephone "), error.accepted) from error


def _number(stage: Stage, holder: str) -> str:
    if any(holder in agent.names for agent in stage.lab.configuration.agents):
        return dn_of(stage, holder)
    return stage.contact(holder).person.phone_number
