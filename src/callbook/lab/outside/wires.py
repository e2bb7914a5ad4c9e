"""Acts on wires: one is cut or mended, a fault befalls what goes over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from callbook.core import ANY_MESSAGE, Fault, Mishap, Unknown
from callbook.lab.outside.act import Act, Milliseconds
from callbook.lab.wires import InForce

if TYPE_CHECKING:
    from callbook.lab.lab import Lab


_Times = Annotated[int, Meta(ge=1, le=1_000_000)]


class Cut(Act, frozen=True):
    """The wire of a client is cut; after *mend_after* milliseconds it is whole again, None for when told to."""

    client: Annotated[str, Meta(description="the client's name; the desktop of an agent has the agent's")]
    server: Annotated[str, Meta(description="the server's name in the journal, such as `Interaction Server`")]
    mend_after: Annotated[
        Milliseconds | None,
        Meta(description="after how many milliseconds the wire is whole again; null for when told to"),
    ] = None

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"cut the wire from {self.client} to {self.server}"

    def do(self, lab: Lab) -> None:
        """Cut it; while the server is down it does not mend by itself."""
        lab.wires.wire(self.client, self.server).cut(self.mend_after if lab.outages.runs(self.server) else None)


class Mend(Act, frozen=True):
    """A wire that was cut is whole again."""

    client: Annotated[str, Meta(description="the client's name; the desktop of an agent has the agent's")]
    server: Annotated[str, Meta(description="the server's name in the journal, such as `Interaction Server`")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"mend the wire from {self.client} to {self.server}"

    def do(self, lab: Lab) -> None:
        """Mend it."""
        lab.wires.wire(self.client, self.server).mend()


class Disturb(Act, frozen=True):
    """A fault befalls what *sender*, one of the wire's two ends, sends from now on."""

    client: Annotated[str, Meta(description="whose wire; ``*`` for every client's, also those to come.")]
    server: Annotated[str, Meta(description="to which server.")]
    sender: Annotated[str, Meta(description="whose messages.")]
    mishap: Annotated[Mishap, Meta(description="what befalls a message, or the connection with it.")]
    message: Annotated[str, Meta(description="which messages; ``*`` for any.")] = ANY_MESSAGE
    milliseconds: Annotated[Milliseconds, Meta(description="how long a message is delayed, at least.")] = 0
    times: Annotated[_Times | None, Meta(description="how often it strikes; None for any number.")] = 1
    at_most: Annotated[
        Milliseconds | None,
        Meta(description="how long a message is delayed at most, by chance; None for always the same."),
    ] = None
    percent: Annotated[
        float, Meta(gt=0, le=100, description="how many of a hundred messages are struck, by chance.")
    ] = 100.0
    code: Annotated[int, Meta(ge=0, le=2**31 - 1, description="the ErrorCode with which a request is refused.")] = 0
    mend_after: Annotated[
        Milliseconds | None,
        Meta(
            description="after how many milliseconds a connection that it ended is there again; None for when told to."
        ),
    ] = None
    answers: Annotated[str, Meta(description="only what answers a request of this name.")] | UnsetType = UNSET
    # It came later than the format: where it says nothing it is not written, as in the recordings of before.

    @classmethod
    def by(cls, fault: Fault, client: str, server: str, sender: str) -> Disturb:
        """Return the act that lets *fault* befall what *sender* sends."""
        settings: dict[str, Any] = fault.settings() | {"percent": float(fault.percent)}  # as JSON reads it back
        return cls(client, server, sender, **settings)

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"{self.message} of {self.sender}, {self.client} to {self.server}: {self._fault()}"

    def check(self, lab: Lab) -> None:
        """Make sure that such a fault can be.

        Raises:
            Unknown: when *sender* is neither end.
            BadInput: when the fault cannot befall what *sender* sends.
        """
        lab.wires.check(self._in_force(0))

    def do(self, lab: Lab) -> int:
        """Let it befall, and return the number that names the fault."""
        in_force = self._in_force(lab.wires.next_fault)
        lab.wires.disturb(in_force)
        return in_force.number

    def _in_force(self, number: int) -> InForce:
        return InForce(number, self.client, self.server, self.sender, self._fault())

    def _fault(self) -> Fault:
        given = msgspec.structs.asdict(self)
        where = {"client", "server", "sender"}
        return Fault(**{name: value for name, value in given.items() if name not in where and value is not UNSET})


class EndFault(Act, frozen=True):
    """The fault with this number strikes no more; a connection that it has ended stays as it is."""

    number: Annotated[int, Meta(description="the number that names the fault")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"end fault {self.number}"

    def check(self, lab: Lab) -> None:
        """Make sure that such a fault is in force.

        Raises:
            Unknown: when there is none.
        """
        in_force = [each.number for each in lab.wires.faults]
        if self.number not in in_force:
            raise Unknown("fault", self.number, map(str, in_force))

    def do(self, lab: Lab) -> None:
        """End it."""
        lab.wires.end_fault(self.number)
