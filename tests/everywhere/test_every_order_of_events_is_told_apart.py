"""The graph of all that can happen: canonical states, what is possible in each, violations made small."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from random import Random

import msgspec
import pytest
from tests.everywhere.equal_states import SETTINGS, Tried

from callbook.verification.exploration.canonical import state_of
from callbook.verification.exploration.expanding import Expanded, after, name_of_state
from callbook.verification.exploration.explored import SOMETIMES, Explored
from callbook.verification.exploration.levels import Explorations, Search, expanded, explore, serve
from callbook.verification.exploration.possible import possible
from callbook.verification.exploration.story import as_scenario, shrunk, violation_of
from callbook.verification.exploration.world import Disagrees, Setting, World
from callbook.verification.queue.worker import Exchange
from callbook.workspace import CallPhase

REVOKED = "transition: callback: offered + the server takes it back is missing"
MISSING = "transition: channel: logged off + the server shows Ready is missing"
TO_LATER = 'Anna reschedules the callback of Maria to "in 2 hours"'
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


@pytest.mark.not_measured
@pytest.mark.parametrize("words", ["one agent", "with failures", "with a loss"])
def test_states_that_are_equal_go_on_alike(words: str) -> None:
    """However they were reached: the same can happen, and leads to equal states; `make equal-states` tries more."""
    tried = Tried(SETTINGS[words], 6, 24, Random(20))  # noqa: S311 - a simulation keeps no secret
    assert ([], True) == (tried.unlike, tried.again > 100)


def test_whose_turn_it_is_counts() -> None:
    """Whoever has logged in first is offered the first callback once both are Ready."""
    orders = (("Anna logs in", "Ben logs in"), ("Ben logs in", "Anna logs in"))
    two = Setting(agents=2)
    assert 1 == len({state_of(after(two, order)) for order in orders})
    assert 2 == len({state_of(after(two, (*order, "Anna goes Not Ready"))) for order in orders})


def test_how_long_timers_run_counts_where_that_is_asked_for() -> None:
    """Else only which is due first does: whoever waits a minute less waits for the same thing."""
    call = ["Anna dials Maria", "1 second passes", "Anna releases the call with Maria"]
    for exact_times, different in ((False, 1), (True, 2)):
        setting = Setting(exact_times=exact_times)
        assert different == len({name_of_state(after(setting, [*TALKING[:3], *calls])) for calls in (call, call * 2)})


def test_to_when_a_callback_is_rescheduled_counts_where_that_is_asked_for() -> None:
    """Whoever does so a second later does so to a second later."""
    reschedules, ends = TO_LATER, 'Anna sets the disposition "Resolved" for Maria'
    call = ("Anna dials Maria", "1 second passes", "Anna releases the call with Maria")
    orders = ((*TALKING[:3], reschedules, *call, ends), (*TALKING[:3], *call, reschedules, ends))
    for exact_times, different in ((False, 1), (True, 2)):
        assert different == len({state_of(after(Setting(exact_times=exact_times), order)) for order in orders})


def test_a_contact_acts_when_the_telephone_allows_it() -> None:
    """It rings, they talk, it is over."""
    here = after(Setting(), TALKING[:-1])
    assert {"Maria picks up", "Maria rejects the call"} <= dict(possible(here)).keys()
    here.happens("Maria picks up")
    assert "Maria hangs up" in dict(possible(here))
    assert not here.happens("Maria picks up")
    assert SOMETIMES["an agent talks to a contact"](here)
    assert "Anna takes back the reschedule for Maria" not in dict(possible(here))


def test_servers_fail_and_come_back_where_faults_are_asked_for() -> None:
    """What is refused meanwhile is as good an outcome as any."""
    here = World(Setting(faults=True))
    for sentence in ("Interaction Server goes down", "the voice switch goes down", "Maria schedules a callback"):
        assert here.happens(sentence)
    assert {} == here.callbacks
    assert here.happens("Interaction Server comes back")
    assert here.happens("the voice switch comes back")


def test_a_connection_is_lost_and_comes_back() -> None:
    """While Interaction Server runs: of one that is down there is nothing to lose."""
    here = after(Setting(faults=True), ["Anna logs in", "Anna loses the connection to Interaction Server"])
    assert "Anna loses the connection to Interaction Server" not in dict(possible(here))
    assert here.happens("Anna is connected to Interaction Server again")
    here.happens("Interaction Server goes down")
    assert [] == [words for words, _ in possible(here) if "connect" in words]


PARKED = Setting(agents=2, configuration=(("webcallback.park-queue", "parked"),))
CONSULTING = (
    *TALKING,
    "Ben logs in",
    "Anna starts a two-step transfer of the call with Maria to Ben",
)


def test_calls_are_handed_over() -> None:
    """To each other agent, in one step or in two; a colleague's call has no contact."""
    here = after(PARKED, TALKING)
    assert "Anna transfers the call with Maria to Ben" in dict(possible(here))
    here = after(PARKED, CONSULTING)
    assert {"Ben answers the call", "Anna cancels the transfer of the call with Maria"} <= dict(possible(here)).keys()
    assert here.happens("Ben answers the call")
    assert here.happens("Anna completes the transfer of the call with Maria")


def test_a_colleagues_call_has_no_contact() -> None:
    """A sentence that names nobody is about the newest window: that call, also where a callback comes later."""
    here = after(replace(PARKED, callbacks=2), CONSULTING)
    assert "Ben answers the call" in dict(possible(here))
    assert here.happens("Ella schedules a callback")
    assert {"Ben accepts the callback of Ella", "Ben answers the call"} <= dict(possible(here)).keys()
    assert here.happens("Ben answers the call")
    assert CallPhase.TALKING in {shown.call for shown in here.lab.agent("Ben").shown().interactions}


def one_by_one(setting: Setting, depth: int | None, which: int) -> Explored:
    """Return what is found where a task is one state, and the first (0) or the last (-1) that waits is done next."""
    job = Explorations([setting], depth, at_once=1)
    waiting = job.first()
    while waiting:
        waiting.extend(job.follow(task := waiting.pop(which), expanded(task)))
    return job.searches[setting].found


def test_whoever_does_tasks_in_whatever_order_the_same_is_found() -> None:
    """However large they are."""
    setting = Setting(agents=2)
    found = explore(setting, depth=4)
    assert [found, found] == [one_by_one(setting, 4, which) for which in (0, -1)]
    assert (0, False) == (found.visited.never.count("an agent is Ready"), found.closed)


def test_of_several_violations_the_smallest_path_counts() -> None:
    """Whichever is found first."""
    search = Search(Setting(), None)
    search.next_level()
    for name in ("b", "c", "a"):
        search.take([()], Expanded(path=(name,), violation=f"it is {name}"))
    assert (("a",), "it is a") == (search.found.path, search.found.violation)


def test_a_worker_goes_on_from_the_states_of_a_task() -> None:
    """And says how long that took a processor."""
    (task,) = Explorations([Setting()], None).first()
    tasks, answers = BytesIO(msgspec.json.encode(task) + b"\n"), BytesIO()
    serve({}, Exchange(tasks, answers))
    answer = msgspec.json.decode(answers.getvalue(), type=Expanded)
    assert (2, 2, True) == (len(answer.reached), answer.transitions, answer.seconds > 0)


def test_a_small_graph_closes() -> None:
    """An agent who may not use the channel, and a contact whose callback waits: nothing is left."""
    setting = Setting(
        configuration=(("Can Use Web Callback Channel", "withheld"), ("Can Use Voice Channel", "withheld"))
    )
    found = explore(setting)
    assert (True, 0, "") == (found.closed, found.left, found.violation)
    assert "a callback is offered" in found.visited.never


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
