"""Acts of blended agents, who handle other media beside web callbacks, or are not to be disturbed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from callbook.core import BadInput
from callbook.lab.outside.act import Act
from callbook.messages import MEDIA_TYPE, AgentWorkMode
from callbook.messages.t_library import RequestAgentNotReady, RequestAgentReady

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.workspace import Workspace


class _OfABlendedAgent(Act, frozen=True):
    """Something that a blended agent does at the desktop."""

    agent: Annotated[str, Meta(description="the agent's name or id")]

    def actor(self, lab: Lab) -> str:
        """Return the agent's name."""
        return lab.desktop(self.agent).agent

    def check(self, lab: Lab) -> None:
        """Make sure that there is such an agent, logged in and connected, at a desktop of Callbook's own make.

        Raises:
            Unknown: when nobody of that name works here.
            BadInput: when the desktop is a third-party one, or the agent is not logged in, or not connected.
        """
        if not (self._desk(lab).channel.logged_in and self._is_connected(lab)):
            raise BadInput("agent", self.agent, where=self.words, accepted="one who is logged in, and connected")

    def _is_connected(self, lab: Lab) -> bool:
        return self._desk(lab).link.up

    def _desk(self, lab: Lab) -> Workspace:
        return lab.agent(self.agent)


class TakeMedium(_OfABlendedAgent, frozen=True):
    """An agent is Ready for a medium beside web callback, or Not Ready; it is added if need be."""

    medium: Annotated[str, Meta(description="a media type of the contact center, such as `chat`")]
    ready: Annotated[bool, Meta(description="whether the agent is Ready for it")] = True

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"be {'Ready' if self.ready else 'Not Ready'} for {self.medium}"

    def check(self, lab: Lab) -> None:
        """Make sure that there is such an agent, and such a medium.

        Raises:
            Unknown: when nobody of that name works here.
            BadInput: when the agent is not logged in, or the contact centre has no such medium beside web callback.
        """
        super().check(lab)
        _check_medium(self.medium, lab)

    def do(self, lab: Lab) -> None:
        """Take it."""
        self._desk(lab).other_media.take(self.medium, ready=self.ready)


class FinishInteraction(_OfABlendedAgent, frozen=True):
    """An agent is finished with the oldest interaction of a medium beside web callback: its processing ends."""

    medium: Annotated[str, Meta(description="its media type, such as `chat`")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"finish a {self.medium}"

    def do(self, lab: Lab) -> None:
        """Finish it.

        Raises:
            BadInput: when the agent has none of that medium.
        """
        self._desk(lab).other_media.finish(self.medium)


class DoNotDisturb(_OfABlendedAgent, frozen=True):
    """An agent turns Do Not Disturb on or off."""

    on: Annotated[bool, Meta(description="whether nothing is to be offered to the agent from now on")] = True

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"turn Do Not Disturb {'on' if self.on else 'off'}"

    def do(self, lab: Lab) -> None:
        """Turn it."""
        self._desk(lab).other_media.disturb(allowed=not self.on)


class AfterCallWork(_OfABlendedAgent, frozen=True):
    """An agent goes into after-call work on the voice channel, or ends it; the Web Callback channel stays as it is."""

    over: Annotated[bool, Meta(description="whether it ends")] = False

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "end the after-call work" if self.over else "go into after-call work"

    def _is_connected(self, lab: Lab) -> bool:
        return self._desk(lab).voice.registered

    def do(self, lab: Lab) -> None:
        """Go into it, or end it."""
        link, dn = self._desk(lab).voice.link, lab.configuration.agent(self._desk(lab).agent_id).dn
        if self.over:
            link.ask(RequestAgentReady(ReferenceID=link.reference(), ThisDN=dn))
        else:
            mode = AgentWorkMode.AFTER_CALL_WORK
            link.ask(RequestAgentNotReady(ReferenceID=link.reference(), ThisDN=dn, WorkMode=mode))


def _check_medium(medium: str, lab: Lab) -> None:
    known = lab.configuration.contact_center.capacities
    if medium not in known:
        accepted = f"{', '.join(known) or 'none: other_media is empty'}; {MEDIA_TYPE} is the channel's own"
        raise BadInput("medium", medium, where="the contact centre", accepted=accepted)
