"""Other media beside web callbacks, Do Not Disturb, after-call work: whatever happens, capacity is never exceeded."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import rule
from tests.exploration.telling import Telling
from tests.exploration.vocabulary import AGENTS, MEDIA, QUEUES, SERVER

from callbook.core.messages.open_media import RequestSubmit
from callbook.lab import AfterCallWork, DoNotDisturb, FinishInteraction, OpenInteractions, Send, TakeMedium
from callbook_mocks.interaction_server import PlaceKind


class OtherMedia(Telling):
    """Agents who are blended."""

    handed_in = 0

    @rule(agent=st.sampled_from(AGENTS), medium=st.sampled_from(MEDIA), ready=st.booleans())
    def take_medium(self, agent: str, medium: str, ready: bool) -> None:  # noqa: FBT001 - drawn
        """Be Ready or Not Ready for another medium."""
        self.said(f"When {agent} goes {'Ready' if ready else 'Not Ready'} for the medium {medium}")
        self.may_be_refused(lambda: self.lab.do(TakeMedium(agent, medium, ready)))

    @rule(medium=st.sampled_from(MEDIA), queue=st.sampled_from(QUEUES))
    def comes_in(self, medium: str, queue: str) -> None:
        """Hand in an interaction of another medium."""
        self.said(f'When a "{medium}" comes into the queue "{queue}"')
        self.handed_in += 1
        request = RequestSubmit(
            ReferenceId=self.handed_in,
            TenantId="Lighthouse",
            MediaType=medium,
            Queue=queue,
            InteractionType="Inbound",
            InteractionSubtype="InboundNew",
        )
        self.may_be_refused(lambda: self.lab.do(Send("Media server", SERVER, request)))

    @rule(agent=st.sampled_from(AGENTS), medium=st.sampled_from(MEDIA))
    def finish(self, agent: str, medium: str) -> None:
        """Be finished with an interaction of another medium."""
        self.said(f'When {agent} finishes the "{medium}"')
        self.may_be_refused(lambda: self.lab.do(FinishInteraction(agent, medium)))

    @rule(agent=st.sampled_from(AGENTS), act=st.sampled_from((DoNotDisturb, AfterCallWork)), which=st.booleans())
    def not_now(self, agent: str, act: type[DoNotDisturb | AfterCallWork], which: bool) -> None:  # noqa: FBT001 - drawn
        """Turn Do Not Disturb on or off, go into after-call work or end it."""
        done = act(agent, which)
        self.said(f"When {agent} is to {done.words}")
        self.may_be_refused(lambda: self.lab.do(done))

    def nobody_has_too_much(self) -> None:
        """Count what each agent is offered or handles: capacity is never exceeded, of a medium or of all together."""
        center, had = self.lab.configuration.contact_center, dict[str, Counter[str]]()
        for name, shown in self.lab.ask(OpenInteractions()).items():
            place = self.lab.where(name)
            if place.kind in {PlaceKind.OFFERED, PlaceKind.HANDLED}:
                had.setdefault(place.agent, Counter())[shown.MediaType] += 1
        for agent in center.agents:
            mine = had.get(agent.id, Counter())
            allowed = {"webcallback": agent.capacity, **center.capacities}
            assert {} == {medium: count for medium, count in mine.items() if count > allowed[medium]}
            assert center.at_once is None or mine.total() <= center.at_once
