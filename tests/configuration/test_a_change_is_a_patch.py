"""A change of the configuration as data: applied to the old state it gives the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from callbook.configuration import AttachedKeys, Configuration, ContactCenter, Level
from callbook.configuration.changes import patch_between, patch_in_words, patched
from callbook.core.errors import BadInput
from callbook.lab import small_center

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES: dict[str, tuple[Callable[[Configuration], None], str]] = {
    "an option": (
        lambda each: each.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-dial", "true"),
        "application: webcallback.auto-dial",
    ),
    "an option of a person": (
        lambda each: each.set_option(Level.PERSON, "anna", "webcallback.auto-dial", "true"),
        "agents: anna",
    ),
    "a privilege": (
        lambda each: each.withhold_privilege("anna", "Can Decline"),
        "roles: Personal role of anna; agents: anna",
    ),
    "a queue that goes": (lambda each: each.remove_queue("parked"), "queues: parked"),
    "a transaction": (lambda each: each.define_transaction("Evening", {}), "transactions: Evening"),
    "keys of attached data": (
        lambda each: each.change(structs.replace(each.contact_center, attached_keys=AttachedKeys(number="ANI"))),
        "attached keys: number",
    ),
    "the name": (
        lambda each: each.change(structs.replace(each.contact_center, name="Lantern")),
        "name: Lantern",
    ),
}


def _after(change: Callable[[Configuration], None]) -> ContactCenter:
    configuration = Configuration(small_center())
    change(configuration)
    return configuration.contact_center


@pytest.mark.parametrize("name", CHANGES)
def test_the_patch_makes_the_change(name: str) -> None:
    """Whatever changes: a text, a thing of a collection, one that is new, one that goes."""
    change, words = CHANGES[name]
    after = _after(change)
    patch = patch_between(small_center(), after)
    assert after == patched(small_center(), patch)
    assert words == patch_in_words(patch)


def test_an_option_that_is_taken_away_is_named_with_nothing() -> None:
    """None stands for gone."""
    before = _after(CHANGES["an option"][0])
    assert {"application": {"webcallback.auto-dial": None}} == patch_between(before, small_center())
    assert small_center() == patched(before, patch_between(before, small_center()))


def test_nothing_is_an_empty_patch() -> None:
    """The same contact centre twice."""
    assert {} == patch_between(small_center(), small_center())


@pytest.mark.parametrize("patch", [{"agents": {"zoe": {"id": "zoe"}}}, {"nonsense": 1}])
def test_a_patch_that_does_not_fit_is_refused(patch: dict[str, Any]) -> None:
    """A recording of another kit may have other things in it."""
    with pytest.raises(BadInput, match="Accepted: one that was recorded"):
        patched(small_center(), patch)


def test_whoever_asked_is_told_of_a_change() -> None:
    """With the contact centre as it was and as it is; not of what changes nothing."""
    told: list[tuple[ContactCenter, ContactCenter]] = []
    configuration = Configuration(small_center())
    configuration.on_change(lambda before, after: told.append((before, after)))
    configuration.change(small_center())
    configuration.remove_queue("parked")
    assert [(small_center(), configuration.contact_center)] == told
