"""A file of assumptions, TOML: what a team knows better than the kit, for every command that makes a lab.

One table, ``[assumptions]``, with the names of ``callbook assumptions``; what is left out is as usual. Only those that
can be replaced stand there: what is assumed in the code no file can change.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.core.assumptions import STANDING_ASSUMPTIONS, Assumptions, assumption_rows
from callbook.core.errors import BadInput, Unknown, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE: Final = "assumptions"
_LONGEST: Final = 366 * 24 * 3_600_000
"""Milliseconds that an assumption may be long: a year."""
_STANDING: Final = frozenset(row.name for row in STANDING_ASSUMPTIONS)


def read_assumptions(path: Path | str | None) -> Assumptions:
    """Return the assumptions in a file; None for the kit's own.

    Raises:
        BadInput: it cannot be read, a value is none that the assumption can have, or the assumption stands in the code.
        Unknown: it names an assumption that there is not.
    """
    if path is None:
        return Assumptions()
    try:
        given = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadInput("assumptions", str(path), accepted=f"a file that can be read ({error.strerror})") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput("assumptions", str(path), accepted=f"a TOML file in UTF-8 ({error})") from None
    table = given.pop(_TABLE, None)
    if given or not isinstance(table, dict):
        accepted = f"one table, [{_TABLE}], with names of `callbook assumptions`"
        raise BadInput("assumptions", str(path), where=next(iter(given), ""), accepted=accepted)
    return assumed_otherwise(cast("dict[str, Any]", table), where=str(path))


def assumed_otherwise(values: Mapping[str, object], *, where: str = "") -> Assumptions:
    """Return the kit's assumptions with other values.

    Args:
        values: the new values by the names of the assumptions.
        where: where they stand, for the error.

    Raises:
        BadInput: a value is none that the assumption can have, or the assumption stands in the code.
        Unknown: there is no such assumption.
    """
    usual = Assumptions()
    known = [entry.name for entry in fields(usual)]
    for name, value in values.items():
        if name in _STANDING:
            accepted = f"one that can be replaced: {one_of(known, most=len(known))}"
            raise BadInput("assumption", name, where=where, accepted=accepted, why="it stands in the code")
        if name not in known:
            raise Unknown("assumption", name, known, where=where)
        check_assumption(name, value, where=where)
    return replace(usual, **cast("dict[str, Any]", values))


def check_assumption(name: str, value: object, *, where: str) -> None:
    """Make sure that an assumption can have a value.

    Raises:
        BadInput: it cannot.
    """
    usual = getattr(Assumptions(), name)
    if type(value) is not type(usual):
        accepted = "true or false" if isinstance(usual, bool) else "a whole number of milliseconds"
        raise BadInput(name, value, where=where, accepted=accepted)
    if isinstance(value, int) and not 0 <= value <= _LONGEST:
        raise BadInput(name, value, where=where, accepted="0 or more milliseconds, a year at most")


def assumptions_text(values: Mapping[str, object], comment: str = "") -> str:
    """Return the file that says *values*, each with the sentence of its assumption; *comment* stands at its head."""
    sentences = {row.name: f"{row.clause}: {row.text}" for row in assumption_rows()}
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += ["", f"[{_TABLE}]"] if lines else [f"[{_TABLE}]"]
    for name, value in values.items():
        lines += [f"# {sentences[name]}", f"{name} = {str(value).lower()}"]
    return "\n".join(lines) + "\n"
