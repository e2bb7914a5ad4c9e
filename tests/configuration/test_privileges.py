"""Privileges come from roles (C6), have effect only with what they need (P1), and explain their absence (P9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callbook.configuration import PRIVILEGES, Configuration
from callbook.core.errors import Unknown


def test_union_of_own_roles_and_group_roles(configuration: Configuration) -> None:
    """An agent has what their own roles and their agent groups' roles hold (C6)."""
    expected = {
        "Can Use Web Callback Channel",
        "Can Decline",
        "Can Reschedule",
        "Can Use Voice Channel",
        "Can Make Calls",
    }
    assert expected == configuration.privileges_of("anna")


def test_no_effect_without_what_it_needs(configuration: Configuration) -> None:
    """A granted privilege has no effect while one that it needs is missing (P1)."""
    assert {"Can Use Voice Channel", "Can Make Calls"} == configuration.privileges_of("ben")


@pytest.mark.parametrize(
    ("roles", "missing", "clause"),
    [
        ([], "Can Use Web Callback Channel", "P1"),
        (["Can Use Web Callback Channel"], "Can Reschedule", "P4"),
        (["Can Reschedule"], "Can Use Web Callback Channel", "P1"),
    ],
)
def test_a_denial_names_what_is_actually_missing(
    configuration: Configuration, roles: list[str], missing: str, clause: str
) -> None:
    """The denial names the need that is missing and its clause, not only what was asked for."""
    configuration.define_role("Early", ["Can Reschedule Before Call", *roles])
    denial = configuration.denial("ben", "Can Reschedule Before Call")
    assert denial is not None
    assert ("Can Reschedule Before Call", missing, clause) == (denial.privilege, denial.missing, denial.clause)


def test_a_denial_says_where_it_could_be_granted(configuration: Configuration) -> None:
    """The denial names the agent's roles and groups, and the roles that hold the privilege (P9)."""
    denial = configuration.denial("ben", "Can Decline")
    assert denial is not None
    expected = (
        "P1: agent 'ben' does not have 'Can Use Web Callback Channel', which 'Can Decline' needs. "
        "It could be granted in a role of the agent (Early, Voice), "
        "or by giving a role that holds it (Callback) to the agent or an agent group (Alpha)."
    )
    assert expected == denial.text


def test_a_denial_where_nobody_grants_it(configuration: Configuration) -> None:
    """Where no role holds the privilege, the denial says so."""
    denial = configuration.denial("anna", "Can Mark Done")
    assert denial is not None
    assert (denial.clause, denial.missing, denial.granting_roles) == ("P7", "Can Mark Done", ())
    assert "P7: agent 'anna' does not have 'Can Mark Done'. " in denial.text
    assert "(none yet)" in denial.text


def test_no_denial_for_what_is_granted(configuration: Configuration) -> None:
    """What has effect is not denied."""
    assert configuration.denial("anna", "Can Decline") is None


def test_the_catalogue_is_an_argument(configuration: Configuration) -> None:
    """With one entry replaced, its needs are those of the entry given."""
    catalogue = {
        **PRIVILEGES,
        "Can Reschedule Before Call": replace(PRIVILEGES["Can Reschedule Before Call"], needs=()),
    }
    changed = Configuration(configuration.contact_center, privileges=catalogue)
    assert "Can Reschedule Before Call" in changed.privileges_of("ben")


def test_unknown_names(configuration: Configuration) -> None:
    """An unknown privilege or agent is refused with the nearest name."""
    with pytest.raises(Unknown, match=r"There is no privilege 'Can Declin'. Did you mean 'Can Decline'\?"):
        configuration.denial("anna", "Can Declin")
    with pytest.raises(Unknown, match=r"There is no agent 'bem'. Did you mean 'ben'\?"):
        configuration.privileges_of("bem")
