"""What varies, and the values to try, stand in the catalogues; a contact centre is made for each way of varying it."""

from __future__ import annotations

import pytest
from msgspec import structs

from callbook.configuration import OPTIONS, PRIVILEGES, Configuration, Directory, options
from callbook.configuration.contact_center import Role
from callbook.core import BadInput, Unknown
from callbook.lab import small_center
from callbook.verification.everywhere.space import space_of

SWITCH, BELL, QUEUE = options.AUTO_DIAL.name, options.RINGING_BELL.name, options.PARK_QUEUE.name
CONTENT = options.CALLBACK_INFORMATION_CONTENT.name


def test_every_row_varies() -> None:
    """13 privileges and 20 options of two values each; the number is computed."""
    space = space_of(small_center())
    assert [*PRIVILEGES, *OPTIONS] == list(space.variables)
    assert 2**33 == space.size
    assert 2**32 == space.without([SWITCH]).size
    assert frozenset() == space.reads().fallible


def test_each_value_to_try_is_what_it_claims_to_be() -> None:
    """The other value is valid and not the default, the invalid one is not; a list may name something in vain."""
    names = Directory(small_center())
    for option in OPTIONS.values():
        assert option.kind.parse(option.other, names) != option.kind.parse(option.default, names)
        if option.invalid:
            with pytest.raises(BadInput):
                option.kind.parse(option.invalid, names)


def test_invalid_values_are_tried_where_they_are_the_subject() -> None:
    """The scenario has the clause of invalid values (C5) among its tags, and the option's own."""
    space = space_of(small_center(), clauses=("C5", "O14"))
    assert 3 == len(space.variables[BELL].values)
    assert frozenset({BELL}) == space.reads().fallible
    assert 2 == len(space.variables[SWITCH].values)


def test_a_contact_centre_is_varied() -> None:
    """Privileges in the roles that grant any, options at the level Application; what is said to be usual stays."""
    space = space_of(small_center())
    center = space.center_with({SWITCH: "true", BELL: options.RINGING_BELL.default, "Can Decline": "withheld"})
    assert {SWITCH: "true"} == dict(center.application)
    varied = Configuration(center)
    assert set(PRIVILEGES) - {"Can Decline"} == varied.privileges_of("anna")
    assert small_center() == space.center_with({})
    assert {"Everything"} == space.reads().roles


def test_what_a_contact_centre_has_is_usual_there() -> None:
    """A privilege that no role grants is withheld, and tried granted; a text of its own is tried beside the others."""
    center = structs.replace(
        small_center(), roles=(Role(name="Everything"), Role(name="Nothing")), application={CONTENT: "reason,nobody"}
    )
    space = space_of(center)
    assert ("withheld", "granted") == space.variables["Can Decline"].values
    assert ("reason,nobody", "reason,contact_name", options.CALLBACK_INFORMATION_CONTENT.default) == (
        space.variables[CONTENT].values
    )
    assert frozenset({CONTENT}) == space.reads().fallible
    granted = space.center_with({"Can Use Web Callback Channel": "granted"})
    assert [("Can Use Web Callback Channel",)] * 2 == [role.privileges for role in granted.roles]


def test_names_are_those_of_the_contact_centre() -> None:
    """Where it has no queue of that name, the first one is tried."""
    center = small_center()
    queues = tuple(queue for queue in center.queues if queue.name != "parked")
    space = space_of(structs.replace(center, queues=queues))
    assert ("", "callbacks") == space.variables[QUEUE].values


def test_a_variable_that_nobody_knows_is_refused() -> None:
    """With the nearest names."""
    with pytest.raises(Unknown, match=r"webcallback\.auto-dial"):
        space_of(small_center(), only=["webcallback.auto-dail"])


def test_an_empty_space_is_refused() -> None:
    """Where the one thing that is to vary has one value only."""
    center = structs.replace(small_center(), queues=(), strategies=())
    with pytest.raises(BadInput, match="something can vary"):
        space_of(center, only=[QUEUE])
