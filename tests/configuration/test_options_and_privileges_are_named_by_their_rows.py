"""Code names an option or a privilege by its row of the catalogue: a name written out is a typing error unseen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from callbook.configuration import OPTIONS, PRIVILEGES, Option, Privilege, options, privileges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT: Final = Path(__file__).parents[2]
CATALOGUES: Final = frozenset({"options.py", "privileges.py"})
NAMES: Final = frozenset((*OPTIONS, *PRIVILEGES))

RIGHT_AND_WRONG: Final = """\
from callbook.configuration import Configuration, options, privileges
def ask(configuration: Configuration) -> None:
    reveal_type(configuration.value(options.AUTO_DIAL, "anna"))
    reveal_type(configuration.value(options.AUTO_ANSWER_TIMER, "anna"))
    reveal_type(configuration.value(options.PARK_QUEUE, "anna"))
    options.AUTO_DAIL
    privileges.CAN_DECLIN
    privileges.CAN_DECLINE in configuration.privileges_of("anna")
"""


def _written_out(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines of *text*, a module's, in which the name of an option or a privilege stands as a string."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in NAMES:
            yield node.lineno, node.value


def _rows(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Return the Python name and the catalogue's name of each row."""
    for name, value in vars(module).items():
        if isinstance(value, Option | Privilege):
            yield name, value.name


def test_no_name_is_written_out() -> None:
    """Outside the catalogues there is none in the package, the mocks and the steps; texts for people may have one."""
    files = [path for folder in ("src", "mocks", "steps") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(files) > 300
    assert [] == [
        f"{path.relative_to(ROOT)}:{line}: {name!r}"
        for path in files
        if path.parent.name != "configuration" or path.name not in CATALOGUES
        for line, name in _written_out(path.read_text(encoding="utf-8"))
    ]


def test_a_name_written_out_would_be_found() -> None:
    """In whatever place of an expression it stands."""
    assert [(1, "Can Decline")] == list(_written_out('may = "Can Decline" in held'))
    assert [(2, "webcallback.auto-dial")] == list(_written_out("\nvalue(f(['webcallback.auto-dial']))"))


@pytest.mark.parametrize(("module", "catalogue"), [(options, OPTIONS), (privileges, PRIVILEGES)])
def test_every_row_has_the_name_of_its_option_or_privilege(module: ModuleType, catalogue: dict[str, object]) -> None:
    """In capitals, without the parts of a name that all have: whoever knows the one knows the other."""
    rows = dict(_rows(module))
    assert list(catalogue) == list(rows.values())
    short = (re.sub(r"^(login\.)?(webcallback|interaction)\.", "", name) for name in catalogue)
    assert list(rows) == [re.sub(r"[-. ]", "_", name).upper() for name in short]


def test_a_row_is_written_as_its_name() -> None:
    """Sentences that people read may have the row itself."""
    assert ("webcallback.auto-dial", "Can Decline") == (f"{options.AUTO_DIAL}", f"{privileges.CAN_DECLINE}")


def test_a_typing_error_does_not_type_check(tmp_path: Path) -> None:
    """What is read by a row has its type, a row that is not there is an error, and so is a row among names."""
    (tmp_path / "right_and_wrong.py").write_text(RIGHT_AND_WRONG, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", "--cache-dir", str(tmp_path / "cache")]
    quick = ["--no-site-packages", "--follow-imports=silent"]
    asked = [*mypy, *quick, str(tmp_path / "right_and_wrong.py")]
    said = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True).stdout  # noqa: S603 - our own
    found = [re.sub(r".*right_and_wrong.py:(\d+): ", r"\1 ", line).partition("  [")[0] for line in said.splitlines()]
    assert [
        '3 note: Revealed type is "bool"',
        '4 note: Revealed type is "int"',
        '5 note: Revealed type is "str | None"',
        '6 error: Module has no attribute "AUTO_DAIL"; maybe "AUTO_DIAL"?',
        '7 error: Module has no attribute "CAN_DECLIN"; maybe "CAN_DECLINE"?',
        '8 error: Non-overlapping container check (element type: "Privilege", container item type: "str")',
    ] == found[:-1]
