"""Servers, wires and messages that fail, each at any time, and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from tests.exploration.telling import Telling
from tests.exploration.vocabulary import AGENTS, DELAYS, FAULTS, SERVER

from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media import RequestAgentLogout
from callbook.lab.evidence import COMES_AGAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook_mocks.interaction_server import InteractionServer
    from callbook_mocks.voice_switch import VoiceSwitch


class Failures(Telling):
    """Whatever can fail."""

    link = True
    plays_again = True

    @rule(what=st.sampled_from(("wire", "voice wire", "server", "switch", "link")), agent=st.sampled_from(AGENTS))
    def fail_or_return(self, what: str, agent: str) -> None:
        """Let something go down, or come back if it is down."""
        happenings: dict[str, Callable[[], None]] = {
            "server": self.server_fails_or_returns,
            "switch": self.switch_fails_or_returns,
            "link": self.link_fails_or_returns,
            "wire": lambda: self.wire_fails_or_returns(agent, self.lab.here.interaction_server),
            "voice wire": lambda: self.wire_fails_or_returns(agent, self.lab.here.voice_switch),
        }
        happenings[what]()
        self.lab.clock.settle()

    def server_fails_or_returns(self) -> None:
        """Let Interaction Server go down, or come back."""
        running = self.lab.interaction_server.running
        self.said(f"When Interaction Server {'goes down' if running else 'comes back'}")
        (self.lab.stop_interaction_server if running else self.lab.start_interaction_server)()

    def switch_fails_or_returns(self) -> None:
        """Let the voice switch go down, or come back."""
        running = self.lab.voice_switch.running
        self.said(f"When the voice switch {'goes down' if running else 'comes back'}")
        (self.lab.stop_voice_switch if running else self.lab.start_voice_switch)()

    def link_fails_or_returns(self) -> None:
        """Let the server lose its link to the switch, or have it again."""
        self.link = not self.link
        self.said(f"When the T-Server {'has its link to the switch again' if self.link else 'loses its link'}")
        (self.lab.restore_link if self.link else self.lab.lose_link)()

    def wire_fails_or_returns(self, agent: str, server: InteractionServer | VoiceSwitch) -> None:
        """Cut one agent's wire, or mend it."""
        wire = self.lab.wire(agent, server.name)
        if wire.up:
            self.said(f"When {agent} loses the connection to {server.name}")
            self.lab.cut(agent, server.name)
        elif server.running:
            self.said(f"When {agent} is connected to {server.name} again")
            self.lab.mend(agent, server.name)

    @rule(agent=st.sampled_from(AGENTS), fault=FAULTS, milliseconds=DELAYS)
    def disturb(self, agent: str, fault: tuple[tuple[bool, bool], str, Mishap], milliseconds: int) -> None:
        """Let a message be late, lost, doubled, overtaken or refused, or its connection end with it."""
        (voice, to_agent), message, mishap = fault
        server = self.lab.voice_switch.name if voice else SERVER
        sender = server if to_agent else agent
        happens = Fault(mishap, message, milliseconds, code=43 if mishap is Mishap.REFUSED else 0)
        self.said(f"Given the next {message} from {sender} on the wire {agent} - {server} is {happens}")
        self.lab.disturb(agent, server, sender, happens)

    @precondition(lambda self: len(self.lab.journal) > 0)
    @rule(back=st.integers(0, 30))
    def repeat_something_old(self, back: int) -> None:
        """Let a message that an agent's wire once carried come again.

        Not a logout: the server would end a session that its agent has opened since, and answer a request that is
        answered already, so that nobody could know. A logout that is merely late is told of (`disturb`).
        """
        lab = self.lab
        old = [
            entry
            for entry in lab.journal
            if isinstance(entry, MessageSent)
            and entry.wire.startswith(AGENTS)
            and not isinstance(entry.message, RequestAgentLogout)
        ]
        if not old:
            return
        self.plays_again = False  # nobody outside could send it: a replay has nothing to do it again with
        entry = old[-1 - back % len(old)]
        client, server = entry.wire.split(" - ")
        message: Any = entry.message
        self.said(f"When {message.name} (entry {entry.number}) from {entry.sender} to {entry.receiver} comes again")
        wire = lab.wire(client, server)
        lab.journal.fault(wire.name, COMES_AGAIN, entry.number)
        (wire.to_server if entry.receiver == server else wire.to_client)(message)
        lab.clock.settle()
