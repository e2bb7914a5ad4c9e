"""The attack in small (`make attack` is the large one), with what takes time by the wall left to the large one."""

from __future__ import annotations

import pytest
from tests.served import server
from tests.web.attack import OPTIONS, Target, attack


@pytest.mark.measures_processes
def test_a_server_goes_on_serving() -> None:
    """Whatever is done to it: each answer is as it should be, nothing is left behind."""
    with server(*OPTIONS) as served:
        target = Target.of(served, 0.005)
        measured = list(attack(target, rounds=2))
    by_the_wall = ("/health took", "the last round added")
    assert (18, []) == (len(measured), [line for line in target.wrong if not line.startswith(by_the_wall)])
