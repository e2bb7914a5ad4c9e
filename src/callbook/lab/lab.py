"""A small contact centre: clock, both mock servers, website, contacts, agents and the journal of it all."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from callbook.assumptions import Assumptions
from callbook.clock import DEFAULT_START, Clock
from callbook.configuration import Configuration, ContactCenter
from callbook.configuration.loading import loads
from callbook.doors import DirectDoor, Server
from callbook.errors import Unknown
from callbook.ids import Identifiers
from callbook.journal import Journal
from callbook.lab.people import DEFAULT_LOCALE, People
from callbook.lab.web_server import WebServer
from callbook.wire import Wire
from callbook.workspace import RULES, Rules, Workspace
from callbook.workspace.names import Action
from callbook_mocks.contacts import Behaviour, Contact
from callbook_mocks.interaction_server import InteractionServer
from callbook_mocks.voice_switch import VoiceSwitch
from callbook_mocks.website import CallbackForm

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from callbook.wire import Door
    from callbook.workspace.witness import Witness
    from callbook_mocks.interaction_server import Place

INTERACTION_SERVER = "Interaction Server"
WEBSITE = "Website"


@cache
def small_center() -> ContactCenter:
    """Give the contact centre that scenarios start from: three agents, all privileges, all options at default."""
    text = (files("callbook.lab") / "small_center.toml").read_text(encoding="utf-8")
    return loads(text, where="small_center.toml")


class Lab:
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
        door: how messages reach the servers; a plain call by default.
        witness: remembers which privileges and options desktops ask for.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only, all with a default
        self,
        contact_center: ContactCenter | Configuration | None = None,
        *,
        seed: int = 1,
        start: datetime = DEFAULT_START,
        assumptions: Assumptions | None = None,
        rules: Rules = RULES,
        door: Door | None = None,
        witness: Witness | None = None,
    ) -> None:
        self.seed = seed
        self.assumptions = assumptions or Assumptions()
        self.clock = Clock(start)
        self.journal = Journal(self.clock)
        self.configuration = (
            contact_center
            if isinstance(contact_center, Configuration)
            else Configuration(contact_center or small_center())
        )
        self.people = People(seed)
        identifiers = Identifiers(seed)
        center = self.configuration.contact_center
        self.interaction_server = InteractionServer(
            self.clock, identifiers, self.configuration, assumptions=self.assumptions, name=INTERACTION_SERVER
        )
        self.voice_switch = VoiceSwitch(
            self.clock,
            identifiers,
            kind=center.switch,
            name=center.switch,
            dns=[agent.dn for agent in center.agents],
            contacts=self.people.phone_book,
            assumptions=self.assumptions,
        )
        servers: dict[str, Server] = {INTERACTION_SERVER: self.interaction_server, center.switch: self.voice_switch}
        self._door = door or DirectDoor(servers)
        self._rules = rules
        self._witness = witness
        self._wires: dict[tuple[str, str], Wire] = {}
        self._desks: dict[str, Workspace] = {}
        self._web_servers: dict[str, WebServer] = {}

    # People.

    def agent(self, name: str) -> Workspace:
        """Give the desktop of the agent with this name or id; it is switched on when first asked for.

        Raises:
            Unknown: when nobody of that name works here.
        """
        agent_id = self._agent_id(name)
        if agent_id not in self._desks:
            self._desks[agent_id] = self._switch_on(agent_id)
        return self._desks[agent_id]

    @property
    def desks(self) -> tuple[Workspace, ...]:
        """The desktops that are switched on."""
        return tuple(self._desks.values())

    def log_in(self, name: str) -> Workspace:
        """Log the agent in; the channel is Ready or not as O1 and O2 say."""
        desk = self.agent(name)
        desk.perform(Action.LOG_IN)
        return desk

    def contact(
        self, name: str | None = None, *, locale: str = DEFAULT_LOCALE, behaviour: Behaviour | None = None
    ) -> Contact:
        """Make a contact with a number reserved for fiction, who answers the telephone unless told otherwise."""
        return self.people.contact(name, locale=locale, behaviour=behaviour)

    # The website.

    def website(self, queue: str = "callbacks") -> WebServer:
        """Give the website whose callbacks go into *queue*."""
        if queue not in self._web_servers:
            tenant = self.configuration.queue(queue).tenant
            wire = self.wire(WEBSITE if not self._web_servers else f"{WEBSITE} ({queue})", INTERACTION_SERVER)
            site = self._web_servers[queue] = WebServer(tenant, queue, wire, self.clock)
            wire.join(site, self._door)
            if not self.interaction_server.running:
                wire.cut()
            self.clock.settle()
        return self._web_servers[queue]

    def schedule(self, contact: Contact, wished_time: str = "now", *, queue: str = "callbacks") -> str:
        """Let *contact* schedule a callback on the website; give its InteractionId.

        Args:
            contact: who fills in the form.
            wished_time: in the contact's words and time zone, see ``callbook.moments``.
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
        self.journal.action(person.name, "schedule a callback", {"wished_time": wished_time, "queue": queue})
        site = self.website(queue)
        site.schedule(form)
        return site.submitted[-1]

    # Time.

    def advance(self, delay: timedelta | int) -> None:
        """Let *delay* (a timedelta, or milliseconds) pass."""
        self.clock.advance(delay)

    # What fails.

    def stop_interaction_server(self) -> None:
        """Let Interaction Server go down: every wire to it is cut."""
        self.journal.action("Operations", "stop Interaction Server", {})
        self.interaction_server.stop()
        self._cut(INTERACTION_SERVER)

    def start_interaction_server(self) -> None:
        """Bring Interaction Server back up."""
        self.journal.action("Operations", "start Interaction Server", {})
        self.interaction_server.start()
        self._mend(INTERACTION_SERVER)

    def stop_voice_switch(self) -> None:
        """Let the T-Server or SIP Server go down: every wire to it is cut."""
        self.journal.action("Operations", f"stop {self.voice_switch.name}", {})
        self.voice_switch.stop()
        self._cut(self.voice_switch.name)

    def start_voice_switch(self) -> None:
        """Bring the T-Server or SIP Server back up."""
        self.journal.action("Operations", f"start {self.voice_switch.name}", {})
        self.voice_switch.start()
        self._mend(self.voice_switch.name)

    def wire(self, client: str, server: str) -> Wire:
        """Give the wire from *client* (an agent's name, or ``Website``) to *server*, to disturb or cut it."""
        key = (client, server)
        if key not in self._wires:
            self._wires[key] = Wire(client, server, self.clock, self.journal)
        return self._wires[key]

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
        happened = len(self.journal)
        self.interaction_server.stop()
        self.voice_switch.stop()
        for wire in self._wires.values():
            wire.cut()
        self.clock.settle()
        del self.journal.entries[happened:]  # going home is no part of what happened
        legs = (f"call leg {leg}" for leg in self.voice_switch.legs_up())
        timers = (f"timer {timer.label!r}" for timer in self.clock.pending)
        return (*legs, *timers)

    def _switch_on(self, agent_id: str) -> Workspace:
        name = self.configuration.agent(agent_id).name
        to_server, to_switch = self.wire(name, INTERACTION_SERVER), self.wire(name, self.voice_switch.name)
        desk = Workspace(
            agent_id,
            self.configuration,
            self.clock,
            self.journal,
            to_server,
            to_switch,
            self.assumptions,
            self._rules,
            self._witness,
        )
        to_server.join(desk.link, self._door)
        to_switch.join(desk.voice.link, self._door)
        if not self.interaction_server.running:
            to_server.cut()
        if not self.voice_switch.running:
            to_switch.cut()
        self.clock.settle()
        return desk

    def _agent_id(self, name: str) -> str:
        agents = self.configuration.agents
        for agent in agents:
            if name in {agent.id, agent.name}:
                return agent.id
        raise Unknown("agent", name, (agent.name for agent in agents))

    def _cut(self, server: str) -> None:
        for (_, to), wire in self._wires.items():
            if to == server:
                wire.cut()
        self.clock.settle()

    def _mend(self, server: str) -> None:
        for (_, to), wire in self._wires.items():
            if to == server:
                wire.mend()
        self.clock.settle()
