from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbook.lab import Lab
from callbook.notebook.desk import Desks

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session

_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_KINDS = st.sampled_from(["perform", "clock", "contact", "bell", "view"])
_DOES = st.sampled_from(["schedule", "cancel", "hang up", "behave", "step", "jump", "speed", "run"])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"kind": "fly"}, "Invalid value 'fly' - at `$.kind`"),
        ("hello", "Expected `object`, got `str`"),
        ({"kind": "clock", "do": "fly"}, "Invalid enum value 'fly' - at `$.do`"),
        (
            {"kind": "perform", "agent": "Anna", "action": "accept", "details": {"on": "x"}},
            "Object contains unknown field `on` - at `$.details`",
        ),
        (
            {"kind": "clock", "do": "speed", "speed": 1e9},
            "speed 1000000000.0 cannot be used. Accepted: a number above 0, at most 3600; to stand still, pause.",
        ),
    ],
)
def test_a_message_that_makes_no_sense_is_answered_in_words(session: Session, message: object, expected: str) -> None:
    """The trainer is told; the next good message takes the words away."""
    session.desks.take(message)
    assert expected == session.state()["said"]
    session.clock("pause")
    assert "" == session.state()["said"]


@given(message=_PLAIN | st.fixed_dictionaries({"kind": _KINDS}, optional={"do": _DOES, "on": _PLAIN, "name": _PLAIN}))
def test_nothing_that_a_page_says_raises_an_error(message: object) -> None:
    """Whatever it is, the session goes on and can be shown."""
    session = Desks(Lab(), "Anna", wall=lambda: 0.0)
    session.take(message)
    assert ["Anna"] == [desk["name"] for desk in session.state()["desks"]]
    session.lab.check()
