"""What telephones report can be said in a scenario; where no call is there for it, the step says so."""

from __future__ import annotations

from typing import get_args

import pytest

from callbook.core import ActionTaken, BadInput
from callbook.lab import Lab, ReportFromTelephone
from callbook_mocks.voice_switch import Report
from callbook_steps.stage import Stage
from callbook_steps.telephone_steps import AT_THE_TELEPHONE, REPORTS, refers, reports


def test_each_report_has_words() -> None:
    """A call is referred by a step of its own; what is done at a telephone is one of them."""
    assert {*get_args(Report)} == {*REPORTS.values(), "refers"}
    assert {*AT_THE_TELEPHONE.values()} < {*REPORTS.values()}


def test_a_report_without_a_call() -> None:
    """Where it would be possible is said."""
    stage = Stage(Lab())
    stage.contact("Maria")
    with pytest.raises(BadInput) as refusal:
        reports(stage, "Maria", "declines")
    where = "a number where a call rings: none, there are none yet"
    assert f"There is no call in which Maria's telephone declines. Accepted: {where}." == str(refusal.value)
    with pytest.raises(BadInput, match=r"no call in which Anna's telephone refers the call to 1002\. Accepted: "):
        refers(stage, "Anna", "Ben", "her")


def test_an_agent_has_the_telephone_of_the_dn() -> None:
    """Whether the name is given or the id."""
    lab = Lab()
    for name in ("Anna", "anna"):
        with pytest.raises(BadInput):
            reports(Stage(lab), name, "rings")
    acts = [entry.act for entry in lab.journal.entries if isinstance(entry, ActionTaken)]
    assert [ReportFromTelephone("1001", "rings")] * 2 == acts
