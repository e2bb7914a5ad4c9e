"""The page of each rule, made of the table: what is wrong, why, how to mend it, a bad and a good example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from callbook.configuration.lint.rule import Rule
from callbook.configuration.lint.rules import GROUPS, RULES

EXAMPLES = Path(__file__).parent / "examples"
_NEEDS = {
    "nothing": "",
    "center": "It says nothing about an option export alone, of which no queues, reasons and roles are known.",
    "agents": "It says nothing where no agents are described, as in an option export alone.",
}


def example_of(rule: Rule, kind: str) -> Path:
    """Return the file of the `good` or the `bad` example of a rule."""
    return next(path for path in sorted(EXAMPLES.glob(f"{rule.id}.{kind}.*")))


def page_of(rule: Rule) -> str:
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


def index() -> str:
    """Return the page that lists all rules, in Markdown."""
    return "\n".join(_index()) + "\n"


def pages() -> dict[str, str]:
    """Return every page by the name of its file."""
    return {"README.md": index(), **{f"{rule.id}.md": page_of(rule) for rule in RULES.values()}}


def _index() -> Iterator[str]:
    yield "# The rules of `callbook lint`"
    yield ""
    yield "Written by `make rules` from the table of rules. [../linting.md](../linting.md) shows how to use them."
    for group, about in GROUPS.items():
        yield from ("", f"## {group}xx: {about}", "", "| id | name | severity | finds |", "| --- | --- | --- | --- |")
        for rule in RULES.values():
            if rule.id.startswith(group):
                yield f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rule.severity.value} | {rule.summary} |"


def _fenced(path: Path) -> str:
    language = path.suffix.removeprefix(".").replace("cfg", "ini")
    return f"```{language}\n{path.read_text(encoding='utf-8')}```"
