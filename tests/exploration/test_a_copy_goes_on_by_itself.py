"""A lab is copied at any moment of any story: both go on alike, and neither notices what happens in the other."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass

from hypothesis import settings
from hypothesis.stateful import precondition, rule
from tests.exploration.test_any_order_of_events import ContactCentre

from callbook.core import ActionTaken, CallbookError
from callbook.lab import Lab
from callbook.lab.outside import recorded_act
from callbook.record import recording_line

_MOST_COPIES = 3


def _lines(lab: Lab) -> list[bytes]:
    return [recording_line(entry) for entry in lab.journal]


@dataclass
class Copy:
    """A copy of a lab, and the recording of the lab up to the moment when it was copied."""

    lab: Lab
    lines: list[bytes]

    def goes_on_as(self, original: Lab) -> None:
        """Do in the copy what was done to *original* since."""
        for entry in original.journal.since(len(self.lines)):
            if isinstance(entry, ActionTaken):
                self.lab.clock.advance_to(entry.at)
                with suppress(CallbookError):  # it was refused in the original, too
                    self.lab.do(recorded_act(entry))
        self.lab.clock.advance_to(original.clock.instant)


class CopiedContactCentre(ContactCentre):
    """A small contact centre to which anything happens, and that is copied now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.copies: list[Copy] = []

    @precondition(lambda self: len(self.copies) < _MOST_COPIES)
    @rule()
    def copy(self) -> None:
        """Copy the lab as it is."""
        self.said("When the lab is copied")
        copied = deepcopy(self.lab)
        assert _lines(self.lab) == _lines(copied)
        assert self.screens() == tuple(desk.shown() for desk in copied.desks)
        self.copies.append(Copy(copied, _lines(self.lab)))

    def teardown(self) -> None:
        """Let each copy live through what the lab has lived through since, and be closed."""
        for copy in self.copies:
            assert copy.lines == _lines(copy.lab), "what happened in the lab has changed its copy"
            recorded = _lines(self.lab)
            if self.plays_again:
                copy.goes_on_as(self.lab)
                assert recorded == _lines(copy.lab), "the copy goes on in another way"
            copy.lab.check()
            assert copy.lab.close() == ()
            assert recorded == _lines(self.lab), "what happened in the copy has changed the lab"
        super().teardown()


TestACopyGoesOnByItself = CopiedContactCentre.TestCase
TestACopyGoesOnByItself.settings = settings(max_examples=max(50, settings().max_examples))
