"""An error says what was given, where, and what would be accepted instead."""

from __future__ import annotations

import pytest

from callbook.core.errors import BadInput, CallbookError, Unknown, one_of
from callbook.core.faults import Mishap


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (BadInput("delay", -1), "delay -1 cannot be used."),
        (BadInput("delay", -1, where="step 3"), "delay -1 in step 3 cannot be used."),
        (BadInput("delay", -1, accepted="0 or more"), "delay -1 cannot be used. Accepted: 0 or more."),
        (
            BadInput("option", "x", where="center.toml", accepted="a table"),
            "option 'x' in center.toml cannot be used. Accepted: a table.",
        ),
        (Unknown("queue", "calbacks", ["callbacks"]), "There is no queue 'calbacks'. Did you mean 'callbacks'?"),
        (
            Unknown("queue", "call", ["calls", "callx"], where="step 1"),
            "There is no queue 'call' in step 1. Did you mean 'callx' or 'calls'?",
        ),
        (Unknown("queue", "zzz", ["b", "a"]), "There is no queue 'zzz'. Accepted: a, b."),
        (Unknown("queue", "zzz", []), "There is no queue 'zzz'. Accepted: none, there are none yet."),
        (Unknown("protocol", None, ["a"]), "There is no protocol None. Accepted: a."),
    ],
)
def test_the_text(error: CallbookError, expected: str) -> None:
    """What, given, where, and the way out, in one or two sentences."""
    assert expected == str(error)


@pytest.mark.parametrize(
    "error",
    [
        BadInput("option", "x" * 1_000_000),
        BadInput("options", dict.fromkeys(range(100_000))),
        BadInput("option", "x", where="y" * 1_000_000, accepted="a table", why="z" * 1_000_000),
        Unknown("queue", "x" * 1_000_000, ["x" * 1_000_000, "y"]),
        Unknown("queue", "x" * 900, ["x" * 1_000_000, "x" * 901]),
    ],
)
def test_what_is_long_is_shortened(error: BadInput) -> None:
    """Its beginning is shown, and how long it is; whoever catches the error has all of it."""
    assert 3_000 > len(str(error))
    assert 100 < len(str(error.given)) or error.where


def test_what_is_shown_of_it() -> None:
    """The beginning, as Python writes it, and how much there is."""
    expected = f"option 'a{'b' * 198}... (1,003 characters) cannot be used. Accepted: a table."
    assert expected == str(BadInput("option", "a" + "b" * 1_000, accepted="a table"))
    assert str(BadInput("option", "b" * 998)) == f"option '{'b' * 998}' cannot be used."


def test_the_parts_can_be_read_by_a_program() -> None:
    """Whoever catches the error need not take its text apart."""
    error = Unknown("queue", "calbacks", ["other", "callbacks"], where="step 1")
    assert ("queue", "calbacks", "step 1") == (error.what, error.given, error.where)
    assert (("callbacks", "other"), ("callbacks",), "callbacks, other") == (error.known, error.nearest, error.accepted)


def test_members_of_an_enumeration_are_shown_by_their_text() -> None:
    """Nobody who reads the error needs to know how we keep the names."""
    expected = "There is no mishap 'delaid'. Did you mean 'delayed'?"
    assert expected == str(Unknown("mishap", "delaid", Mishap))


def test_every_error_is_one_of_ours() -> None:
    """One except clause catches them all."""
    assert issubclass(Unknown, BadInput)
    assert issubclass(BadInput, CallbookError)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "none, there are none yet"), (1, "0"), (3, "0, 1, 2"), (4, "0, 1, 2 and 1 more")],
)
def test_a_long_list_is_cut_and_says_so(count: int, expected: str) -> None:
    """Not more names than can be read, and how many were left out."""
    assert expected == one_of(map(str, range(count)), most=3)
