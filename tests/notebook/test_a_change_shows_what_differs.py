from __future__ import annotations

import pytest
from tests.notebook.as_shown import rich

import callbook.notebook as cb
from callbook.core.errors import BadInput, Unknown
from callbook.core.journal_entries import ScreenShown
from callbook.lab import Lab
from callbook.lab.what_if import differences_shown
from callbook.record.trace import trace_of
from callbook.workspace import Action


@pytest.fixture
def declined() -> Lab:
    """Give a lab in which Anna has declined a callback, so that Ben was offered it."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.log_in("Ben")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.DECLINE)
    return lab


def test_a_privilege_withheld(declined: Lab) -> None:
    """What is lost, what is refused and why, where the callback ends, and the ladder's difference."""
    changed = cb.whatif(declined, {"Can Decline": False}, agent="Anna")
    assert ["Anna: decline", "Ben: accept", "Ben: decline"] == changed.lost
    assert [] == changed.gained
    assert changed.refused[0].startswith("Anna cannot decline 4UR9HGNS00000001 (offered, no call): the privilege")
    assert "4UR9HGNS00000001 in the end: offered to Ben before, offered to Anna after" == changed.seen[0]
    assert repr(changed) == "\n".join(
        (
            "What if 'Can Decline' is withheld, for Anna",
            "  gained   -",
            "  lost     Anna: decline; Ben: accept; Ben: decline",
            f"  refused  {changed.refused[0]}",
            f"  ends     {changed.ends[0]}",
            "  08:00:00.000 Maria: schedule a callback",
            "    Anna: 'decline': offered before, not offered after",
            "  08:00:00.000 Anna: decline",
            "    Anna: the callback: none before, a notification after",
            "    Ben: the callback: a notification before, none after",
            changed.ladder().text,
        )
    )


def test_an_option_changed(declined: Lab) -> None:
    """The same with an option, written as an administrator does or as Python does; both recordings can be opened."""
    changed = cb.whatif(declined, auto_answer=True)
    assert "What if webcallback.auto-answer is true, for everybody" == changed.what
    assert {"Anna: dial", "Anna: mark done"} <= set(changed.gained)
    assert "Anna handles it" == cb.player(changed.after.trace).last().places["4UR9HGNS00000001"]
    assert "offered to Ben" == cb.player(changed.before.trace).last().places["4UR9HGNS00000001"]
    assert changed.gained == cb.whatif(trace_of(declined), {"webcallback.auto-answer": "true"}).gained


def test_a_text_is_quoted_and_a_privilege_granted(declined: Lab) -> None:
    """So that one sees what was typed."""
    changed = cb.whatif(declined, {"webcallback.auto-answer.timer": "5", "Can Decline": True})
    assert "What if webcallback.auto-answer.timer is '5', 'Can Decline' is granted, for everybody" == changed.what
    assert (changed.gained, changed.lost, changed.seen) == ([], [], [])
    assert repr(changed).endswith("\nThe messages are the same.")


def test_what_only_the_agent_sees_is_told(declined: Lab) -> None:
    """A colour changes no message."""
    changed = cb.whatif(declined, {"webcallback.callback-information.frame-color": "#FF2E7D32"})
    assert [
        "Anna sees information.frame_color: '#FF17849D' before, '#FF2E7D32' after",
        "Ben sees information.frame_color: '#FF17849D' before, '#FF2E7D32' after",
    ] == changed.seen


def test_fields_of_the_callback_information_have_their_names(declined: Lab) -> None:
    """What is no longer shown is named."""
    changed = cb.whatif(declined, {"webcallback.callback-information.content": "reason"}, agent="Anna")
    assert "Anna sees information.fields.contact_name: 'Maria' before, nothing else after" in changed.seen


def test_long_lists_of_what_is_seen_are_cut() -> None:
    """Values that are seen in only one of both are quoted up to a limit."""
    shown = [ScreenShown(n, 0, 0, "Anna", {"channel": f"state number {n}"}) for n in range(1, 20)]
    (line,) = differences_shown(shown, [])
    assert line.startswith("Anna sees channel: 'state number 1', 'state number 2', ")
    assert line.endswith("… before, nothing else after")


def test_it_is_shown_as_a_picture_too(declined: Lab) -> None:
    """With the ladder's difference as SVG; nothing of a name gets out of its place."""
    shown = rich(cb.whatif(declined, can_decline=False))
    assert "<th>" not in shown
    assert "<td>lost</td><td>Anna: decline; Ben: accept; Ben: decline</td>" in shown
    assert "<svg" in shown


def test_one_agent_as_another(declined: Lab) -> None:
    """In the small contact centre all have the same rights, so nothing differs."""
    changed = cb.compare("Anna", "Clara", trace=declined)
    assert "Anna with the rights and options of Clara" == changed.what
    assert ([], [], []) == (changed.gained, changed.lost, changed.refused)


def test_names_that_nobody_knows_are_refused(declined: Lab) -> None:
    """The errors name the nearest."""
    with pytest.raises(Unknown) as caught:
        cb.whatif(declined, can_declin=False)
    assert str(caught.value) == "There is no option or privilege 'can_declin'. Did you mean 'can_decline'?"
    with pytest.raises(BadInput) as neither:
        cb.whatif(declined, {"Can Decline": "no"})
    assert str(neither.value) == "Can Decline 'no' cannot be used. Accepted: True (granted) or False (withheld)."
