"""What is wrong with a team's configuration, by rules: where, why it matters, and how to mend it."""

from callbook.configuration.lint.finding import Finding, Severity
from callbook.configuration.lint.linting import lint, passed_over
from callbook.configuration.lint.rule import Rule
from callbook.configuration.lint.rules import RULES, chosen, rule_of

__all__ = ["RULES", "Finding", "Rule", "Severity", "chosen", "lint", "passed_over", "rule_of"]
