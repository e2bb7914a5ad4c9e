from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from callbook.cli import main
from callbook.cli.output import console, print_json, print_table
from callbook.lab import Connect, Lab
from callbook.record import head_of, recording_lines

if TYPE_CHECKING:
    from pathlib import Path

CLEARS = "\x1b[2J\x1b]0;owned\x07"
TEXT = f"A{CLEARS}\x9b2J\x7f\u202eB\r\n\tC"


@pytest.mark.parametrize("stderr", [False, True])
def test_control_characters_are_shown_escaped(capsys: pytest.CaptureFixture[str], *, stderr: bool) -> None:
    """As Python writes them; the end of a line and a tab are text, and the console's own colours stay."""
    made = console(stderr=stderr)
    made.print(TEXT, markup=False, highlight=False, soft_wrap=True)
    print_table(made, ["name"], [[TEXT]])
    out, err = capsys.readouterr()
    said = err if stderr else out
    assert r"A\x1b[2J\x1b]0;owned\x9b2J\x7f\u202eB" in said
    assert not set("\x07\x1b\x7f\x9b\u202e") & set(said)


def test_colours_are_the_consoles_own(capsys: pytest.CaptureFixture[str]) -> None:
    """They are orders that are meant."""
    made = console()
    made.print(f"[red]{CLEARS}[/red]")
    out = capsys.readouterr().out
    assert r"\x1b[2J" in out
    made.print(made.is_terminal)


def test_json_holds_none_either(capsys: pytest.CaptureFixture[str]) -> None:
    """And is read as what was given."""
    print_json(console(), {"name": TEXT})
    out = capsys.readouterr().out
    assert {"name": TEXT} == json.loads(out)
    assert not set("\x1b\x7f\x9b") & set(out)


@pytest.fixture
def recordings(tmp_path: Path) -> list[str]:
    """Give two recordings of clients with strange names, which differ."""
    paths = list[str]()
    for name in ("one", "other"):
        lab = Lab()
        lab.do(Connect(f"{name}{CLEARS}", "Interaction Server"))
        path = tmp_path / f"{name}.trace.ndjson"
        path.write_bytes(b"".join(line + b"\n" for line in recording_lines(head_of(lab), lab.journal.entries, 0)))
        paths.append(str(path))
    return paths


@pytest.mark.parametrize("command", [["diff"], ["replay", "--sabotage", CLEARS], ["replay"]])
def test_no_command_hands_them_on(
    recordings: list[str], command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What a recording holds, what is typed, and what an error repeats."""
    with pytest.raises(SystemExit):
        main([*command, *recordings])
    out, err = capsys.readouterr()
    assert not set("\x1b\x07") & set(out + err)
    assert command == ["replay"] or "x1b[2J" in out + err
