"""What is asked about the agent: logging in as the options have it, the channel, and what needs a privilege."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.conformance.damaged import with_messages, without
from tests.conformance.stories import altered, as_log, center, judged, number_of, played, ready, said, why

from callbook.core import Origin
from callbook.verification import Verdict, conform
from callbook.verification.conformance.deviations import Story
from callbook.workspace import Action

if TYPE_CHECKING:
    from typing import Any

    from callbook.core import MessageSent

NOT_READY = {"login.webcallback.is-auto-ready": "false"}
LUNCH = {**NOT_READY, "login.webcallback.auto-not-ready-reason": "Lunch"}
TRAINING = {**NOT_READY, "login.webcallback.auto-not-ready-reason": "Training"}


def logs_in(story: Story) -> None:
    """Do nothing but log in."""
    story.pause()


def test_a_reason_at_login_conforms() -> None:
    """As the option has it (O2)."""
    assert said(judged(played(logs_in, LUNCH), LUNCH))["O2"] == "conforms"


def test_another_reason_is_found() -> None:
    """With both."""
    found = judged(played(logs_in, TRAINING), LUNCH)
    assert [(each.clause, each.expected, each.got) for each in found.failing] == [
        ("O2", "the reason 'Lunch'", "the reason 'Training'")
    ]


def test_none_is_not_found_where_the_log_lacks_a_request() -> None:
    """Its answer has no request."""
    trace = played(logs_in, LUNCH)
    lost = number_of(trace, "RequestNotReadyForMedia")
    assert why(judged(without(trace, [lost]), LUNCH), "O2") == "the log does not show which reason was given"


def test_where_the_log_may_begin_in_the_middle_it_is_only_suspect() -> None:
    """The channel may have the state of before."""
    trace = as_log(played(logs_in))
    found = judged(trace, NOT_READY)
    expected = (
        "the channel Not Ready is what login.webcallback.is-auto-ready has, and it is not so; "
        "or the agent came back after an outage"
    )
    assert (said(found)["O1"], why(found, "O1")) == ("suspect", expected)


def test_after_a_logout_it_is_sure() -> None:
    """It is the first of its session."""
    found = judged(as_log(played(Story.logged_in_again)), NOT_READY)
    assert said(found)["O1"] == "violates"


def test_a_login_after_an_outage_is_not_judged_by_the_options() -> None:
    """It shows that the channel comes back (E2)."""

    def outage(story: Story) -> None:
        story.do(Action.GO_NOT_READY)
        story.lab.outages.stop("Interaction Server", None)
        story.pause()
        story.lab.outages.start("Interaction Server")
        story.pause()

    trace = played(outage)
    assert judged(trace).failing == ()
    assert said(judged(trace))["E2"] == "conforms"
    again = number_of(trace, "RequestAgentLogin", 2)
    late = [each.number for each in trace.entries if each.number < again]
    assert judged(without(trace, late)).failing == ()


def test_a_reason_has_an_effect_where_the_team_knows_that() -> None:
    """By its file of assumptions."""
    options = {"login.webcallback.auto-not-ready-reason": "Lunch"}
    trace = played(logs_in, LUNCH)
    assumptions = replace(trace.head.assumptions, reason_ignored_when_auto_ready=False)
    found = conform(trace, center(options), assumptions=assumptions)
    assert (said(found)["O1"], said(found)["O2"]) == ("conforms", "conforms")
    assert [each.clause for each in conform(trace, center(options)).findings if each.verdict == "violates"] == ["O1"]


def test_without_the_privilege_a_login_without_the_channel_conforms() -> None:
    """The channel stays closed (P1)."""
    found = judged(
        altered(played(logs_in), "RequestAgentLogin", MediaList={}), without=["Can Use Web Callback Channel"]
    )
    assert said(found)["P1"] == "conforms"


def test_with_it_a_login_without_the_channel_says_nothing() -> None:
    """The agent may not want it."""
    assert "O1" not in said(judged(altered(played(logs_in), "RequestAgentLogin", MediaList={})))


def test_a_login_whose_media_the_log_does_not_give_is_not_judged() -> None:
    """They were filled in by the reader."""

    def marks(entry: MessageSent) -> Origin:
        return Origin(file=0, line=entry.number, filled=("MediaList",) if entry.name == "RequestAgentLogin" else ())

    assert why(judged(as_log(played(logs_in), marks), NOT_READY), "O1") == "the log does not show the media"


def test_a_damaged_login_is_not_judged() -> None:
    """Nor is what comes after it the first."""

    def marks(entry: MessageSent) -> Origin:
        return Origin(file=0, line=entry.number, damaged="cut" if entry.name == "RequestAgentLogin" else "")

    assert "O1" not in said(judged(as_log(played(logs_in), marks), NOT_READY))


def test_logging_off_conforms_where_the_option_has_it() -> None:
    """By default it does (O3)."""
    assert said(judged(played(Story.logged_off)))["O3"] == "conforms"


def test_what_is_asked_about_another_medium_is_not_judged() -> None:
    """The options are those of web callbacks."""

    def of_email(message: dict[str, Any]) -> dict[str, Any]:
        return {**message, "MediaTypeName": "email"} if "MediaTypeName" in message else message

    def leaves(story: Story) -> None:
        ready(story)
        story.logged_off()

    trace = with_messages(played(leaves), of_email)
    assert judged(trace, {"login.webcallback.can-unactivate-channel": "false"}).failing == ()


@pytest.mark.parametrize("voice", [True, False])
def test_a_login_alone_is_the_first_where_no_voice_channel_is_seen(*, voice: bool) -> None:
    """Else both channels are opened together."""
    trace = played(Story.logged_in_again)
    registrations = [each.number for each in trace.entries if getattr(each, "wire", "").endswith("SIP Server")]
    kept = registrations[-1:] if voice else []
    lost = without(trace, [number for number in registrations if number not in kept])
    assert said(judged(lost, NOT_READY)).get("O1") == (None if voice else "violates")


def test_where_a_login_is_missing_the_next_is_not_the_first() -> None:
    """Its answer shows that there was one."""

    def comes_back(story: Story) -> None:
        for action in (Action.LOG_OUT, Action.LOG_IN, Action.GO_NOT_READY):
            story.anna.perform(action)
        story.lab.outages.stop("Interaction Server", None)
        story.pause(1)
        story.lab.outages.start("Interaction Server")
        story.pause()

    trace = played(comes_back)
    found = judged(without(trace, [number_of(trace, "RequestAgentLogin", 2)]))
    assert [str(each) for each in found.of(Verdict.VIOLATES)] == []
    assert "O1" in said(found)
