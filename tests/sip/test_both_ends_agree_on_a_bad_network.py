"""Two stacks back to back, with datagrams dropped, doubled and reordered: calls end up equal at both ends, none left.

`make sip-fuzz` tries 2,000.
"""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import Phase, find, given, settings
from tests.sip.bad_network import EXAMPLES, Example, problems

from callbook.network.sip.leg_table import LEG, LegEffect, LegEntry, LegEvent, LegState, LegTable

PLANTED: Final[dict[str, LegTable]] = {
    "a 200 that comes again gets no ACK": {**LEG, (LegState.UP, LegEvent.ANSWERED): LegEntry(LegState.UP)},
}
ENOUGH: Final = 100
"""Examples after which a fault has to be found."""


@given(example=EXAMPLES)
def test_both_ends_agree(example: Example) -> None:
    """A call that is up here is up there, with the same description; after its end nothing is left."""
    assert [] == problems(example)


@pytest.mark.parametrize("table", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(table: LegTable) -> None:
    """Without looking for it."""
    tried = list[Example]()

    def fails(example: Example) -> bool:
        tried.append(example)
        return bool(problems(example, table))

    find(EXAMPLES, fails, settings=settings(phases=[Phase.generate], max_examples=ENOUGH))
    print(f"found after {len(tried)} examples")  # noqa: T201 - shown by make sip-fuzz


@pytest.mark.parametrize("entry", [key for key, value in LEG.items() if LegEffect.FORGET in value.effects])
def test_what_is_over_is_forgotten(entry: tuple[LegState, LegEvent]) -> None:
    """Each entry that ends a call leads to its end."""
    assert LegState.OVER is LEG[entry].state
