from __future__ import annotations

from typing import Any

import pytest

from callbook.core.journal_entries import Entry, MessageSent, TimerFired
from callbook.core.messages.open_media_events import EventPropertiesChanged, EventWorkbinContent
from callbook.network.interception import mocked
from callbook.network.service.claims.pattern import entry, message


@pytest.fixture(scope="module")
def changed() -> MessageSent:
    """Give the entry of an event with lists and parts in it."""
    with mocked() as centre:
        name = centre.lab.schedule(centre.contact("Maria"))
        interaction = centre.lab.interaction_server.interaction(name)
    event = EventPropertiesChanged(Interaction=interaction, DeletedProperties=("a", "b"))
    return MessageSent(1, 0, 0, "wire", "Interaction Server", "Anna", event)


@pytest.mark.parametrize(
    ("attributes", "reasons"),
    [
        ({"DeletedProperties": ["a", "b"]}, []),
        ({"DeletedProperties": ["a"]}, ["DeletedProperties: expected ['a'], was ('a', 'b')"]),
        ({"DeletedProperties": "a"}, ["DeletedProperties: expected 'a', was ('a', 'b')"]),
        ({"Interaction": {"Nothing": 1}}, ["Interaction.Nothing: expected 1, was (not there)"]),
        ({"Interaction": {"UserData": {"attempts": 0}}}, []),
        ({"Interaction": {"UserData": {"attempts": 1}}}, ["Interaction.UserData.attempts: expected 1, was 0"]),
    ],
)
def test_lists_are_whole_and_parts_are_not(
    changed: MessageSent, attributes: dict[str, Any], reasons: list[str]
) -> None:
    """Of a part only what is named counts; a list is compared from end to end."""
    pattern = message("EventPropertiesChanged", **attributes)
    assert reasons == [str(mismatch) for mismatch in pattern.mismatches(changed)]
    assert (not reasons) == pattern.matches(changed)


def test_a_list_of_parts_is_compared_part_by_part(changed: MessageSent) -> None:
    """Each of them may be named in part."""
    interaction = changed.message.Interaction  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    content = EventWorkbinContent(Interactions=(interaction,))  # pyright: ignore[reportUnknownArgumentType]
    shown = MessageSent(2, 0, 0, "wire", "Interaction Server", "Anna", content)
    assert message(Interactions=[{"Queue": "callbacks"}]).matches(shown)
    assert not message(Interactions=[{"Queue": "done"}]).matches(shown)


def test_nobody_stands_behind_a_timer() -> None:
    """Who did it is asked of what nobody did."""
    fired: Entry = TimerFired(1, 0, 0, "bell", 0)
    assert ["by: expected 'Anna', was (not there)"] == [
        str(mismatch) for mismatch in entry("timer fired", by="Anna").mismatches(fired)
    ]
