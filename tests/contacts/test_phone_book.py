"""The phone book finds a contact by number, however the number is written."""

from __future__ import annotations

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook_mocks.contacts import Contact, Person, PhoneBook, behaves


def contact(name: str = "Anna Berg", phone_number: str = "+46846500412") -> Contact:
    """Make a contact in Stockholm."""
    return Contact(Person(name, phone_number, "sv_SE", "Europe/Stockholm", "Question about an invoice", "now"))


def test_a_contact_answers_unless_told_otherwise() -> None:
    """A contact without a behaviour answers after the usual time."""
    assert behaves("answers") == contact().behaviour


@pytest.mark.parametrize("number", ["+46846500412", "+46 8 465 004 12", "08-465 004 12"])
def test_a_contact_is_found_under_any_spelling(number: str) -> None:
    """With a home region the country may be left out."""
    book = PhoneBook("SE")
    anna = book.add(contact())
    assert anna is book.find(number)


@pytest.mark.parametrize("number", ["+46846500413", "08-465 004 12", "7001", "gurk", ""])
def test_nobody_has_another_number(number: str) -> None:
    """A free number, a number without its country, a DN and no number at all find nobody."""
    book = PhoneBook()
    book.add(contact())
    assert book.find(number) is None


def test_behaviour_may_change_between_two_calls() -> None:
    """A contact who was busy answers the next time."""
    book = PhoneBook()
    anna = book.add(contact())
    assert anna is book.plays("+46 8 465 004 12", behaves("busy"))
    assert behaves("busy") == anna.behaviour


def test_a_number_that_nobody_has_can_not_play() -> None:
    """The refusal names the numbers that somebody has."""
    book = PhoneBook()
    book.add(contact())
    with pytest.raises(Unknown) as refusal:
        book.plays("+46846500413", behaves("busy"))
    assert ("+46846500413", ("+46846500412",)) == (refusal.value.given, refusal.value.known)


def test_two_contacts_can_not_share_a_number() -> None:
    """The second one is refused and the first one stays; adding the same contact again changes nothing."""
    book = PhoneBook()
    anna = book.add(contact())
    assert anna is book.add(anna)
    with pytest.raises(BadInput) as refusal:
        book.add(contact("Bo Ek", "+46 8 465 004 12"))
    assert (
        "phone number '+46846500412' in contact 'Bo Ek' cannot be used. Accepted: another one, Anna Berg has it."
    ) == str(refusal.value)
    assert [anna] == list(book)


def test_a_contact_without_a_number_is_refused() -> None:
    """A number that is none is refused by the name of its contact."""
    book = PhoneBook()
    with pytest.raises(BadInput) as refusal:
        book.add(contact(phone_number="gurk"))
    assert "contact 'Anna Berg'" == refusal.value.where
    assert len(book) == 0


def test_whoever_keeps_the_book_learns_what_has_changed() -> None:
    """Who was entered, and who does something else from now on, each told once."""
    book = PhoneBook()
    anna, bo = book.add(contact()), book.add(contact("Bo Ek", "+46846500413"))
    assert ((anna, bo), ()) == (book.changed(), book.changed())
    book.plays("+46 8 465 004 13", behaves("busy"))
    assert ((bo,), ()) == (book.changed(), book.changed())
