"""A lab whose copy could not go on by itself refuses to be copied, and says why."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from tests.another_make import PlainDesktop

from callbook.core import Clock, NotCopied, Pacer
from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper
from callbook.lab.outside.act import Act
from callbook.network import mocked, through
from callbook.network.remote.transport import RequestsTransport
from callbook.notebook.desk.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_lab_whose_servers_are_behind_a_network() -> None:
    """Both labs would act on the same servers."""
    with mocked() as centre:
        lab = Lab(door=through(RequestsTransport(centre.addresses.everything)))
        with pytest.raises(NotCopied) as refused:
            deepcopy(lab)
    text = "The lab cannot be copied: its servers are behind a network. Accepted: a lab with the direct door."
    assert text == str(refused.value)


def test_a_lab_with_third_party_desktops() -> None:
    """Nobody knows what they hold: a process, a browser, a real desktop."""
    with pytest.raises(NotCopied) as refused:
        deepcopy(Lab(desktops=PlainDesktop))
    accepted = "a lab with Callbook's own desktops"
    assert f"The lab cannot be copied: its desktops are third-party ones. Accepted: {accepted}." == str(refused.value)


def test_a_lab_that_a_state_file_keeps(tmp_path: Path) -> None:
    """Only one of both could be restored from it."""
    path = tmp_path / "callbacks.state"
    with StateFile(path) as state_file:
        keeper = Keeper(Lab(), state_file, "the run")
        with pytest.raises(NotCopied) as refused:
            deepcopy(keeper.lab)
    accepted = "a lab that no state file keeps"
    assert f"The lab cannot be copied: it is kept in {str(path)!r}. Accepted: {accepted}." == str(refused.value)


def _trainers_pace(clock: Clock) -> Pace:
    return Pace(clock, 1, lambda: 0.0, paused=True)


@pytest.mark.parametrize("pace", [Pacer, _trainers_pace], ids=["by a pacer", "by a trainer's desk"])
def test_a_lab_whose_clock_is_paced_by_the_wall(pace: Callable[[Clock], object]) -> None:
    """The copy's clock would stand still for ever, or two would keep one pace."""
    lab = Lab()
    pace(lab.clock)
    with pytest.raises(NotCopied) as refused:
        deepcopy(lab)
    accepted = "a clock that is moved by hand"
    assert f"The clock cannot be copied: it is paced by the wall. Accepted: {accepted}." == str(refused.value)


def test_a_lab_whose_clock_runs_what_is_due() -> None:
    """What is half done would be done twice, or never."""
    lab = Lab()
    refused: list[str] = []

    def copy() -> None:
        try:
            deepcopy(lab)
        except NotCopied as error:
            refused.append(str(error))

    lab.clock.call_later(10, copy, "copy")
    lab.advance(10)
    accepted = "a clock at rest, outside of its timers"
    assert [f"The clock cannot be copied: it is running what is due. Accepted: {accepted}."] == refused


class CopyTheLab(Act, frozen=True):
    """An act that tries what no act can do."""

    @property
    def words(self) -> str:
        """What is done, in words."""
        return "copy the lab"

    def do(self, lab: Lab) -> None:
        """Copy it."""
        deepcopy(lab)


def test_a_lab_in_which_an_act_is_under_way() -> None:
    """The copy would never hear of its end."""
    with pytest.raises(NotCopied) as refused:
        Lab().do(CopyTheLab())
    accepted = "a lab at rest, between two acts"
    assert f"The lab cannot be copied: an act is under way. Accepted: {accepted}." == str(refused.value)


def test_a_lab_that_was_refused_goes_on() -> None:
    """To try it changes nothing, and later it may be copied."""
    clock = Clock()
    clock.paced = True
    lab = Lab(clock=clock)
    with pytest.raises(NotCopied):
        deepcopy(lab)
    clock.paced = False
    assert lab.journal.entries == deepcopy(lab).journal.entries
