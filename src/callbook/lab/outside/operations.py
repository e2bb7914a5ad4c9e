"""Acts of operators and administrators: servers and links fail and return (E2, E3), the configuration changes (C4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from callbook.configuration import ContactCenter, patch_in_words, patched
from callbook.core import BadInput, Unknown
from callbook.lab.outside.act import Act, Milliseconds
from callbook.lab.servers import INTERACTION_SERVER

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.lab.servers import ServersHere


class _Operation(Act, frozen=True):
    """Something that operations do."""

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - operations are called so everywhere
        """Return what operations are called."""
        return "Operations"


class _ServerOperation(_Operation, frozen=True):
    """Something that operations do to one of the two servers, under its name in the journal."""

    server: Annotated[str, Meta(description="the server's name in the journal, such as `Interaction Server`")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        name = self.server if self.server == INTERACTION_SERVER else "the voice switch"
        return f"{super().words} {name}"

    def check(self, lab: Lab) -> None:
        """Make sure that there is such a server.

        Raises:
            Unknown: when there is none.
        """
        names = (INTERACTION_SERVER, lab.switch)
        if self.server not in names:
            raise Unknown("server", self.server, names)


class Stop(_ServerOperation, frozen=True):
    """A server goes down: every wire to it is cut. After *milliseconds* it comes up again; None for when told to."""

    milliseconds: Annotated[
        Milliseconds | None,
        Meta(description="after how many milliseconds the server comes up again; null for when told to"),
    ] = None

    def do(self, lab: Lab) -> None:
        """Take it down."""
        lab.outages.stop(self.server, self.milliseconds)

    def do_at(self, servers: ServersHere) -> None:
        """Take it down; the wires are the lab's."""
        servers.named(self.server).stop()


class Start(_ServerOperation, frozen=True):
    """A server comes up again: every wire to it is whole."""

    def do(self, lab: Lab) -> None:
        """Bring it up."""
        lab.outages.start(self.server)

    def do_at(self, servers: ServersHere) -> None:
        """Bring it up; the wires are the lab's."""
        servers.named(self.server).start()


class Restart(_ServerOperation, frozen=True):
    """A server goes down and comes up at once; without its state Interaction Server knows no callback any more."""

    with_state: Annotated[bool, Meta(description="whether Interaction Server knows afterwards what it knew before")] = (
        True
    )

    def check(self, lab: Lab) -> None:
        """Make sure that the server can restart so.

        Raises:
            Unknown: when there is no such server.
            BadInput: when the voice switch is to forget its state: it always does.
        """
        super().check(lab)
        if not self.with_state and self.server != INTERACTION_SERVER:
            accepted = "true: the voice switch's calls and registrations never outlive it"
            raise BadInput("with_state", given=False, where=self.server, accepted=accepted)

    def do(self, lab: Lab) -> None:
        """Take it down and bring it up."""
        lab.outages.stop(self.server, None)
        if not self.with_state:
            lab.servers.tell(LoseState())
        lab.outages.start(self.server)


class LoseState(_Operation, frozen=True):
    """Interaction Server, while it is down, forgets every interaction and every submission."""

    def do(self, lab: Lab) -> None:
        """Let it forget."""
        lab.servers.tell(self)

    def do_at(self, servers: ServersHere) -> None:
        """Let it forget."""
        servers.interaction_server.lose_state()


class LoseLink(_Operation, frozen=True):
    """The voice switch's server runs on without the switch behind it."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "lose the link to the switch"

    def do(self, lab: Lab) -> None:
        """Take the link away."""
        lab.servers.tell(self)

    def do_at(self, servers: ServersHere) -> None:
        """Take the link away."""
        servers.voice_switch.link_down()


class RestoreLink(_Operation, frozen=True):
    """The voice switch's server has its switch back."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "restore the link to the switch"

    def do(self, lab: Lab) -> None:
        """Restore the link."""
        lab.servers.tell(self)

    def do_at(self, servers: ServersHere) -> None:
        """Restore the link."""
        servers.voice_switch.link_up()


class Configure(Act, frozen=True):
    """The configuration changes; each change takes effect at its own moment."""

    patch: Annotated[
        dict[str, Any],
        Meta(
            description="the changed fields of the contact center; of a collection each changed thing by its "
            "name, as it is to be, or None where it goes (a JSON merge patch, RFC 7396)."
        ),
    ]

    @property
    def words(self) -> str:
        """What is changed, in words."""
        return patch_in_words(self.patch)

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - whoever it is, they administrate
        """Return what administrators are called."""
        return "Administrator"

    def check(self, lab: Lab) -> None:  # noqa: ARG002 - a contact center has the same fields everywhere
        """Make sure that a contact center has such fields.

        Raises:
            BadInput: when it does not.
        """
        unknown = [name for name in self.patch if name not in ContactCenter.__struct_fields__]
        if unknown:
            accepted = ", ".join(ContactCenter.__struct_fields__)
            raise BadInput("patch", unknown[0], where="configuration", accepted=accepted)

    def do(self, lab: Lab) -> None:
        """Change it.

        Raises:
            BadInput: when what comes of it is no configuration.
        """
        lab.configuration.change(patched(lab.configuration.contact_center, self.patch))
