"""A contact finds their zone by its city."""

from __future__ import annotations

from callbook.core.moments import zone_names
from callbook_mocks.website.page.pages import offered_zones, zone_choices


def test_the_zones_are_those_that_validation_knows() -> None:
    """Every one of them, from the same package; old names for the same are left out."""
    assert offered_zones() <= zone_names()
    assert {"Europe/Stockholm", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "UTC"} <= offered_zones()
    assert "US/Pacific" not in offered_zones()


def test_they_are_sorted_as_one_looks_for_them() -> None:
    """By part of the world, then by city."""
    choices = zone_choices()
    assert ["Africa", "America", "Antarctica", "Arctic", "Asia"] == list(choices)[:5]
    assert "Other" == list(choices)[-1]
    labels = [choice.label for choice in choices["America"]]
    assert sorted(labels) == labels
    assert "Buenos Aires, Argentina" in labels
