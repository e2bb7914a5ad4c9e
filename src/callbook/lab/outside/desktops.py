"""Acts of agents at their desktops."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from callbook.lab.outside.act import Act
from callbook.workspace import Action

if TYPE_CHECKING:
    from callbook.lab.lab import Lab


class SwitchOn(Act, frozen=True):
    """The desktop of the agent with this id is switched on; nobody is logged in."""

    agent: Annotated[str, Meta(description="an agent's id")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"switch on the desktop of {self.agent}"

    def do(self, lab: Lab) -> None:
        """Switch it on."""
        lab.switch_on(self.agent)


class Perform(Act, frozen=True):
    """An agent does something at the desktop, which writes it down itself: a person needs no lab for that."""

    agent: Annotated[str, Meta(description="the agent's name or id.")]
    action: Annotated[Action, Meta(description="one of the desktop's actions.")]
    on: Annotated[
        str,
        Meta(description="the id of the window that it concerns; empty for the desktop itself, or the only window."),
    ] = ""
    given: Annotated[dict[str, Any], Meta(description="what the agent gives to the action; a moment as ISO 8601.")] = {}

    def check(self, lab: Lab) -> None:
        """Make sure that there is such an agent.

        Raises:
            Unknown: when there is none.
        """
        lab.agent_id(self.agent)

    def do(self, lab: Lab) -> None:
        """Let the agent do it.

        Raises:
            Refused: when the agent may not, or not now.
        """
        given = {name: _read(name, value) for name, value in self.given.items()}
        lab.desktop(self.agent).perform(self.action, self.on or None, **given)


class _OfAnAgent(Act, frozen=True):
    """Something that an agent does, and that no button of the channel stands for."""

    agent: Annotated[str, Meta(description="the agent's name or id.")]

    def actor(self, lab: Lab) -> str:
        """Return the agent's name."""
        return lab.configuration.agent(lab.agent_id(self.agent)).name

    def check(self, lab: Lab) -> None:
        """Make sure that there is such an agent.

        Raises:
            Unknown: when there is none.
        """
        lab.agent_id(self.agent)


class PutVoice(_OfAnAgent, frozen=True):
    """An agent goes Ready or Not Ready for voice calls, beside the web callback channel (P8)."""

    ready: Annotated[bool, Meta(description="whether to go Ready.")]
    reason: Annotated[str, Meta(description="why Not Ready; empty for no reason.")] = ""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"go {'Ready' if self.ready else 'Not Ready'} for voice calls"

    def do(self, lab: Lab) -> None:
        """Ask the voice switch.

        Raises:
            Refused: when the agent may not use the voice channel, or it is out of service.
            Unknown: when there is no such reason.
        """
        voice = lab.agent(self.agent).voice.state
        if self.ready:
            voice.go_ready()
        else:
            voice.go_not_ready(self.reason)


class ChangeData(_OfAnAgent, frozen=True):
    """An agent changes the attached data of a callback in hand, or of a call, as a desktop's case data can be."""

    of: Annotated[str, Meta(description="the id of the callback, or the ConnID of the call.")]
    added: Annotated[dict[str, Any], Meta(description="what is attached; what is there already stays.")] = {}
    changed: Annotated[dict[str, Any], Meta(description="what is attached, or takes a new value.")] = {}
    deleted: Annotated[tuple[str, ...], Meta(description="the keys that go.")] = ()

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"change the attached data of {self.of}"

    def do(self, lab: Lab) -> None:
        """Ask the server that has it.

        Raises:
            Refused: when it is not the agent's, or the agent may not use the channel.
        """
        lab.agent(self.agent).data.change(self.of, self.added, self.changed, self.deleted)


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever an action is given
    if name == "moment" and isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    return value
