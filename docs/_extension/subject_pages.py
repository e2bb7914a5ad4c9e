"""The catalogues of the subject as pages: options, privileges, clauses, assumptions."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from docs._extension.markdown import block, clause_link, code, table, target, value, words
from docs._extension.scenarios import example, scenarios

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.configuration.clauses import CLAUSES, CLAUSES_BY_ID, Clause
from callbook.configuration.exports.forms import EXPORT_FORMS
from callbook.configuration.exports.kinds import KINDS
from callbook.core.assumptions import STANDING_ASSUMPTIONS
from callbook.core.assumptions import assumption_rows as replaceable
from callbook_mocks.voice_switch import setting_rows as switch_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docs._extension.scenarios import Shown

    from callbook.configuration.options import Option
    from callbook.configuration.privileges import Privilege
    from callbook.configuration.values import Value
    from callbook.core.assumptions import AssumptionRow

Page: TypeAlias = "Callable[[], str]"
"""Writes a page."""

_BASIS: Final = {
    "doc": "the product's page on Web Callback",
    "ref": "another public page",
    "assumed": "**assumed**",
}


def export_forms() -> str:
    """Write the table of other programs' forms: how each is recognized."""
    return table(("form", "is recognized by"), ((words(form.name), words(form.mark)) for form in EXPORT_FORMS))


def export_kinds() -> str:
    """Write what becomes of which object of an export, and how the simulator calls a file of them."""
    return table(
        ("objects", "become", "files of the simulator"),
        ((code(kind.name), kind.becomes, ", ".join(map(code, kind.files))) for kind in KINDS.values()),
    )


def options() -> str:
    """Write every option: first all in a table, then each with its example."""
    overview = table(
        ("option", "clause", "default", "what it does"),
        (
            (
                f"[{code(name)}](#{target('option', name)})",
                clause_link(each.clause),
                value(each.default),
                words(each.meaning),
            )
            for name, each in OPTIONS.items()
        ),
    )
    return "\n\n".join((overview, *map(_option, OPTIONS.values())))


def _option(option: Option[Value]) -> str:
    overridable = "yes" if option.overridable else "no"
    facts = (
        ("Clause", _clause_of(option.clause, option.meaning)),
        ("Default", f"{value(option.default)} ({_said(option.default_basis)})"),
        ("Valid", words(option.valid)),
        ("Takes effect", f"{words(option.moment.value)} ({_said(option.moment_basis)})"),
        ("A strategy may override it", f"{overridable} ({_said(option.overridable_basis)})"),
        ("Since", words(option.since or "not known")),
        ("Source", words("; ".join(option.sources))),
    )
    shown = example(option.clause, option.name, _set_to(option))
    return _section("option", option.name, words(option.meaning), facts, shown)


def _set_to(option: Option[Value]) -> re.Pattern[str]:
    """Give the step that sets the option for everybody, to something that is neither its default nor nothing."""
    return re.compile(
        rf'the option "{re.escape(option.name)}" is "(?!0"|"|{re.escape(option.default)}")[^"]*"$', re.MULTILINE
    )


def privileges() -> str:
    """Write every privilege: first all in a table, then each with its example."""
    overview = table(
        ("privilege", "clause", "what an agent may do with it"),
        (
            (f"[{words(name)}](#{target('privilege', name)})", clause_link(each.clause), words(each.effect))
            for name, each in PRIVILEGES.items()
        ),
    )
    return "\n\n".join((overview, *map(_privilege, PRIVILEGES.values())))


def _privilege(privilege: Privilege) -> str:
    facts = (
        ("Clause", _clause_of(privilege.clause, privilege.effect)),
        ("Listed under", words(privilege.area)),
        ("Has no effect without", words(", ".join(map(str, privilege.needs)) or "nothing: it stands alone")),
        ("Display name", f"{words(privilege.name)} ({_said(privilege.name_basis)})"),
        ("In the Role object", f"{code(privilege.configuration_name)} ({_said(privilege.configuration_name_basis)})"),
        ("Source", words("; ".join(privilege.sources))),
    )
    shown = example(privilege.clause, privilege.name, re.compile("tries to (?:.*\n)*.*is missing"))
    return _section("privilege", privilege.name, words(privilege.effect), facts, shown)


def clauses() -> str:
    """Write every clause with its sources and the features that show it."""
    return "\n\n".join(map(_clause, CLAUSES))


def _clause_of(clause: str, sentence: str) -> str:
    """Return the clause of a row; where it is the row's own, its text stands above already."""
    text = CLAUSES_BY_ID[clause].text
    return clause_link(clause) if text == sentence else f"{clause_link(clause)}: {words(text)}"


def _clause(clause: Clause) -> str:
    shown = Counter(each.feature for each in scenarios() if clause.id in each.clauses)
    rests_on = ", ".join(_BASIS[basis] for basis in clause.basis)
    by = "\n".join(f"- {code(f'features/{name}')}: {_scenarios(count)}" for name, count in shown.items())
    return (
        f"({target('clause', clause.id)})=\n## {clause.id}\n\n{words(clause.text)}\n\n"
        f"Rests on {rests_on}: {'; '.join(map(words, clause.sources))}.\n\n{by or 'No scenario shows it.'}"
    )


def _scenarios(count: int) -> str:
    return f"{count} scenario{'' if count == 1 else 's'}"


def assumptions() -> str:
    """Write every assumption: what a lab can be given otherwise, what the voice switch can, what stands in the code."""
    switch = table(
        ("setting", "clause", "T-Server", "SIP Server", "what is assumed"),
        (
            (code(row.name), clause_link(row.clause), words(row.t_server), words(row.sip_server), words(row.text))
            for row in switch_rows()
            if row.basis == "assumed"
        ),
    )
    return "\n\n".join((
        "## What a lab can be given otherwise", _rows(replaceable()),
        "## What the voice switch can be given otherwise", switch,
        "## What stands in the code", _rows(STANDING_ASSUMPTIONS, but_value=True),
        "## What the catalogues assume", _of_catalogues(),
    ))  # fmt: skip


def _rows(rows: Iterable[AssumptionRow], *, but_value: bool = False) -> str:
    columns = ["assumption", "clause", "value", "what is assumed"]
    cells = [[code(row.name), clause_link(row.clause), words(row.value), words(row.text)] for row in rows]
    kept = [0, 1, 3] if but_value else [0, 1, 2, 3]
    return table([columns[each] for each in kept], ([line[each] for each in kept] for line in cells))


def _of_catalogues() -> str:
    return table(("of", "clause", "what is assumed"), (*_of_options(), *_of_privileges()))


def _of_options() -> Iterator[tuple[str, str, str]]:
    for name, option in OPTIONS.items():
        bases = {
            "its default": option.default_basis,
            "when it takes effect": option.moment_basis,
            "whether a strategy may override it": option.overridable_basis,
        }
        assumed = ", ".join(what for what, basis in bases.items() if basis == "assumed")
        if assumed:
            yield f"[{code(name)}](#{target('option', name)})", clause_link(option.clause), assumed


def _of_privileges() -> Iterator[tuple[str, str, str]]:
    for name, privilege in PRIVILEGES.items():
        bases = {"its display name": privilege.name_basis, "its name in the Role": privilege.configuration_name_basis}
        assumed = ", ".join(what for what, basis in bases.items() if basis == "assumed")
        if assumed:
            yield f"[{words(name)}](#{target('privilege', name)})", clause_link(privilege.clause), assumed


def _section(kind: str, name: str, says: str, facts: Iterable[tuple[str, str]], shown: Shown | None) -> str:
    heading = code(name) if kind == "option" else words(name)
    listed = "\n\n".join(f"{fact}\n: {what}" for fact, what in facts)
    parts = [f"({target(kind, name)})=\n## {heading}", says, listed]
    if shown is not None:
        parts += [f"An example, from {code(f'features/{shown.feature}:{shown.line}')}:", block("gherkin", shown.text)]
    return "\n\n".join(parts)


def _said(basis: str) -> str:
    return "**assumed**" if basis == "assumed" else basis
