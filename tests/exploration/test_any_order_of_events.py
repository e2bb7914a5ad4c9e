"""Agents, contacts, routing and failures in any order: nothing is lost, nothing is doubled (F10)."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from callbook.assumptions import Assumptions
from callbook.configuration import Level
from callbook.configuration.contact_center import Strategy
from callbook.configuration.options import OPTIONS
from callbook.configuration.privileges import PRIVILEGES
from callbook.errors import BadInput, CallbookError, Unknown
from callbook.faults import Fault, Mishap
from callbook.invariants import COMES_AGAIN, Watcher
from callbook.journal_entries import MessageSent
from callbook.lab import Lab, small_center
from callbook.workspace import Refused
from callbook.workspace.actions_table import ACTIONS
from callbook.workspace.names import Action
from callbook_mocks.contacts import Behaviour, Contact, behaves

if TYPE_CHECKING:
    from callbook.workspace import Screen, Workspace

AGENTS = ("Anna", "Ben", "Clara")
SERVER = "Interaction Server"
QUEUES = ("callbacks", "callbacks for Anna", "callbacks for Aurora", "urgent callbacks", "rescheduled", "parked")
MESSAGES = (
    "*", "EventInvite", "EventRevoked", "EventAck", "EventError", "EventPartyAdded", "EventPartyRemoved",
    "EventCurrentAgentStatus", "EventPropertiesChanged", "RequestAgentLogin", "RequestAgentLogout", "RequestAccept",
    "RequestReject", "RequestChangeProperties", "RequestPlaceInQueue", "RequestStopProcessing",
    "EventRegistered", "EventDialing", "EventNetworkReached", "EventEstablished", "EventReleased", "EventHeld",
    "EventRetrieved", "EventRinging", "EventPartyChanged", "EventAbandoned", "RequestMakeCall", "RequestReleaseCall",
    "RequestAnswerCall", "RequestSingleStepTransfer", "RequestInitiateTransfer", "RequestCompleteTransfer",
    "RequestRegisterAddress",
)  # fmt: skip
OPTION_TEXTS = (
    None, "true", "false", "0", "5", "40", "-1", "nonsense", "", "done", "parked", "rescheduled", "no such queue",
    "Lunch", "customer_number,attempts", "#FF000000",
)  # fmt: skip
WISHES = ("now", "in 1 minute", "in 2 hours", "in 3 days", "yesterday at 09:00", "in 200 days", "some day")
DELAYS = st.sampled_from((0, 1, 500, 1_000, 4_000, 5_000, 30_000, 31_000, 60_000, 600_000, 10_900_000, 90_000_000))
BEHAVIOURS = st.one_of(
    st.builds(behaves, st.just("answers"), after=DELAYS, hangs_up_after=st.none() | DELAYS),
    st.builds(behaves, st.sampled_from(("busy", "does not answer", "answering machine", "rejects the call"))),
    st.just(behaves("number does not exist")),
)
CONDITIONS = st.fixed_dictionaries(
    {}, optional={entry.name: st.booleans() for entry in fields(Assumptions) if entry.type == "bool"}
)
WITHHELD = st.sets(st.sampled_from(tuple(PRIVILEGES)), max_size=3)

# What can be said with an action: what makes sense comes first, so that a shrunk failure says something sensible.
DETAILS: dict[Action, st.SearchStrategy[dict[str, object]]] = {
    Action.GO_NOT_READY: st.fixed_dictionaries(
        {}, optional={"reason": st.sampled_from(("Lunch", "Training", "", "no such reason"))}
    ),
    Action.ONE_STEP_TRANSFER: st.fixed_dictionaries({}, optional={"target": st.deferred(lambda: _TARGETS)}),
    Action.START_TRANSFER: st.fixed_dictionaries({}, optional={"target": st.deferred(lambda: _TARGETS)}),
    Action.SET_DISPOSITION: st.fixed_dictionaries(
        {}, optional={"code": st.sampled_from(("Resolved", "Booked", "no such code", "", 7))}
    ),
    Action.RESCHEDULE: st.fixed_dictionaries(
        {},
        optional={
            "moment": st.sampled_from((timedelta(minutes=1), timedelta(hours=3), timedelta(0), "soon", None)),
            "phone_number": st.sampled_from(("+46 8 465 004 12", "+44 1632 960001", "none", None)),
        },
    ),
}
_TARGETS = st.sampled_from(("1001", "1002", "1003", "+46 8 465 004 12", "9999", "nobody", ""))


class ContactCentre(RuleBasedStateMachine):
    """A small contact centre to which anything happens."""

    contacts = Bundle("contacts")

    @initialize(
        kind=st.sampled_from(("SIP Server", "T-Server")),
        capacities=st.tuples(*[st.integers(1, 2)] * 3),
        withheld=st.tuples(st.just(set[str]()), WITHHELD, WITHHELD),
        assumed=CONDITIONS,
    )
    def open(
        self, kind: str, capacities: tuple[int, ...], withheld: tuple[set[str], ...], assumed: dict[str, bool]
    ) -> None:
        """Open the contact centre: Anna may do everything, Ben and Clara lack some privileges."""
        center = small_center()
        people = zip(center.agents, capacities, strict=True)
        agents = tuple(msgspec.structs.replace(agent, capacity=capacity) for agent, capacity in people)
        center = msgspec.structs.replace(center, switch=kind, agents=agents)
        self.lab = lab = Lab(center, assumptions=Assumptions(**assumed))
        self.said(f'Given the voice switch is a "{kind}", and {assumed or "the usual assumptions"}')
        for agent, capacity, missing in zip(agents, capacities, withheld, strict=True):
            for privilege in sorted(missing):
                lab.configuration.withhold_privilege(agent.id, privilege)
                self.said(f'And {agent.name} does not have the privilege "{privilege}"')
            self.said(f"And {agent.name} may have {capacity} callbacks in hand")
        self.watcher = Watcher(lab)

    # Agents.

    @rule(agent=st.sampled_from(AGENTS))
    def log_in(self, agent: str) -> None:
        """Log in."""
        self.does(agent, Action.LOG_IN, None, {})

    @rule(agent=st.sampled_from(AGENTS), data=st.data())
    def do_what_is_offered(self, agent: str, data: st.DataObject) -> None:
        """Do something that the desktop offers, with details that may be nonsense."""
        desk = self.lab.agent(agent)
        offered = [(name, None) for name in sorted(desk.actions())]
        for shown in desk.shown().interactions:
            offered += [(name, shown.id) for name in sorted(desk.actions(shown.id))]
        # To leave is always offered, and would end most stories early.
        worth = [(name, on) for name, on in offered if name is not Action.LOG_OUT] or offered
        action, on = data.draw(st.sampled_from(worth))
        self.does(agent, action, on, self.details(action, data))

    @rule(agent=st.sampled_from(AGENTS), action=st.sampled_from(Action), which=st.integers(-3, 2), data=st.data())
    def try_anything(self, agent: str, action: Action, which: int, data: st.DataObject) -> None:
        """Try any action on anything."""
        desk = self.lab.agent(agent)
        known = [shown.id for shown in desk.shown().interactions]
        others = {-1: None, -2: "no such callback", -3: next(iter(self.submitted()), None)}
        on = others[which] if which < 0 else known[which] if which < len(known) else None
        self.does(agent, action, on, self.details(action, data))

    # Contacts.

    @rule(target=contacts, behaviour=BEHAVIOURS)
    def meet_contact(self, behaviour: Behaviour) -> Contact:
        """Meet somebody new."""
        contact = self.lab.contact(behaviour=behaviour)
        self.said(f"Given {contact.person.name} does this when called: {behaviour}")
        return contact

    @rule(contact=contacts, behaviour=BEHAVIOURS)
    def change_behaviour(self, contact: Contact, behaviour: Behaviour) -> None:
        """Let a contact do something else from now on."""
        contact.behaviour = behaviour
        self.said(f"Given {contact.person.name} now does this when called: {behaviour}")

    @rule(contact=contacts, wish=st.sampled_from(WISHES), queue=st.sampled_from(QUEUES))
    def schedule(self, contact: Contact, wish: str, queue: str) -> None:
        """Schedule a callback on the website."""
        self.said(f'When {contact.person.name} schedules a callback for "{wish}" in the queue "{queue}"')
        self.may_be_refused(lambda: self.lab.schedule(contact, wish, queue=queue))

    @rule(contact=contacts)
    def schedule_now(self, contact: Contact) -> None:
        """Schedule a callback in the usual way."""
        self.schedule(contact, "now", "callbacks")

    @rule(contact=contacts, answers=st.booleans())
    def use_the_telephone(self, contact: Contact, answers: bool) -> None:  # noqa: FBT001 - drawn
        """Answer, or hang up."""
        switch, number = self.lab.voice_switch, contact.person.phone_number
        self.said(f"When {contact.person.name} {'answers' if answers else 'hangs up'}")
        self.may_be_refused(lambda: switch.contact_answers(number) if answers else switch.contact_hangs_up(number))
        self.lab.clock.settle()

    # Time.

    @rule(milliseconds=DELAYS)
    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.said(f"When {timedelta(milliseconds=milliseconds)} passes")
        self.lab.advance(milliseconds)

    @rule()
    def jump(self) -> None:
        """Go straight to the next deadline."""
        self.said("When the next deadline comes")
        self.lab.clock.jump()

    # Failures.

    @rule()
    def server_fails_or_returns(self) -> None:
        """Let Interaction Server go down, or come back."""
        running = self.lab.interaction_server.running
        self.said(f"When Interaction Server {'goes down' if running else 'comes back'}")
        (self.lab.stop_interaction_server if running else self.lab.start_interaction_server)()

    @rule()
    def switch_fails_or_returns(self) -> None:
        """Let the voice switch go down, or come back."""
        running = self.lab.voice_switch.running
        self.said(f"When the voice switch {'goes down' if running else 'comes back'}")
        (self.lab.stop_voice_switch if running else self.lab.start_voice_switch)()

    @rule(up=st.booleans())
    def link_fails_or_returns(self, up: bool) -> None:  # noqa: FBT001 - drawn
        """Let the server lose its link to the switch, or have it again."""
        self.said(f"When the T-Server {'has its link to the switch again' if up else 'loses its link to the switch'}")
        (self.lab.voice_switch.link_up if up else self.lab.voice_switch.link_down)()
        self.lab.clock.settle()

    @rule(agent=st.sampled_from(AGENTS), voice=st.booleans())
    def wire_fails_or_returns(self, agent: str, voice: bool) -> None:  # noqa: FBT001 - drawn
        """Cut one agent's wire, or mend it."""
        self.lab.agent(agent)
        lab = self.lab
        server = lab.voice_switch if voice else lab.interaction_server
        wire = lab.wire(agent, server.name)
        if wire.up:
            self.said(f"When {agent} loses the connection to {server.name}")
            wire.cut()
        elif server.running:
            self.said(f"When {agent} is connected to {server.name} again")
            wire.mend()
        lab.clock.settle()

    @rule(
        agent=st.sampled_from(AGENTS),
        voice=st.booleans(),
        to_agent=st.booleans(),
        mishap=st.sampled_from(Mishap),
        message=st.sampled_from(MESSAGES),
        milliseconds=DELAYS,
    )
    def disturb(  # noqa: PLR0913, PLR0917 - a fault has that many parts
        self,
        agent: str,
        voice: bool,  # noqa: FBT001 - drawn
        to_agent: bool,  # noqa: FBT001 - drawn
        mishap: Mishap,
        message: str,
        milliseconds: int,
    ) -> None:
        """Let a message be late, lost, doubled or overtaken."""
        server = self.lab.voice_switch.name if voice else SERVER
        sender = server if to_agent else agent
        fault = Fault(mishap, message, milliseconds)
        self.said(f"Given the next {message} from {sender} on the wire {agent} - {server} is {fault}")
        self.lab.wire(agent, server).disturb(sender, fault)

    @precondition(lambda self: len(self.lab.journal) > 0)
    @rule(back=st.integers(0, 30))
    def repeat_something_old(self, back: int) -> None:
        """Let a message that an agent's wire once carried come again."""
        lab = self.lab
        old = [entry for entry in lab.journal if isinstance(entry, MessageSent) and entry.wire.startswith(AGENTS)]
        if not old:
            return
        entry = old[-1 - back % len(old)]
        client, server = entry.wire.split(" - ")
        message: Any = entry.message
        self.said(f"When {message.name} (entry {entry.number}) from {entry.sender} to {entry.receiver} comes again")
        wire = lab.wire(client, server)
        lab.journal.fault(wire.name, COMES_AGAIN, entry.number)
        (wire.to_server if entry.receiver == server else wire.to_client)(message)
        lab.clock.settle()

    # The administrator.

    @rule(
        option=st.sampled_from(tuple(OPTIONS)),
        level=st.sampled_from((("Workspace", Level.APPLICATION), ("ben", Level.PERSON), ("Aurora", Level.AGENT_GROUP))),
        text=st.sampled_from(OPTION_TEXTS),
    )
    def set_option(self, option: str, level: tuple[str, Level], text: str | None) -> None:
        """Set an option, perhaps to nonsense."""
        holder, at = level
        if option == "interaction.override-option-key" and not text:
            return
        self.said(f'When the option "{option}" of {at.label} {holder} is set to {text!r}')
        self.may_be_refused(lambda: self.lab.configuration.set_option(at, holder, option, text))

    @rule(agent=st.sampled_from(AGENTS), privilege=st.sampled_from(tuple(PRIVILEGES)), given=st.booleans())
    def change_privilege(self, agent: str, privilege: str, given: bool) -> None:  # noqa: FBT001 - drawn
        """Give an agent a privilege, or take it."""
        configuration = self.lab.configuration
        self.said(f'When {agent} is {"given" if given else "no longer given"} the privilege "{privilege}"')
        (configuration.grant_privilege if given else configuration.withhold_privilege)(agent.lower(), privilege)

    @rule(queue=st.sampled_from(QUEUES), strategy=st.sampled_from((None, "any ready agent", "Anna only", "urgent")))
    def define_queue(self, queue: str, strategy: str | None) -> None:
        """Give a queue another strategy, or none."""
        self.said(f'When the queue "{queue}" is given the strategy {strategy}')
        self.lab.configuration.define_queue(queue, tenant="Lighthouse", strategy=strategy)

    @rule(queue=st.sampled_from(QUEUES))
    def remove_queue(self, queue: str) -> None:
        """Remove a queue."""
        self.said(f'When the queue "{queue}" is removed')
        self.may_be_refused(lambda: self.lab.configuration.remove_queue(queue))

    @rule(priority=st.integers(0, 9), whom=st.sampled_from((("any", None), ("agent", "ben"), ("agent_group", "Zenith"))))
    def define_strategy(self, priority: int, whom: tuple[Any, str | None]) -> None:
        """Let a strategy pick other agents."""
        self.said(f"When the strategy 'urgent' picks {whom} with priority {priority}")
        kind, name = whom
        self.lab.configuration.define_strategy(
            Strategy(name="urgent", target=kind, target_name=name, priority=priority)
        )

    # What must hold.

    @invariant()
    def holds(self) -> None:
        """Check all that must hold between two events."""
        if hasattr(self, "watcher"):
            self.watcher.look()
            self.watcher.look_around()

    def teardown(self) -> None:
        """Nothing is left behind when everybody goes home."""
        if hasattr(self, "watcher"):
            self.watcher.leave()
            self.lab.check()
            assert self.lab.close() == ()

    # How it is done.

    def said(self, step: str) -> None:
        """Tell the story in the words of a scenario."""
        note(step)

    def submitted(self) -> tuple[str, ...]:
        """Give the callbacks that are not done."""
        return tuple(self.lab.interaction_server.interactions)

    def details(self, action: Action, data: st.DataObject) -> dict[str, object]:
        """Draw something to say with an action."""
        details = data.draw(DETAILS.get(action, st.just({})))
        moment = details.get("moment")
        return {**details, "moment": self.lab.clock.now() + moment} if isinstance(moment, timedelta) else details

    def screens(self) -> tuple[Screen, ...]:
        """Give what every agent sees."""
        return tuple(desk.shown() for desk in self.lab.desks)

    def does(self, agent: str, action: Action, on: str | None, details: dict[str, object]) -> None:
        """Let an agent do something: it works if it is offered; what is refused changes nothing (P9)."""
        said = "".join(f", {name} {value}" for name, value in details.items())
        self.said(f"When {agent} wants to {action}{said}{'' if on is None else f' (on {on})'}")
        desk = self.lab.agent(agent)
        before, sent = self.screens(), self.messages()
        offered = self.offered(desk, action, on)
        try:
            desk.perform(action, on, **details)
        except Refused as refused:
            self.said(f"Then {refused}")
            # What is offered may still be refused for what is said with it: a code that is none, a number not allowed.
            assert not offered or details, "refused, but offered"
        except BadInput as bad:
            self.said(f"Then {bad}")
        else:
            assert offered, "done, but not offered"
            return
        assert (before, sent) == (self.screens(), self.messages()), "what was refused has changed something"

    def offered(self, desk: Workspace, action: Action, on: str | None) -> bool:
        """Say whether *action* is offered, on the newest interaction if none is named."""
        if ACTIONS[action].callback is None:
            return action in desk.actions()
        shown = [interaction.id for interaction in desk.shown().interactions]
        if on is None:
            return bool(shown) and action in desk.actions(shown[-1])
        try:
            return action in desk.actions(on)
        except Unknown:
            return False

    def messages(self) -> int:
        """Count the messages that were sent."""
        return sum(isinstance(entry, MessageSent) for entry in self.lab.journal)

    @staticmethod
    def may_be_refused(act: Any) -> None:
        """Do it; a clear refusal is as good as an outcome."""
        try:
            act()
        except CallbookError as refused:
            note(f"Then {refused}")


TestAnyOrderOfEvents = ContactCentre.TestCase
