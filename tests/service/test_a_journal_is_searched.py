from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.clock import moment_of
from callbook.core.errors import Unknown
from callbook.core.journal_entries import ActionTaken, MessageSent
from callbook.core.messages.open_media_events import EventWorkbinContent
from callbook.lab import Lab
from callbook.network.service.journal_search import ENTRY_OF, Kind, Search, ids_of, search
from callbook.record.trace.form import ENTRY_KINDS
from callbook.workspace.names import Action

if TYPE_CHECKING:
    from callbook.core.journal_entries import Entry


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Give a contact centre where Anna calls one contact and is offered the next, while Ben is refused something."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.RELEASE)
    lab.schedule(lab.contact("Jo"))
    lab.log_in("Ben")
    return lab


def _found(lab: Lab, **wanted: object) -> list[Entry]:
    return search(lab.journal, Search(**wanted)).entries  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def _numbers(entries: list[Entry]) -> list[int]:
    return [entry.number for entry in entries]


def test_each_kind_of_entry_has_its_name() -> None:
    """The kinds that may be asked for are those of a recording, no more and no less."""
    assert {str(kind) for kind in Kind} == set(ENTRY_OF)
    assert set(ENTRY_KINDS) == set(ENTRY_OF.values())


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_found(lab: Lab, kind: Kind) -> None:
    """Exactly what a plain look at every entry finds."""
    assert [entry for entry in lab.journal if type(entry) is ENTRY_OF[kind]] == _found(lab, kind=kind)


def test_a_message_is_found_by_its_name(lab: Lab) -> None:
    """Whoever sent it."""
    found = _found(lab, message="EventInvite")
    assert ["EventInvite", "EventInvite"] == [entry.name for entry in found if isinstance(entry, MessageSent)]
    with pytest.raises(Unknown, match="Did you mean 'EventInvite'"):
        _found(lab, message="EventInvit")


def test_what_somebody_did_got_and_was_shown_is_found(lab: Lab) -> None:
    """Messages, actions, screens, notes, states and wires of one agent, and none of another."""
    annas, bens = _found(lab, clients=frozenset({"Anna", "anna"})), _found(lab, clients=frozenset({"Ben", "ben"}))
    kinds = {str(type(entry).__struct_config__.tag) for entry in annas}
    assert {"message", "action", "screen", "note", "state", "fault"} == kinds
    assert [] == [entry for entry in annas if isinstance(entry, ActionTaken) and entry.actor != "Anna"]
    assert not set(_numbers(annas)) & set(_numbers(bens))
    assert 0 < len(bens) < len(annas)


def test_what_somebodys_telephone_sent_and_got_is_found(lab: Lab) -> None:
    """Of one agent; and where it is the switch that is looked for, all of it."""
    for whose in ("Anna", "Ben"):
        ends = ("SIP Server", f"{whose}'s telephone")
        for sender, receiver in (ends, ends[::-1]):
            lab.journal.sip(sender, receiver, "UDP", "127.0.0.1:5060", "127.0.0.1:6000", "BYE sip:a SIP/2.0\r\n\r\n")
    last = lab.journal.last
    for name, numbers in (("Anna", [last - 3, last - 2]), ("SIP Server", [*range(last - 3, last + 1)])):
        assert numbers == _numbers(_found(lab, kind=Kind.SIP, clients=frozenset({name})))


def test_what_an_interaction_is_about_is_found_with_its_calls(lab: Lab) -> None:
    """From the request that submits it to the release of its call, which names only the call."""
    first, second = (name for name in lab.interaction_server.interactions)
    about = _found(lab, interaction=first)
    names = [entry.name for entry in about if isinstance(entry, MessageSent)]
    assert names[:3] == ["EventAck", "EventInvite", "RequestAccept"]
    assert {"RequestMakeCall", "EventEstablished", "RequestReleaseCall", "EventReleased"} <= set(names)
    assert {"message", "action", "state", "timer set", "timer cancelled", "note", "fault"} > {
        str(type(entry).__struct_config__.tag) for entry in about
    }
    assert not set(_numbers(about)) & set(_numbers(_found(lab, interaction=second)))


def test_a_list_names_each_interaction_in_it(lab: Lab) -> None:
    """What is in a workbin is named by the event that shows it."""
    server = lab.interaction_server
    both = tuple(server.interaction(name) for name in server.interactions)
    assert tuple(server.interactions) == ids_of(EventWorkbinContent(Interactions=both))


def test_a_window_has_its_edges_inside(lab: Lab) -> None:
    """From and to are both part of it."""
    established = next(entry for entry in _found(lab, message="EventEstablished"))
    moment = moment_of(established.at)
    found = _found(lab, since=moment, until=moment)
    assert established in found
    assert {established.at} == {entry.at for entry in found}


def test_filters_hold_together_and_pages_go_on(lab: Lab) -> None:
    """Page by page the same as at once, and the last page says that it is the last."""
    wanted = Search(kind=Kind.MESSAGE, clients=frozenset({"Anna"}))
    whole = search(lab.journal, wanted)
    after: int | None = 0
    pages = list[list[int]]()
    while after is not None:
        page = search(lab.journal, wanted, after=after, at_most=4)
        pages.append(_numbers(page.entries))
        after = page.go_on_after
    assert _numbers(whole.entries) == [number for page in pages for number in page]
    assert {4} == {len(page) for page in pages[:-1]}
    assert whole.go_on_after is None
