"""Acts of contacts, and of whoever decides who they are and what they do when called (E1, F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from callbook.core import Unknown
from callbook.lab.outside.act import Act
from callbook.lab.people import DEFAULT_LOCALE
from callbook_mocks.contacts import Behaviour, Contact, Person, behaves, locales

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.lab.servers import ServersHere


class AddContact(Act, frozen=True):
    """A contact comes into being: made up from the lab's seed, or as *person* says."""

    name: Annotated[str | None, Meta(description="the contact's name; one is made up by default.")] = None
    locale: Annotated[str, Meta(description="where the contact lives, which decides the number and the time zone.")] = (
        DEFAULT_LOCALE
    )
    behaviour: Annotated[
        Behaviour | None, Meta(description="what the contact does when called; answers, by default.")
    ] = None
    person: Annotated[Person | None, Meta(description="a whole person, instead of one that is made up.")] = None

    @property
    def words(self) -> str:
        """What is done, in words."""
        name = self.name if self.person is None else self.person.name
        return f"add the contact {name}" if name else "add a contact"

    def check(self, lab: Lab) -> None:  # noqa: ARG002 - there are people in the same locales everywhere
        """Make sure that there are people in that locale.

        Raises:
            Unknown: when there are none.
        """
        if self.locale not in locales():
            raise Unknown("locale", self.locale, locales())

    def do(self, lab: Lab) -> Contact:
        """Enter the contact into the phone book, and return it.

        Raises:
            BadInput: when somebody else has the number.
        """
        behaviour = self.behaviour or behaves("answers")
        if self.person is None:
            made = lab.people.contact(self.name, locale=self.locale, behaviour=behaviour)
        else:
            made = lab.people.phone_book.add(Contact(self.person, behaviour))
        lab.servers.tell(AddContact(behaviour=made.behaviour, person=made.person))
        return made


class Behave(Act, frozen=True):
    """A contact does something else when called, from the next call on (F4)."""

    phone_number: Annotated[str, Meta(description="the contact's phone number")]
    behaviour: Annotated[Behaviour, Meta(description="what the contact does from the next call on")]

    @property
    def words(self) -> str:
        """What is done, in words."""
        return f"{self.phone_number}: {self.behaviour.kind}"

    def do(self, lab: Lab) -> Contact:
        """Tell the contact, and return it.

        Raises:
            Unknown: when nobody has the number.
        """
        contact = lab.people.phone_book.plays(self.phone_number, self.behaviour)
        lab.servers.tell(self)
        return contact


class _AtTheTelephone(Act, frozen=True):
    """Something that the contact with this number does at the telephone, now."""

    phone_number: Annotated[str, Meta(description="the contact's phone number")]

    def actor(self, lab: Lab) -> str:
        """Return the contact's name."""
        contact = lab.people.phone_book.find(self.phone_number)
        return "A contact" if contact is None else contact.person.name

    def do(self, lab: Lab) -> None:
        """Do it.

        Raises:
            BadInput: when no call is there for it.
        """
        lab.servers.tell(self)


class PickUp(_AtTheTelephone, frozen=True):
    """A contact answers the telephone, now."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "answer the telephone"

    def do_at(self, servers: ServersHere) -> None:
        """Answer the call that rings there."""
        servers.voice_switch.hear(self.phone_number, "answers")


class Reject(_AtTheTelephone, frozen=True):
    """A contact rejects the call that rings, now."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "reject the call"

    def do_at(self, servers: ServersHere) -> None:
        """Reject the call that rings there."""
        servers.voice_switch.hear(self.phone_number, "declines")


class HangUp(_AtTheTelephone, frozen=True):
    """A contact hangs up, now."""

    def do_at(self, servers: ServersHere) -> None:
        """End the call there."""
        servers.voice_switch.hear(self.phone_number, "hangs up")
