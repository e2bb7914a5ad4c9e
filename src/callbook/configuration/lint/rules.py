"""The table of rules, and the page of each: what is wrong, why, how to mend it, a bad and a good example."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from callbook.configuration.lint import (
    assumed_rules,
    form_rules,
    ignores,
    level_rules,
    name_rules,
    pair_rules,
    privilege_rules,
    queue_rules,
)
from callbook.configuration.lint.rule import Rule
from callbook.core import Unknown

_FAMILIES = (ignores, name_rules, privilege_rules, pair_rules, queue_rules, level_rules, form_rules, assumed_rules)

RULES: dict[str, Rule] = {rule.id: rule for family in _FAMILIES for rule in family.RULES}
"""Every rule, by its id."""

GROUPS = {
    "CB0": "comments that ignore findings",
    "CB1": "names and values of options",
    "CB2": "privileges",
    "CB3": "options and privileges that need each other",
    "CB4": "queues, and everything else that is named",
    "CB5": "levels and overrides",
    "CB6": "how things are written, in our own form and in those of other programs",
    "CB9": "assumptions",
}
"""What the rules of a group are about, by the beginning of their ids."""


def rule_of(name: str) -> Rule:
    """Return the rule with this id or name.

    Raises:
        Unknown: when there is none.
    """
    for rule in RULES.values():
        if name.upper() == rule.id or name == rule.name:
            return rule
    raise Unknown("rule", name, RULES)


def chosen_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules whose ids begin with one of *select*, or all, but none that begins with one of *ignore*."""
    wanted = tuple(_known(select)) or ("CB",)
    unwanted = tuple(_known(ignore))
    return tuple(rule for rule in RULES.values() if rule.id.startswith(wanted) and not rule.id.startswith(unwanted))


def _known(names: Iterable[str]) -> Iterable[str]:
    for name in (each.strip() for text in names for each in text.split(",")):
        if any(rule.id.startswith(name.upper()) for rule in RULES.values()):
            yield name.upper()
        else:
            yield rule_of(name).id


EXAMPLES = Path(__file__).parent / "examples"
_NEEDS = {
    "nothing": "",
    "center": "It says nothing about an option export alone, of which no queues, reasons and roles are known.",
    "agents": "It says nothing where no agents are described, as in an option export alone.",
}


def example_of(rule: Rule, kind: str) -> Path:
    """Return the file of the `good` or the `bad` example of a rule."""
    return next(path for path in sorted(EXAMPLES.glob(f"{rule.id}.{kind}.*")))


def rule_page(rule: Rule) -> str:
    """Return the page of a rule, in Markdown."""
    clauses = ", ".join(rule.clauses) or "none"
    parts = [
        f"# {rule.id} {rule.name}",
        f"Severity: {rule.severity.value}. Clauses: {clauses}.",
        rule.summary,
        f"**Why**: {rule.why}",
        f"**Remedy**: {rule.remedy}",
        _NEEDS[rule.needs],
        "Wrong:",
        _fenced(example_of(rule, "bad")),
        "Right:",
        _fenced(example_of(rule, "good")),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _fenced(path: Path) -> str:
    language = path.suffix.removeprefix(".").replace("cfg", "ini")
    return f"```{language}\n{path.read_text(encoding='utf-8')}```"
