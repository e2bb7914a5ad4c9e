"""Where a callback is, is the same sentence everywhere, with the agent's name."""

from __future__ import annotations

import pytest

from callbook.core.journal_entries import StateChanged
from callbook.lab import Lab
from callbook.record import entry_in_words, place_in_words, timeline_text
from callbook.workspace import Action
from callbook_mocks.interaction_server import Place, PlaceKind

SAID = {
    Place(PlaceKind.QUEUE, "callbacks"): "waits in the queue 'callbacks'",
    Place(PlaceKind.STRATEGY): "waits for an agent",
    Place(PlaceKind.STRATEGY, "any ready agent"): "waits for an agent, in the strategy 'any ready agent'",
    Place(PlaceKind.OFFERED, "callbacks", "ben"): "offered to Ben",
    Place(PlaceKind.HANDLED, "callbacks", "anna"): "Anna handles it",
    Place(PlaceKind.HANDLED, "callbacks", "nobody"): "nobody handles it",
    Place(PlaceKind.WORKBIN, "later", "anna"): "waits in the workbin 'later' of Anna",
    Place(PlaceKind.QUEUE, "Anna's"): "waits in the queue 'Anna's'",
    Place(PlaceKind.DONE): "done",
}


@pytest.mark.parametrize(("place", "words"), SAID.items(), ids=str)
def test_every_place(place: Place, words: str) -> None:
    """A lab says it with the names of its agents."""
    assert words == Lab().place_in_words(place)


def test_every_kind_of_place_is_known() -> None:
    """None is left as the recording writes it, but for what is done."""
    kinds = {place.kind for place in SAID}
    assert set(PlaceKind) == kinds


def test_without_names() -> None:
    """Then the id has to do."""
    assert "offered to ben" == place_in_words("offered to 'ben'")


def test_of_a_journal() -> None:
    """An entry of it, and the timeline."""
    lab = Lab()
    lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    lab.desktop("Anna").perform(Action.ACCEPT)
    names = lab.names_of_agents()
    moves = [entry for entry in lab.journal if isinstance(entry, StateChanged) and entry.machine == "place"]
    assert [
        f"callback {callback}: offered to Anna (RequestSubmit)",
        f"callback {callback}: offered to Anna -> Anna handles it (RequestAccept)",
    ] == [entry_in_words(entry, names) for entry in moves]
    lines = timeline_text(lab.journal, names).splitlines()
    assert ["offered to Anna (waiting)", "Anna handles it"] == [line[26:].strip() for line in lines[1:3]]
