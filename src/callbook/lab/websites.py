"""What a contact centre's websites are called as clients, and how far they have come with their ReferenceIds."""

from __future__ import annotations

import msgspec

WEBSITE = "Website"


class Websites(msgspec.Struct, frozen=True):
    """The websites that were opened, each under the queue that its callbacks go into.

    Attributes:
        clients: the name of each as a client of Interaction Server: only under it may a callback be taken back.
        reference: the highest ReferenceId of them all. Whoever goes on where another process stopped begins behind it:
            the server would take a ReferenceId that comes again for a repetition (F10).
    """

    clients: dict[str, str] = {}
    reference: int = 0

    def client(self, queue: str) -> str:
        """Return the name of the website for this queue, opened or not."""
        return self.clients.get(queue) or (f"{WEBSITE} ({queue})" if self.clients else WEBSITE)
