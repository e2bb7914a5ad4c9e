"""A refusal says who asked what of what, in which state, what forbids it, by which clause, and the way out (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import Level
from callbook.core.assumptions import Assumptions
from callbook.core.journal_entries import Refused as RefusedEntry
from callbook.workspace import Action
from callbook.workspace.refusal import Obstacle, ObstacleKind

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

CALLBACK = "4UR9HGNS00000001"
COUNTDOWN = {"webcallback.auto-answer": "true", "webcallback.auto-answer.timer": "10"}


def test_a_privilege_is_missing(offices: type[Office]) -> None:
    """The privilege, and where it could be granted."""
    office = offices(without=("Can Decline",))
    office.offered()
    assert (
        f"Anna cannot decline {CALLBACK} (offered, no call): the privilege 'Can Decline' is missing [P2]. "
        "Accepted: grant 'Can Decline' in a role of the agent or of one of the agent's groups."
    ) == office.refusal(Action.DECLINE)


def test_a_privilege_that_another_one_needs_is_missing(offices: type[Office]) -> None:
    """The one that is missing is named, with its own clause, and the roles that were looked through."""
    office = offices(without=("Can Use Voice Channel",))
    refusal = office.in_hand().why_not(Action.DIAL)
    assert refusal is not None
    assert (
        Obstacle(
            ObstacleKind.PRIVILEGE,
            "Can Use Voice Channel",
            "P8",
            "the privilege 'Can Use Voice Channel' is missing",
            "grant 'Can Use Voice Channel' in a role of the agent or of one of the agent's groups",
            level="roles: Personal role of anna",
        )
        == refusal.obstacle
    )


def test_an_option_forbids_it(offices: type[Office]) -> None:
    """The option, its value, and what to set it to."""
    office = offices(options=COUNTDOWN)
    office.offered()
    assert (
        f"Anna cannot decline {CALLBACK} (counting down, no call): the countdown may not be rejected: "
        "webcallback.auto-answer.enable-reject is 'false' [O6, assumed]. "
        "Accepted: set webcallback.auto-answer.enable-reject to true."
    ) == office.refusal(Action.DECLINE)


def test_the_option_is_shown_as_it_was_when_the_callback_was_offered(offices: type[Office]) -> None:
    """It has been changed since, but not for this callback: the refusal gives the value that counts (C4)."""
    office = offices(options=COUNTDOWN)
    office.offered()
    configuration = office.lab.configuration
    configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.enable-reject", "true")
    assert "enable-reject is 'false' [O6, assumed]" in office.refusal(Action.DECLINE)


def test_an_option_of_the_channel_forbids_it(offices: type[Office]) -> None:
    """It was read at login; a change since then does not count either."""
    option = "login.webcallback.can-unactivate-channel"
    office = offices(options={option: "false"})
    office.anna.perform(Action.LOG_IN)
    office.lab.configuration.set_option(Level.APPLICATION, "Workspace", option, "true")
    assert (
        "Anna cannot log off the channel (the channel is Ready): the channel may not be logged off: "
        "login.webcallback.can-unactivate-channel is 'false' [O3]. "
        "Accepted: set login.webcallback.can-unactivate-channel to true."
    ) == office.refusal(Action.UNACTIVATE)


def test_a_disposition_is_mandatory(offices: type[Office]) -> None:
    """The way out is not the option but a disposition, and the level that holds the option is known."""
    office = offices(options={"interaction.disposition.is-mandatory": "true"})
    refusal = office.in_hand().why_not(Action.MARK_DONE)
    assert refusal is not None
    assert (
        Obstacle(
            ObstacleKind.OPTION,
            "interaction.disposition.is-mandatory",
            "C7",
            "no disposition is set: interaction.disposition.is-mandatory is 'true'",
            "set a disposition first",
            level="Application 'Workspace'",
        )
        == refusal.obstacle
    )


def test_the_state_forbids_it(office: Office) -> None:
    """The state, and those in which it would be possible."""
    office.in_hand()
    assert (
        f"Anna cannot accept {CALLBACK} (in hand, no call): the callback is in hand [F1]. "
        "Accepted: when the callback is counting down or offered."
    ) == office.refusal(Action.ACCEPT)


def test_the_channel_s_state_forbids_it(office: Office) -> None:
    """An action of the desktop has no subject; the state is that of the channel."""
    assert (
        "Anna cannot go Ready (the channel is logged off): the channel is logged off [P1]. "
        "Accepted: when the channel is Not Ready."
    ) == office.refusal(Action.GO_READY)


def test_there_is_nothing_to_do_it_to(office: Office) -> None:
    """No callback has come yet."""
    assert (
        "Anna cannot accept (the channel is logged off): the callback is no callback [F1]. "
        "Accepted: when the callback is counting down or offered."
    ) == office.refusal(Action.ACCEPT)


def test_the_input_forbids_it(office: Office) -> None:
    """What was given, and what there is."""
    office.in_hand()
    assert (
        f"Anna cannot set the disposition {CALLBACK} (in hand, no call): 'resolved' is no disposition of "
        "'DispositionCode' [C7]. Accepted: Resolved, Call again, Not interested."
    ) == office.refusal(Action.SET_DISPOSITION, code="resolved")


def test_what_is_assumed_is_said_to_be(offices: type[Office]) -> None:
    """A rule that no page states is marked."""
    office = offices(Assumptions(accept_during_countdown=False), options=COUNTDOWN)
    office.offered()
    assert (
        f"Anna cannot accept {CALLBACK} (counting down, no call): the countdown accepts by itself [O5, assumed]. "
        "Accepted: wait for its end."
    ) == office.refusal(Action.ACCEPT)


def test_an_assumption_about_calls_is_said_to_be_one(offices: type[Office]) -> None:
    """Rescheduling while a call is up, where that is not assumed to be possible."""
    office = offices(Assumptions(reschedule_during_call=False))
    office.talking()
    assert (
        f"Anna cannot reschedule {CALLBACK} (in hand, connected): a call is up [P5, assumed]. "
        "Accepted: release the call first."
    ) == office.refusal(Action.RESCHEDULE)


def test_an_assumption_about_an_option_is_said_to_be_one(office: Office) -> None:
    """A transfer without a park queue."""
    office.talking()
    assert (
        f"Anna cannot transfer in one step {CALLBACK} (in hand, connected): no queue would receive the callback: "
        "webcallback.park-queue is '' [O12, assumed]. Accepted: name a queue in webcallback.park-queue."
    ) == office.refusal(Action.ONE_STEP_TRANSFER, target="1002")
    office.anna.perform(Action.RELEASE)


def test_a_voice_call_is_called_the_call(offices: type[Office]) -> None:
    """Ben has a call that Anna has handed on, and no callback."""
    office = offices(options={"webcallback.park-queue": "parked"})
    ben = office.lab.log_in("Ben")
    ben.perform(Action.GO_NOT_READY)
    office.talking().perform(Action.ONE_STEP_TRANSFER, target="1002")
    refusal = ben.why_not(Action.RETRIEVE)
    assert (
        "Ben cannot retrieve the call (no callback, ringing here): the call is ringing here [F5]. "
        "Accepted: when the call is on hold."
    ) == str(refusal)


def test_a_refusal_stands_in_the_journal(office: Office) -> None:
    """As the text that the agent gets."""
    text = office.refusal(Action.GO_READY)
    [entry] = [entry for entry in office.lab.journal if isinstance(entry, RefusedEntry)]
    assert ("Anna", "go Ready", text) == (entry.actor, entry.action, entry.text)


def test_what_is_possible_has_no_refusal(office: Office) -> None:
    """Asking why not gives nothing then, and does nothing."""
    anna = office.offered()
    assert None is anna.why_not(Action.ACCEPT)
    assert office.callback.id == anna.shown().interactions[-1].id
    assert Action.ACCEPT in anna.actions(office.callback.id)
