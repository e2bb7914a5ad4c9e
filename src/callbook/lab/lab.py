"""A small contact centre: clock, both mock servers, website, contacts, agents and the journal of it all."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from callbook.configuration import Configuration, ContactCenter, in_words, loads, patch_between
from callbook.core import DEFAULT_START, Assumptions, BadInput, Clock, Journal
from callbook.lab.capture_client import CaptureClient, RecordedCapturePoint, check_name
from callbook.lab.desks import Desks
from callbook.lab.people import DEFAULT_LOCALE, People
from callbook.lab.scribe import Scribe
from callbook.lab.servers import INTERACTION_SERVER, Foundation, ServersHere
from callbook.lab.web_server import WebServer
from callbook.lab.websites import Websites
from callbook.workspace import RULES, Rules
from callbook_mocks.capture_point import NO_OTHERS, CapturePoint, DefaultValues
from callbook_mocks.contacts import Behaviour, Contact, behaves
from callbook_mocks.interaction_server import ServerSettings
from callbook_mocks.website import CallbackForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from callbook.lab.seats import DesktopMaker
    from callbook.lab.servers import Door
    from callbook.workspace import Witness
    from callbook_mocks.interaction_server import Place


@cache
def small_center() -> ContactCenter:
    """Give the contact centre that scenarios start from: three agents, all privileges, all options at default."""
    text = (files("callbook.lab") / "small_center.toml").read_text(encoding="utf-8")
    return loads(text, where="small_center.toml")


class Lab(Desks):
    """A contact centre that lives in one process.

    Example:
        >>> lab = Lab()
        >>> anna = lab.log_in("Anna")
        >>> callback = lab.schedule(lab.contact("Maria"))
        >>> anna.perform(Action.ACCEPT)
        >>> str(lab.where(callback))
        "handled by 'anna'"

    Args:
        contact_center: who works there with what; the small one of the scenarios by default.
        seed: decides every identifier and every contact.
        start: the first moment, aware.
        assumptions: what no page of the product says.
        rules: the tables that desktops live by.
        door: leads to the servers; to plain objects in this process by default.
        witness: remembers which privileges and options desktops ask for.
        settings: the options of Interaction Server.
        websites: what the websites of another process were called, where this lab goes on for it.
        recorded: whether the journal also says where callbacks are and what desktops show; without it a lab is a
            little faster.
        clock: one that stands at *start*, if it is to be of another kind.
        journal_bound: how many entries the journal keeps for sure; all of them by default.
        desktops: makes the agents' desktops; Callbook's own model by default.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only, all with a default
        self,
        contact_center: ContactCenter | Configuration | None = None,
        *,
        seed: int = 1,
        start: datetime = DEFAULT_START,
        assumptions: Assumptions | None = None,
        rules: Rules = RULES,
        door: Door = ServersHere,
        witness: Witness | None = None,
        settings: ServerSettings | None = None,
        websites: Websites | None = None,
        recorded: bool = True,
        clock: Clock | None = None,
        journal_bound: int | None = None,
        desktops: DesktopMaker | None = None,
    ) -> None:
        super().__init__()
        self.seed = seed
        self.start = start
        self.assumptions = assumptions or Assumptions()
        self.clock = clock or Clock(start)
        self.journal = Journal(self.clock, most=journal_bound)
        self.configuration = (
            contact_center
            if isinstance(contact_center, Configuration)
            else Configuration(contact_center or small_center())
        )
        self.contact_center = self.configuration.contact_center
        self.configuration.on_change(self._configured)
        self.people = People(seed)
        self._servers = door(
            Foundation(
                self.clock,
                seed,
                start,
                self.configuration,
                self.assumptions,
                self.people.phone_book,
                settings or ServerSettings(),
            )
        )
        self.interaction_server = self._servers.interaction_server
        self.voice_switch = self._servers.voice_switch
        self._rules = rules
        self._witness = witness
        self._make = desktops
        self._websites = websites or Websites({})
        self._web_servers: dict[str, WebServer] = {}
        self._capture_points: dict[str, CapturePoint] = {}
        self._capture_clients: list[CaptureClient] = []
        self._scribe = Scribe(self.journal, self.interaction_server) if recorded else None

    @property
    def here(self) -> ServersHere:
        """The servers as plain objects, for what only those who look inside can see.

        Raises:
            BadInput: when they are behind a network.
        """
        if isinstance(self._servers, ServersHere):
            return self._servers
        raise BadInput("door", type(self._servers).__name__, where="lab", accepted="the direct door")

    # People.

    def contact(
        self, name: str | None = None, *, locale: str = DEFAULT_LOCALE, behaviour: Behaviour | None = None
    ) -> Contact:
        """Make a contact with a number reserved for fiction, who answers the telephone unless told otherwise."""
        behaviour = behaviour or behaves("answers")
        self._arrange("contact", {"name": name, "locale": locale, **msgspec.to_builtins(behaviour)})
        made = self.people.contact(name, locale=locale, behaviour=behaviour)
        self._servers.added(made)
        return made

    def plays(self, contact: Contact, behaviour: Behaviour) -> None:
        """Let *contact* do something else when called, from the next call on (F4)."""
        number = contact.person.phone_number
        self._arrange("behaviour", {"phone_number": number, **msgspec.to_builtins(behaviour)})
        self.people.phone_book.plays(number, behaviour)
        self._servers.plays(number, behaviour)

    def pick_up(self, phone_number: str) -> None:
        """Let whoever has this number answer now.

        Raises:
            BadInput: when no call rings there.
        """
        self._at_the_telephone("answer the telephone", phone_number, self.voice_switch.contact_answers)

    def hang_up(self, phone_number: str) -> None:
        """Let whoever has this number hang up now.

        Raises:
            BadInput: when nobody talks there.
        """
        self._at_the_telephone("hang up", phone_number, self.voice_switch.contact_hangs_up)

    # The website.

    @property
    def websites(self) -> Websites:
        """What the websites are called, and how far they have come."""
        sites = (site.reference for site in self._web_servers.values())
        others = (client.reference for client in self._capture_clients)
        return Websites(self._websites.clients, max((self._websites.reference, *sites, *others)))

    def website(self, queue: str = "callbacks") -> WebServer:
        """Give the website whose callbacks go into *queue*."""
        if queue not in self._web_servers:
            tenant = self.configuration.queue(queue).tenant
            self._arrange("website", {"queue": queue})
            client = self._websites.client(queue)
            self._websites.clients[queue] = client
            wire = self.wire(client, INTERACTION_SERVER)
            site = WebServer(tenant, queue, wire, self.clock, reference=self._websites.reference)
            self._web_servers[queue] = site
            self.join(client, INTERACTION_SERVER, site)
        return self._web_servers[queue]

    def schedule(self, contact: Contact, wished_time: str = "now", *, queue: str = "callbacks") -> str:
        """Let *contact* schedule a callback on the website; give its InteractionId.

        Args:
            contact: who fills in the form.
            wished_time: in the contact's words and time zone, see ``callbook.core.moments``.
            queue: where the website's callbacks go.

        Raises:
            FormRefused: when the time is impossible.
            NotSubmitted: when Interaction Server does not take it.
        """
        person = contact.person
        form = CallbackForm(
            name=person.name,
            phone_number=person.phone_number,
            time_zone=person.time_zone,
            reason=person.reason,
            wished_time=wished_time,
        )
        return self.fill_in(form, queue=queue)

    def fill_in(self, form: CallbackForm, *, queue: str = "callbacks") -> str:
        """Let somebody hand in the website's form, filled in well or badly; give the callback's InteractionId.

        Raises:
            FormRefused: when a field cannot be used.
            NotSubmitted: when Interaction Server does not take it.
        """
        site = self.website(queue)
        self.journal.action(form.name, "schedule a callback", {**msgspec.to_builtins(form), "queue": queue})
        try:
            site.schedule(form)
        finally:
            self.clock.settle()
        return site.submitted[-1]

    def cancel(self, interaction_id: str, *, queue: str = "callbacks") -> None:
        """Let a contact take a callback back on the website: whoever has it loses it.

        Raises:
            NotSubmitted: when Interaction Server cannot be reached, or refuses.
        """
        site = self.website(queue)
        self.journal.action("A contact", "cancel the callback", {"on": interaction_id, "queue": queue})
        try:
            site.cancel(interaction_id)
        finally:
            self.clock.settle()

    # Capture points.

    def capture_point(self, name: str, default_values: DefaultValues = NO_OTHERS) -> CapturePoint:
        """Give the Web Service Capture Point of this name; the first time decides its default values.

        Raises:
            BadInput: when somebody else here is called so.
        """
        if name not in self._capture_points:
            check_name(name, self._names_taken())
            self._arrange("capture point", {"name": name, **msgspec.to_builtins(default_values)})
            wire = self.wire(name, INTERACTION_SERVER)
            client = CaptureClient(wire, self.clock, self.interaction_server, self._websites.reference)
            self._capture_clients.append(client)
            self._capture_points[name] = RecordedCapturePoint(client, wire, self.journal, default_values)
            self.join(name, INTERACTION_SERVER, client)
        return self._capture_points[name]

    # Scenarios.

    def step_began(self, keyword: str, text: str, line: int) -> None:
        """Write down that a step begins, at *line* of its file: what comes from outside happens because of it."""
        self.journal.step_began(keyword, text, line)

    def step_ended(self, outcome: str, error: str) -> None:
        """Write down how the step ended, ``passed`` or ``failed``, and why."""
        self.journal.step_ended(outcome, error)

    # Time.

    def advance(self, delay: timedelta | int) -> None:
        """Let *delay* (a timedelta, or milliseconds) pass."""
        self.clock.advance(delay)

    # What is where.

    def where(self, interaction_id: str) -> Place:
        """Say where a callback is: in exactly one place (F10)."""
        return self.interaction_server.where(interaction_id)

    def shown(self) -> list[tuple[str, str, str]]:
        """Give what was seen of privileges and options, sorted; nothing without a witness."""
        return [] if self._witness is None else sorted(self._witness.seen)

    def check(self) -> None:
        """Check every invariant of both servers (F10).

        Raises:
            Exception: naming the first one that does not hold.
        """
        self.interaction_server.check()
        self.voice_switch.check()

    def close(self) -> tuple[str, ...]:
        """Send everybody home and say what was left behind: call legs and timers. Nothing should be."""
        self.clock.settle()
        if self._scribe is not None:
            self._scribe.leave()
        happened = self.journal.last
        self._end_outages()
        left_there = self._servers.close()
        for wire in self._wires.values():
            wire.cut()
        self.clock.settle()
        self.journal.forget_since(happened)  # going home is no part of what happened
        return (*left_there, *(f"timer {timer.label!r}" for timer in self.clock.pending))

    def _at_the_telephone(self, action: str, phone_number: str, act: Callable[[str], None]) -> None:
        contact = self.people.phone_book.find(phone_number)
        who = "A contact" if contact is None else contact.person.name
        self.journal.action(who, action, {"phone_number": phone_number})
        try:
            act(phone_number)
        finally:
            self.clock.settle()

    def _configured(self, before: ContactCenter, after: ContactCenter) -> None:
        patch = patch_between(before, after)
        self.journal.configured(in_words(patch), patch)
        self._servers.configured(patch)
        self.clock.settle()

    def _names_taken(self) -> set[str]:
        agents = {name for agent in self.configuration.agents for name in agent.names}
        ends = {name for wire in self._wires.values() for name in (wire.client, wire.server)}
        return agents | ends | {INTERACTION_SERVER, self.voice_switch.name}
