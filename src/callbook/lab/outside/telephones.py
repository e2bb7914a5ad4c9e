"""Acts of telephones that are somebody's own: registered at the switch, and reporting what happens to them (F3 to F6).

A virtual telephone may be made to report as well: its timers are set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from callbook.lab.outside.act import Act
from callbook_mocks.voice_switch import Report

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.lab.servers import ServersHere


class _OfATelephone(Act, frozen=True):
    """Something about the telephone with this number."""

    number: Annotated[str, Meta(description="the DN's number, or the contact's phone number")]

    def actor(self, lab: Lab) -> str:
        """Return whose telephone it is; the number where that is nobody's."""
        contact = lab.people.phone_book.find(self.number)
        agents = (agent.name for agent in lab.configuration.agents if agent.dn == self.number)
        return next(agents, self.number) if contact is None else contact.person.name

    def do(self, lab: Lab) -> None:
        """Do it.

        Raises:
            CallbookError: when nobody has the number, or no call is there for it.
        """
        lab.servers.tell(self)


class RegisterTelephone(_OfATelephone, frozen=True):
    """A telephone of somebody's own is there from the next call on."""

    def do_at(self, servers: ServersHere) -> None:
        """Let the number have one."""
        servers.voice_switch.register_telephone(self.number, there=True)


class UnregisterTelephone(_OfATelephone, frozen=True):
    """A telephone of somebody's own is there no longer, from the next call on."""

    def do_at(self, servers: ServersHere) -> None:
        """Let the number have none."""
        servers.voice_switch.register_telephone(self.number, there=False)


class ReportFromTelephone(_OfATelephone, frozen=True):
    """A telephone reports what has happened to it."""

    report: Annotated[Report, Meta(description="what has happened, or what is reported of it")]
    to: Annotated[str, Meta(description="where it refers the call; empty for any other report.")] = ""
    call: Annotated[str, Meta(description="the ConnID; empty for the first call of the number that fits.")] = ""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"the telephone {self.report}" + (f" the call to {self.to}" if self.to else "")

    def do_at(self, servers: ServersHere) -> None:
        """Let the switch hear it."""
        servers.voice_switch.hear(self.number, self.report, self.to, self.call)
