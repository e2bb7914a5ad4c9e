"""The assert statement that failed, as it stands in its file, and what pytest made of it.

pytest hands over the two sides of a comparison whether or not that is what made the assert fail: in
`assert x == 19 and y == 2` it is any of them, in `assert found` there is none, and in a step that raises an
AssertionError by itself there is no assert.
"""

from __future__ import annotations

import ast
import linecache
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb

from callbook.pytest_plugin.run.frames import is_shown

_EXPLANATION = "assert "


@dataclass(frozen=True, slots=True)
class Asserted:
    """An assert that did not hold.

    Attributes:
        text: what it demands, as it stands in the file; empty where the error was raised without one.
        compares: whether it is one comparison of two things.
        message: what it says for itself; empty for nothing.
        explanation: what pytest has put in the place of the names.
        is_of_the_kit: whether it stands in a step of the kit, whose code no reader has before them.
    """

    text: str
    compares: bool
    message: str
    explanation: str
    is_of_the_kit: bool


def asserted_by(error: AssertionError) -> Asserted | None:
    """Return the assert that has raised *error*; None where its file cannot be read."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    file = frame.f_code.co_filename
    source = "".join(linecache.getlines(file))
    if not source:
        return None
    found = _assert_at(source, line)
    if found is None:
        return Asserted("", compares=False, message="", explanation="", is_of_the_kit=False)
    message, explanation = _parts(str(error), has_message=found.msg is not None)
    return Asserted(
        " ".join((ast.get_source_segment(source, found.test) or "").split()),
        isinstance(found.test, ast.Compare) and len(found.test.ops) == 1,
        message,
        explanation,
        not is_shown(Path(file)),
    )


def _assert_at(source: str, line: int) -> ast.Assert | None:
    statements = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Assert))
    return next((each for each in statements if each.lineno <= line <= (each.end_lineno or each.lineno)), None)


def _parts(text: str, *, has_message: bool) -> tuple[str, str]:
    """Return what the assert says for itself, and what pytest says of it; a plain assert has no explanation."""
    if not has_message:
        return "", text.removeprefix(_EXPLANATION)
    message, _, explanation = text.partition(f"\n{_EXPLANATION}")
    return message, explanation
