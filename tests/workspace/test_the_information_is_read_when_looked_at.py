"""Where it is noted what a desktop reads, the Callback Information view is read only when somebody looks at it."""

from __future__ import annotations

from callbook.configuration import Configuration, Reads, options
from callbook.lab import Lab, small_center
from callbook.workspace.information import UnreadInformation

CONTENT = options.CALLBACK_INFORMATION_CONTENT.name


def test_a_look_at_something_else_does_not_read_it() -> None:
    """Two looks at the same are equal without reading, and it says what it always says."""
    reads = Reads(["Everything"])
    lab = Lab(Configuration(small_center(), reads=reads), recorded=False)
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    first, then = (anna.shown().interactions[0].information for _ in range(2))
    assert first == then
    assert CONTENT not in reads.seen
    usual = Lab()
    usual.log_in("Anna")
    usual.schedule(usual.contact("Maria"))
    shown = usual.agent("Anna").shown().interactions[0].information
    assert isinstance(first, UnreadInformation)
    assert shown is not None
    assert (shown.fields, hash(shown)) == (first.fields, hash(first))
    assert CONTENT in reads.seen
    assert first != shown.fields


def test_two_views_on_other_ground_are_compared_by_what_they_say() -> None:
    """What was offered to two agents, one after the other, may look the same."""
    lab = Lab(Configuration(small_center(), reads=Reads(["Everything"])), recorded=False)
    views: list[object] = []
    for agent in ("Anna", "Ben"):
        lab.log_in(agent)
        lab.schedule(lab.contact("Maria" if agent == "Anna" else "Ella"))
        views.append(lab.agent(agent).shown().interactions[0].information)
    assert views[0] != views[1]
