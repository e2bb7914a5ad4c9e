"""Two stacks back to back, with datagrams dropped, doubled and reordered: calls end up equal at both ends."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sip.conftest import Floor
from tests.sip.story import Story

from callbook.network.sip.leg_table import LEG, LegEffect, LegEntry, LegEvent, LegState, LegTable
from callbook.workspace import Action

LOST: Final[tuple[int, ...]] = ()
FATES: Final = st.sampled_from([(1,), (1,), (30,), (700,), (1, 1), (1, 40), (2, 900), LOST])
"""When a datagram arrives: at once, late, twice, never."""
NETWORKS: Final = st.lists(FATES, max_size=40)
WITHOUT_ACK_AGAIN: Final[LegTable] = {**LEG, (LegState.UP, LegEvent.ANSWERED): LegEntry(LegState.UP)}
"""The fault: a 200 that comes again gets no ACK."""


def play(fates: list[tuple[int, ...]], table: LegTable, end: str = "desk") -> tuple[tuple[str, str], list[str]]:
    """Let Anna call Maria over a bad network; return how the telephones are while they talk, and what the legs are."""
    floor = Floor(table=table)
    story = Story(floor)
    floor.network.delays = iter(fates)
    story.desk.perform(Action.DIAL)
    floor.wait(20_000)
    if story.anna.state == "ringing":
        story.anna.answer()
    floor.wait(20_000)
    if story.maria.state == "ringing":
        story.maria.answer()
    floor.wait(50_000)
    during = (story.anna.state, story.maria.state)
    legs = [leg.partition(": ")[2] for leg in floor.sip.legs]
    floor.network.delays = iter(())
    if during == ("up", "up"):
        if end == "desk":
            story.desk.perform(Action.RELEASE)
        else:
            story.maria.hang_up()
    floor.wait(120_000)
    assert ((), False, False) == (floor.sip.legs, story.anna.state == "up", story.maria.state == "up")
    assert 0 == floor.sip.endpoint.open
    return during, legs


@settings(max_examples=25, deadline=None)
@given(fates=NETWORKS, end=st.sampled_from(["desk", "telephone"]))
def test_both_ends_agree(fates: list[tuple[int, ...]], end: str) -> None:
    """A call that is up here is up there; after its end no leg is left."""
    during, legs = play(fates, LEG, end)
    assert list(during) == legs or "up" not in during


def test_a_planted_fault_is_found() -> None:
    """The ACK for the contact's answer is lost once; whoever does not send it again loses the call."""
    usual: list[tuple[int, ...]] = [(1,)] * 12
    found: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for lost in range(12):
        fates = [*usual]
        fates[lost] = LOST
        found.append((play(fates, LEG)[0], play(fates, WITHOUT_ACK_AGAIN)[0]))
    assert all(sound == ("up", "up") for sound, _ in found)
    assert 2 == sum(faulty != ("up", "up") for _, faulty in found)


@pytest.mark.parametrize("entry", [key for key, value in LEG.items() if LegEffect.FORGET in value.effects])
def test_what_is_over_is_forgotten(entry: tuple[LegState, LegEvent]) -> None:
    """Each entry that ends a call leads to its end."""
    assert LegState.OVER is LEG[entry].state
