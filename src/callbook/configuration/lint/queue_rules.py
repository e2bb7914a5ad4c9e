"""CB4xx: queues, and everything else that is named but not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from callbook.configuration.contact_center import Strategy
from callbook.configuration.lint.name_rules import fault_of
from callbook.configuration.lint.rule import Check, Fault, Rule, Severity, by_cause
from callbook.configuration.lint.situations import names_in, reached_by
from callbook.configuration.lint.survey import Survey
from callbook.configuration.mending import nearest
from callbook.configuration.options import (
    COMPLETE_QUEUE,
    OVERRIDE_OPTION_KEY,
    PARK_QUEUE,
    RESCHEDULE_QUEUE,
    Option,
)
from callbook.configuration.overrides import LIST
from callbook.configuration.references import Misfit
from callbook.configuration.values import BUSINESS_ATTRIBUTE, NOT_READY_REASON, QUEUE, Value, ValueKind
from callbook.core import Unknown

_KINDS = {
    "tenants": "Tenant",
    "roles": "Role",
    "agent_groups": "Agent Group",
    "virtual_agent_groups": "Virtual Agent Group",
    "agents": "Person",
    "queues": "Queue",
    "strategies": "Strategy",
    "transactions": "Transaction",
}


def _unknown_queue(survey: Survey) -> Iterator[Fault]:
    return _values_of(survey, QUEUE)


def _unknown_reason(survey: Survey) -> Iterator[Fault]:
    return _values_of(survey, NOT_READY_REASON)


def _values_of(survey: Survey, kind: ValueKind[Value]) -> Iterator[Fault]:
    """Return each value that names what is not there, with the nearest name."""
    for option, problem in survey.problems:
        if option.kind == kind:
            raw = problem.contribution.raw
            near = Unknown(kind.name, raw, kind.names(survey.directory)).nearest
            meant = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
            yield replace(
                fault_of(survey, problem),
                message=f"{option.name} is {raw!r}, and there is no {kind.name} of this name",
                remedy=f"{meant}Valid: {problem.valid}.",
            )


def _transaction_not_there(survey: Survey) -> Iterator[Fault]:
    transactions = survey.directory.transactions
    for strategy in survey.directory.strategies.values():
        for key, agents in _keys_of(survey, strategy).items():
            for name in names_in(strategy.attach.get(key, "")):
                found = transactions.get(name)
                if found and found.type == LIST:
                    continue
                near = Unknown("Transaction", name, transactions).nearest
                yield Fault(
                    position=survey.thing_at("strategies", strategy.name, "attach", key),
                    level="Strategy",
                    holder=strategy.name,
                    subject=name,
                    message=f"Transaction {name!r} is of type {found.type!r}"
                    if found
                    else f"There is no Transaction {name!r}",
                    remedy=f"Did you mean {' or '.join(map(repr, near))}?" if near and not found else "",
                    agents=agents,
                )


def _keys_of(survey: Survey, strategy: Strategy) -> dict[str, tuple[str, ...]]:
    """Return the keys under which the agents of a strategy look for Transactions (C2), each with those agents."""
    keys: dict[str, tuple[str, ...]] = {}
    for situation in survey.plain:
        agents = reached_by(survey.directory, strategy, situation.agent_set)
        if agents:
            key = str(survey.of(OVERRIDE_OPTION_KEY, situation).value)
            keys[key] = keys.get(key, ()) + agents
    return keys or {OVERRIDE_OPTION_KEY.default: ()}


def _leads_nowhere(survey: Survey) -> Iterator[Fault]:
    yield from _values_of(survey, BUSINESS_ATTRIBUTE)
    found: dict[tuple[str, str | None], list[Misfit]] = {}
    for misfit in survey.environment.misfits:
        if misfit.kind == "reference":
            found.setdefault((misfit.what, misfit.given), []).append(misfit)
    for (what, given), misfits in found.items():
        yield _reference(survey, what, given, misfits)


def _reference(survey: Survey, what: str, given: str | None, misfits: list[Misfit]) -> Fault:
    """Return a name that is not there as one fault, at the first of the places that name it."""
    first = misfits[0]
    near = nearest(first)
    naming = [survey.named_by(misfit.path) for misfit in misfits]
    level, holder = naming[0]
    others = f"; {len(misfits) - 1} more name it too" if len(misfits) > 1 else ""
    message = f"There is no {what} {given!r}" if first.known is not None else f"The {what} cannot be {given!r}"
    return Fault(
        position=survey.environment.position(first.path),
        level=_KINDS.get(level, ""),
        holder=holder,
        subject=str(given),
        message=f"{message}{others}",
        remedy=f"Did you mean {near!r}?" if near else f"Accepted: {first.accepted}." if first.accepted else "",
        agents=tuple(name for collection, name in naming if collection == "agents"),
    )


def _name_twice(survey: Survey) -> Iterator[Fault]:
    doubled = [misfit for misfit in survey.environment.misfits if misfit.kind == "twice"]
    copies = {misfit.path[:2] for misfit in doubled if misfit.path[2] in {"id", "name"}}
    for misfit in doubled:
        if misfit.path[2] in {"id", "name"} or misfit.path[:2] not in copies:  # of a copy everything stands twice
            collection, holder = survey.named_by(misfit.path)
            yield Fault(
                position=survey.environment.position(misfit.path),
                level=_KINDS[collection],
                holder=holder,
                subject=str(misfit.given),
                message=f"The {misfit.what} {misfit.given!r} is taken; it should be {misfit.accepted}",
            )


def _routed(option: Option[str | None], *, wrong: bool, why: str) -> Check:
    """Return the check that finds where *option* names a queue with a strategy, if that is *wrong*, or without one."""

    def check(survey: Survey) -> Iterator[Fault]:
        found = by_cause(
            (applies.winner, situation.agents)
            for situation in survey.situations
            if (queue := survey.directory.queues.get((applies := survey.of(option, situation)).value or ""))
            and (queue.strategy is not None) is wrong
        )
        for cause, agents in found.items():
            yield Fault(
                position=survey.at(cause),
                level=cause.level.label,
                holder=cause.holder,
                subject=option.name,
                message=f"{option} is {cause.raw!r}, {why}",
                agents=agents,
            )

    return check


_READ = "and a strategy reads this queue: what is placed there is offered again at once"
_UNREAD = "and no strategy reads this queue: what is placed there never comes back"


RULES = (
    Rule(
        id="CB401",
        name="unknown-queue",
        severity=Severity.ERROR,
        clauses=("C5", "O11", "O12", "O13"),
        summary="An option names an Interaction Queue that does not exist.",
        why="The value is ignored, and the next lower level that is valid applies: callbacks go somewhere else.",
        remedy="Name a queue that exists, or make this one.",
        check=_unknown_queue,
        needs="center",
    ),
    Rule(
        id="CB402",
        name="unknown-not-ready-reason",
        severity=Severity.ERROR,
        clauses=("C5", "O2"),
        summary="An option names a Not Ready reason that is not configured.",
        why="The value is ignored: the channel goes Not Ready without this reason.",
        remedy="Name the code of a reason that is configured, or configure this one.",
        check=_unknown_reason,
        needs="center",
    ),
    Rule(
        id="CB403",
        name="transaction-not-there",
        severity=Severity.ERROR,
        clauses=("C2", "C3"),
        summary="A strategy attaches the name of a Transaction that does not exist, or is not of type list.",
        why="It is ignored, and so is everything that it should override.",
        remedy="Name a Transaction of type list that exists.",
        check=_transaction_not_there,
        needs="center",
    ),
    Rule(
        id="CB404",
        name="reference-leads-nowhere",
        severity=Severity.ERROR,
        clauses=("C1", "C6", "E5"),
        summary="Something names a tenant, role, group, strategy, target or the like that is not there.",
        why="What was meant does not happen: a role is not held, a group has no such member, a queue is not routed.",
        remedy="Write the name of one that exists, or make it.",
        check=_leads_nowhere,
        needs="center",
    ),
    Rule(
        id="CB405",
        name="name-twice",
        severity=Severity.ERROR,
        clauses=("C1",),
        summary="Two objects of a kind have the same name, or two agents the same DN or place.",
        why="Whoever names it means one of the two, and nobody can tell which; a DN rings at one desk only.",
        remedy="Give one of them another name.",
        check=_name_twice,
        needs="center",
    ),
    Rule(
        id="CB406",
        name="complete-queue-leads-back",
        severity=Severity.WARNING,
        clauses=("O11", "E5"),
        summary="The queue for callbacks that are done is read by a routing strategy.",
        why="A callback that an agent has marked done is offered again at once, even to the same agent.",
        remedy="Name a queue without a strategy, or take the strategy away from this one.",
        check=_routed(COMPLETE_QUEUE, wrong=True, why=_READ),
        needs="center",
    ),
    Rule(
        id="CB407",
        name="park-queue-leads-back",
        severity=Severity.WARNING,
        clauses=("O12", "E5"),
        summary="The queue for callbacks whose calls are transferred is read by a routing strategy.",
        why="A callback whose call somebody else has taken over is offered again at once, while they still talk.",
        remedy="Name a queue without a strategy, or take the strategy away from this one.",
        check=_routed(PARK_QUEUE, wrong=True, why=_READ),
        needs="center",
    ),
    Rule(
        id="CB408",
        name="reschedule-queue-leads-nowhere",
        severity=Severity.WARNING,
        clauses=("O13", "E5"),
        summary="The queue for callbacks that are rescheduled is read by no routing strategy.",
        why="What was promised for another time never comes back to any agent.",
        remedy="Give this queue a strategy, or name one that has one.",
        check=_routed(RESCHEDULE_QUEUE, wrong=False, why=_UNREAD),
        needs="center",
    ),
)
