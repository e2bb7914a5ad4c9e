"""Time that passes on a run's clock, timer by timer, so that whoever lets it pass can stop in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.core import Clock


def up_to(clock: Clock, instant: int) -> Generator[None, None, None]:
    """Let time pass until *instant*, with everything that falls due on the way; yield after each deadline."""
    yield from until_idle(clock, instant)
    clock.advance_to(instant)


def until_idle(clock: Clock, horizon: int) -> Generator[None, None, None]:
    """Jump from deadline to deadline until none is left up to *horizon*; yield after each."""
    clock.settle()
    while (deadline := clock.next_deadline) is not None and deadline <= horizon:
        clock.jump()
        yield
