"""A small contact center: clock, both mock servers, website, contacts, agents and the journal of it all.

What comes from outside is an act (`callbook.lab.outside`), and `Lab.do` is the one way in: it settles the clock, writes
the act down as the cause of what follows, does it, and settles. The methods beside it are short names for single acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.configuration import Configuration, ContactCenter, patch_between
from callbook.core import DEFAULT_START, Assumptions, BadInput, CallbookError, Clock, Journal, NotCopied, copied
from callbook.lab.center_of_scenarios import small_center
from callbook.lab.clients import Clients
from callbook.lab.media_servers import MediaServers
from callbook.lab.outages import Outages
from callbook.lab.outside.desktops import Perform
from callbook.lab.outside.media_servers import Cancel, OpenCapturePoint, OpenWebsite, Schedule
from callbook.lab.outside.operations import Configure
from callbook.lab.outside.people import AddContact, Behave, HangUp, PickUp, Reject
from callbook.lab.people import DEFAULT_LOCALE, People
from callbook.lab.queries import LeftBehind, Where, Wrong
from callbook.lab.reporting import Reporting
from callbook.lab.servers import INTERACTION_SERVER, Foundation, ServersHere
from callbook.lab.state_recorder import StateRecorder
from callbook.lab.wires import Wires
from callbook.workspace import RULES, Rules
from callbook_mocks.capture_point import USUAL_DEFAULTS
from callbook_mocks.interaction_server import InteractionServer, ServerSettings
from callbook_mocks.website import CallbackForm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta
    from typing import Self

    from callbook.lab.outside.act import Act
    from callbook.lab.queries import Query
    from callbook.lab.seats import DesktopMaker
    from callbook.lab.servers import AnswerT, Door
    from callbook.lab.web_server import WebServer
    from callbook.workspace import Witness
    from callbook_mocks.capture_point import CapturePoint, DefaultValues
    from callbook_mocks.contacts import Behaviour, Contact
    from callbook_mocks.interaction_server import Place
    from callbook_mocks.voice_switch import VoiceSwitch


class BooksWrong(CallbookError):  # noqa: N818 - names what was found
    """A check of the servers' books has found something that must never be (F10)."""


class Lab(Reporting):
    """A contact centre that lives in one process.

    Example:
        >>> lab = Lab()
        >>> anna = lab.log_in("Anna")
        >>> callback = lab.schedule(lab.contact("Maria"))
        >>> anna.perform(Action.ACCEPT)
        >>> str(lab.where(callback))
        "handled by 'anna'"

    ``copy.deepcopy(lab)`` makes another one that goes on from this moment by itself, and leaves this one alone.

    Args:
        contact_center: who works there with what; the small one of the scenarios by default.
        seed: decides every identifier and every contact.
        start: the first moment, aware.
        assumptions: what no page of the product says.
        rules: the tables that desktops live by.
        door: leads to the servers; to plain objects in this process by default.
        witness: remembers which privileges and options desktops ask for.
        settings: the options of Interaction Server.
        recorded: whether the journal also says where callbacks are and what desktops show; without it a lab is a
            little faster.
        clock: one that stands at *start*, if it is to be of another kind.
        journal_bound: how many entries the journal keeps for sure; all of them by default.
        desktops: makes the agents' desktops; Callbook's own model by default.

    Attributes:
        kept_in: the state file that keeps it, empty for none.
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
        self.configuration.assume(self.assumptions)
        self.contact_center = self.configuration.contact_center
        self.people = People(seed, self.contact_center.region)
        self.servers = door(
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
        self.switch = self.contact_center.switch
        self.wires = Wires(self.clock, self.journal, self.servers, seed)
        self.outages = Outages(self.clock, self.servers, self.wires)
        self.clients = Clients(self.wires, self.outages, self.switch)
        self.media_servers = MediaServers(self)
        self._under_way = False
        self._rules = rules
        self._witness = witness
        self._make = desktops
        self.kept_in = ""
        self._recorder = StateRecorder(self.journal, self.servers) if recorded else None
        self._listen()

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return a lab that goes on from here by itself and leaves this one alone.

        Whoever listens to this lab from outside (looks at the clock's steps, a witness) does not listen to the copy.

        Raises:
            NotCopied: when its servers are behind a network, its desktops are third-party ones, a state file keeps it,
                its clock is paced by the wall, or an act or what is due is under way.
        """
        if not isinstance(self.servers, ServersHere):
            raise NotCopied("lab", "its servers are behind a network", "a lab with the direct door")
        if self._make is not None:
            raise NotCopied("lab", "its desktops are third-party ones", "a lab with Callbook's own desktops")
        if self._under_way:
            raise NotCopied("lab", "an act is under way", "a lab at rest, between two acts")
        if self.kept_in:
            raise NotCopied("lab", f"it is kept in {self.kept_in!r}", "a lab that no state file keeps")
        lab = copied(self, memo)
        lab._listen()  # noqa: SLF001 - a lab of this class
        return lab

    def _listen(self) -> None:
        self.configuration.on_change(self._configured)
        if self._recorder is not None:
            self._recorder.watch()

    # What comes from outside.

    def do(self, act: Act) -> Any:  # noqa: ANN401 - each act has a result of its own
        """Do *act* and whatever follows from it at once, and return what comes of it.

        What is done while another act is under way is a part of that, and is not written down by itself.

        Raises:
            CallbookError: when it is refused.
        """
        if self._under_way:
            return act.do(self)
        act.check(self)
        self.clock.settle()
        self._under_way = True
        try:
            if isinstance(act, Perform):  # the desktop writes it down itself
                return act.do(self)
            return self._do_as_cause(act)
        finally:
            self._under_way = False
            self.clock.settle()

    def _do_as_cause(self, act: Act) -> Any:  # noqa: ANN401 - as above
        before = self.journal.act_began(act.actor(self), act.words, act)
        try:
            return act.do(self)
        finally:
            self.journal.act_over(before)

    # The servers.

    def ask(self, query: Query[AnswerT]) -> AnswerT:
        """Return what the servers answer to *query*.

        Raises:
            CallbookError: when it is about something that is not there.
        """
        return self.servers.ask(query)

    @property
    def here(self) -> ServersHere:
        """The servers as plain objects, for what only those who look inside can see.

        Raises:
            BadInput: when they are behind a network.
        """
        if isinstance(self.servers, ServersHere):
            return self.servers
        raise BadInput("door", type(self.servers).__name__, where="lab", accepted="the direct door")

    @property
    def interaction_server(self) -> InteractionServer:
        """Interaction Server as a plain object, see ``here``."""
        return self.here.interaction_server

    @property
    def voice_switch(self) -> VoiceSwitch:
        """The voice switch as a plain object, see ``here``."""
        return self.here.voice_switch

    # People.

    def contact(
        self, name: str | None = None, *, locale: str = DEFAULT_LOCALE, behaviour: Behaviour | None = None
    ) -> Contact:
        """Make and return a contact with a number reserved for fiction, who answers unless told otherwise."""
        made: Contact = self.do(AddContact(name, locale, behaviour))
        return made

    def plays(self, contact: Contact, behaviour: Behaviour) -> None:
        """Let *contact* do something else when called, from the next call on (F4)."""
        self.do(Behave(contact.person.phone_number, behaviour))

    def pick_up(self, phone_number: str) -> None:
        """Let whoever has this number answer now.

        Raises:
            BadInput: when no call rings there.
        """
        self.do(PickUp(phone_number))

    def reject(self, phone_number: str) -> None:
        """Let whoever has this number reject the call now; the caller hears that the line is busy.

        Raises:
            BadInput: when no call rings there.
        """
        self.do(Reject(phone_number))

    def hang_up(self, phone_number: str) -> None:
        """Let whoever has this number hang up now.

        Raises:
            BadInput: when nobody talks there.
        """
        self.do(HangUp(phone_number))

    # Websites and capture points.

    def website(self, queue: str = "callbacks") -> WebServer:
        """Return the website whose callbacks go into *queue*.

        Raises:
            Unknown: when there is no such queue.
        """
        if queue not in self.media_servers.by_queue:
            self.do(OpenWebsite(queue))
        return self.media_servers.by_queue[queue]

    def schedule(self, contact: Contact, wished_time: str = "now", *, queue: str = "callbacks") -> str:
        """Let *contact* schedule a callback on the website; return its InteractionId.

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
        """Let somebody hand in the website's form, filled in well or badly; return the callback's InteractionId.

        Raises:
            FormRefused: when a field cannot be used.
            NotSubmitted: when Interaction Server does not take it.
        """
        interaction_id: str = self.do(Schedule(form, queue))
        return interaction_id

    def cancel(self, interaction_id: str, *, queue: str = "callbacks") -> None:
        """Let a contact take a callback back on the website: whoever has it loses it.

        Raises:
            NotSubmitted: when Interaction Server cannot be reached, or refuses.
        """
        self.do(Cancel(interaction_id, queue))

    def capture_point(self, name: str, default_values: DefaultValues = USUAL_DEFAULTS) -> CapturePoint:
        """Return the Web Service Capture Point of this name; the first time decides its default values.

        Raises:
            BadInput: when somebody else here is called so.
        """
        if name not in self.media_servers.capture_points:
            self.do(OpenCapturePoint(name, default_values))
        return self.media_servers.capture_points[name]

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
        """Return where a callback is: in exactly one place (F10)."""
        return self.ask(Where(interaction_id))

    def shown(self) -> list[tuple[str, str, str]]:
        """Return what was seen of privileges and options, sorted; nothing without a witness."""
        return [] if self._witness is None else sorted(self._witness.seen)

    def check(self, interaction_id: str = "") -> None:
        """Check every invariant of both servers, or those of one interaction (F10).

        Raises:
            BooksWrong: naming the first one that does not hold.
        """
        for wrong in self.ask(Wrong(interaction_id)):
            raise BooksWrong(wrong)

    def close(self) -> tuple[str, ...]:
        """Send everybody home and return what was left behind: call legs and timers. Nothing should be."""
        self.clock.settle()
        if self._recorder is not None:
            self._recorder.leave()
            self._recorder = None
        happened = self.journal.last
        self.outages.end_all()
        left_there = self.ask(LeftBehind())
        for wire in self.wires:
            wire.cut()
        self.clock.settle()
        self.journal.forget_since(happened)  # going home is no part of what happened
        return (*left_there, *(f"timer {timer.label!r}" for timer in self.clock.pending))

    def names_taken(self) -> Iterator[str]:
        """Yield what somebody here is called already: agents, clients, servers."""
        yield from (name for agent in self.configuration.agents for name in agent.names)
        yield from (name for wire in self.wires for name in (wire.client, wire.server))
        yield from (INTERACTION_SERVER, self.switch)

    def _configured(self, before: ContactCenter, after: ContactCenter) -> None:
        """Take note of a change, whoever has made it: outside of an act it is one."""
        act = Configure(patch_between(before, after))
        if not self._under_way:
            self.journal.action(act.actor(self), act.words, act)
        self.servers.tell(act)
        self.clock.settle()
