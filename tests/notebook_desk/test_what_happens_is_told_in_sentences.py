from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration.clauses import CLAUSES_BY_ID
from callbook.configuration.levels import Level
from callbook.notebook.desk.sentences import (
    ACTIONS_TAKEN,
    CALL_GOES,
    CALLBACK_GOES,
    CHANNEL_GOES,
    DIALS_BY_ITSELF,
    LEADS_AWAY,
    OTHERS_DO,
    TOLD,
)
from callbook.workspace import Action
from callbook.workspace.call_table import CALL
from callbook.workspace.callback_table import CALLBACK
from callbook_mocks.capture_point import NAMESPACE

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session


def _set(session: Session, option: str, value: str) -> None:
    session.lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)


def _maria(session: Session, *actions: str) -> str:
    session.contact("schedule", name="Maria")
    callback = session.newest
    for action in actions:
        session.do(action, callback)
    return callback


def test_each_action_of_an_agent_has_a_sentence() -> None:
    """A new action without one would go unseen."""
    assert set(Action) == ACTIONS_TAKEN.keys()


def test_each_clause_that_is_told_is_in_the_register() -> None:
    """A sentence shows a demand that exists."""
    tables = (CALLBACK_GOES, CALL_GOES, CHANNEL_GOES, OTHERS_DO)
    told = {sentence.clause for table in tables for sentence in table.values()}
    told |= {DIALS_BY_ITSELF.clause, *LEADS_AWAY.values(), *TOLD.values()}
    assert set() == told - CLAUSES_BY_ID.keys()


def test_each_transition_that_is_told_can_happen() -> None:
    """The rows name transitions of the desktop's tables."""
    callbacks = {(row.state, row.event, row.next) for row in CALLBACK.rows}
    calls = {(row.state, row.event) for row in CALL.rows}
    assert set() == CALLBACK_GOES.keys() - callbacks
    assert set() == CALL_GOES.keys() - calls


def test_a_callback_from_form_to_done(session: Session) -> None:
    """What an audience hears while Maria is called back."""
    callback = _maria(session, "accept", "dial")
    session.lab.advance(10_000)
    session.do("set the disposition", callback, code="Resolved")
    session.do("release", callback)
    session.do("mark done", callback)
    assert [
        "Anna dials the number of Maria [F3]",
        "It rings at Maria [F3]",
        "Anna and Maria are talking [F3]",
        "Anna sets the disposition Resolved [P3]",
        "Anna hangs up [F5]",
        "The call of Anna with Maria is over [F5]",
        "Anna marks the callback of Maria done [P7]",
        "The callback of Maria is done [O11]",
    ] == session.told()


def test_an_offer_that_is_accepted(session: Session) -> None:
    """The login, the form, the notification, the window."""
    _maria(session, "accept")
    assert [
        "Anna logs in [O1]",
        "Anna's channel is Ready [O1]",
        "Ben logs in [O1]",
        "Ben's channel is Ready [O1]",
        "Maria schedules a callback on the website (now) [E1]",
        "Anna is offered the callback of Maria: notification and bell [F1]",
        "Anna accepts the callback of Maria [F1]",
        "Anna has the callback of Maria in hand: the window opens, the bell stops [F2]",
    ] == session.told()


def test_a_countdown_that_runs_out_and_a_call_that_is_dialled_by_itself(session: Session) -> None:
    """Nobody does anything, and the call is made."""
    _set(session, "webcallback.auto-answer", "true")
    _set(session, "webcallback.auto-answer.timer", "5")
    _set(session, "webcallback.auto-dial", "true")
    session.state()
    _maria(session)
    session.lab.advance(5_000)
    assert [
        "Maria schedules a callback on the website (now) [E1]",
        "Anna is offered the callback of Maria, and a countdown begins: at its end it is accepted [O5]",
        "The countdown is over: the callback of Maria is accepted for the agent [O5]",
        "Anna has the callback of Maria in hand: the window opens, the bell stops [F2]",
        "Anna's desktop dials Maria by itself [O7]",
    ] == session.told()[-5:]


def test_a_refusal_is_told_instead_of_the_action(session: Session) -> None:
    """Its text holds the clause."""
    callback = _maria(session, "mark done")
    refusal = (
        f"Anna cannot mark done {callback} (offered, no call): the callback is offered [P7]. "
        "Accepted: when the callback is in hand. []"
    )
    assert refusal == session.told()[-1]
    assert not any("marks" in sentence for sentence in session.told())


def test_an_agent_who_may_not_dial_is_told_so_once_with_one_clause(session: Session) -> None:
    """What the desktop tells its agent names its clause itself (O7, P8)."""
    _set(session, "webcallback.auto-dial", "true")
    session.lab.configuration.withhold_privilege("anna", "Can Make Calls")
    session.do("log out")
    session.do("log in")
    session.do("go Not Ready", agent="Ben")
    _maria(session, "accept")
    assert session.told()[-1].endswith(
        "[P8]. Accepted: grant 'Can Make Calls' in a role of the agent or of one of the agent's groups. []"
    )


def test_a_contact_who_is_not_reached(session: Session) -> None:
    """Busy: the callback stays with the agent (F4)."""
    callback = _maria(session)
    session.contact("behave", on=callback, behaviour="busy")
    session.do("accept", callback)
    session.do("dial", callback)
    session.lab.advance(10_000)
    assert [
        "Maria is busy [F4]",
        "Anna is told: the call to +447700900931 did not connect: busy [F4]",
    ] == session.told()[-2:]


def test_a_transfer(session: Session) -> None:
    """The other agent is named, and where the callback goes."""
    _set(session, "webcallback.park-queue", "parked")
    callback = _maria(session, "accept", "dial")
    session.lab.advance(10_000)
    session.do("transfer in one step", callback, target="1002")
    window = session.lab.agent("Ben").shown().interactions[0].id
    session.do("answer", window, agent="Ben")
    told = session.told()
    assert "Anna transfers the call to Ben [F6]" in told
    assert "The callback of Maria is in the queue 'parked' [O12]" in told
    assert [
        "It rings at Ben: the call comes with its data [F6]",
        "Ben answers the call [F6]",
        "Ben has the call [F6]",
    ] == [sentence for sentence in told if "Ben" in sentence][-3:]


@pytest.mark.parametrize(
    ("queue_option", "reschedule", "expected"),
    [
        ("webcallback.complete-queue", False, "The callback of Maria is in the queue 'done' [O11]"),
        ("webcallback.reschedule-queue", True, "The callback of Maria is in the queue 'done' [O13]"),
    ],
)
def test_where_a_callback_goes_is_told_with_the_option_that_says_so(
    session: Session, queue_option: str, *, reschedule: bool, expected: str
) -> None:
    """O11 or O13."""
    _set(session, queue_option, "done")
    callback = _maria(session, "accept")
    if reschedule:
        session.do("reschedule", callback, date="2026-03-05", time="09:30", zone="UTC")
    session.do("mark done", callback)
    assert expected == session.told()[-1]


def test_an_invitation_that_expires(session: Session) -> None:
    """The agent loses the offer, the callback goes to the next one (E6)."""
    _maria(session)
    session.lab.advance(30_000)
    told = session.told()
    assert "Anna loses the offer of Maria's callback [E6]" in told
    assert "Ben is offered the callback of Maria: notification and bell [F1]" == told[-1]


def test_a_decline_with_nobody_else_there(session: Session) -> None:
    """The callback waits for an agent (P2)."""
    session.do("go Not Ready", agent="Ben")
    _maria(session, "decline")
    assert [
        "Anna declines the callback of Maria [P2]",
        "The callback of Maria is waiting for an agent, in the strategy 'any ready agent' [P2]",
    ] == session.told()[-2:]


def test_an_outage(session: Session) -> None:
    """Interaction Server goes down and comes back (E2)."""
    session.lab.stop_interaction_server()
    session.lab.start_interaction_server()
    told = session.told()
    assert "Interaction Server goes down [E2]" in told
    assert "Anna's channel is out of service: no Interaction Server [E2]" in told
    assert "Interaction Server comes back [E2]" in told


def test_a_change_of_the_configuration(session: Session) -> None:
    """An administrator at work (C4)."""
    session.state()
    _set(session, "webcallback.auto-dial", "true")
    assert session.told()[-1].startswith("The configuration changes: ")
    assert session.told()[-1].endswith(" [C4]")


def test_an_agent_who_goes_ready_is_told_of_once(session: Session) -> None:
    """The channel that follows is no news."""
    session.do("go Not Ready")
    session.do("go Ready")
    assert ["Anna goes Not Ready (no reason) [P1]", "Anna goes Ready [P1]"] == session.told()[-2:]


def test_only_the_last_few_sentences_are_remembered(session: Session) -> None:
    """The newest comes first, with the time where the contact centre is."""
    for _ in range(20):
        session.do("go Not Ready", reason="Lunch")
        session.do("go Ready")
    notes = session.state()["notes"]
    assert 8 == len(notes)
    assert ("09:00:00", "Anna goes Ready") == (notes[0]["at"], notes[0]["text"])


def test_what_another_system_asks_is_told(session: Session) -> None:
    """Its operation, not its fields."""
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    body = f'<s:Envelope xmlns:s="{soap}"><s:Body><Ping xmlns="{NAMESPACE}"/></s:Body></s:Envelope>'
    session.lab.capture_point("Shop").answer(body.encode())
    assert "Another system asks Shop: Ping [E1]" == session.told()[-1]
