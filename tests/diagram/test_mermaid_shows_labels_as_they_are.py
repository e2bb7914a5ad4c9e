"""Mermaid source says the same as the other pictures, and no label can break it or say something else."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbook.core.journal_entries import ActionTaken, MessageSent, Noted, StateChanged
from callbook.record.diagram import ladder_mermaid, state_mermaid, transitions_of
from callbook.record.diagram.mermaid import label
from callbook.workspace.machine import Table, Transition

if TYPE_CHECKING:
    from callbook.core.journal_entries import Entry

CODE = re.compile(r"#(\d+);")


def _shown(source: str) -> str:
    """Say what Mermaid shows: codes as the signs that they stand for."""
    return CODE.sub(lambda found: chr(int(found.group(1))), source)


def test_a_ladder() -> None:
    """Participants have aliases; solid arrows are Open Media, dashed ones T-Library; words are notes."""
    message = {"protocol": "Open Media", "message": "RequestAccept"}
    entries = [
        ActionTaken(1, 0, 0, "Anna; end", "accept #1", {}),
        MessageSent(2, 0, 1, "w", "Anna; end", "Server", message),
        MessageSent(3, 0, 2, "w", "Server", "Anna; end", {**message, "protocol": "T-Library", "message": "end"}),
        Noted(4, 0, 3, "Maria", "warning", "a\nb"),
    ]
    expected = """\
        sequenceDiagram
            participant a1 as Anna#59; #101;nd
            participant a2 as Server
            Note over a1: Anna#59; #101;nd#58; accept #35;1
            a1->>a2: RequestAccept
            a2-->>a1: #101;nd
            Note over a1,a2: Maria, warning#58; a b
        """
    assert dedent(expected) == ladder_mermaid(entries)


def test_words_alone_are_said_over_somebody() -> None:
    """Mermaid has notes only over participants."""
    expected = "sequenceDiagram\n    participant a1 as #8203;\n    Note over a1: Anna#58; log in\n"
    assert expected == ladder_mermaid([ActionTaken(1, 0, 0, "Anna", "log in", {})])


def test_states() -> None:
    """The way is numbered, its states stand out."""
    table = Table("lamp", [Transition("off", "on; off", "end"), Transition("end", "switch", "off")])
    path = (StateChanged(1, 0, 0, "lamp", "a", "off", "on; off", "end"),)
    expected = """\
        stateDiagram-v2
            state "off" as s1
            state "#101;nd" as s2
            s1 --> s2: (1) on#59; off
            s2 --> s1: switch
            classDef visited stroke-width:3px,font-weight:bold
            class s1,s2 visited
        """
    assert dedent(expected) == state_mermaid(table, path)
    assert "visited" not in state_mermaid(table)


def test_of_a_real_callback(handled: tuple[Entry, ...]) -> None:
    """Every line is one that Mermaid knows."""
    known = re.compile(
        r"sequenceDiagram|    (participant a\d+ as |a\d+--?>>a\d+: |Note over a\d+(,a\d+)?: )[^;#\n]*(#\d+;[^;#\n]*)*"
    )
    lines = ladder_mermaid(handled).splitlines()
    assert [] == [line for line in lines if not known.fullmatch(line)]
    assert transitions_of(handled, "callback", "4UR9HGNS00000001")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a; b", "a#59; b"),
        ("a # b", "a #35; b"),
        ("End of it, the ending", "#69;nd of it, the ending"),
        ("x --> y", "x #45;#45;#62; y"),
        ("<img src=x onerror=alert(1)>", "#60;img src#61;x onerror#61;alert(1)#62;"),
        ("%% no comment", "#37;#37; no comment"),
        ("one\n two", "one two"),
        ("phone_number _x_", "phone_number #95;x#95;"),
        ("", "#8203;"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_labels(words: str, expected: str) -> None:
    """What Mermaid would read as its own goes out as a code."""
    assert expected == label(words)


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_label(words: str) -> None:
    """It stays on one line, has no sign of Mermaid's outside a code, and shows what was written."""
    made = label(words)
    assert 1 == len(made.splitlines())
    assert not re.search(r"[;#<>\"'`%&{}\[\]|\\]|--|\bend\b", CODE.sub("", made), re.IGNORECASE)
    assert made.encode()
    if words.isprintable() and words.strip():
        assert " ".join(words.split()) == _shown(made)
