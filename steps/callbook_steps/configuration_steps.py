"""Steps about configuration: privileges, options at their levels, Transactions, strategies, queues (C1 to C5).

Also why an option has the value that it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from pytest_bdd import given, then, when

from callbook.configuration import LEVEL_NAMES, OPTIONS, PRIVILEGES, AttachedKeys, Level, with_named
from callbook.core import find
from callbook.lab import ShowInteraction
from callbook_steps.in_words import InWords, listed
from callbook_steps.meant import callback_meant
from callbook_steps.names import checks
from callbook_steps.phrases import column_of, phrase, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Explanation
    from callbook.lab import Lab
    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage

APPLICATION = "Workspace"


_COLUMNS = ("level", "holder", "option", "value")


def _privileges_are_known(_: Spoken, __: Mapping[str, Any], table: list[list[str]]) -> None:
    for each in column_of(table, "privilege"):
        find("privilege", each, PRIVILEGES, where="the table")


def _value_is_noted(spoken: Spoken, given: Mapping[str, Any], _: object) -> None:
    spoken.value(given["option"], given["value"])


def _holder_is_known(spoken: Spoken, given: Mapping[str, Any], _: object) -> None:
    spoken.holder(given["level"], given["holder"])
    spoken.value(given["option"], given["value"])


def _table_of_options_is_known(spoken: Spoken, _: object, table: list[list[str]]) -> None:
    for row in rows_of(table, *_COLUMNS):
        find("level", row["level"], LEVEL_NAMES, where="the table")
        find("option", row["option"], OPTIONS, where="the table")
        _holder_is_known(spoken, row, None)


def _purposes_are_known(_: Spoken, __: object, table: list[list[str]]) -> None:
    for row in rows_of(table, "what", "key"):
        find("what a key holds", row["what"], AttachedKeys().by_purpose, where="the table")


def _problems_are_judged(spoken: Spoken, _: object, __: object) -> None:
    spoken.judges_values = True


@given(phrase("the voice switch is a {kind:Switch}"), target_fixture="switch_kind")
def voice_switch_is(kind: str) -> str:
    """Say which kind of voice switch the contact centre has: a T-Server or a SIP Server. It comes first."""
    return kind


@given(phrase("the contact centre dials from {region:Region}"), target_fixture="home_region")
def dials_from(region: str) -> str:
    """Say in which region the contact centre reads numbers without a country. It comes first."""
    return region


@given(phrase("attached data has these keys here"), target_fixture="own_keys")
@checks(_purposes_are_known)
def has_own_keys(datatable: list[list[str]]) -> AttachedKeys:
    """Say which key holds the contact's number, name, wished time or reason; columns what, key. It comes first."""
    return AttachedKeys(**{row["what"]: row["key"] for row in rows_of(datatable, "what", "key")})


@given(phrase("{agent:Agent} does not have the privilege {privilege:Privilege}"))
@when(phrase("an administrator takes the privilege {privilege:Privilege} from {agent:Agent}"))
def withhold(lab: Lab, agent: str, privilege: str) -> None:
    """Take one privilege from an agent, whichever role grants it."""
    lab.configuration.withhold_privilege(lab.agent_id(agent), privilege)


@given(phrase("{agent:Agent} has the privilege {privilege:Privilege}"))
@when(phrase("an administrator gives {agent:Agent} the privilege {privilege:Privilege}"))
def grant(lab: Lab, agent: str, privilege: str) -> None:
    """Grant one privilege to an agent, in a role of the agent's own."""
    lab.configuration.grant_privilege(lab.agent_id(agent), privilege)


@given(phrase("{agent:Agent} has only these privileges"))
@checks(_privileges_are_known)
def only(lab: Lab, agent: str, datatable: list[list[str]]) -> None:
    """Grant an agent exactly the privileges of a one-column table, with the header privilege or without."""
    agent_id = lab.agent_id(agent)
    lab.configuration.define_role(f"Only for {agent}", column_of(datatable, "privilege"))
    lab.configuration.give_role(agent_id, f"Only for {agent}")
    for role in lab.configuration.agent(agent_id).roles:
        if role != f"Only for {agent}":
            lab.configuration.take_role(agent_id, role)


@given(phrase("the role {role:NewRole} grants"))
@checks(_privileges_are_known)
def role_grants(lab: Lab, role: str, datatable: list[list[str]]) -> None:
    """Define a role with the privileges of a one-column table, with the header privilege or without."""
    lab.configuration.define_role(role, column_of(datatable, "privilege"))


@given(phrase("{agent:Agent} has the role {role:Role}"))
@when(phrase("an administrator gives {agent:Agent} the role {role:Role}"))
def has_role(lab: Lab, agent: str, role: str) -> None:
    """Assign a role to an agent."""
    lab.configuration.give_role(lab.agent_id(agent), role)


@given(phrase("{agent:Agent} no longer has the role {role:Role}"))
@when(phrase("an administrator takes the role {role:Role} from {agent:Agent}"))
def has_not_role(lab: Lab, agent: str, role: str) -> None:
    """Take a role from an agent."""
    lab.configuration.take_role(lab.agent_id(agent), role)


@given(phrase("the agent group {group:Group} has the role {role:Role}"))
def group_has_role(lab: Lab, group: str, role: str) -> None:
    """Assign a role to an agent group, and so to each of its members."""
    found = lab.configuration.agent_group(group)
    changed = msgspec.structs.replace(found, roles=(*found.roles, role))
    lab.configuration.change(with_named(lab.configuration.contact_center, "agent_groups", changed))


@given(phrase("the option {option:Option} is {value:Value}"))
@when(phrase("an administrator sets the option {option:Option} to {value:Value}"))
@checks(_value_is_noted)
def option_is(lab: Lab, option: str, value: str) -> None:
    """Set an option for everybody, at the level Application."""
    lab.configuration.set_option(Level.APPLICATION, APPLICATION, option, value)


@given(phrase("at the level {level:Level} of {holder:Quoted} the option {option:Option} is {value:Value}"))
@when(phrase("an administrator sets {option:Option} at the level {level:Level} of {holder:Quoted} to {value:Value}"))
@checks(_holder_is_known)
def option_at_level(lab: Lab, level: str, holder: str, option: str, value: str) -> None:
    """Set an option at one level: Application, Tenant, Agent Group, Virtual Agent Group or Person."""
    lab.configuration.set_option(_level(level), _holder(lab, level, holder), option, value)


@given(phrase("these options are set"))
@checks(_table_of_options_is_known)
def options_are(lab: Lab, datatable: list[list[str]]) -> None:
    """Set options from a table with the columns level, holder, option, value."""
    for row in rows_of(datatable, *_COLUMNS):
        option_at_level(lab, row["level"], row["holder"], row["option"], row["value"])


@given(phrase("the Transaction {transaction:Transaction} sets {option:Option} to {value:Value}"))
@when(phrase("an administrator sets {option:Option} in the Transaction {transaction:Transaction} to {value:Value}"))
@checks(_value_is_noted)
def transaction_sets(lab: Lab, transaction: str, option: str, value: str) -> None:
    """Define a Transaction of type list with one more option, or with another value of it."""
    known = {each.name: each for each in lab.configuration.contact_center.transactions}
    options = dict(known[transaction].options) if transaction in known else {}
    lab.configuration.define_transaction(transaction, {**options, option: value})


@given(phrase("the Transaction {transaction:Transaction} is of type {kind:Quoted}"))
def transaction_is_of_type(lab: Lab, transaction: str, kind: str) -> None:
    """Make a Transaction one of another type than list."""
    known = {each.name: each for each in lab.configuration.contact_center.transactions}
    options = dict(known[transaction].options) if transaction in known else {}
    lab.configuration.define_transaction(transaction, options, kind=kind)


@given(phrase("the strategy of the queue {queue:Queue} attaches {key:Value} with the value {value:Value}"))
def strategy_attaches(lab: Lab, queue: str, key: str, value: str) -> None:
    """Let the strategy behind a queue attach one more key to each interaction (C2)."""
    strategy = lab.configuration.strategy(lab.configuration.queue(queue).strategy or "")
    attach = {**strategy.attach, key: value}
    lab.configuration.define_strategy(msgspec.structs.replace(strategy, attach=attach))


@given(phrase("the queue {queue:Queue} is removed"))
@when(phrase("an administrator removes the queue {queue:Queue}"))
def queue_removed(lab: Lab, queue: str) -> None:
    """Remove an Interaction Queue from the configuration."""
    lab.configuration.remove_queue(queue)


@given(phrase("{agent:Agent} can take {count:d} callbacks at once"))
@given(phrase("{agent:Agent} can take {count:d} callback at once"))
@when(phrase("an administrator lets {agent:Agent} take {count:d} callbacks at once"))
@when(phrase("an administrator lets {agent:Agent} take {count:d} callback at once"))
def capacity(lab: Lab, agent: str, count: int) -> None:
    """Set how many callbacks an agent may have at once; those in hand stay, also if they are more."""
    changed = msgspec.structs.replace(lab.configuration.agent(lab.agent_id(agent)), capacity=count)
    lab.configuration.change(with_named(lab.configuration.contact_center, "agents", changed))


def _level(label: str) -> Level:
    return find("level", label, LEVEL_NAMES, where="the step")


def _holder(lab: Lab, level: str, holder: str) -> str:
    return lab.agent_id(holder) if _level(level) is Level.PERSON else holder


@then(
    phrase("{agent:Agent}'s value of {option:Option} is {value:Value}, from the level {level:Level} of {holder:Quoted}")
)
@then(
    phrase(
        "{agent:Agent}'s value of {option:Option} for the callback of {contact:Whose} is {value:Value}, "
        "from the level {level:Level} of {holder:Quoted}"
    )
)
def option_comes_from(  # noqa: PLR0913, PLR0917 - a step takes what its words name
    stage: Stage, agent: str, option: str, value: str, level: str, holder: str, contact: str = ""
) -> None:
    """Check an option's value for an agent, and who holds it at which level."""
    winner = _explained(stage, option, agent, contact).winner
    assert _value(value, level, holder) == _value(winner.raw, winner.level.label, _name_of(stage, winner.holder))


@then(phrase("{agent:Agent}'s value of {option:Option} is {value:Value} by default"))
@then(
    phrase("{agent:Agent}'s value of {option:Option} for the callback of {contact:Whose} is {value:Value} by default")
)
def option_is_default(stage: Stage, agent: str, option: str, value: str, contact: str = "") -> None:
    """Check that nobody has set the option for the agent."""
    winner = _explained(stage, option, agent, contact).winner
    found = _value(winner.raw, winner.level.label, _name_of(stage, winner.holder))
    wanted = _value(value, Level.DEFAULT.label, _name_of(stage, winner.holder))
    assert wanted == found


@then(phrase("the explanation of {option:Option} for {agent:Agent} says {words:Words}"))
@then(
    phrase(
        "the explanation of {option:Option} for {agent:Agent} and the callback of {contact:Whose} says {words:Words}"
    )
)
@checks(_problems_are_judged)
def explanation_says(stage: Stage, option: str, agent: str, words: str, contact: str = "") -> None:
    """Check words of the explanation that a person reads."""
    found = _explained(stage, option, agent, contact).text()
    assert words in found, f"the explanation says:\n{found}"


@then(phrase("a configuration problem is reported: {words:Words}"))
@checks(_problems_are_judged)
def problem_reported(stage: Stage, words: str) -> None:
    """Check that the configuration's own list of problems has one with these words."""
    problems = [str(problem) for problem in stage.lab.configuration.problems()]
    assert any(words in problem for problem in problems), f"reported are {listed(problems)}"


def _value(value: str, level: str, holder: str) -> InWords:
    return InWords(f"'{value}' from the level {level}{f' of {holder}' if holder else ''}")


def _explained(stage: Stage, option: str, agent: str, contact: str) -> Explanation:
    data = None
    if contact or stage.callbacks:
        data = stage.lab.ask(ShowInteraction(callback_meant(stage, contact))).UserData
    return stage.lab.configuration.explain(option, stage.lab.agent_id(agent), data)


def _name_of(stage: Stage, holder: str) -> str:
    return next((agent.name for agent in stage.lab.configuration.agents if agent.id == holder), holder)
