"""When an agent reschedules, the time is one of the contact whose callback it is; without a zone it is the centre's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

BEFORE = """
    Given Maria lives in "America/New_York"
    And Anna has talked to Maria and released the call
    And Ella lives in "Asia/Tokyo"
    When Ella schedules a callback in the queue "parked"
"""
SOAP = """
    Given Anna is logged in
    And Shop has sent the SOAP request "Submit" with
      | field                    | value         |
      | TenantId                 | Lighthouse    |
      | Queue                    | callbacks     |
      | UserData.customer_number | +442079460018 |
    When Anna accepts the callback
"""
FORM = """
    Given Anna is logged in
    When somebody fills in the web form with
      | field        | value            |
      | name         | Somebody         |
      | phone_number | +442079460018    |
      | time_zone    | America/New_York |
    And Anna accepts the callback
"""
OURS = "Europe/Stockholm"
ZONES = {
    "the contact's": (BEFORE, "2026-03-05T14:00"),
    "the form's": (FORM, "2026-03-05T14:00"),
    "the centre's": (SOAP, "2026-03-05T08:00"),
}
DONE = {
    "it is done": 'When Anna reschedules to "2026-03-05 09:00"',
    "with another number": 'When Anna reschedules to "2026-03-05 09:00" on the number "+442079460099"',
    "it is tried": 'When Anna tries to reschedule to "2026-03-05 09:00"',
    "it is tried with another number": (
        'When Anna tries to reschedule to "2026-03-05 09:00" on the number "+442079460099"'
    ),
}


@pytest.mark.parametrize("step", DONE.values(), ids=DONE)
@pytest.mark.parametrize(("before", "moment"), ZONES.values(), ids=ZONES)
def test_whose_zone_it_is(feature: Feature, before: str, moment: str, step: str) -> None:
    """Not that of the contact who was mentioned last."""
    feature.write(f'{before.rstrip()}\n    {step}\n    Then Anna sees the callback rescheduled to "{moment}"')
    feature.run().assert_outcomes(passed=1)


def test_that_it_is_the_centres_is_said(feature: Feature) -> None:
    """With the step, in the report."""
    feature.write(f"{SOAP.rstrip()}\n    {DONE['it is done']}", f"{BEFORE.rstrip()}\n    {DONE['it is done']}")
    feature.run()
    lines = map(json.loads, (feature.root / ".callbook/last-run/messages.ndjson").read_text("utf-8").splitlines())
    said = [line["attachment"]["body"] for line in lines if "attachment" in line]
    assert [f"No time zone is known of a contact: '2026-03-05 09:00' is read in the contact centre's, {OURS}."] == [
        each for each in said if "zone" in each
    ]


def test_a_time_that_is_none_is_a_refusal_of_the_attempt(feature: Feature) -> None:
    """With another number as without one."""
    feature.write(
        *(
            f"Given Anna has talked to Maria and released the call\n{step.replace('2026-03-05', '2027-02-29')}\n"
            'Then it is refused with "a day of the calendar"\nAnd nothing has changed'
            for step in DONE.values()
            if "tries" in step
        )
    )
    feature.run().assert_outcomes(passed=2)


def test_without_a_callback_the_attempt_is_refused(feature: Feature) -> None:
    """There is nobody whose zone it could be."""
    feature.write(f'{DONE["it is tried"]}\nThen it is refused with "no callback"')
    feature.run().assert_outcomes(passed=1)
