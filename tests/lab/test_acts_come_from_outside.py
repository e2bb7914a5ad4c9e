"""What comes from outside is an act: data that is checked, written down as the cause of what follows, and done."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.journal_entries import ActionTaken
from callbook.core.messages import to_mapping
from callbook.core.messages.open_media import RequestAgentLogin, RequestReject
from callbook.lab import Lab
from callbook.lab.outside import BY_NAME, AnyAct, act_of
from callbook.lab.outside.act import Act
from callbook.lab.outside.clients import Connect, Send
from callbook.lab.outside.desktops import Perform
from callbook.lab.outside.media_servers import Schedule
from callbook.lab.outside.operations import LoseState, Restart, Start, Stop
from callbook.lab.outside.people import AddContact
from callbook.lab.queries import SubmittedWith
from callbook.workspace import Action
from callbook.workspace.desktop import performed
from callbook_mocks.website import CallbackForm

SERVER = "Interaction Server"
LOGIN = RequestAgentLogin(
    ReferenceId=1, TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna", MediaList={"webcallback": 1}
)


def _acts(lab: Lab) -> list[ActionTaken]:
    return [entry for entry in lab.journal if isinstance(entry, ActionTaken)]


def test_every_act_has_a_name_of_its_own() -> None:
    """The name of its class, as words."""
    assert len(get_args(AnyAct)) == len(BY_NAME)
    assert {"add contact", "open capture point", "switch on"} <= set(BY_NAME)


@pytest.mark.parametrize(
    "act",
    [
        AddContact("Maria"),
        Perform("Anna", Action.RESCHEDULE, "c1", {"moment": "tomorrow"}),
        Schedule(CallbackForm(name="Maria", phone_number="+447700900123", time_zone="Europe/London")),
        Stop(SERVER, 5_000),
    ],
)
def test_an_act_is_json_and_comes_back(act: Act) -> None:
    """All of its fields are written, also those that are as usual."""
    plain = msgspec.json.decode(msgspec.json.encode(act))
    assert {"act", *act.__struct_fields__} == set(plain)
    assert act == act_of(plain)
    assert act is act_of(act)


@pytest.mark.parametrize("given", [None, "stop", [], {}, {"act": "stopp"}, {"act": 5}])
def test_what_is_no_act_is_refused(given: object) -> None:
    """With the acts that there are; a slip is told the nearest."""
    with pytest.raises(Unknown) as refused:
        act_of(given)
    assert set(BY_NAME) == set(refused.value.known)


def test_an_act_without_fields_takes_none() -> None:
    """It says so."""
    with pytest.raises(BadInput) as refused:
        act_of({"act": "lose link", "server": "x"})
    assert "no fields" == refused.value.accepted


def test_what_an_agent_does_is_written_as_the_act_that_does_it_again() -> None:
    """The desktop writes plain data, as it knows no lab: the same that the struct is."""
    plain = performed("Anna", Action.RESCHEDULE, "c1", {"moment": "tomorrow", "number": None})
    act = Perform("Anna", Action.RESCHEDULE, "c1", {"moment": "tomorrow", "number": None})
    assert msgspec.to_builtins(act) == msgspec.to_builtins(plain)


def test_an_act_is_the_cause_of_what_follows() -> None:
    """Also of what follows after the clock has settled inside it; what it does on the way is no act by itself."""
    lab = Lab()
    lab.schedule(lab.contact("Maria"))
    assert ["add the contact Maria", "schedule a callback"] == [entry.action for entry in _acts(lab)]
    submit = next(entry for entry in lab.journal if getattr(entry, "name", "") == "RequestSubmit")
    assert "schedule a callback" == getattr(lab.journal.entry(submit.cause), "action", "")


def test_what_was_done_through_the_lab_is_written_once() -> None:
    """Whether the desktop is told, or the lab."""
    lab = Lab()
    lab.do(Perform("Anna", Action.LOG_IN))
    lab.agent("Anna").perform(Action.GO_NOT_READY)
    assert ["log in", "go not ready"] == [entry.action.lower() for entry in _acts(lab)]


@pytest.mark.parametrize(
    "act", [Stop("SIP Sever"), Start("x"), Restart("x"), Connect("Anna", "x"), Perform("Ana", Action.DIAL)]
)
def test_what_makes_no_sense_is_neither_tried_nor_written(act: Act) -> None:
    """A name that nobody has."""
    lab = Lab()
    with pytest.raises(Unknown):
        lab.do(act)
    assert [] == lab.journal.entries


def test_a_server_can_forget_while_it_is_down() -> None:
    """The act by itself, between stop and start."""
    lab = Lab()
    lab.schedule(lab.contact("Maria"))
    for act in (Stop(SERVER), LoseState(), Start(SERVER)):
        lab.do(act)
    assert {} == lab.interaction_server.interactions
    assert ["stop Interaction Server", "lose state", "start Interaction Server"] == [
        entry.action for entry in _acts(lab)[-3:]
    ]


def test_a_client_to_whom_nobody_listens_may_say_what_it_likes() -> None:
    """Live, or as it was read; what comes back is in the journal."""
    lab = Lab()
    lab.do(Send("Anna", SERVER, LOGIN))
    lab.do(Send("Ben", SERVER, to_mapping(LOGIN) | {"AgentId": "ben", "PlaceId": "Place 2"}))
    lab.cut("Anna", SERVER)
    assert ("anna", "ben") != lab.interaction_server.ready_agents
    assert ["send RequestAgentLogin"] * 2 == [entry.action for entry in _acts(lab)[:2]]


def test_nothing_was_submitted_by_what_submits_nothing() -> None:
    """A question about another message has an answer, too."""
    reject = RequestReject(ReferenceId=1, TicketId=1, InteractionId="0000000000000000")
    assert None is Lab().ask(SubmittedWith("Shop", to_mapping(reject)))
