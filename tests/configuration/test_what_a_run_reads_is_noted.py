"""What a run reads of its configuration is noted, in order; what it has set by itself is not."""

from __future__ import annotations

import pytest

from callbook.configuration import Configuration, Level, Reads, options, privileges
from callbook.core import Unknown
from callbook.lab import small_center

AUTO_ANSWER, DIAL = options.AUTO_ANSWER.name, options.AUTO_DIAL.name
USE, DECLINE = privileges.CAN_USE_WEB_CALLBACK_CHANNEL.name, privileges.CAN_DECLINE.name


@pytest.fixture
def reads() -> Reads:
    """Give empty notes of a run on the small contact centre, in which bells may be invalid."""
    return Reads(["Everything"], [options.RINGING_BELL.name])


@pytest.fixture
def configuration(reads: Reads) -> Configuration:
    """Give the small contact centre, whose reads are noted."""
    return Configuration(small_center(), reads=reads)


def test_each_read_is_noted_once_in_order(configuration: Configuration, reads: Reads) -> None:
    """Whether it is an option or a privilege, and what a privilege needs before it."""
    configuration.value(DIAL, "anna")
    configuration.denial("anna", DECLINE)
    configuration.value(DIAL, "ben")
    assert [DIAL, USE, DECLINE] == list(reads.seen)


def test_a_privilege_is_read_up_to_the_first_that_is_missing(configuration: Configuration, reads: Reads) -> None:
    """Without the channel, nobody asks for more."""
    configuration.change(configuration.contact_center)
    center = configuration.contact_center
    configuration.withhold_privilege("anna", USE)
    configuration.denial("anna", DECLINE)
    assert ([], {USE}) == (list(reads.seen), reads.set_by_run)
    assert center != configuration.contact_center


def test_a_higher_level_hides_the_application(configuration: Configuration, reads: Reads) -> None:
    """The value of a person says nothing of the one that varies below it; its explanation does."""
    configuration.set_option(Level.PERSON, "anna", DIAL, "true")
    assert (True, []) == (configuration.value(DIAL, "anna"), list(reads.seen))
    configuration.explain(DIAL, "anna")
    assert [DIAL] == list(reads.seen)


def test_what_the_run_sets_is_its_own_from_then_on(configuration: Configuration, reads: Reads) -> None:
    """Also where it is set to what it was; whoever holds on to the configuration before reads that."""
    before = configuration.snapshot
    configuration.set_option(Level.APPLICATION, "Workspace", DIAL, "false")
    configuration.set_option(Level.APPLICATION, "Workspace", AUTO_ANSWER, "true")
    assert [False, True] == [configuration.value(DIAL, "anna"), configuration.value(AUTO_ANSWER, "anna")]
    assert ([], {DIAL, AUTO_ANSWER}) == (list(reads.seen), reads.set_by_run)
    before.value(DIAL, "anna")
    assert [DIAL] == list(reads.seen)


def test_what_cannot_be_set_is_not_the_runs_own(configuration: Configuration, reads: Reads) -> None:
    """A refusal changes nothing."""
    with pytest.raises(Unknown):
        configuration.set_option(Level.APPLICATION, "Elsewhere", DIAL, "true")
    assert set() == reads.set_by_run


def test_a_privilege_granted_or_withheld_is_the_agents_alone(configuration: Configuration, reads: Reads) -> None:
    """The others' still varies, and so does what is left in the agent's personal role."""
    configuration.withhold_privilege("anna", DECLINE)
    configuration.grant_privilege("anna", USE)
    configuration.denial("anna", DECLINE)
    assert [] == list(reads.seen)
    configuration.denial("anna", privileges.CAN_MARK_DONE)
    assert [privileges.CAN_MARK_DONE.name] == list(reads.seen)
    configuration.denial("ben", DECLINE)
    assert [privileges.CAN_MARK_DONE.name, USE, DECLINE] == list(reads.seen)


def test_a_role_that_the_run_lists_does_not_vary(configuration: Configuration, reads: Reads) -> None:
    """What it grants is granted; what it does not grant is open where another role may."""
    configuration.define_role("Declining", [USE, DECLINE])
    configuration.give_role("anna", "Declining")
    configuration.denial("anna", DECLINE)
    assert [] == list(reads.seen)
    configuration.denial("anna", privileges.CAN_RESCHEDULE)
    assert [privileges.CAN_RESCHEDULE.name] == list(reads.seen)
    configuration.take_role("anna", "Everything")
    configuration.denial("anna", privileges.CAN_MARK_DONE)
    assert [privileges.CAN_RESCHEDULE.name] == list(reads.seen)


def test_whoever_lists_all_privileges_reads_them_all(configuration: Configuration, reads: Reads) -> None:
    """All that the catalogue has."""
    configuration.privileges_of("anna")
    assert set(configuration.privilege_catalogue) == set(reads.seen)


def test_problems_and_warnings_are_about_what_can_be_invalid(configuration: Configuration, reads: Reads) -> None:
    """An option of which no invalid text is tried warns nobody."""
    configuration.warnings("anna")
    assert [options.RINGING_BELL.name] == list(reads.seen)
    reads.seen.clear()
    configuration.problems()
    assert [options.RINGING_BELL.name] == list(reads.seen)
    configuration.snapshot.resolved(DIAL, "anna")
    assert [options.RINGING_BELL.name, DIAL] == list(reads.seen)


def test_without_notes_nothing_is_noted() -> None:
    """A configuration knows whether somebody notes."""
    plain = Configuration(small_center())
    plain.define_role("More", [USE])
    assert [False, True] == [each.is_noted for each in (plain, Configuration(small_center(), reads=Reads()))]
    assert () == plain.problems()
