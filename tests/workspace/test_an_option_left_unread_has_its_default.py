"""An option that the desktop does not read has its default, whoever has set it: that is what sabotage does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration import OPTIONS
from callbook.workspace import Rules
from callbook.workspace.settings import Witness
from callbook.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

COLOUR = "webcallback.callback-information.frame-color"


def _frame(anna: Workspace) -> str:
    information = anna.shown().interactions[-1].information
    assert information is not None
    return information.frame_color.text


@pytest.mark.parametrize(
    ("unread", "expected"), [(frozenset[str](), "#FF112233"), (frozenset({COLOUR}), OPTIONS[COLOUR].default)]
)
def test_its_default_applies(offices: type[Office], unread: frozenset[str], expected: str) -> None:
    """The frame of Callback Information has the colour that was set, or else that of the catalogue."""
    office = offices(options={COLOUR: "#FF112233"}, rules=Rules(unread=unread))
    assert expected == _frame(office.offered())


def test_a_witness_sees_what_was_asked_for(offices: type[Office]) -> None:
    """Without one nothing is remembered, and nothing else differs."""
    office = offices()
    office.offered()
    assert [] == office.lab.shown()
    witness = Witness()
    witness.privilege("Can Decline", granted=True)
    witness.privilege("Can Decline", granted=False)
    assert {("privilege", "Can Decline", "granted"), ("privilege", "Can Decline", "withheld")} == witness.seen
