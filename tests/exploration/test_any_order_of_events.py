"""Agents, contacts, routing and failures in any order: nothing is lost, nothing is doubled (F10), all plays again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from tests.exploration.failures import Failures
from tests.exploration.other_media import OtherMedia
from tests.exploration.vocabulary import (
    AGENTS,
    APPLICATION,
    BEHAVIOURS,
    CHANGES,
    CONDITIONS,
    DELAYS,
    DETAILS,
    QUEUES,
    WISHES,
    WITHHELD,
    WORKING_OPTIONS,
    option_at,
)

from callbook.core.assumptions import Assumptions
from callbook.core.errors import BadInput, Unknown
from callbook.core.journal_entries import MessageSent
from callbook.lab import (
    Lab,
    small_center,
)
from callbook.lab.rerun import replay
from callbook.lab.watcher import Watcher
from callbook.record.trace import trace_of
from callbook.workspace import Refused
from callbook.workspace.actions_table import ACTIONS
from callbook.workspace.names import Action
from callbook_mocks.contacts import Behaviour, behaves

if TYPE_CHECKING:
    from callbook.workspace import Screen
    from callbook.workspace.workspace import Workspace


class ContactCentre(OtherMedia, Failures):
    """A small contact centre to which anything happens."""

    @initialize(
        kind=st.sampled_from(("SIP Server", "T-Server")),
        capacities=st.tuples(*[st.integers(1, 2)] * 3),
        withheld=st.tuples(st.just(set[str]()), WITHHELD, WITHHELD),
        options=st.dictionaries(st.sampled_from(tuple(WORKING_OPTIONS)), st.integers(0, 2), max_size=3),
        assumed=CONDITIONS,
        chats=st.integers(1, 2),
        at_once=st.just(msgspec.UNSET) | st.integers(1, 3),
    )
    def open(  # noqa: PLR0913, PLR0917 - what is drawn
        self,
        kind: str,
        capacities: tuple[int, ...],
        withheld: tuple[set[str], ...],
        options: dict[str, int],
        assumed: dict[str, bool],
        chats: int,
        at_once: int | msgspec.UnsetType,
    ) -> None:
        """Open the contact centre: Anna may do everything, Ben and Clara lack some privileges; all log in."""
        center = small_center()
        people = zip(center.agents, capacities, strict=True)
        agents = tuple(msgspec.structs.replace(agent, capacity=capacity) for agent, capacity in people)
        media = {"chat": chats, "email": 1}
        center = msgspec.structs.replace(
            center, switch=kind, agents=agents, other_media=media, interactions_at_once=at_once
        )
        self.lab = lab = Lab(center, assumptions=Assumptions(**assumed))
        self.people = [lab.contact(behaviour=behaves("answers", after=1_000)) for _ in range(4)]
        self.watcher = Watcher(lab)
        self.website = lab.website()
        self.said(f'Given the voice switch is a "{kind}", and {assumed or "the usual assumptions"}')
        self.said(f"And agents may have {media}, all media together {at_once}")
        self.administer(("set_option", option_at(APPLICATION, "webcallback.park-queue", "parked")))
        for option, which in options.items():
            texts = WORKING_OPTIONS[option]
            self.administer(("set_option", option_at(APPLICATION, option, texts[which % len(texts)])))
        for agent, capacity, missing in zip(agents, capacities, withheld, strict=True):
            for privilege in sorted(missing):
                lab.configuration.withhold_privilege(agent.id, privilege)
                self.said(f'And {agent.name} does not have the privilege "{privilege}"')
            self.said(f"And {agent.name} may have {capacity} callbacks in hand")
            self.does(agent.name, Action.LOG_IN, None, {})

    # Agents.

    @precondition(lambda self: self.notified())
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        """Accept what is offered."""
        agent, on = data.draw(st.sampled_from(self.notified()))
        self.does(agent, Action.ACCEPT, on, {})

    @precondition(lambda self: self.in_hand())
    @rule(data=st.data())
    def dial_and_wait(self, data: st.DataObject) -> None:
        """Dial, and wait until somebody answers."""
        agent, on = data.draw(st.sampled_from(self.in_hand()))
        self.does(agent, Action.DIAL, on, {})
        self.wait(4_000)

    @precondition(lambda self: self.windows())
    @rule(data=st.data())
    def work(self, data: st.DataObject) -> None:
        """Do something that a window offers, with details that may be nonsense."""
        agent, on = data.draw(st.sampled_from(self.windows()))
        offered = sorted(self.lab.agent(agent).actions(on))
        if offered:
            action = data.draw(st.sampled_from(offered))
            self.does(agent, action, on, self.details(action, data))

    @precondition(lambda self: self.windows())
    @rule(data=st.data())
    def work_on(self, data: st.DataObject) -> None:
        """Do two such things."""
        self.work(data)
        if self.windows():
            self.work(data)

    @rule(agent=st.sampled_from(AGENTS), data=st.data())
    def use_the_channel(self, agent: str, data: st.DataObject) -> None:
        """Do something that the desktop offers."""
        offered = sorted(self.lab.agent(agent).actions() - {Action.LOG_OUT})
        action = data.draw(st.sampled_from(offered or [Action.LOG_OUT]))
        self.does(agent, action, None, self.details(action, data))

    @rule(agent=st.sampled_from(AGENTS), returns=st.booleans())
    def leave(self, agent: str, returns: bool) -> None:  # noqa: FBT001 - drawn
        """Log out, and perhaps in again."""
        self.does(agent, Action.LOG_OUT, None, {})
        if returns:
            self.does(agent, Action.LOG_IN, None, {})

    @rule(agent=st.sampled_from(AGENTS), action=st.sampled_from(Action), which=st.integers(-3, 2), data=st.data())
    def try_anything(self, agent: str, action: Action, which: int, data: st.DataObject) -> None:
        """Try any action on anything."""
        desk = self.lab.agent(agent)
        known = [shown.id for shown in desk.shown().interactions]
        others = {-1: None, -2: "no such callback", -3: next(iter(self.lab.interaction_server.interactions), None)}
        on = others[which] if which < 0 else known[which] if which < len(known) else None
        self.does(agent, action, on, self.details(action, data))

    # Contacts.

    @rule(who=st.integers(0, 3), wish=st.sampled_from(WISHES), queue=st.sampled_from(QUEUES))
    def schedule(self, who: int, wish: str, queue: str) -> None:
        """Schedule a callback on the website."""
        contact = self.people[who]
        self.said(f'When {contact.person.name} schedules a callback for "{wish}" in the queue "{queue}"')
        self.may_be_refused(lambda: self.lab.schedule(contact, wish, queue=queue))

    @rule(who=st.integers(0, 3))
    def schedule_now(self, who: int) -> None:
        """Schedule a callback in the usual way."""
        self.schedule(who, "now", "callbacks")

    @precondition(lambda self: self.website.submitted)
    @rule(back=st.integers(0, 3))
    def cancel(self, back: int) -> None:
        """Let a contact take a callback back, wherever it is; one that is done, too."""
        taken = self.website.submitted
        callback = taken[-1 - back % len(taken)]
        self.said(f"When the contact cancels {callback}")
        self.may_be_refused(lambda: self.lab.cancel(callback))

    @rule(who=st.integers(0, 3), behaviour=BEHAVIOURS)
    def behave(self, who: int, behaviour: Behaviour) -> None:
        """Let a contact do something else from now on."""
        contact = self.people[who]
        self.lab.plays(contact, behaviour)
        self.said(f"Given {contact.person.name} does this when called: {behaviour}")

    @precondition(lambda self: self.lab.voice_switch.calls)
    @rule(data=st.data(), what=st.sampled_from(["answers", "hangs up", "rejects the call"]))
    def use_the_telephone(self, data: st.DataObject, what: str) -> None:
        """Let whoever is called answer, hang up, or reject the call."""
        switch = self.lab.here.voice_switch
        number = data.draw(st.sampled_from(sorted({party.number for call in switch.calls for party in call.parties})))
        self.said(f"When {number} {what}")
        do = {"answers": self.lab.pick_up, "hangs up": self.lab.hang_up, "rejects the call": self.lab.reject}[what]
        self.may_be_refused(lambda: do(number))

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

    # The administrator.

    @rule(change=CHANGES)
    def administer(self, change: tuple[str, dict[str, Any]]) -> None:
        """Let the administrator change something, perhaps to nonsense."""
        name, arguments = change
        self.said(f"When the administrator does this: {name} {arguments}")
        self.may_be_refused(lambda: getattr(self.lab.configuration, name)(**arguments))

    # What must hold.

    @invariant()
    def holds(self) -> None:
        """Check all that must hold between two events."""
        if hasattr(self, "watcher"):
            self.watcher.look()
            self.watcher.look_around()
            self.nobody_has_too_much()

    def teardown(self) -> None:
        """Nothing is left behind when everybody goes home."""
        if hasattr(self, "watcher"):
            self.watcher.leave()
            self.lab.check()
            recording = trace_of(self.lab)
            assert self.lab.close() == ()
            if self.plays_again:
                divergence = replay(recording).divergence
                assert divergence is None, str(divergence)

    # How it is done.

    def windows(self) -> list[tuple[str, str]]:
        """Give who has which notification or window."""
        return [(desk.agent, shown.id) for desk in self.lab.desks for shown in desk.shown().interactions]

    def notified(self) -> list[tuple[str, str]]:
        """Give who is offered what."""
        desks = self.lab.desks
        return [(desk.agent, shown.id) for desk in desks for shown in desk.shown().interactions if shown.notification]

    def in_hand(self) -> list[tuple[str, str]]:
        """Give who could dial for what."""
        windows = self.windows()
        return [(agent, on) for agent, on in windows if Action.DIAL in self.lab.agent(agent).actions(on)]

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


TestAnyOrderOfEvents = ContactCentre.TestCase
# One machine that does everything needs more stories than a property of one function.
TestAnyOrderOfEvents.settings = settings(max_examples=max(50, settings().max_examples))
