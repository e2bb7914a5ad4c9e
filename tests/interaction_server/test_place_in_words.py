"""A place can be read: where the interaction is, and whose it is there."""

from __future__ import annotations

import pytest

from callbook_mocks.interaction_server import Place, PlaceKind

WORDS = {
    Place(PlaceKind.QUEUE, "callbacks"): "in the queue 'callbacks'",
    Place(PlaceKind.STRATEGY, "any ready agent"): "waiting for an agent, in the strategy 'any ready agent'",
    Place(PlaceKind.OFFERED, "callbacks", "anna"): "offered to 'anna'",
    Place(PlaceKind.HANDLED, "callbacks", "anna"): "handled by 'anna'",
    Place(PlaceKind.WORKBIN, "in-progress", "anna"): "in the workbin 'in-progress' of 'anna'",
    Place(PlaceKind.DONE): "done",
}


@pytest.mark.parametrize("place", WORDS)
def test_in_words(place: Place) -> None:
    """In words that end a sentence: the callback is ..."""
    assert WORDS[place] == str(place)


def test_every_kind_has_its_words() -> None:
    """None is left out."""
    assert set(PlaceKind) == {place.kind for place in WORDS}
