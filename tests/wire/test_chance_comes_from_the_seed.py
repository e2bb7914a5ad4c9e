"""What chance decides about faults comes from the seed: the same seed, the same mishaps."""

from __future__ import annotations

from random import Random

import pytest
from tests.wire.conftest import Line

from callbook.core.errors import BadInput
from callbook.core.faults import Fault, Mishap
from callbook.core.wire import Wire


def of_seed(seed: int, fault: Fault, *, count: int = 200) -> Line:
    """Send many messages through a wire of this seed."""
    line = Line()
    line.wire = Wire("Anna", "Server", line.clock, line.journal, seed)
    line.join().disturb(fault)
    line.send(*map(line.accept, range(1, count + 1)))
    line.clock.run_until_idle()
    return line


def dropped(percent: float) -> Fault:
    """Drop so many of a hundred messages."""
    return Fault(Mishap.DROPPED, times=None, percent=percent)


def test_about_as_many_as_was_said() -> None:
    """Of two hundred messages, 30 % are lost: the others arrive in order."""
    line = of_seed(1, dropped(30))
    assert 200 == len(line.tickets) + len(line.faults)
    assert 45 <= len(line.faults) <= 75
    assert sorted(line.tickets) == line.tickets


def test_the_same_seed_strikes_the_same() -> None:
    """To the byte; another seed strikes others."""
    journals = [list(of_seed(seed, dropped(30)).journal) for seed in (1, 1, 2)]
    assert journals[0] == journals[1] != journals[2]


def test_two_wires_of_one_seed_have_their_own_chances() -> None:
    """Else all agents would lose the same messages."""
    line = Line()
    lost: list[list[int]] = []
    for client in ("Anna", "Ben"):
        line.wire = Wire(client, "Server", line.clock, line.journal, 1)
        line.join().wire.disturb(client, dropped(50))
        line.server.received.clear()
        line.send(*map(line.accept, range(1, 41)))
        lost.append(line.tickets)
    assert lost[0] != lost[1]


def test_all_is_all_and_asks_no_chance() -> None:
    """A hundred of a hundred, any number of times; it counts what it has struck."""
    fault = dropped(100)
    line = of_seed(1, fault)
    assert ([], 200, None, False) == (line.tickets, fault.struck, fault.times, fault.spent)


def test_only_what_strikes_counts_down() -> None:
    """What chance has spared was not struck."""
    fault = Fault(Mishap.DROPPED, times=3, percent=20)
    line = of_seed(1, fault)
    assert (197, 3, 0) == (len(line.tickets), fault.struck, fault.times)


def test_each_delay_is_drawn_anew() -> None:
    """Between the shortest and the longest; the journal says how long each was."""
    line = of_seed(1, Fault(Mishap.DELAYED, milliseconds=100, at_most=102, times=None), count=50)
    assert {"delayed by 0.1 s", "delayed by 0.101 s", "delayed by 0.102 s"} == {fault for fault, _ in line.faults}
    assert set(range(1, 51)) == set(line.tickets)


def test_a_range_of_one_is_a_delay() -> None:
    """The longest may be the shortest."""
    chance = Random(1)  # noqa: S311 - the chances of a test keep no secret
    assert 7 == Fault(Mishap.DELAYED, milliseconds=7, at_most=7).delay(chance)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(Mishap.DELAYED, milliseconds=1_500), "delayed by 1.5 s"),
        (Fault(Mishap.DELAYED, milliseconds=100, at_most=2_000), "delayed by 0.1 to 2 s"),
        (Fault(Mishap.DROPPED), "dropped"),
        (Fault(Mishap.REFUSED, code=43), "refused with error 43"),
        (Fault(Mishap.RESET), "lost: the connection is reset"),
    ],
)
def test_a_fault_says_in_words_what_it_does(fault: Fault, words: str) -> None:
    """As the journal says it."""
    assert words == str(fault)


def test_what_says_nothing_is_not_written() -> None:
    """Recordings from before there were such faults stay as they are."""
    assert {"mishap": Mishap.DROPPED, "message": "*", "milliseconds": 0, "times": 1} == Fault(Mishap.DROPPED).settings()
    rare = Fault(Mishap.RESET, "EventAck", times=None, percent=1.5, mend_after=10)
    assert {
        "mishap": Mishap.RESET, "message": "EventAck", "milliseconds": 0, "times": None, "percent": 1.5,
        "mend_after": 10,
    } == rare.settings()  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"percent": 0}, "percent 0 in fault cannot be used. Accepted: above 0, at most 100."),
        ({"percent": 101}, "percent 101 in fault cannot be used. Accepted: above 0, at most 100."),
        ({"milliseconds": 5, "at_most": 4}, "longest delay 4 in fault cannot be used. Accepted: 5 or more."),
        ({"mend_after": -1}, "time to mend -1 in fault cannot be used. Accepted: 0 or more milliseconds."),
        (
            {"code": 43},
            "error code 43 in fault cannot be used. Accepted: none: only a request that is refused has one.",
        ),
    ],
)
def test_chances_that_cannot_be_are_refused(settings: dict[str, int], expected: str) -> None:
    """With what would be accepted."""
    with pytest.raises(BadInput) as refusal:
        Fault(Mishap.DELAYED, **{"milliseconds": 0, **settings})  # type: ignore[arg-type]
    assert expected == str(refusal.value)


def test_a_refusal_without_a_code_is_refused() -> None:
    """There is no error 0."""
    with pytest.raises(BadInput) as refusal:
        Fault(Mishap.REFUSED)
    assert "error code 0 in fault cannot be used. Accepted: 1 or more." == str(refusal.value)
