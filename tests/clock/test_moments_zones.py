"""A time zone goes by its IANA name, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callbook.core.errors import Unknown
from callbook.core.moments import parse_moment, zone_named, zone_names


def test_every_iana_name_is_a_zone() -> None:
    """Each name of the table can be loaded, so that a listed zone never fails later."""
    assert [name for name in sorted(zone_names()) if zone_named(name).key != name] == []
    assert {"UTC", "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe"} <= zone_names()


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Europe/Stokholm", "Europe/Stockholm"),
        ("europe/stockholm", "Europe/Stockholm"),
        ("New York", "America/New_York"),
        ("Lord Howe", "Australia/Lord_Howe"),
    ],
)
def test_an_unknown_zone_is_refused_with_near_names(name: str, near: str) -> None:
    """A mistyped name, a wrong case or a bare city leads to the name that exists."""
    with pytest.raises(Unknown) as refusal:
        parse_moment("now", name, datetime(2026, 1, 1, tzinfo=UTC), where="the web form")
    assert near in str(refusal.value)
    assert (name, "time zone", "the web form") == (refusal.value.given, refusal.value.what, refusal.value.where)


@pytest.mark.parametrize("name", ["", "../etc/passwd", "/etc/localtime", "Europe", "localtime", "CEST", "+02:00"])
def test_what_only_looks_like_a_zone_is_refused(name: str) -> None:
    """Folders, paths, the machine's own zone, summer abbreviations and bare offsets are no zones."""
    with pytest.raises(Unknown) as refusal:
        zone_named(name)
    assert name == refusal.value.given
