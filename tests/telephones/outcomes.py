"""The same story with timers and with SIPp and baresip as telephones: the same T-Library messages in the same order.

Not in `make test`: `make telephones`, where SIPp is installed (Debian's packages sip-tester and baresip-core).
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from time import monotonic  # noqa: TID251 - telephones ring in real time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from tests.sip.test_telephones_are_served import register
from tests.telephones import baresip
from tests.telephones.sipp import SIPP, telephone

from callbook.core import ActionTaken, Assumptions, MessageSent
from callbook.lab import Configure, HangUp, Lab, PickUp, Reject, replay
from callbook.network import ClockKind, Limits, Runs, RunSettings, Service, SipServer, SipSocket
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.messages import Request, read
from callbook.network.web.clock import keeping_time
from callbook.record import trace_of
from callbook.workspace import Action
from callbook_mocks.contacts import Behaviour

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callbook.workspace import Workspace

ASSUMED: Final = Assumptions(network_gives_up_ringing=3_000)
DEADLINE: Final = 20
"""Seconds that any wait may take: the longest is for a telephone that is given up after 3."""
AGENT: Final = ("called", "rings", "answers")
_PATIENT: Final = Behaviour("does not answer", after=600_000)


class Outcome(NamedTuple):
    """How a call goes.

    Attributes:
        agent: what Anna's telephone does.
        contact: what Maria's telephone does.
        steps: what is waited for, and done at the desk, in both; and what Maria does where timers play her.
        behaviour: of Maria, where timers play her.
        colleague: what Ben's telephone does, if Ben is there.
    """

    agent: tuple[str, ...]
    contact: tuple[str, ...]
    steps: tuple[str, ...]
    behaviour: Behaviour = _PATIENT
    colleague: tuple[str, ...] = ()


_TALK: Final = ("EventNetworkReached", "PickUp", "EventEstablished")
OUTCOMES: Final = {
    "answered, released at the desk": Outcome(
        (*AGENT, "is offered", "is hung up"), ("called", "rings", "answers", "is hung up"),
        (*_TALK, "settle", "RELEASE", "EventReleased"),
    ),
    "answered, released by the contact": Outcome(
        (*AGENT, "is offered", "is hung up"), ("called", "rings", "answers", "waits", "hangs up"),
        (*_TALK, "HangUp", "EventReleased"),
    ),
    "busy": Outcome((*AGENT, "is hung up"), ("called", "486"), ("EventReleased",), Behaviour("busy", after=100)),
    "declined": Outcome(
        (*AGENT, "is hung up"), ("called", "rings", "603"), ("EventNetworkReached", "Reject", "EventReleased")
    ),
    "unknown": Outcome(
        (*AGENT, "is hung up"), ("called", "404"), ("EventReleased",), Behaviour("number does not exist", after=100)
    ),
    "not answered": Outcome(
        (*AGENT, "is hung up"), ("called", "rings", "is canceled"), ("EventNetworkReached", "EventReleased"),
        Behaviour("does not answer", after=3_000),
    ),
    "given up by the telephone": Outcome(
        (*AGENT, "is hung up"), ("called", "rings", "480"), ("EventNetworkReached", "EventReleased"),
        Behaviour("does not answer", after=300),
    ),
    "canceled at the desk": Outcome(
        (*AGENT, "is hung up"), ("called", "rings", "is canceled"), ("EventNetworkReached", "RELEASE", "EventReleased")
    ),
    "held and retrieved at the desk": Outcome(
        (*AGENT, "is offered", "is offered", "is offered", "is hung up"),
        ("called", "rings", "answers", "is offered", "is offered", "is hung up"),
        (*_TALK, "HOLD", "EventHeld", "settle", "RETRIEVE", "EventRetrieved", "settle", "RELEASE", "EventReleased"),
    ),
    "on hold, hung up by the contact": Outcome(
        (*AGENT, "is offered", "is offered", "is hung up"),
        ("called", "rings", "answers", "is offered", "waits", "hangs up"),
        (*_TALK, "settle", "HOLD", "EventHeld", "HangUp", "EventReleased"),
    ),
    "on hold, released at the desk": Outcome(
        (*AGENT, "is offered", "is offered", "is hung up"), ("called", "rings", "answers", "is offered", "is hung up"),
        (*_TALK, "settle", "HOLD", "EventHeld", "settle", "RELEASE", "EventReleased"),
    ),
    "handed on in one step": Outcome(
        (*AGENT, "is offered", "is hung up"), ("called", "rings", "answers", "is offered", "waits", "hangs up"),
        (
            *_TALK, "settle", "ONE_STEP_TRANSFER", "Ben: EventRinging", "settle", "Ben ANSWER", "Ben: EventEstablished",
            "HangUp", "Ben: EventReleased",
        ),
        colleague=("called", "rings", "is asked to answer", "is hung up"),
    ),
}  # fmt: skip
_BY_TIMERS: Final = {"PickUp": PickUp, "Reject": Reject, "HangUp": HangUp}


def messages(lab: Lab) -> dict[str, list[str]]:
    """Return what went over each agent's connection to the switch, in order."""
    found = dict[str, list[str]]()
    for entry in lab.journal.entries:
        if isinstance(entry, MessageSent) and lab.switch in {entry.sender, entry.receiver}:
            agent = entry.receiver if entry.sender == lab.switch else entry.sender
            found.setdefault(agent, []).append(_words(entry))
    return found


def _words(entry: MessageSent) -> str:
    state = getattr(entry.message, "CallState", None)
    return f"{entry.sender}: {entry.name}" + ("" if state is None else f" {state.name}")


def _heard(lab: Lab, step: str) -> bool:
    agent, _, event = step.rpartition(": ")
    return any(f": {event} " in f"{line} " for line in messages(lab)[agent or "Anna"])


def act(desks: dict[str, Workspace], step: str) -> None:
    """Do something at a desk: Anna's where nobody is named."""
    agent, _, action = step.rpartition(" ")
    target = {"target": "1002"} if action == "ONE_STEP_TRANSFER" else {}
    desks[agent or "Anna"].perform(Action[action], **target)


def prepared(lab: Lab, outcome: Outcome) -> tuple[dict[str, Workspace], str]:
    """Return the desks, at which Anna has accepted a callback, and Maria's number."""
    lab.do(Configure({"application": {"webcallback.park-queue": "parked"}}))
    maria = lab.contact("Maria", behaviour=outcome.behaviour)
    desks = {"Anna": lab.log_in("Anna")}
    lab.schedule(maria)
    desks["Anna"].perform(Action.ACCEPT)
    if outcome.colleague:
        desks["Ben"] = lab.log_in("Ben")
    return desks, maria.person.phone_number


def with_timers(outcome: Outcome) -> dict[str, list[str]]:
    """Return what comes of it where timers play all telephones."""
    lab = Lab(assumptions=ASSUMED)
    desks, number = prepared(lab, outcome)
    act(desks, "DIAL")
    for step in outcome.steps:
        if step in _BY_TIMERS:
            lab.do(_BY_TIMERS[step](number))
        elif step.rpartition(" ")[2].isupper():
            act(desks, step)
        elif step != "settle":
            while not _heard(lab, step):
                assert lab.clock.jump(), f"{step} does not come: {messages(lab)}"
    return messages(lab)


class Watched(SipServer):
    """Says when a datagram has come."""

    def __init__(self, service: Service, news: asyncio.Event) -> None:
        super().__init__(service, SipSocket("127.0.0.1", 0))
        self._heard = news

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take it, and say so."""
        super().datagram_received(data, addr)
        self._heard.set()


async def until(news: asyncio.Event, done: Callable[[], bool]) -> None:
    """Wait for something that becomes so with a datagram, or when the run has settled."""
    async with asyncio.timeout(DEADLINE):
        while not done():
            news.clear()
            await news.wait()


def _registered(lab: Lab) -> int:
    return sum(isinstance(entry, ActionTaken) and entry.action == "register telephone" for entry in lab.journal.entries)


async def with_telephones(outcome: Outcome, folder: Path, *, softphone: bool) -> tuple[Lab, dict[str, list[str]]]:
    """Return what comes of it where SIPp plays them."""
    service = Service(Runs(RunSettings(clock=ClockKind.REAL, assumptions=ASSUMED), Limits(), monotonic))
    run = service.runs.get("default")
    lab, news = run.lab, asyncio.Event()
    sip = Watched(service, news)
    lab.journal.when_settled(news.set)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sip.serving(None))
        await stack.enter_async_context(keeping_time(SimpleNamespace(state=SimpleNamespace(service=service))))  # type: ignore[arg-type]
        desks, number = prepared(lab, outcome)
        with ExitStack() as telephones:
            there = [(number, "contact", outcome.contact)]
            if softphone:
                telephones.enter_context(baresip.softphone(folder, "1001", sip.port))
            else:
                there.append(("1001", "agent", outcome.agent))
            if outcome.colleague:
                there.append(("1002", "colleague", outcome.colleague))
            for line, name, steps in there:
                port = telephones.enter_context(telephone(folder, name, steps))
                asked = read(register(line, 1, port))
                assert isinstance(asked, Request)
                sip.telephones.registrations.take(line, asked, Peer("UDP", "127.0.0.1", port))
            await until(news, lambda: len(there) + softphone == _registered(lab))
            act(desks, "DIAL")
            for step in outcome.steps:
                if step == "settle":
                    await until(news, lambda: sip.telephones.is_settled)
                elif step.rpartition(" ")[2].isupper():
                    act(desks, step)
                elif step not in _BY_TIMERS:
                    await until(news, partial(_heard, lab, step))
            await until(news, lambda: not sip.telephones.legs)
            await asyncio.to_thread(telephones.close)
    return lab, messages(lab)


@pytest.mark.skipif(SIPP is None, reason="SIPp is not installed: apt-get install sip-tester")
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_the_same_messages(outcome: Outcome, tmp_path: Path) -> None:
    """With timers and with telephones; and the recording with telephones plays again without."""
    compare(outcome, tmp_path, softphone=False)


@pytest.mark.skipif(SIPP is None or baresip.BARESIP is None, reason="SIPp or baresip-core is not installed")
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_the_same_with_a_softphone(outcome: Outcome, tmp_path: Path) -> None:
    """Anna has baresip, which registers by itself."""
    compare(outcome, tmp_path, softphone=True)


def compare(outcome: Outcome, folder: Path, *, softphone: bool) -> None:
    """Let it happen with telephones and with timers: nothing differs, and the recording plays again."""
    lab, real = asyncio.run(with_telephones(outcome, folder, softphone=softphone))
    assert with_timers(outcome) == real
    assert None is replay(trace_of(lab)).divergence
    lab.check()
