"""An Outline says what it tests: rows, columns that are used, and a column for each placeholder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from gherkin.dialect import Dialect

from callbook.core import BadInput, Unknown

if TYPE_CHECKING:
    from pytest_bdd.gherkin_parser import Row, Scenario, Step

_PLACEHOLDER = re.compile(r"<(.+?)>")


def refuse_outline(scenario: Scenario, background: frozenset[str], language: str, shown_as: str) -> None:
    """Refuse an Outline that would test less than it shows.

    Args:
        scenario: any; one that is no Outline is let pass.
        background: the placeholders of the Backgrounds that belong to it, and of the media types of its doc strings.
        language: of the feature.
        shown_as: how errors name the file.

    Raises:
        BadInput: no rows, a column that nothing uses, or two of one name.
        Unknown: a placeholder that has no column.
    """
    if not scenario.examples and not _is_outline(scenario, language):
        return
    if not any(table.table_body for table in scenario.examples):
        _refuse_without_rows(scenario, f"{shown_as}:{scenario.location.line}")
    used = background | placeholders_in(scenario.name) | frozenset[str]().union(*map(placeholders_of, scenario.steps))
    for table in scenario.examples:
        if not table.table_header or not table.table_body:
            _refuse_without_rows(scenario, f"{shown_as}:{table.location.line}")
        columns = _columns(table.table_header, used, shown_as)
        for step in scenario.steps:
            _refuse_unknown(step, columns, shown_as)


def placeholders_of(step: Step) -> frozenset[str]:
    """Return the placeholders of a step: in its text, its data table, its doc string."""
    texts = [step.text, step.docstring.content if step.docstring else ""]
    texts += [cell.value for row in (step.datatable.rows if step.datatable else ()) for cell in row.cells]
    return frozenset[str]().union(*map(placeholders_in, texts))


def placeholders_in(text: str) -> frozenset[str]:
    """Return the placeholders in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


def _is_outline(scenario: Scenario, language: str) -> bool:
    dialect = Dialect.for_name(language)
    return dialect is not None and scenario.keyword in dialect.scenario_outline_keywords


def _refuse_without_rows(scenario: Scenario, where: str) -> NoReturn:
    raise BadInput("outline without examples", scenario.name, where=where, accepted="at least one row in Examples")


def _columns(header: Row, used: frozenset[str], shown_as: str) -> tuple[str, ...]:
    names = tuple(cell.value for cell in header.cells)
    where = f"{shown_as}:{header.location.line}"
    for name in names:
        if names.count(name) > 1:
            raise BadInput("column", name, where=where, accepted="a name of its own for each column")
        if name not in used:
            raise BadInput("column", name, where=where, accepted=f"a column whose <{name}> stands in the scenario")
    return names


def _refuse_unknown(step: Step, columns: tuple[str, ...], shown_as: str) -> None:
    for name in sorted(placeholders_in(step.text)):
        if name not in columns:
            raise Unknown("column", name, columns, where=f"{shown_as}:{step.location.line}")
