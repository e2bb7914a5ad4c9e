"""The catalogues hold every privilege and option of the register, each with all that is known about it."""

from __future__ import annotations

import pytest

from callbook.configuration import CLAUSES, OPTIONS, PRIVILEGES, Configuration, Moment, privileges
from callbook.configuration.directory import Directory


def test_privileges_of_the_channel() -> None:
    """The guide's seven Web Callback privileges stand under the clauses P1 to P7, under their documented names."""
    found = {entry.clause: entry.name for entry in PRIVILEGES.values() if entry.area == "Web Callback"}
    expected = {
        "P1": "Can Use Web Callback Channel",
        "P2": "Can Decline",
        "P3": "Can Set Interaction Disposition",
        "P4": "Can Reschedule",
        "P5": "Can Reschedule Before Call",
        "P6": "Can Reschedule On New Number",
        "P7": "Can Mark Done",
    }
    assert expected.items() <= found.items()


def test_voice_privileges_need_the_voice_channel() -> None:
    """The five other voice privileges of P8 need the first, and their names are marked as assumed."""
    voice = [entry for entry in PRIVILEGES.values() if entry.clause == "P8"]
    assert [(), *[(privileges.CAN_USE_VOICE_CHANNEL,)] * 5] == [entry.needs for entry in voice]
    assert {"assumed"} == {entry.name_basis for entry in voice}


def test_every_need_is_in_the_catalogue() -> None:
    """A privilege needs only privileges that exist."""
    assert {need for entry in PRIVILEGES.values() for need in entry.needs} <= set(PRIVILEGES.values())


def test_configuration_names_are_assumed_and_differ() -> None:
    """No public page holds the names in the Role object: each is marked, none stands twice."""
    assert {"assumed"} == {entry.configuration_name_basis for entry in PRIVILEGES.values()}
    assert len(PRIVILEGES) == len({entry.configuration_name for entry in PRIVILEGES.values()})


def test_clauses_of_the_options() -> None:
    """Each clause of the letter O has one option, and so has C2; C7 has five."""
    clauses = [option.clause for option in OPTIONS.values()]
    expected = {**{clause.id: 1 for clause in CLAUSES if clause.id.startswith("O")}, "C2": 1, "C7": 5}
    assert expected == {clause: clauses.count(clause) for clause in clauses}


def test_documented_defaults() -> None:
    """A default is called documented only where a public page states it."""
    expected = {"O9", "O10", "O13", "O14", "C2", "C7"}
    assert expected == {option.clause for option in OPTIONS.values() if option.default_basis == "documented"}


def test_documented_moments() -> None:
    """A moment of effect is called documented only where a public page states it (C4)."""
    expected = {
        "O9": Moment.NEXT_INTERACTION,
        "O10": Moment.NEXT_INTERACTION,
        "O13": Moment.IMMEDIATELY,
        "O14": Moment.NEXT_INTERACTION,
        "C2": Moment.NEXT_INTERACTION,
    }
    assert expected == {o.clause: o.moment for o in OPTIONS.values() if o.moment_basis == "documented"}


def test_overridable_options() -> None:
    """A strategy may override O4, O9, O10 and C7 as documented, O5 and O6 as assumed (C3)."""
    overridable = [option for option in OPTIONS.values() if option.overridable]
    assert {"O4", "O5", "O6", "O9", "O10", "C7"} == {option.clause for option in overridable}
    assumed = {option.name for option in overridable if option.overridable_basis == "assumed"}
    expected = {
        "webcallback.auto-answer.timer",
        "webcallback.auto-answer.enable-reject",
        "interaction.disposition.value-business-attribute",
    }
    assert expected == assumed


def test_since_versions() -> None:
    """The countdown and its reject came with 8.5.105.12; for nothing else a version is known."""
    expected = {"webcallback.auto-answer.timer": "8.5.105.12", "webcallback.auto-answer.enable-reject": "8.5.105.12"}
    assert expected == {option.name: option.since for option in OPTIONS.values() if option.since}


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_every_default_is_valid(option: object, configuration: Configuration) -> None:
    """The default of each option is valid, and each option says what is valid."""
    entry = OPTIONS[getattr(option, "name", "")]
    entry.kind.parse(entry.default, Directory(configuration.contact_center))
    assert entry.valid == entry.kind.valid != ""
