"""The Faker provider makes people that fit their locale, and the same ones for the same seed."""

from __future__ import annotations

from datetime import UTC, datetime

import phonenumbers
import pytest
from faker import Faker

from callbook.core.errors import Unknown
from callbook.core.moments import future, parse_moment
from callbook_mocks.contacts import CallbackProvider, Person, locales
from callbook_mocks.contacts.fiction import FICTION_RANGES, is_reserved_for_fiction

NOW = datetime(2026, 3, 27, 12, tzinfo=UTC)


def people(seed: int, count: int, *, of: str = "en_US", locale: str | None = None) -> list[Person]:
    """Make *count* people with a Faker of the locale *of*, seeded with *seed*."""
    faker = Faker(of)
    faker.add_provider(CallbackProvider)
    faker.seed_instance(seed)
    return [faker.callback_person(locale) for _ in range(count)]


@pytest.mark.parametrize("locale", [None, "sv_SE"])
def test_one_seed_gives_the_same_people(locale: str | None) -> None:
    """Two Fakers of one seed make the same people, of their own locale and of another one."""
    assert people(7, 20, locale=locale) == people(7, 20, locale=locale)
    assert people(7, 20, locale=locale) != people(8, 20, locale=locale)


def test_callback_is_the_short_name() -> None:
    """``callback`` makes the same people as ``callback_person``."""
    faker = Faker("sv_SE")
    faker.add_provider(CallbackProvider)
    faker.seed_instance(7)
    assert people(7, 1, of="sv_SE") == [faker.callback()]


@pytest.mark.parametrize("locale", locales())
def test_a_person_fits_the_locale(locale: str) -> None:
    """Over many seeds: a name, a possible number reserved for fiction, the zone of its place, a future wish."""
    zones = {(run.region, run.time_zone) for run in FICTION_RANGES if run.locale == locale}
    for person in (person for seed in range(60) for person in people(seed, 4, of=locale)):
        number = phonenumbers.parse(person.phone_number)
        assert phonenumbers.is_possible_number(number)
        assert person.phone_number == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert is_reserved_for_fiction(person.phone_number)
        region = next(run.region for run in FICTION_RANGES if person.phone_number in run)
        assert (region, person.time_zone) in zones
        assert (locale, True, True) == (person.locale, bool(person.name), bool(person.reason))
        wished = parse_moment(person.wished_time, person.time_zone, NOW)
        assert person.wished_time == "now" or wished is future(wished, NOW)


def test_without_a_locale_the_fakers_own_is_spoken() -> None:
    """A Faker of several locales makes people of each of them."""
    faker = Faker(["sv_SE", "de-DE"])
    for locale in faker.locales:
        faker[locale].add_provider(CallbackProvider)
    faker.seed_instance(7)
    assert {"sv_SE", "de_DE"} == {faker.callback_person().locale for _ in range(20)}


def test_a_locale_may_be_written_with_a_hyphen() -> None:
    """``sv-SE`` and ``sv_SE`` are one locale."""
    assert people(7, 3, locale="sv_SE") == people(7, 3, locale="sv-SE")


@pytest.mark.parametrize(("of", "locale"), [("ja_JP", None), ("en_US", "ja_JP")])
def test_a_locale_without_numbers_for_fiction_is_refused(of: str, locale: str | None) -> None:
    """We never make up a number that could belong to somebody."""
    with pytest.raises(Unknown) as refusal:
        people(7, 1, of=of, locale=locale)
    assert ("ja_JP", locales()) == (refusal.value.given, refusal.value.known)
