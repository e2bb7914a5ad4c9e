"""The act of a lab that goes on where another process has left off: what was kept of it comes back (E2, F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput, Position
from callbook.lab.outside.act import Act
from callbook.lab.web_server import Websites
from callbook_mocks.contacts import Contact
from callbook_mocks.interaction_server import Record

if TYPE_CHECKING:
    from callbook.lab.lab import Lab


class Resume(Act, frozen=True):
    """A lab goes on where a state file has left it; nobody is logged in.

    Attributes:
        identifiers: how far identifiers have come: none that was given is given again.
        websites: what the websites are called, and their last ReferenceId.
        contacts: who can be called, in the order in which they came into being.
        interactions: what was kept of each interaction; what somebody had is in its queue again (E7).
    """

    identifiers: Position
    websites: Websites
    contacts: tuple[Contact, ...]
    interactions: tuple[Record, ...]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"go on with {len(self.interactions)} interactions and {len(self.contacts)} contacts"

    def check(self, lab: Lab) -> None:
        """Make sure that the lab is fresh.

        Raises:
            BadInput: when something has happened in it already.
        """
        if lab.journal.last:
            raise BadInput("lab", "in use", where="resume", accepted="one in which nothing has happened yet")

    def do(self, lab: Lab) -> None:
        """Put everything back, and let Interaction Server come up with it."""
        lab.here.identifiers.go_on_from(self.identifiers)
        lab.media_servers.go_on_from(self.websites)
        for contact in self.contacts:
            lab.people.phone_book.add(Contact(contact.person, contact.behaviour))
        lab.people.phone_book.changed()
        lab.here.interaction_server.restore(self.interactions)
        lab.here.interaction_server.start()
