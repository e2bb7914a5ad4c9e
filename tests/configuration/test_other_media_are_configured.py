"""Which media there are beside web callback, and how many an agent may have, is configuration of the contact centre."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from callbook.configuration.changes import patch_between, patched
from callbook.configuration.loading import loads
from callbook.core import BadInput
from callbook.lab import small_center

START = 'name = "Small"\ntime_zone = "Europe/Berlin"\n'


def test_a_center_that_says_nothing_has_the_usual_media() -> None:
    """One at once of each, as many of all together (assumed); it is written as before."""
    center = small_center()
    assert ({"email": 1, "chat": 1, "sms": 1, "workitem": 1}, None) == (center.capacities, center.at_once)
    assert set() == {"other_media", "interactions_at_once"} & msgspec.to_builtins(center).keys()


def test_a_file_says_which_there_are() -> None:
    """In a table of their own; an empty one is none."""
    center = loads(f"{START}interactions_at_once = 3\n[other_media]\nfax = 2\n")
    assert ({"fax": 2}, 3) == (center.capacities, center.at_once)
    assert {} == loads(f"{START}other_media = {{}}\n").capacities


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[other_media]\nwebcallback = 1", "another medium: of web callbacks each agent's capacity says it"),
        ("[other_media]\nchat = 0", ">= 1"),
        ("interactions_at_once = 0", ">= 1"),
    ],
)
def test_what_cannot_be_is_refused(text: str, complaint: str) -> None:
    """With what would be accepted."""
    with pytest.raises(BadInput) as refused:
        loads(f"{START}{text}\n")
    assert complaint in str(refused.value)


def test_a_change_of_them_is_a_patch_and_back() -> None:
    """From the usual ones to some of its own, of those to others, and back."""
    usual = small_center()
    own = replace(usual, other_media={"chat": 1, "fax": 2}, interactions_at_once=2)
    fewer = replace(own, other_media={"chat": 2})
    assert {"other_media": {"chat": 1, "fax": 2}, "interactions_at_once": 2} == patch_between(usual, own)
    assert {"other_media": {"chat": 2, "fax": None}} == patch_between(own, fewer)
    assert {"other_media": None, "interactions_at_once": None} == patch_between(fewer, usual)
    for before, after in ((usual, own), (own, fewer), (fewer, usual)):
        assert after == patched(before, patch_between(before, after))
