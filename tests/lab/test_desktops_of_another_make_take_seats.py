"""A third-party desktop sits in the lab as Callbook's own does: wires, clock and journal stay the lab's."""

from __future__ import annotations

import pytest
from tests.another_make import PlainDesktop

from callbook.core.errors import BadInput, Unknown
from callbook.core.journal_entries import ActionTaken, MessageSent, Noted, Refused, ScreenShown
from callbook.lab import Lab
from callbook.lab.seats import SeatedDesktop
from callbook.workspace import Action, ChannelState


@pytest.fixture
def lab() -> Lab:
    """Give a contact centre with third-party desktops."""
    return Lab(desktops=PlainDesktop)


def _made(lab: Lab, agent: str = "Anna") -> PlainDesktop:
    desk = lab.desktop(agent)
    assert isinstance(desk, SeatedDesktop)
    assert isinstance(desk.made, PlainDesktop)
    return desk.made


def test_what_it_sends_crosses_the_labs_wires(lab: Lab) -> None:
    """Both servers answer it, and the journal has it all, with what led to it."""
    lab.desktop("Anna").perform(Action.LOG_IN)
    made = _made(lab)
    assert ["connected", "EventAck", "EventCurrentAgentStatus"] == made.interaction_server.heard
    assert ["connected", "EventRegistered"] == made.voice_switch.heard
    [action] = [entry for entry in lab.journal if isinstance(entry, ActionTaken) and entry.actor]
    sent = [entry for entry in lab.journal if isinstance(entry, MessageSent) and entry.sender == "Anna"]
    assert [("RequestAgentLogin", action.number), ("RequestRegisterAddress", action.number)] == [
        (type(entry.message).__name__, entry.cause) for entry in sent
    ]
    [note] = [entry for entry in lab.journal if isinstance(entry, Noted)]
    assert ("Anna", "bell", "a gong") == (note.actor, note.topic, note.text)


def test_all_that_it_tells_can_be_looked_at(lab: Lab) -> None:
    """What it tells besides the screen stands in the journal, as with Callbook's own."""
    desk = lab.desktop("Anna")
    assert isinstance(desk, SeatedDesktop)
    desk.check_noted()
    assert desk.recorded() == desk.shown()


def test_a_callback_is_offered_to_it(lab: Lab) -> None:
    """Interaction Server makes no difference between desktops."""
    lab.desktop("Anna").perform(Action.LOG_IN)
    callback = lab.schedule(lab.contact("Maria"))
    assert ("offered to 'anna'", "EventInvite") == (
        str(lab.where(callback)),
        _made(lab).interaction_server.heard[-1],
    )


def test_it_learns_that_a_server_is_gone(lab: Lab) -> None:
    """By the wire, like any party."""
    lab.desktop("Anna")
    lab.stop_voice_switch()
    assert ["connected", "disconnected"] == _made(lab).voice_switch.heard


def test_it_is_handed_its_seat(lab: Lab) -> None:
    """Whose desktop it is, and what it may look at."""
    seat = _made(lab, "ben").seat
    assert ("ben", "Ben", "1002") == (seat.agent.id, seat.agent.name, seat.agent.dn)
    assert (lab.configuration, lab.clock, lab.assumptions) == (seat.configuration, seat.clock, seat.assumptions)


def test_it_is_asked_what_steps_ask(lab: Lab) -> None:
    """Actions with their details, what is offered, and what is shown."""
    desk = lab.desktop("Anna")
    desk.perform(Action.RESCHEDULE, "X1", moment="tomorrow", number=None)
    assert [(Action.RESCHEDULE, "X1", {"moment": "tomorrow", "number": None})] == _made(lab).asked
    assert (frozenset({Action.LOG_IN}), frozenset({Action.ACCEPT})) == (desk.actions(), desk.actions("X1"))
    assert ChannelState.LOGGED_OFF is desk.shown().channel
    [taken] = [entry for entry in lab.journal if isinstance(entry, ActionTaken) and entry.actor]
    assert {"on": "X1", "moment": "tomorrow", "number": None} == taken.details


def test_a_refusal_is_written_and_comes_out(lab: Lab) -> None:
    """In the desktop's own words."""
    with pytest.raises(BadInput) as error:
        lab.desktop("Anna").perform(Action.DECLINE)
    text = "action 'decline' in this desktop cannot be used. Accepted: to accept."
    assert text == str(error.value).replace("<Action.DECLINE: 'decline'>", "'decline'")
    [refused] = [entry for entry in lab.journal if isinstance(entry, Refused)]
    assert ("Anna", "decline", str(error.value)) == (refused.actor, str(refused.action), refused.text)


def test_its_screens_are_recorded(lab: Lab) -> None:
    """What it shows is written whenever that has changed."""
    lab.desktop("Anna").perform(Action.LOG_IN)
    screens = [entry for entry in lab.journal if isinstance(entry, ScreenShown)]
    assert [("Anna", lab.desktop("Anna").shown())] == [(entry.agent, entry.screen) for entry in screens[-1:]]


def test_an_agent_has_one_desktop(lab: Lab) -> None:
    """By name or id; it is switched on when first asked for."""
    assert [] == list(lab.desktops)
    assert lab.desktop("Anna") is lab.desktop("anna")
    assert ((lab.desktop("Anna"),), ()) == (lab.desktops, lab.desks)
    assert ("Anna", "anna") == (lab.desktop("Anna").agent, lab.desktop("Anna").agent_id)
    with pytest.raises(Unknown, match="There is no agent 'Zoe'"):
        lab.desktop("Zoe")


def test_without_being_recorded_it_works_as_well() -> None:
    """Nobody then writes down what it shows."""
    lab = Lab(desktops=PlainDesktop, recorded=False)
    lab.desktop("Anna").perform(Action.LOG_IN)
    assert [] == [entry for entry in lab.journal if isinstance(entry, ScreenShown)]


@pytest.mark.parametrize("ask", [Lab.agent, Lab.log_in])
def test_callbooks_own_desktop_is_not_there(lab: Lab, ask: object) -> None:
    """Who asks for the model by itself is told how to get any desktop."""
    assert callable(ask)
    with pytest.raises(BadInput) as error:
        ask(lab, "Anna")
    assert ("desktop 'SeatedDesktop' in lab cannot be used. Accepted: Callbook's own; `lab.desktop` gives any.") == str(
        error.value
    )
    assert isinstance(Lab().agent("Anna"), type(Lab().desktop("Anna")))
