"""Writes into the page about judging real runs which deviations a log shows, from the table itself."""

from __future__ import annotations

from docs._extension.markdown import clause_link, code, table, words

from callbook.verification.conformance.deviations import DEVIATIONS, Deviation


def deviations() -> str:
    """Write every deviation: what the desktop does, and whether a log shows it."""
    rows = ((clause_link(row.clause), _name(row), words(row.does), words(row.unseeable) or "yes") for row in DEVIATIONS)
    return table(("clause", "of", "the desktop", "a log shows it"), rows)


def _name(row: Deviation) -> str:
    return code(row.name) if "." in row.name else words(row.name)
