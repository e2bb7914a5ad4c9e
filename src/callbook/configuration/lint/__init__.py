"""What is wrong with a team's configuration, by rules: where, why it matters, and how to mend it."""

from callbook.configuration.lint.linting import lint, rules_passed_over
from callbook.configuration.lint.rule import Finding, Rule, Severity
from callbook.configuration.lint.rules import RULES, chosen_rules, rule_of

__all__ = ["RULES", "Finding", "Rule", "Severity", "chosen_rules", "lint", "rule_of", "rules_passed_over"]
