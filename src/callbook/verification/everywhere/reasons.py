"""A file of reasons: why a scenario rightly fails on a class of configurations, by the clause that decides it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from callbook.configuration import CLAUSES_BY_ID
from callbook.core import BadInput, find


def reasons_in(path: Path | str | None) -> dict[str, str]:
    """Return the reason for each clause, none without a file.

    Raises:
        BadInput: it cannot be read, or has a clause that nobody knows.
    """
    if path is None:
        return {}
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        accepted = "a TOML file: clause = reason"
        raise BadInput("file of reasons", str(path), where=str(error), accepted=accepted) from None
    for clause in given:
        find("clause", clause, CLAUSES_BY_ID, where=str(path))
    return {clause: str(reason) for clause, reason in given.items()}
