"""A file of assumptions: what a team knows better, read in one place, and refused with what would be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core import Assumptions, BadInput, Unknown, assumptions_text, read_assumptions

if TYPE_CHECKING:
    from pathlib import Path


ONE_TABLE = "Accepted: one table, [assumptions], with names of `callbook assumptions`."
TOML = "Accepted: a TOML file in UTF-8 (Expected ']' at the end of a table declaration (at line 1, column 13))."


def written(folder: Path, text: str) -> Path:
    """Write a file, and return where it is."""
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    """A mark at the beginning of the file changes nothing."""
    path = written(tmp_path, "\ufeff[assumptions]\nreoffer_delay = 1000\nprivileges_read_at_login = false\n")
    assert read_assumptions(path) == Assumptions(reoffer_delay=1_000, privileges_read_at_login=False)
    assert read_assumptions(str(written(tmp_path, "[assumptions]\n"))) == Assumptions() == read_assumptions(None)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Each value stands below the sentence of its assumption."""
    text = assumptions_text({"reoffer_delay": 2_000, "accept_during_countdown": False})
    expected = (
        "[assumptions]\n"
        "# E6: An agent who declined or let an invitation expire is not offered it again before this has passed.\n"
        "reoffer_delay = 2000\n"
        "# O5: Accept stays clickable while the countdown runs.\n"
        "accept_during_countdown = false\n"
    )
    assert text == expected
    assert read_assumptions(written(tmp_path, text)) == Assumptions(reoffer_delay=2_000, accept_during_countdown=False)


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        (
            "[assumptions]\nreofer_delay = 1000\n",
            Unknown,
            "There is no assumption 'reofer_delay' in {path}. Did you mean 'reoffer_delay'?",
        ),
        (
            "[assumptions]\nreoffer_delay = true\n",
            BadInput,
            "reoffer_delay True in {path} cannot be used. Accepted: a whole number of milliseconds.",
        ),
        (
            "[assumptions]\naccept_during_countdown = 1\n",
            BadInput,
            "accept_during_countdown 1 in {path} cannot be used. Accepted: true or false.",
        ),
        (
            "[assumptions]\nreoffer_delay = -1\n",
            BadInput,
            "reoffer_delay -1 in {path} cannot be used. Accepted: 0 or more milliseconds, a year at most.",
        ),
        (
            "[other]\nreoffer_delay = 1\n",
            BadInput,
            "assumptions '{path}' in other cannot be used. " + ONE_TABLE,
        ),
        (
            "assumptions = 3\n",
            BadInput,
            "assumptions '{path}' cannot be used. " + ONE_TABLE,
        ),
        (
            "[assumptions\n",
            BadInput,
            "assumptions '{path}' cannot be used. " + TOML,
        ),
    ],
)
def test_what_it_cannot_say_is_refused(tmp_path: Path, text: str, error: type[BadInput], says: str) -> None:
    """The error names the file, what was given, and what would be accepted."""
    path = written(tmp_path, text)
    with pytest.raises(error) as refused:
        read_assumptions(path)
    assert str(refused.value) == says.format(path=path)


def test_what_stands_in_the_code_cannot_be_replaced(tmp_path: Path) -> None:
    """The error lists those that can be."""
    path = written(tmp_path, "[assumptions]\nparent_id_on_the_call = false\n")
    with pytest.raises(BadInput) as refused:
        read_assumptions(path)
    says = f"assumption 'parent_id_on_the_call' in {path} cannot be used: it stands in the code. Accepted: one that"
    assert str(refused.value).startswith(says)
    assert "reoffer_delay" in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """As every file that cannot be read."""
    path = tmp_path / "none.toml"
    with pytest.raises(BadInput) as refused:
        read_assumptions(path)
    expected = f"assumptions '{path}' cannot be used. Accepted: a file that can be read (No such file or directory)."
    assert str(refused.value) == expected
