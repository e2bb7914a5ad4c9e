"""A made-up contact centre of a large company: 2,000 agents, 300 groups, 50 roles; the same seed, the same text."""

from __future__ import annotations

import random
from collections.abc import Iterator

from callbook.configuration import PRIVILEGES

AGENTS, GROUPS, ROLES, TENANTS, STRATEGIES, TRANSACTIONS = 2_000, 300, 50, 4, 20, 10
_GRANTED, _SET = 0.8, 0.5
_SET_FOR_ALL = {
    "login.webcallback.is-auto-ready": "true",
    "login.webcallback.auto-not-ready-reason": "lunch",
    "login.webcallback.can-unactivate-channel": "true",
    "webcallback.auto-answer": "false",
    "webcallback.auto-dial": "false",
    "webcallback.complete-queue": "queue 0",
    "webcallback.park-queue": "queue 1",
    "webcallback.reschedule-queue": "queue 2",
    "interaction.override-option-key": "IW_OverrideOptions",
}
_SET_BY_SOME = (
    ("webcallback.auto-answer", ("true", "false", "yes")),
    ("webcallback.auto-answer.timer", ("5", "20", "45")),
    ("webcallback.auto-dial", ("true", "false")),
    ("webcallback.callback-information.frame-color", ("#FF17849D", "#FFFFBA00", "#FF2E7D32")),
    ("webcallback.complete-queue", ("queue 3", "queue 4", "nowhere")),
    ("interaction.disposition.is-mandatory", ("true", "false")),
    ("chat.auto-answer", ("true", "false")),
)
_OVERRIDDEN = ("webcallback.auto-answer", "webcallback.callback-information.frame-color", "webcallback.auto-dial")


def big_center(seed: int = 1) -> str:
    """Write the contact centre in TOML, with faults here and there."""
    return "\n".join(_lines(random.Random(seed)))  # noqa: S311 - no secret


def _lines(chance: random.Random) -> Iterator[str]:
    yield from ('name = "Big"', 'time_zone = "Europe/Berlin"', "[application]", *_options(_SET_FOR_ALL))
    yield from ("[not_ready_reasons]", 'lunch = "Lunch"', "[dispositions]", 'DispositionCode = ["Reached"]')
    for number in range(TENANTS):
        yield from ("[[tenants]]", f'name = "tenant {number}"', "[tenants.options]", *_options(_some(chance)))
    for number in range(ROLES):
        held = [name for name in PRIVILEGES if name.startswith("Can Use") or chance.random() < _GRANTED]
        yield from ("[[roles]]", f'name = "role {number}"', f"privileges = {_names(held)}")
    for number in range(GROUPS):
        role = _names([f"role {chance.randrange(ROLES)}"])
        yield from ("[[agent_groups]]", f'name = "group {number}"', f"roles = {role}")
        yield from ("[agent_groups.options]", *_options(_some(chance)))
    for number in range(AGENTS):
        yield from _agent(chance, number)
    for number in range(TRANSACTIONS):
        options = {name: value for name, value in _some(chance).items() if name in _OVERRIDDEN}
        yield from ("[[transactions]]", f'name = "transaction {number}"', "[transactions.options]", *_options(options))
    for number in range(STRATEGIES):
        named = f'attach = {{ IW_OverrideOptions = "transaction {chance.randrange(TRANSACTIONS)}" }}'
        target = ('target = "agent_group"', f'target_name = "group {chance.randrange(GROUPS)}"')
        yield from ("[[strategies]]", f'name = "strategy {number}"', named, *(target if number % 5 else ()))
    for number in range(STRATEGIES):
        tenant, strategy = f'tenant = "tenant {number % TENANTS}"', f'strategy = "strategy {number}"'
        yield from ("[[queues]]", f'name = "queue {number}"', tenant, strategy)


def _agent(chance: random.Random, number: int) -> Iterator[str]:
    yield from ("[[agents]]", f'id = "agent{number}"', f'name = "Agent {number}"', f'place = "Place {number}"')
    yield from (f'tenant = "tenant {chance.randrange(TENANTS)}"', f'dn = "{10_000 + number}"')
    groups = sorted({f"group {chance.randrange(GROUPS)}" for _ in range(3)})
    yield from (f"agent_groups = {_names(groups)}", f"roles = {_names([f'role {chance.randrange(ROLES)}'])}")
    if number % 10 == 0:
        yield from ("[agents.options]", *_options(_some(chance)))


def _some(chance: random.Random) -> dict[str, str]:
    return {name: chance.choice(values) for name, values in _SET_BY_SOME if chance.random() < _SET}


def _options(texts: dict[str, str]) -> Iterator[str]:
    return (f'"{name}" = "{value}"' for name, value in texts.items())


def _names(names: list[str]) -> str:
    quoted = (f'"{name}"' for name in names)
    return f"[{', '.join(quoted)}]"
