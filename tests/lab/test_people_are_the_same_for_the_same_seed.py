"""The contacts of a lab are the same for the same seed, and no two have one number."""

from callbook.lab import Lab
from callbook.lab.people import People
from callbook_mocks.contacts import Contact
from callbook_mocks.contacts.fiction import is_reserved_for_fiction


def _numbers(seed: int) -> list[str]:
    people = People(seed)
    return [people.contact().person.phone_number for _ in range(20)]


def test_a_seed_decides_who_they_are() -> None:
    """Twice the same seed gives the same people, another one gives others."""
    assert _numbers(1) == _numbers(1)
    assert _numbers(1) != _numbers(2)


def test_every_number_is_reserved_for_fiction() -> None:
    """Nobody's real telephone can ring."""
    assert [number for number in _numbers(3) if not is_reserved_for_fiction(number)] == []


def test_a_number_that_somebody_has_is_not_given_again() -> None:
    """Whoever would get a number that is taken gets another one."""
    taken = People(1).contact()
    people = People(1)
    people.phone_book.add(Contact(taken.person))
    assert people.contact().person.phone_number != taken.person.phone_number


def test_a_contact_can_be_given_a_name() -> None:
    """The name is the scenario's, everything else the seed's."""
    unnamed, named = People(1).contact().person, People(1).contact("Maria").person
    assert (named.name, named.phone_number, named.time_zone) == ("Maria", unnamed.phone_number, unnamed.time_zone)


def test_labs_do_not_disturb_each_other() -> None:
    """Two labs that make people in turn have the same people as if each were alone."""
    first, second = Lab(seed=5), Lab(seed=5)
    pairs = [(first.contact().person, second.contact().person) for _ in range(3)]
    assert [one == other for one, other in pairs] == [True, True, True]
