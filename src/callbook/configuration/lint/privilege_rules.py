"""CB2xx: privileges."""

from __future__ import annotations

from collections.abc import Iterator

from callbook.configuration.lint.crowds import Crowd
from callbook.configuration.lint.finding import Fault, Severity
from callbook.configuration.lint.rule import Rule, by_cause, listed
from callbook.configuration.lint.survey import Survey
from callbook.configuration.options import AUTO_DIAL
from callbook.configuration.privileges import (
    CAN_MAKE_CALLS,
    CAN_RESCHEDULE,
    CAN_RESCHEDULE_BEFORE_CALL,
    CAN_USE_VOICE_CHANNEL,
    CAN_USE_WEB_CALLBACK_CHANNEL,
    PRIVILEGES,
    Privilege,
)
from callbook.core import Unknown

_TO_CALL = (CAN_USE_VOICE_CHANNEL, CAN_MAKE_CALLS)
_VOICE_BESIDE_THESE = tuple(each for each in PRIVILEGES.values() if each.area == "Voice" and each not in _TO_CALL)
_OF_CHANNEL = tuple(name for name, known in PRIVILEGES.items() if known.area == "Web Callback")


def can_call(crowd: Crowd) -> bool:
    """Return whether these agents can dial at all (P8)."""
    return not crowd.sure or all(map(crowd.holds, _TO_CALL))


def granting(survey: Survey, crowd: Crowd, privilege: Privilege) -> str:
    """Return the name of the first role of these agents that grants a privilege which they have."""
    return next(role for role in crowd.roles if privilege.name in survey.directory.roles[role].privileges)


def _unknown_privilege(survey: Survey) -> Iterator[Fault]:
    roles = survey.environment.source.values.get("roles", ())
    for misfit in survey.environment.misfits:
        if misfit.kind != "privilege":
            continue
        role = str(roles[int(misfit.path[1])]["name"])
        near = Unknown("privilege", misfit.given, PRIVILEGES).nearest
        yield Fault(
            position=survey.environment.position(misfit.path),
            level="Role",
            holder=role,
            subject=str(misfit.given),
            message=f"There is no privilege {misfit.given!r}",
            remedy=f"Did you mean {' or '.join(map(repr, near))}?" if near else "",
            agents=tuple(agent for crowd in survey.crowds if role in crowd.roles for agent in crowd.agents),
        )


def _without_channel(survey: Survey) -> Iterator[Fault]:
    lacking = (crowd for crowd in survey.crowds if not crowd.active)
    causes = by_cause(
        (role, crowd.agents)
        for crowd in lacking
        for role in crowd.roles
        if any(name in survey.directory.roles[role].privileges for name in _OF_CHANNEL)
    )
    for role, agents in causes.items():
        held = [name for name in survey.directory.roles[role].privileges if name in _OF_CHANNEL]
        yield Fault(
            position=survey.privilege_at(role, held[0]),
            level="Role",
            holder=role,
            subject=held[0],
            message=f"Role {role!r} grants {listed(held)} to agents without {CAN_USE_WEB_CALLBACK_CHANNEL.name!r}",
            agents=agents,
        )


def _early_without_reschedule(survey: Survey) -> Iterator[Fault]:
    early, reschedule = CAN_RESCHEDULE_BEFORE_CALL, CAN_RESCHEDULE
    lacking = (
        (granting(survey, crowd, early), crowd.agents)
        for crowd in survey.crowds
        if crowd.sure and crowd.active and early.name in crowd.granted and reschedule.name not in crowd.granted
    )
    for role, agents in by_cause(lacking).items():
        yield Fault(
            position=survey.privilege_at(role, early.name),
            level="Role",
            holder=role,
            subject=early.name,
            message=f"Role {role!r} grants {early.name!r} to agents without {reschedule.name!r}",
            agents=agents,
        )


def _cannot_call(survey: Survey) -> Iterator[Fault]:
    lacking = (
        situation.crowd
        for situation in survey.plain
        if not can_call(situation.crowd) and not survey.of(AUTO_DIAL, situation).value
    )
    yield from _missing(survey, lacking, _TO_CALL)


def _voice_missing(survey: Survey) -> Iterator[Fault]:
    can = (situation.crowd for situation in survey.plain if situation.crowd.sure and can_call(situation.crowd))
    yield from _missing(survey, can, _VOICE_BESIDE_THESE)


def _missing(survey: Survey, crowds: Iterator[Crowd], wanted: tuple[Privilege, ...]) -> Iterator[Fault]:
    """Return, where the channel is opened to agents, which of the *wanted* privileges they lack."""
    causes = by_cause(
        (
            (
                granting(survey, crowd, CAN_USE_WEB_CALLBACK_CHANNEL),
                tuple(each.name for each in wanted if not crowd.holds(each)),
            ),
            crowd.agents,
        )
        for crowd in crowds
    )
    for (role, lacking), agents in causes.items():
        if lacking:
            yield Fault(
                position=survey.privilege_at(role, CAN_USE_WEB_CALLBACK_CHANNEL.name),
                level="Role",
                holder=role,
                subject=lacking[0],
                message=f"Role {role!r} opens the channel to agents without {listed(lacking)}",
                agents=agents,
            )


RULES = (
    Rule(
        id="CB201",
        name="unknown-privilege",
        severity=Severity.ERROR,
        clauses=("C6",),
        summary="A role grants a privilege that nobody knows.",
        why="Nobody gets anything by it: what was meant is not granted.",
        remedy="Write the name as `callbook privileges` lists it.",
        check=_unknown_privilege,
        needs="center",
    ),
    Rule(
        id="CB202",
        name="early-reschedule-without-reschedule",
        severity=Severity.WARNING,
        clauses=("P4", "P5"),
        summary="Agents have Can Reschedule Before Call, but not Can Reschedule.",
        why="Can Reschedule Before Call has no effect without Can Reschedule: the agents cannot reschedule at all.",
        remedy="Grant Can Reschedule in a role of these agents, or take Can Reschedule Before Call out.",
        check=_early_without_reschedule,
    ),
    Rule(
        id="CB203",
        name="privileges-without-channel",
        severity=Severity.WARNING,
        clauses=("P1",),
        summary="Agents have Web Callback privileges, but not Can Use Web Callback Channel.",
        why="Every other Web Callback privilege depends on it: without it none has effect, even if granted.",
        remedy="Grant Can Use Web Callback Channel in a role of these agents, or take the others away from them.",
        check=_without_channel,
    ),
    Rule(
        id="CB204",
        name="cannot-call",
        severity=Severity.ERROR,
        clauses=("P8", "E4"),
        summary="Agents may use the channel, but cannot dial.",
        why="A voice call completes a callback: it can't be dialled without Can Use Voice Channel and Can Make Calls.",
        remedy="Grant both in a role of these agents.",
        check=_cannot_call,
    ),
    Rule(
        id="CB205",
        name="voice-privilege-missing",
        severity=Severity.WARNING,
        clauses=("P8",),
        summary="Agents may use the channel and dial, but lack another voice privilege.",
        why="The voice privileges must be allowed too: each missing one takes its own action away, such as to hang up.",
        remedy="Grant it in a role of these agents; where it is withheld on purpose, ignore this, with the reason.",
        check=_voice_missing,
    ),
)
