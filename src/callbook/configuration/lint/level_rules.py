"""CB5xx: options and Transactions that are there for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from callbook.configuration.levels import Contribution, Holder, Level
from callbook.configuration.lint.rule import Fault, Rule, Severity
from callbook.configuration.lint.situations import meant, names_in
from callbook.configuration.lint.survey import Survey
from callbook.configuration.options import OPTIONS, OVERRIDE_OPTION_KEY
from callbook.configuration.overrides import LIST


class _Reach:
    """Whom the options of each object reach."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.holders = {(holder.level, holder.name) for each in survey.concerned for holder in each.holders}

    @cached_property
    def won(self) -> set[Contribution]:
        """What applies to somebody."""
        return {
            self.survey.of(OPTIONS[option], situation).winner
            for situation in self.survey.concerned
            for option in {name for holder in situation.holders for name in holder.options if name in OPTIONS}
        }

    def overrulers(self, said: Contribution) -> tuple[str, ...]:
        """Return what overrules *said*, wherever it is overruled."""
        found = (self.survey.of(OPTIONS[said.option], situation) for situation in self.survey.concerned)
        return tuple(dict.fromkeys(each.winner.where for each in found if said in each.overruled))

    def reaches(self, holder: Holder) -> bool:
        """Return whether an object carries options for somebody."""
        return (holder.level, holder.name) in self.holders


def _without_agents(survey: Survey) -> Iterator[Fault]:
    reach = _Reach(survey)
    attached = _attached(survey)
    for holder in survey.directory.every_holder():
        if reach.reaches(holder) or (holder.level is Level.TRANSACTION and holder.name not in attached):
            continue
        if holder.level is Level.TRANSACTION and survey.directory.transactions[holder.name].type != LIST:
            continue
        known = [name for name in holder.options if name in OPTIONS]
        if known:
            count = f"its {len(known)} options concern" if len(known) > 1 else f"{known[0]} concerns"
            yield Fault(
                position=survey.option_at(holder.level, holder.name, known[0]),
                level=holder.level.label,
                holder=holder.name,
                subject=known[0],
                message=f"{holder.level.label} {holder.name!r} reaches no agent who uses the channel: {count} nobody",
            )


def _always_overruled(survey: Survey) -> Iterator[Fault]:
    reach = _Reach(survey)
    invalid = {problem.contribution for _, problem in survey.problems if problem.entry is None}
    for holder in survey.directory.every_holder():
        for name, raw in holder.options.items() if reach.reaches(holder) else ():
            said = Contribution(holder.level, holder.name, name, raw)
            if name not in OPTIONS or said in reach.won or said in invalid:
                continue
            if survey.is_misnamed(holder.level, holder.name, name):
                continue
            if holder.level is Level.TRANSACTION and not OPTIONS[name].overridable:
                continue
            by = " and ".join(reach.overrulers(said))
            yield Fault(
                position=survey.at(said),
                level=holder.level.label,
                holder=holder.name,
                subject=name,
                message=f"{name} at {said.where} is overruled for every agent, by {by}",
                agents=survey.affected(holder.level, holder.name),
            )


def _never_attached(survey: Survey) -> Iterator[Fault]:
    attached = _attached(survey)
    for transaction in survey.directory.transactions.values():
        if transaction.name in attached:
            continue
        elsewhere = _other_key(survey, transaction.name)
        key = f": strategy {elsewhere[0]!r} does so under {elsewhere[1]!r}, which is not the key" if elsewhere else ""
        yield Fault(
            position=survey.thing_at("transactions", transaction.name),
            level=Level.TRANSACTION.label,
            holder=transaction.name,
            message=f"No strategy attaches Transaction {transaction.name!r}{key}",
        )


def _cannot_override(survey: Survey) -> Iterator[Fault]:
    attached = _attached(survey)
    for transaction in survey.directory.transactions.values():
        if transaction.name not in attached or transaction.type != LIST:
            continue
        for name in transaction.options:
            if name in OPTIONS and not OPTIONS[name].overridable:
                basis = OPTIONS[name].overridable_basis
                yield Fault(
                    position=survey.option_at(Level.TRANSACTION, transaction.name, name),
                    level=Level.TRANSACTION.label,
                    holder=transaction.name,
                    subject=name,
                    message=f"A strategy cannot override {name} ({basis})",
                    agents=survey.affected(Level.TRANSACTION, transaction.name),
                )


def _attached(survey: Survey) -> frozenset[str]:
    """Return the names of the Transactions that some strategy attaches under a key that applies to some agent (C2)."""
    keys = {str(survey.of(OVERRIDE_OPTION_KEY, situation).value) for situation in survey.plain}
    texts = (
        strategy.attach[key]
        for strategy in survey.directory.strategies.values()
        for key in keys or {OVERRIDE_OPTION_KEY.default}
        if key in strategy.attach
    )
    return frozenset(meant(name, survey.directory.transactions) for text in texts for name in names_in(text))


def _other_key(survey: Survey, transaction: str) -> tuple[str, str] | None:
    for strategy in survey.directory.strategies.values():
        for key, text in strategy.attach.items():
            if transaction in names_in(text):
                return strategy.name, key
    return None


RULES = (
    Rule(
        id="CB501",
        name="options-without-agents",
        severity=Severity.WARNING,
        clauses=("C1", "C2"),
        summary="Options stand where no agent who may use the channel is.",
        why="They have effect for nobody: an empty group, a tenant without agents, a strategy whose target is empty.",
        remedy="Move the options to where the agents are, put agents there, or delete them.",
        check=_without_agents,
    ),
    Rule(
        id="CB502",
        name="option-always-overruled",
        severity=Severity.WARNING,
        clauses=("C1",),
        summary="An option is overruled for every agent whom it reaches.",
        why="It has effect for nobody: whoever changes it wonders why nothing happens.",
        remedy="Delete it, or what overrules it.",
        check=_always_overruled,
    ),
    Rule(
        id="CB503",
        name="transaction-never-attached",
        severity=Severity.WARNING,
        clauses=("C2",),
        summary="No strategy attaches this Transaction.",
        why="What it overrides is never overridden.",
        remedy="Attach it in a strategy, under the key of interaction.override-option-key, or delete it.",
        check=_never_attached,
    ),
    Rule(
        id="CB504",
        name="override-has-no-effect",
        severity=Severity.WARNING,
        clauses=("C3",),
        summary="A Transaction that a strategy attaches sets an option that no strategy can override.",
        why="It is ignored: the levels decide.",
        remedy="Set the option at a level, or take it out of the Transaction.",
        check=_cannot_override,
    ),
)
