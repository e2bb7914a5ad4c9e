"""The graph of all that can happen: canonical states, what is possible in each, violations made small."""

from __future__ import annotations

import pytest

from callbook.verification.exploration.canonical import state_of
from callbook.verification.exploration.search import SOMETIMES, Explored, after, explore
from callbook.verification.exploration.story import as_scenario, shrunk, violation_of
from callbook.verification.exploration.world import Disagrees, Setting, World

REVOKED = "transition: callback: offered + the server takes it back is missing"
MISSING = "transition: channel: logged off + the server shows Ready is missing"
TALKING = (
    "Anna logs in",
    "Maria schedules a callback",
    "Anna accepts the callback of Maria",
    "Anna dials Maria",
    "1 second passes",
    "Maria picks up",
)


def test_agents_are_alike() -> None:
    """Whoever of them it is, the state is one; what is done in another order may be the same in the end."""
    two = Setting(agents=2)
    assert state_of(after(two, ["Anna logs in"])) == state_of(after(two, ["Ben logs in"]))
    assert state_of(after(two, ["Anna logs in"])) != state_of(after(two, ["Anna logs in", "Ben logs in"]))
    one = Setting()
    orders = (["Anna logs in", "Anna goes Not Ready"], ["Anna logs in", "Anna goes Not Ready", "Anna logs out", *LOGIN])
    assert state_of(after(one, orders[0])) == state_of(after(one, orders[1]))


LOGIN = ["Anna logs in", "Anna goes Not Ready"]


def test_a_contact_acts_when_the_telephone_allows_it() -> None:
    """It rings, they talk, it is over."""
    here = after(Setting(), TALKING[:-1])
    assert {"Maria picks up", "Maria rejects the call"} <= dict(here.possible()).keys()
    here.happens("Maria picks up")
    assert "Maria hangs up" in dict(here.possible())
    assert not here.happens("Maria picks up")
    assert SOMETIMES["an agent talks to a contact"](here)
    assert "Anna takes back the reschedule for Maria" not in dict(here.possible())


def test_servers_fail_and_come_back_where_faults_are_asked_for() -> None:
    """What is refused meanwhile is as good an outcome as any."""
    here = World(Setting(faults=True))
    for sentence in ("Interaction Server goes down", "the voice switch goes down", "Maria schedules a callback"):
        assert here.happens(sentence)
    assert {} == here.callbacks
    assert here.happens("Interaction Server comes back")
    assert here.happens("the voice switch comes back")


def test_ctrl_c_keeps_what_was_found() -> None:
    """It is told as far as it went, and not as closed."""

    def stops(found: Explored) -> bool:
        if found.states > 4:
            raise KeyboardInterrupt
        return False

    found = explore(Setting(), enough=stops)
    assert (True, False, True) == (found.interrupted, found.closed, found.left > 0)


def test_a_small_graph_closes() -> None:
    """An agent who may not use the channel, and a contact whose callback waits: nothing is left."""
    setting = Setting(
        configuration=(("Can Use Web Callback Channel", "withheld"), ("Can Use Voice Channel", "withheld"))
    )
    found = explore(setting)
    assert (True, 0, "") == (found.closed, found.left, found.violation)
    assert "a callback is offered" in found.never


def test_a_violation_is_found_and_made_small() -> None:
    """What is not needed is left out, of what happens and of what is not as usual."""
    configuration = (("webcallback.auto-dial", "true"), ("Can Decline", "withheld"))
    found = explore(Setting(configuration=configuration, sabotage=MISSING))
    assert ("Anna logs in",) == found.path
    needed = ("Anna logs in", "Maria schedules a callback", "30 seconds pass")
    long = (*needed[:1], "Anna goes Not Ready", "Anna goes Ready", *needed[1:])
    setting = Setting(configuration=configuration, sabotage=REVOKED)
    assert (Setting(sabotage=REVOKED), needed) == shrunk(setting, long)
    with pytest.raises(Disagrees, match="is offered, at the server not with this agent"):
        after(setting, long)
    assert "" == violation_of(setting, (*long, "Anna logs out"))
    assert "" == violation_of(Setting(), ("Anna logs out",))
    assert "" == violation_of(Setting(), ("Anna logs in",))


def test_what_is_needed_of_the_configuration_stays() -> None:
    """Without auto-answer and its timer there is no countdown."""
    needed = (("webcallback.auto-answer", "true"), ("webcallback.auto-answer.timer", "5"))
    lost = "transition: callback: counting down + the server is lost is missing"
    path = ("Anna logs in", "Maria schedules a callback", "Anna logs out")
    setting = Setting(configuration=(*needed, ("Can Decline", "withheld")), sabotage=lost)
    assert (Setting(configuration=needed, sabotage=lost), path) == shrunk(setting, path)


def test_an_error_of_the_kit_is_a_violation_too() -> None:
    """It is told with its type."""
    waited = ("Anna logs in", "Maria schedules a callback", "30 seconds pass", "5 seconds pass")
    path = (*waited, "Anna logs out", "25 seconds pass")
    assert "KeyError: '4UR9HGNS00000001'" == violation_of(Setting(faults=True, sabotage=REVOKED), path)


def test_what_is_not_as_usual_is_given() -> None:
    """Options for everybody, privileges agent by agent."""
    setting = Setting(configuration=(("webcallback.auto-dial", "true"), ("Can Decline", "withheld")))
    lines = as_scenario(setting, ("Anna logs in",), "it is so").splitlines()
    assert [
        '    Given the option "webcallback.auto-dial" is "true"',
        '    And Anna does not have the privilege "Can Decline"',
        '    And Ben does not have the privilege "Can Decline"',
        '    And Clara does not have the privilege "Can Decline"',
        "    When Anna logs in",
        "    Then every desktop shows what the servers have",
    ] == lines[5:]
