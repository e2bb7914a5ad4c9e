from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs

import callbook.notebook as cb
from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.journal_entries import ActionTaken, Entry, Noted, StateChanged, TimerFired
from callbook.lab import Lab
from callbook.notebook.playing import Player
from callbook.notebook.playing.standing import Standings
from callbook.record.trace import Trace


@pytest.fixture
def player(failing: Trace) -> Player:
    """Return a player of the failing scenario, at its beginning."""
    return Player(failing).first()


def test_it_starts_where_a_step_failed(failing: Trace) -> None:
    """That is what one has come for."""
    player = Player(failing)
    assert (38, 38) == (player.position, player.count)
    assert "failed: expected offered to Ben" in player.sentence


def test_where_nothing_failed_it_starts_at_the_beginning(handled: Trace) -> None:
    """A scenario that has passed is read from its first step."""
    assert 1 == Player(handled).position


def test_its_moments_are_counted_from_1(player: Player) -> None:
    """The first is the first step."""
    assert (1, 38) == (player.position, player.count)
    assert "08:00:00.000  Given Ben is logged in and Not Ready" == player.sentence


def test_it_steps_on_and_back_within_its_bounds(player: Player) -> None:
    """Beyond both ends nothing moves."""
    assert 1 == player.back().position
    assert 4 == player.forward(3).position
    assert 3 == player.back().position
    assert 38 == player.last().forward().position
    assert 1 == player.first().position


def test_it_jumps(player: Player) -> None:
    """To a moment, an entry, a step by number or words, the failure, a state."""
    assert 7 == player.to(7).position
    assert "EventInvite" in player.to_entry(player.trace.entries[-20].number).first().to_step(3).ladder().text
    assert "When 8 seconds pass" == player.step
    assert "And Anna declines the callback" == player.to_step("declines").step
    assert "failed" in player.to_failure().sentence
    assert 34 == player.to_state("being declined").position


def test_a_state_is_looked_for_from_here_on(player: Player) -> None:
    """And from the start, if it is never entered again."""
    ready = [player.first().to_state("Ready").position, player.to_state("Ready").position]
    assert ready[0] < ready[1]
    assert ready[0] == player.last().to_state("Ready").position


JUMPS: list[tuple[Callable[[Player], Player], str]] = [
    (lambda player: player.to(39), "moment 39 in {} cannot be used. Accepted: a number from 1 to 38."),
    (lambda player: player.to_entry(67), "entry 67 in {} cannot be used. Accepted: a number from 1 to 66."),
    (lambda player: player.to_step(6), "step 6 in {} cannot be used. Accepted: a number from 1 to 5."),
    (
        lambda player: player.to_step("Anna accepts"),
        (
            "There is no step 'Anna accepts' in {}. Accepted: And Anna declines the callback, And Anna is offered "
            "the callback of Maria, Given Ben is logged in and Not Ready, Then the callback is offered to Ben, "
            "When 8 seconds pass."
        ),
    ),
    (lambda player: player.to_state("read"), "There is no state 'read' in {}. Did you mean 'Ready'?"),
]


@pytest.mark.parametrize(("jump", "text"), JUMPS)
def test_where_it_cannot_stand_it_does_not_go(player: Player, jump: Callable[[Player], Player], text: str) -> None:
    """Each error says where it could go; it stays where it was."""
    with pytest.raises(BadInput) as caught:
        jump(player)
    assert str(caught.value) == text.format(player.trace.name)
    assert 1 == player.position


def test_without_a_failure_there_is_no_way_to_it(handled: Trace) -> None:
    """The error says so."""
    with pytest.raises(BadInput) as caught:
        Player(handled).to_failure()
    assert (
        str(caught.value) == "recording 'a recording' cannot be used. Accepted: one with a step that failed; none did."
    )


def test_it_says_how_everything_stood(player: Player) -> None:
    """Desktops, places, timers, the step, and what led to this moment."""
    player.to_step("declines").back()
    assert {"4UR9HGNS00000001": "offered to Anna"} == player.places
    invitation, delivering = (
        "invitation to 4UR9HGNS00000001: in 1 min 0 s",
        "delivering-timeout of 4UR9HGNS00000001: in 30 s",
    )
    assert [delivering, invitation] == player.timers
    assert ["Not Ready", "Ready"] == [desk["screen"]["channel"] for desk in player.picture()["desks"]]
    player.to_step("declines").forward(2)
    assert "08:00:08.000  Anna -> Interaction Server: RequestReject" == player.sentence
    assert ["08:00:08.000  Anna: decline", "08:00:08.000  And Anna declines the callback"] == player.causes


def test_what_a_moment_leads_to_at_once_belongs_to_it(player: Player) -> None:
    """The notification is on the screen at the moment of the invitation."""
    player.to_state("offered")
    assert "Interaction Server -> Anna: EventInvite" in player.sentence
    assert player.picture()["desks"][1]["screen"]["interactions"][0]["notification"]


def test_it_says_why_each_action_is_or_is_not_offered(player: Player) -> None:
    """For the desk itself and for each window, by playing the recording again."""
    player.to_failure()
    assert "" == player.offers["Ben"][""]["go Ready"]
    assert (
        "The channel is Ready [P1]. Accepted: when the channel is Not Ready." == player.offers["Anna"][""]["go Ready"]
    )
    player.to_state("offered")
    assert "" == player.offers["Anna"]["4UR9HGNS00000001"]["decline"]


def test_offers_are_known_until_the_model_parts(failing: Trace) -> None:
    """Where today's model does something else, the player says nothing rather than something wrong."""
    entries = list(failing.entries)
    number = next(entry.number for entry in entries if getattr(entry, "name", "") == "EventInvite")
    entries[number - 1] = StateChanged(number, entries[number - 1].at, 0, "place", "x", "", "", "")
    player = Player(Trace(failing.head, tuple(entries), failing.end))
    assert {} == player.last().offers
    assert {"Ben"} == set(player.to_step("Anna is offered").offers)


def test_a_recording_of_what_nobody_can_do_is_played_as_far_as_it_goes(handled: Trace) -> None:
    """An act that this kit does not know: nobody can play it again; what was recorded is shown."""
    acts = [entry for entry in handled.entries if isinstance(entry, ActionTaken)]
    entries = list(handled.entries)
    entries[acts[-1].number - 1] = structs.replace(acts[-1], act={"act": "eclipse"})
    player = Player(Trace(handled.head, tuple(entries), handled.end))
    assert {} == player.last().offers
    assert {"Anna"} == set(player.to_state("Ready").standing.screens)


def test_a_recording_that_breaks_off_is_played_up_to_there(handled: Trace) -> None:
    """What was recorded is compared, what was not is not."""
    cut = Trace(handled.head, handled.entries[:40], handled.end, "the last line is missing")
    assert "Anna" in Player(cut).last().offers


def test_a_long_recording_is_not_played_again(handled: Trace) -> None:
    """It would take too long for a step; everything else is shown."""
    count = len(handled.entries)
    more = (Noted(count + index + 1, handled.end, 0, "Anna", "warning", "once more") for index in range(4_000))
    player = Player(Trace(handled.head, (*handled.entries, *more), handled.end)).last()
    assert {} == player.offers
    assert ["screen", "zone"] == list(player.picture()["desks"][0])
    assert "once more" in player.page()["svg"]


def test_where_nothing_has_happened_it_stands_nowhere() -> None:
    """An empty recording has no moment, and is shown all the same."""
    player = cb.player(Lab())
    assert (0, 0, "Nothing has happened.") == (player.position, player.count, player.sentence)
    assert (None, {}, [], [], "") == (player.entry, player.offers, player.causes, player.timers, player.step)
    assert 0 == player.forward().last().position
    assert "(nothing has happened)" == player.ladder().text
    assert {"position": 0, "entry": 0, "day": "", "page": 0} == {
        name: player.picture()[name] for name in ("position", "entry", "day", "page")
    }
    assert "(nothing has happened)" in player.page()["svg"]


def test_it_tells_itself_in_plain_text(player: Player) -> None:
    """Where no page can be shown: the step, the moment, places, timers, the last rungs."""
    assert repr(player.to_step("declines")) == (
        "A callback that is declined goes to another agent: moment 33 of 38\n"
        "  step    And Anna declines the callback\n"
        "  now     08:00:08.000  And Anna declines the callback\n"
        "  offered to Anna: 4UR9HGNS00000001\n"
        "  timer   delivering-timeout of 4UR9HGNS00000001: in 22 s\n"
        "  timer   invitation to 4UR9HGNS00000001: in 52 s\n"
        "... 25 earlier\n"
        "     Interaction Server  SIP Server              Anna       Website\n"
        "08:00:00.000  |               |- EventAgentLogin ->|           |\n"
        "08:00:00.000  ~ Maria: schedule a callback (wished time now, queue callbacks)\n"
        "08:00:00.000  ~ connected (Website - Interaction Server)\n"
        "08:00:00.000  |<---------------- RequestSubmit ----------------|\n"
        "08:00:00.000  |------------------- EventAck ------------------>|\n"
        "08:00:00.000  |----------- EventInvite ----------->|           |\n"
        "08:00:00.000  = When 8 seconds pass\n"
        "08:00:08.000  = And Anna declines the callback"
    )


def test_the_ladder_comes_in_pages(player: Player) -> None:
    """A page has some thirty rungs, and those before; its number changes only now and then."""
    assert [0, 0, 1, 1] == [player.to(position).picture()["page"] for position in (1, 30, 31, 38)]
    page = player.page()
    assert (1, True, False) == (page["number"], 'data-entry="65"' in page["svg"], 'data-entry="1"' in page["svg"])


def test_a_picture_says_where_steps_lead(player: Player) -> None:
    """The next step's moment and the previous one's; none beyond the ends."""
    player.first()
    assert (None, player.route.steps[1]) == (player.picture()["previous"], player.picture()["next"])
    player.last()
    assert (player.route.steps[-1], None) == (player.picture()["previous"], player.picture()["next"])


def test_the_outline_has_what_can_be_jumped_to(player: Player) -> None:
    """Steps with their words, states with their moments, the failure."""
    outline = player.route.outline()
    assert {"position": 33, "text": "And Anna declines the callback"} == outline["steps"][3]
    assert {"name": "being declined", "positions": [34]} in outline["states"]
    assert (38, 38) == (outline["failure"], outline["count"])


def test_of_many_places_and_timers_a_few_are_shown() -> None:
    """And how many more there are."""
    lab = Lab()
    for _ in range(15):
        lab.schedule(lab.contact())
    player = cb.player(lab).last()
    assert (13, "and 3 more") == (len(player.picture()["places"]), player.picture()["places"][-1])


def test_a_long_chain_of_causes_is_cut(handled: Trace) -> None:
    """A dozen tell enough."""
    player = Player(handled)
    assert 12 >= max(len(player.to(position).causes) for position in range(1, player.count + 1))


def test_how_things_stand_is_the_same_from_either_side() -> None:
    """Whether it is reached from the start or from the end, in a recording with many marks."""
    clock = Clock()
    entries: list[Entry] = []
    for index in range(600):
        number = len(entries) + 1
        entries.append(Noted(number, clock.instant, 0, "Anna", "x", "y"))
        entries.append(Noted(number + 1, clock.instant, 0, "Anna", "x", "y"))
        entries.append(TimerFired(number + 2, clock.instant, max(number - 200, 0), f"timer {index}", clock.instant))
    there, back = Standings(entries), Standings(entries)
    forwards = [len(there.at(number).timers) for number in (10, 499, 500, 501, 1_499, 1_800)]
    backwards = [len(back.at(number).timers) for number in (1_800, 1_499, 501, 500, 499, 10)]
    assert (0, True) == (forwards[-1], max(forwards) > 60)
    assert forwards == backwards[::-1]


def test_of_a_state_entered_often_a_few_hundred_moments_are_known(handled: Trace) -> None:
    """To jump further, go on from there."""
    count = len(handled.entries)
    more = (StateChanged(count + n + 1, handled.end, 0, "call", "x", "a", "e", "up") for n in range(300))
    player = Player(Trace(handled.head, (*handled.entries, *more), handled.end))
    assert 200 == len(player.route.states["up"])
