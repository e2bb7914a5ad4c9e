"""The door ``responses``: ``callbook.mocked()``, inside which ``requests`` reach a contact centre in this process.

Each server has a doorway, everything below one base address. Of a request that no doorway leads to it is said which one
is the nearest, and where the two part.
"""

from __future__ import annotations

from contextlib import ContextDecorator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import requests
import responses
from responses import CallbackResponse
from responses.registries import FirstMatchRegistry

from callbook.core import DEFAULT_START, MILLISECOND
from callbook.network.asgi_call import call
from callbook.network.service.claims.claim import Claim
from callbook.network.service.claims.verdict import verify
from callbook.network.service.run import ConnectionEnded
from callbook.network.service.runs import DEFAULT_RUN, Runs
from callbook.network.service.settings import Limits, RunSettings
from callbook.network.web.app import application
from callbook.network.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta
    from types import TracebackType

    from requests import PreparedRequest

    from callbook.configuration import ContactCenter
    from callbook.core import Assumptions, Entry, Journal
    from callbook.lab import Lab
    from callbook.network.service.claims.pattern import Pattern
    from callbook_mocks.contacts import Behaviour, Contact

    Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where each server is, as far as the code under test knows.

    Attributes:
        interaction_server: base address of Interaction Server's clients: ``{here}/clients/{client}/requests``.
        voice_switch: the same of the T-Server or SIP Server.
        website: base address of the website's queues: ``{here}/{queue}``.
        everything: base address of all of it: runs, clocks, faults, journals.
    """

    interaction_server: str = "http://interaction-server.test"
    voice_switch: str = "http://voice-switch.test"
    website: str = "http://website.test"
    everything: str = "http://callbook.test"


class Mocked(ContextDecorator):
    """A contact centre that answers ``requests`` in this process; a context manager and a decorator.

    Example:
        >>> with mocked() as centre:
        ...     requests.put("http://interaction-server.test/clients/Anna")
        ...     centre.advance(timedelta(seconds=30))

    Attributes:
        addresses: where the servers are.
        responses: the ``responses`` mock itself, for what else the code under test calls.
    """

    def __init__(self, settings: RunSettings, addresses: Addresses, limits: Limits) -> None:
        self.addresses = addresses
        self._settings = settings
        self._limits = limits
        self._prefixes = {
            addresses.interaction_server: f"/runs/{DEFAULT_RUN}/interaction-server",
            addresses.voice_switch: f"/runs/{DEFAULT_RUN}/voice-switch",
            addresses.website: f"/runs/{DEFAULT_RUN}/website",
            addresses.everything: "",
        }
        self._begin()

    def _begin(self) -> None:
        self.responses = responses.RequestsMock(assert_all_requests_are_fired=False, registry=Doorways)
        self._service = Service(Runs(self._settings, self._limits, _no_wall))
        self._application = application(self._service)

    def __enter__(self) -> Self:
        """Answer from now on; each time with a new contact centre."""
        self._begin()
        self.responses.start()
        for base, prefix in self._prefixes.items():
            self.responses.add(Doorway(base, partial(self._answer, base, prefix)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Answer no longer."""
        self.responses.stop()

    # What a test does with it.

    @property
    def runs(self) -> Runs:
        """All runs: the default one, and those that the code under test has made."""
        return self._service.runs

    @property
    def lab(self) -> Lab:
        """The contact centre itself."""
        return self._service.runs.get(DEFAULT_RUN).lab

    @property
    def journal(self) -> Journal:
        """What happened."""
        return self.lab.journal

    def contact(self, name: str | None = None, *, behaviour: Behaviour | None = None) -> Contact:
        """Make a contact who can be called, see :meth:`callbook.lab.Lab.contact`."""
        return self.lab.contact(name, behaviour=behaviour)

    def advance(self, delay: timedelta | int) -> None:
        """Let *delay* (a timedelta, or milliseconds) pass."""
        self.lab.advance(delay)

    def verify(  # noqa: PLR0913 - all keyword-only, all with a default
        self,
        *expected: Pattern,
        count: int | None = None,
        at_least: int | None = None,
        at_most: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: Pattern | None = None,
        within: timedelta | int | None = None,
        eventually: timedelta | int | None = None,
    ) -> tuple[Entry, ...]:
        """State that something has happened; return the entries that show it.

        One pattern is counted (at least once, if no number is given; 0 for never). Several must have happened in this
        order, with others between them.

        Example:
            >>> centre.verify(message("RequestAccept", by="Anna"), count=1)
            >>> centre.verify(message("EventInvite", to="Anna"), message("RequestAccept", by="Anna"))
            >>> centre.verify(message("EventRevoked", to="Anna"), eventually=timedelta(seconds=30))

        Args:
            expected: see :func:`callbook.message` and :func:`callbook.entry`.
            count: how often exactly.
            at_least: how often at least.
            at_most: how often at most.
            since: only what happened from this moment on counts.
            until: only what happened up to this moment counts.
            after: only what stands behind the first entry like this counts.
            within: together with *after*: at most so much later.
            eventually: let the clock run until it holds, at most so long.

        Raises:
            AssertionError: when it has not; the text says what came nearest, and why it does not count.
        """
        claim = Claim(
            expect=list(expected), exactly=count, at_least=at_least, at_most=at_most, since=since, until=until,
            after=after, within=_milliseconds(within), eventually=_milliseconds(eventually),
        )  # fmt: skip
        verdict = verify(self._service.runs.get(DEFAULT_RUN), claim)
        if not verdict.holds:
            raise AssertionError(str(verdict))
        return verdict.found

    def _answer(self, base: str, prefix: str, request: PreparedRequest) -> Answer:
        body = request.body or b""
        text = body.encode() if isinstance(body, str) else bytes(body)
        url = "http://callbook.test" + prefix + (request.url or "").removeprefix(base)
        try:
            answer = call(self._application, request.method or "GET", url, request.headers.items(), text)
        except ConnectionEnded as ended:
            raise requests.ConnectionError(f"{ended} (a fault of the contact centre)", request=request) from ended
        return answer.status, dict(answer.headers), answer.body


def mocked(  # noqa: PLR0913 - all keyword-only, all with a default
    *,
    contact_center: ContactCenter | None = None,
    seed: int = 1,
    start: datetime = DEFAULT_START,
    assumptions: Assumptions | None = None,
    addresses: Addresses | None = None,
    limits: Limits | None = None,
) -> Mocked:
    """Let requests to the servers' addresses reach a contact centre in this process.

    Args:
        contact_center: who works there with what; the small one of the scenarios by default.
        seed: decides every identifier and every contact.
        start: the first moment, aware.
        assumptions: what no page of the product says.
        addresses: where the code under test believes the servers to be.
        limits: how much is taken and kept.
    """
    settings = RunSettings(seed=seed, start=start, contact_center=contact_center, assumptions=assumptions)
    return Mocked(settings, addresses or Addresses(), limits or Limits(wait=0.0))


def _milliseconds(delay: timedelta | int | None) -> int | None:
    return delay if delay is None or isinstance(delay, int) else delay // MILLISECOND


def _no_wall() -> float:
    return 0.0


class Doorway(CallbackResponse):
    """Everything below one base address, whatever the method."""

    def __init__(self, base: str, answer: Callable[[PreparedRequest], Any]) -> None:
        super().__init__("ANY", base, answer, content_type=None)
        self.base = base

    def leads(self, url: str) -> bool:
        """Return whether *url* lies below the base address."""
        return url.startswith(self.base) and url[len(self.base) : len(self.base) + 1] in {"", "/", "?"}


class Doorways(FirstMatchRegistry):
    """Finds who answers a request: a doorway first, then what a test has added by itself.

    Of a request that nobody answers it says which doorway is the nearest, and where the two part.
    """

    def find(self, request: PreparedRequest) -> tuple[Any, list[str]]:
        """Find who answers *request*, or say why nobody does."""
        url = str(request.url)
        for kept in self.registered:
            if isinstance(kept, Doorway) and kept.leads(url):
                return kept, []
        found, reasons = super().find(request)
        return found, reasons if found is not None else [self._reason(kept, url) for kept in self.registered]

    def _reason(self, kept: object, url: str) -> str:
        if not isinstance(kept, Doorway):
            return "does not match"
        parts = _common(kept.base, url)
        nearest = kept is max(
            (doorway for doorway in self.registered if isinstance(doorway, Doorway)),
            key=lambda doorway: SequenceMatcher(None, doorway.base, url[: len(doorway.base)]).ratio(),
        )
        return f"<- the nearest: {url!r} has {url[parts:]!r} where it has {kept.base[parts:]!r}" if nearest else ""


def _common(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))
