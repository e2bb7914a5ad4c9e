"""The same story with timers and with SIPp and baresip as telephones: the same T-Library messages in the same order.

Not in `make test`: `make telephones`, where SIPp is installed (Debian's packages sip-tester and baresip-core).
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack
from time import monotonic  # noqa: TID251 - telephones ring in real time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

import pytest
from tests.telephones import baresip
from tests.telephones.center import Center
from tests.telephones.sipp import SIPP
from tests.telephones.stories import OUTCOMES
from tests.telephones.switchboard import Switchboard

from callbook.core import Assumptions
from callbook.lab import HangUp, Lab, PickUp, RegisterTelephone, Reject, ReportFromTelephone, replay
from callbook.network import ClockKind, Limits, Runs, RunSettings, Service
from callbook.network.web.clock import keeping_time
from callbook.record import trace_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from tests.telephones.stories import Outcome

ASSUMED: Final = Assumptions(network_gives_up_ringing=3_000)
_LONGEST: Final = 60_000
"""Milliseconds that timers may take to come to the next step."""
_MARIA_BY_HERSELF: Final = {"answers": PickUp, "declines": Reject, "hangs up": HangUp}


def with_timers(outcome: Outcome) -> dict[str, list[str]]:
    """Return what comes of it where timers play the telephones."""
    lab = Lab(assumptions=ASSUMED)
    center = Center(lab, outcome)
    for agent in outcome.reported:
        lab.do(RegisterTelephone(center.numbers[agent]))
    center.dial()
    for step in outcome.steps:
        who, _, what = step.partition(" ")
        number = center.numbers.get(who, "")
        if center.does_at_the_desk(step) or step == "settle":
            continue
        if what.startswith("Event"):
            last = lab.clock.instant + _LONGEST
            while not center.has_heard(step):
                assert lab.clock.jump(), f"{step} does not come: {center.messages()}"
                assert lab.clock.instant < last, f"{step} does not come in time: {center.messages()}"
        elif who == "Maria" and what in _MARIA_BY_HERSELF:
            lab.do(_MARIA_BY_HERSELF[what](number))
        else:
            lab.do(ReportFromTelephone(number, what, center.target if what == "refers" else ""))  # type: ignore[arg-type]
    return center.messages()


async def with_telephones(
    outcome: Outcome, folder: Path, usual: Literal["sipp", "baresip"]
) -> tuple[Lab, dict[str, list[str]]]:
    """Return what comes of it where SIPp and baresip play them."""
    service = Service(Runs(RunSettings(clock=ClockKind.REAL, assumptions=ASSUMED), Limits(), monotonic))
    lab = service.runs.get("default").lab
    board = Switchboard(service, folder)
    lab.journal.when_settled(board.news.set)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(board.sip.serving(None))
        await stack.enter_async_context(keeping_time(SimpleNamespace(state=SimpleNamespace(service=service))))  # type: ignore[arg-type]
        center = Center(lab, outcome)
        async with AsyncExitStack() as softphones:
            with ExitStack() as telephones:
                for who, script in outcome.telephones.items():
                    number = center.numbers[who]
                    if outcome.only.get(who, usual) == "sipp":
                        board.have_sipp(telephones, who, number, script)
                    else:
                        await board.have_baresip(softphones, who, number, at_once=who == "Anna")
                await board.until_registered(len(outcome.telephones))
                center.dial()
                for step in outcome.steps:
                    who, _, what = step.partition(" ")
                    if step == "settle":
                        await board.until(lambda: board.sip.telephones.is_settled)
                    elif what.startswith("Event"):
                        await board.until(lambda step=step: center.has_heard(step))  # type: ignore[misc]
                    elif not center.does_at_the_desk(step):
                        await board.press(who, what, center.target)
                await board.until(lambda: not board.sip.telephones.legs)
                await asyncio.to_thread(telephones.close)
    return lab, center.messages()


def compare(outcome: Outcome, folder: Path, usual: Literal["sipp", "baresip"]) -> None:
    """Let it happen with telephones and with timers: nothing differs, and the recording plays again."""
    lab, real = asyncio.run(with_telephones(outcome, folder, usual))
    assert with_timers(outcome) == real
    assert None is replay(trace_of(lab)).divergence
    lab.check()


@pytest.mark.skipif(SIPP is None or baresip.BARESIP is None, reason="SIPp or baresip-core is not installed")
@pytest.mark.parametrize("usual", ["sipp", "baresip"])
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_the_same_messages(outcome: Outcome, usual: Literal["sipp", "baresip"], tmp_path: Path) -> None:
    """With timers and with telephones; and the recording with telephones plays again without."""
    compare(outcome, tmp_path, usual)
