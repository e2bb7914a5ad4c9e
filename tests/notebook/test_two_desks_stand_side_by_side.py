"""Before and after, side by side: the moments at which desks look different, and what differs then."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import callbook.notebook as cb
from callbook.lab import Lab
from callbook.notebook.side_by_side import MOST, Moment, differences_text, differing_moments, moments_markup
from callbook.notebook.side_by_side.bell_wave import wave_markup
from callbook.notebook.side_by_side.facts import color_text, differing, facts
from callbook.record import read_trace, trace_of
from callbook.workspace import Action

RING = r"Sounds\Ring.mp3, priority 10, until stopped, on primary"


@pytest.fixture
def handled() -> Lab:
    """Return a lab in which Anna has taken a callback after five seconds, called, and marked it done."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    lab.advance(5_000)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(60_000)
    anna.perform(Action.RELEASE)
    anna.perform(Action.MARK_DONE)
    return lab


def told(lab: Lab, **settings: str | bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return what each moment is called, and what differs then."""
    return [(moment.words, differences_text(moment)) for moment in cb.whatif(lab, settings).moments]


def test_nothing_differs_where_nothing_is_changed(handled: Lab) -> None:
    """There is no moment, and no markup of one."""
    trace = trace_of(handled)
    assert () == differing_moments(trace, trace)
    assert not moments_markup(())


def test_an_action_that_is_not_offered_any_more_is_the_difference(handled: Lab) -> None:
    """At the moment of the offer, which is named by what has just happened."""
    expected = [("Maria: schedule a callback", ("Anna: 'decline': offered before, not offered after",))]
    assert expected == told(handled, can_decline=False)


def test_a_colour_has_its_number(handled: Lab) -> None:
    """As it is written in the option."""
    differs = told(handled, callback_information_frame_color="#FF2E7D32")
    assert [("Anna: accept", ("Anna: the frame's colour: #FF17849D before, #FF2E7D32 after",))] == differs


def test_the_bell_differs_by_how_it_rings(handled: Lab) -> None:
    """Sound, duration and device: the screen alone has only the sound."""
    [(_, [first, *_]), *_] = told(handled, ringing_bell=r"Sounds\Ring.mp3|10|2000|both")
    assert first == rf"Anna: the bell: {RING} before, Sounds\Ring.mp3, priority 10, for 2000 ms, on both after"


def test_a_countdown_is_another_moment_than_a_click(handled: Lab) -> None:
    """What happens in only one of both is compared with how the other stood then."""
    differs = told(handled, auto_answer=True, auto_answer_timer="3")
    countdown, accepted = ("Maria: schedule a callback", "time is up: countdown for Maria")
    assert [countdown, accepted] == [words for words, _ in differs]
    assert ("Anna: the callback: a notification before, a window after",) == differs[1][1]


def test_the_same_difference_is_told_once(handled: Lab) -> None:
    """Until something else differs: here the attempts, which are counted when the call is over."""
    differs = told(handled, callback_information_content="contact_name")
    assert ["Anna: accept", "Anna: release"] == [words for words, _ in differs]


def test_a_desk_that_stands_in_one_only_differs_as_a_whole() -> None:
    """An agent who never came has no channel."""
    alone, both = Lab(), Lab()
    for lab in (alone, both):
        lab.log_in("Ben")
    both.log_in("Anna")
    [*_, moment] = differing_moments(trace_of(alone), trace_of(both))
    assert ("Anna: the channel: none before, Ready after",) == differences_text(moment)
    assert "No desktop" in moments_markup([moment])


def test_before_anything_has_happened_there_is_nothing_to_compare(handled: Lab) -> None:
    """One of both is empty."""
    assert () == differing_moments(trace_of(Lab()), trace_of(handled))


def test_what_a_desk_shows_is_compared_fact_by_fact() -> None:
    """Of a window that only one of both has, no more is said than that."""
    desk = {"screen": {"channel": "Ready", "reason": "", "voice_in_service": True, "interactions": ()}, "offers": {}}
    assert frozenset() == differing(facts(desk), facts(desk))
    assert frozenset({"id"}) == differing(facts(desk), facts(desk) | {"id": True, "id/state": "offered"})
    assert frozenset({"id"}) == differing({"id": True, "id/bell": "a"}, {"id": False, "id/bell": "b"})
    assert frozenset({"id/bell"}) == differing({"id": True, "id/bell": "a"}, {"id": True, "id/bell": "b"})
    assert frozenset() == differing({}, {})


def test_every_kind_of_fact_is_said_in_words() -> None:
    """With the word for nothing where nothing stands."""
    shown: dict[str, object] = dict.fromkeys(("call_result", "disposition", "reschedule", "trouble", "bell"), "")
    shown |= {"id": "id", "state": "in hand", "phone_number": "1", "call": "no call", "consult": "no call"}
    shown |= {"notification": False, "information": None}
    one = {
        "screen": _screen(voice=True, shown=shown),
        "zone": "UTC",
        "offers": {"id": {"new number": "", "dial": "why"}},
        "bell": "",
    }
    other = {
        "screen": _screen(voice=False, shown={**shown, "disposition": "Sold", "call": "over", "call_result": "busy"}),
        "zone": "UTC",
        "offers": {"id": {"new number": "why", "dial": ""}},
        "bell": "",
    }
    names = {"Anna": differing(facts(one), facts(other))}
    moment = Moment(0, "", {"Anna": one}, {"Anna": other}, names, names)
    assert (
        "Anna: the call: no call before, over after",
        "Anna: how the call ended: none before, busy after",
        "Anna: the disposition: none before, Sold after",
        "Anna: 'dial': not offered before, offered after",
        "Anna: a new number: offered before, not offered after",
        "Anna: the voice channel: in service before, not in service after",
    ) == differences_text(moment)
    markup = moments_markup([moment])
    assert "over: busy" in markup
    assert "no voice" in markup
    assert '<p class="why">dial: why</p>' in markup


def _screen(*, voice: bool, shown: dict[str, object]) -> dict[str, object]:
    window: dict[str, object] = {**shown, "case": {}, "seconds_left": 0}
    return {"channel": "Ready", "reason": "Break", "voice_in_service": voice, "interactions": (window,)}


def test_the_page_marks_what_differs_and_nothing_else(handled: Lab) -> None:
    """Two desks, one click that differs on each, and the reason why it is not offered."""
    markup = moments_markup(cb.whatif(handled, can_decline=False).moments)
    assert ["Before: Anna", "After: Anna"] == re.findall(r'<p class="side">(.*?)</p>', markup)
    assert ["chip", "chip refused"] == re.findall(r'<span class="differs"><span class="(.*?)">decline', markup)
    assert len(re.findall('class="differs"', markup)) == len(("before", "after"))
    assert ["decline: The privilege 'Can Decline' is missing [P2]"] == [
        why.partition(". ")[0] for why in re.findall(r'<p class="why">(.*?)</p>', markup.replace("&#x27;", "'"))
    ]


def test_colours_are_swatches_in_their_own_colour(handled: Lab) -> None:
    """And the Callback Information has its frame."""
    markup = moments_markup(cb.whatif(handled, callback_information_header_foreground_color="#80FFEB3B").moments)
    assert 'class="swatch" style="background:rgb(255 235 59 / 0.502)"' in markup
    assert "<code>#80FFEB3B</code>" in markup
    assert "Header's text" in markup.replace("&#x27;", "'")


def test_times_are_read_in_the_zone_of_the_centre(handled: Lab) -> None:
    """As the agent's clock has them; the zone is named."""
    markup = moments_markup(cb.whatif(handled, callback_information_frame_color="#FF2E7D32").moments)
    assert "Mon, 2 Mar 2026, 09:00 (Europe/Stockholm)" in markup


def test_a_new_number_is_a_difference_only_where_one_may_reschedule(handled: Lab) -> None:
    """Without rescheduling nobody gives a new number; that goes without saying."""
    both = {line for _, lines in told(handled, can_reschedule=False) for line in lines}
    number = {line for _, lines in told(handled, can_reschedule_on_new_number=False) for line in lines}
    assert {"Anna: 'reschedule': offered before, not offered after"} == both
    assert {"Anna: a new number: offered before, not offered after"} == number


def test_more_moments_than_a_page_holds_are_counted(handled: Lab) -> None:
    """The first is open, the others are folded."""
    moments = cb.whatif(handled, can_decline=False).moments
    markup = moments_markup(moments * (MOST + 2))
    assert "and 2 more moments: .moments" in markup
    assert (MOST, 1) == (markup.count("<details"), markup.count('<details open=""'))


@pytest.mark.parametrize(
    ("rings", "bars", "ends", "loops"),
    [
        ("Ring.mp3, priority 1, once, on primary", 25, True, False),
        ("Ring.mp3, priority 1, until stopped, on primary", 100, False, True),
        ("Ring.mp3, priority 1, for 2500 ms, on primary", 50, True, False),
        ("Ring.mp3, priority 1, for 60000 ms, on primary", 200, False, False),
        ("Ring.mp3, priority 1, for 1 ms, on primary", 1, True, False),
    ],
)
def test_the_wave_is_as_long_as_the_bell_is_heard(rings: str, bars: int, *, ends: bool, loops: bool) -> None:
    """One sound has 25 bars; what goes on for longer than is drawn ends in dots."""
    wave = wave_markup(rings)
    assert (bars, ends, loops) == (wave.count("<rect"), "<circle" not in wave, 'loop=""' in wave)
    assert "data:audio/wav;base64," in wave


def test_the_wave_is_drawn_where_the_bell_differs(handled: Lab) -> None:
    """Only there: the sound is in the page each time."""
    bell = moments_markup(cb.whatif(handled, ringing_bell=r"Sounds\Ring.mp3|10|2000|both").moments)
    other = moments_markup(cb.whatif(handled, can_decline=False).moments)
    sides = 2 * len(("the offer", "the end of the bell"))
    assert (sides, 0) == (bell.count("<audio"), other.count("<audio"))


def test_a_colour_is_written_as_in_the_option() -> None:
    """With its alpha first (O9)."""
    assert "#800A0B0C" == color_text({"red": 10, "green": 11, "blue": 12, "alpha": 128})


def test_no_ladder_is_drawn_where_the_messages_are_the_same(handled: Lab) -> None:
    """It would say 39 times the same."""
    changed = cb.whatif(handled, callback_information_frame_color="#FF2E7D32")
    assert "The messages are the same." in changed.markup()
    assert "<svg" not in changed.markup()
    assert repr(changed).endswith("\nThe messages are the same.")


def test_a_recording_that_is_read_looks_the_same(handled: Lab, tmp_path: Path) -> None:
    """Its screens are plain data by then."""
    handled.write(tmp_path / "handled.ndjson")
    assert () == differing_moments(trace_of(handled), read_trace(tmp_path / "handled.ndjson"))
