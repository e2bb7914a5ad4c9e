"""CB2xx: privileges."""

from __future__ import annotations

from collections.abc import Iterator

from callbook.configuration.lint.rule import Fault, Rule, Severity, by_cause, listed
from callbook.configuration.lint.situations import AgentSet
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


def can_call(agent_set: AgentSet) -> bool:
    """Return whether these agents can dial at all (P8)."""
    return not agent_set.sure or all(map(agent_set.holds, _TO_CALL))


def granting(survey: Survey, agent_set: AgentSet, privilege: Privilege) -> str:
    """Return the name of the first role of these agents that grants a privilege which they have."""
    return next(role for role in agent_set.roles if privilege.name in survey.directory.roles[role].privileges)


def _unknown_privilege(survey: Survey) -> Iterator[Fault]:
    roles = survey.environment.source.values.get("roles", ())
    for misfit in survey.environment.misfits:
        if misfit.kind != "privilege":
            continue
        role = str(roles[int(misfit.path[1])]["name"])
        near = Unknown("privilege", misfit.given, misfit.known or (), alike=misfit.alike).nearest
        yield Fault(
            position=survey.environment.position(misfit.path),
            level="Role",
            holder=role,
            subject=str(misfit.given),
            message=f"There is no privilege {misfit.given!r}",
            remedy=f"Did you mean {' or '.join(map(repr, near))}?" if near else "",
            agents=tuple(
                agent for agent_set in survey.agent_sets if role in agent_set.roles for agent in agent_set.agents
            ),
        )


def _without_channel(survey: Survey) -> Iterator[Fault]:
    lacking = (agent_set for agent_set in survey.agent_sets if not agent_set.active)
    causes = by_cause(
        (role, agent_set.agents)
        for agent_set in lacking
        for role in agent_set.roles
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
        (granting(survey, agent_set, early), agent_set.agents)
        for agent_set in survey.agent_sets
        if agent_set.sure
        and agent_set.active
        and early.name in agent_set.granted
        and reschedule.name not in agent_set.granted
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
        situation.agent_set
        for situation in survey.plain
        if not can_call(situation.agent_set) and not survey.of(AUTO_DIAL, situation).value
    )
    yield from _missing(survey, lacking, _TO_CALL)


def _voice_missing(survey: Survey) -> Iterator[Fault]:
    can = (
        situation.agent_set for situation in survey.plain if situation.agent_set.sure and can_call(situation.agent_set)
    )
    yield from _missing(survey, can, _VOICE_BESIDE_THESE)


def _missing(survey: Survey, agent_sets: Iterator[AgentSet], wanted: tuple[Privilege, ...]) -> Iterator[Fault]:
    """Return, where the channel is opened to agents, which of the *wanted* privileges they lack."""
    causes = by_cause(
        (
            (
                granting(survey, agent_set, CAN_USE_WEB_CALLBACK_CHANNEL),
                tuple(each.name for each in wanted if not agent_set.holds(each)),
            ),
            agent_set.agents,
        )
        for agent_set in agent_sets
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
