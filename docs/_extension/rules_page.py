"""The rules of ``callbook lint`` on one page: the list of each group, then each rule with its examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs._extension.markdown import clause_link, table, target, words

from callbook.configuration.lint import RULES
from callbook.configuration.lint.rules import GROUPS, rule_page

if TYPE_CHECKING:
    from callbook.configuration.lint import Rule

_CLAUSES = re.compile(r"(?<=Clauses: )[A-Z0-9, ]+(?=\.)")


def rules() -> str:
    """Write every rule."""
    groups = (_group(beginning, about) for beginning, about in GROUPS.items())
    return "\n\n".join((*groups, *map(_rule, RULES.values())))


def _group(beginning: str, about: str) -> str:
    found = [rule for rule in RULES.values() if rule.id.startswith(beginning)]
    rows = (
        (f"[{rule.id}](#{target('rule', rule.id)})", rule.name, rule.severity.value, words(rule.summary))
        for rule in found
    )
    return f"**{beginning}xx: {about}**\n\n{table(('id', 'name', 'severity', 'finds'), rows)}"


def _rule(rule: Rule) -> str:
    title, _, rest = rule_page(rule).partition("\n")
    linked = _CLAUSES.sub(lambda found: ", ".join(map(clause_link, found[0].split(", "))), rest, count=1)
    return f"({target('rule', rule.id)})=\n## {title.removeprefix('# ')}\n{linked}".rstrip()
