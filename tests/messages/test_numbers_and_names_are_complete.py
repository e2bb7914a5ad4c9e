"""Every message has its number and its name, and none twice."""

from __future__ import annotations

from collections import Counter

from callbook.core.messages import Message, Protocol
from callbook.core.messages.encoding import MESSAGES
from callbook.core.messages.interaction import PROPERTIES, Interaction
from callbook.core.messages.t_library_numbers import ERROR_TEXTS, MESSAGE_NUMBERS, UNNUMBERED, CallState


def _leaves(kind: type[Message]) -> set[type[Message]]:
    below = kind.__subclasses__()
    return {leaf for each in below for leaf in _leaves(each)} if below else {kind}


def test_every_message_is_listed() -> None:
    """A class that no table lists could be sent, but never be read again."""
    listed = {kind for kinds in MESSAGES.values() for kind in kinds.values()}
    ours = {kind for kind in _leaves(Message) if kind.__module__.startswith("callbook.")}
    assert set() == ours - listed


def test_every_message_is_listed_under_its_own_name() -> None:
    """The name in the table is the name of the class, and says whether it is a request or an event."""
    for kinds in MESSAGES.values():
        assert list(kinds) == [kind.__name__ for kind in kinds.values()]
        assert [] == [name for name in kinds if not name.startswith(("Request", "Event"))]


def test_every_message_of_t_library_has_a_number() -> None:
    """Each number is either documented or assumed, never both."""
    numbered = MESSAGE_NUMBERS.keys() | UNNUMBERED.keys()
    assert set() == MESSAGES[Protocol.T_LIBRARY].keys() - numbered
    assert set() == MESSAGE_NUMBERS.keys() & UNNUMBERED.keys()


def test_no_number_stands_twice() -> None:
    """A number names one message."""
    counted = Counter([*MESSAGE_NUMBERS.values(), *UNNUMBERED.values()])
    assert [] == [number for number, count in counted.items() if count > 1]


def test_every_property_of_an_interaction_says_who_may_set_it() -> None:
    """All but the attached data, which anybody may set, Priority, which is such a key, and what real servers have."""
    assert {"UserData", "Priority", "OtherAttributes"} == set(Interaction.__struct_fields__) - PROPERTIES.keys()
    assert set() == PROPERTIES.keys() - set(Interaction.__struct_fields__)


def test_numbers_of_the_facts() -> None:
    """Spot checks against the published tables."""
    assert (14, 60, 64) == tuple(
        MESSAGE_NUMBERS[name] for name in ("RequestMakeCall", "EventRinging", "EventEstablished")
    )
    assert (6, 7, 9) == (CallState.BUSY, CallState.NO_ANSWER, CallState.ANSWERING_MACHINE)
    assert "DN not configured" == ERROR_TEXTS[59]
