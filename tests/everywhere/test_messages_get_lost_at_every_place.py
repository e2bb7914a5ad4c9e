"""Where messages may get lost, each that is sent does, once, and what comes of it is told as any violation is."""

from __future__ import annotations

from callbook.verification.exploration.canonical import state_of
from callbook.verification.exploration.expanding import after, expand
from callbook.verification.exploration.levels import explore
from callbook.verification.exploration.story import as_scenario, shrunk, violation_of
from callbook.verification.exploration.world import Setting

OFFERED = ("Anna logs in", "Maria schedules a callback")
UNANSWERED = "transition: callback: being declined + the server does not answer is missing"
LOST = "the next RequestReject from Anna is lost\nAnna declines the callback of Maria"
FOUND = (
    *OFFERED,
    "Anna goes Not Ready",
    "the next EventAck to Anna is lost\nAnna declines the callback of Maria",
    "5 seconds pass",
    "25 seconds pass",
)
SCENARIO = """\
Feature: Found by exploration

  Scenario: Something is true that must never be
    Anna, 4UR9HGNS00000001 (being declined, no call): nothing is offered, nothing is awaited

    Given Maria does not answer
    When Anna logs in
    And Maria schedules a callback
    And Anna goes Not Ready
    Given the next EventAck to Anna is lost
    When Anna declines the callback of Maria
    And 5 seconds pass
    And 25 seconds pass
    Then every desktop shows what the servers have
"""


def _events(losses: int, *path: str) -> set[str]:
    """Return what can happen after *path*, of which a message may get lost, by the words of its last event."""
    return {found[-1] for found in expand(Setting(losses=losses), [path]).reached.values()}


def test_whatever_is_sent_may_get_lost() -> None:
    """What an agent sends and what an agent is sent; a name that both protocols have is left out."""
    declining = {event for event in _events(1, *OFFERED) if event.endswith("declines the callback of Maria")}
    assert {"Anna declines the callback of Maria", LOST} <= declining
    assert "the next EventRejected to Anna is lost" not in {event.splitlines()[0] for event in declining}
    lost = {event.splitlines()[0] for event in _events(1) if event.endswith("Anna logs in")}
    assert "the next EventCurrentAgentStatus to Anna is lost" in lost
    assert [] == [step for step in lost if "RequestAgentLogin" in step]


def test_no_more_get_lost_than_may() -> None:
    """None by default; how many were lost tells states apart."""
    assert [] == [event for event in _events(0, *OFFERED) if "is lost" in event]
    assert [] == [event for event in _events(1, *OFFERED, LOST) if "is lost" in event]
    assert [] != [event for event in _events(2, *OFFERED, LOST) if "is lost" in event]
    setting = Setting(losses=2)
    waited = [after(setting, [*OFFERED, event, "30 seconds pass"]) for event in (LOST, LOST.splitlines()[1])]
    assert [1, 0] == [world.lost for world in waited]
    assert state_of(waited[0]) != state_of(waited[1])


def test_what_gets_lost_is_given() -> None:
    """In its place in the scenario."""
    setting = Setting(losses=1, sabotage=UNANSWERED)
    violation = violation_of(setting, FOUND)
    assert "Anna, 4UR9HGNS00000001 (being declined, no call): nothing is offered, nothing is awaited" == violation
    assert SCENARIO == as_scenario(setting, FOUND, violation)


def test_a_loss_that_is_not_needed_is_left_out() -> None:
    """It happened on the way to what is found, and has nothing to do with it."""
    setting = Setting(losses=2, sabotage=UNANSWERED)
    lost = "the next EventCurrentAgentStatus to Anna is lost\nAnna goes Not Ready"
    assert (setting, FOUND) == shrunk(setting, (*FOUND[:2], lost, *FOUND[3:]))


def test_a_sound_desktop_bears_it() -> None:
    """Whichever message gets lost, desktops and servers agree again; `make graphs` looks at all that comes of it."""
    found = explore(Setting(losses=1), depth=3)
    assert (False, "", True) == (found.closed, found.violation, found.states > 60)
