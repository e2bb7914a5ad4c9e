"""A call over a network that loses, doubles and delays datagrams, with whatever people do meanwhile."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from hypothesis import strategies as st
from tests.sip.conftest import Floor
from tests.sip.story import Story

from callbook.core import CallbookError
from callbook.lab import replay
from callbook.network.sip.leg_table import LEG, LegState
from callbook.record import trace_of
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.sip.telephone import Telephone

    from callbook.network.sip.leg_table import LegTable

Fate = tuple[int, ...]
LOST: Final[Fate] = ()
_FATES: Final[tuple[Fate, ...]] = ((1,), (1,), (30,), (700,), (1, 1), (1, 40), (2, 900), LOST)
"""When a datagram arrives: at once, late, twice, never."""
_MOST_LOST: Final = 5
"""A telephone sends its answer eleven times before it gives up."""
_AT_TELEPHONES: Final = ("answer", "reject", "hang up", "hold", "retrieve")
_AT_THE_DESK: Final = (Action.HOLD, Action.RETRIEVE, Action.RELEASE)


class Doing(NamedTuple):
    """What somebody does, if it is possible then.

    Attributes:
        who: at whose telephone; nobody's for the desk.
        what: it.
        after: milliseconds that pass first.
    """

    who: str
    what: str
    after: int


class Example(NamedTuple):
    """A network, and what is done.

    Attributes:
        fates: of each datagram, in order; then all arrive at once.
        doings: in order.
    """

    fates: list[Fate]
    doings: list[Doing]


def _with_few_lost(fates: Sequence[Fate]) -> list[Fate]:
    lost = [index for index, fate in enumerate(fates) if fate == LOST][_MOST_LOST:]
    return [(1,) if index in lost else fate for index, fate in enumerate(fates)]


_AFTER: Final = st.sampled_from([10, 300, 2_000, 20_000])
_DOINGS: Final = st.one_of(
    st.builds(Doing, st.sampled_from(["anna", "maria"]), st.sampled_from(_AT_TELEPHONES), _AFTER),
    st.builds(Doing, st.just(""), st.sampled_from([action.name for action in _AT_THE_DESK]), _AFTER),
)
_ANSWERED: Final = (Doing("anna", "answer", 2_000), Doing("maria", "answer", 2_000))
EXAMPLES: Final = st.builds(
    Example,
    st.lists(st.sampled_from(_FATES), min_size=16, max_size=16).map(_with_few_lost),
    st.lists(_DOINGS, max_size=8).map(lambda doings: [*_ANSWERED, *doings]) | st.lists(_DOINGS, max_size=8),
)
"""Half of the calls are answered as soon as they ring. Sixteen datagrams are about those of a call."""


def _at_telephone(telephone: Telephone, what: str) -> None:
    if what in {"answer", "reject"} and telephone.state == "ringing":
        telephone.answer() if what == "answer" else telephone.reject(486)
    elif what == "hang up" and telephone.state == "up":
        telephone.hang_up()
    elif what in {"hold", "retrieve"} and telephone.state == "up":
        telephone.hold("sendonly" if what == "hold" else "sendrecv")


def _do(story: Story, doing: Doing) -> None:
    story.floor.wait(doing.after)
    if doing.who:
        _at_telephone(getattr(story, doing.who), doing.what)
        return
    with suppress(CallbookError):  # if it is possible now
        story.desk.perform(Action[doing.what])


def problems(example: Example, table: LegTable = LEG) -> list[str]:
    """Let it happen, then let the network be good, and the call end; return what is not as it should be."""
    floor = Floor(table=table)
    story = Story(floor)
    telephones = {"Anna": story.anna, "Maria": story.maria}
    floor.network.delays = iter(example.fates)
    story.desk.perform(Action.DIAL)
    for doing in example.doings:
        _do(story, doing)
    floor.network.delays = iter(())
    floor.wait(100_000)
    found = [f"{name} has given up an answer" for name, telephone in telephones.items() if telephone.lost]
    found += _not_agreed(floor, telephones)
    if floor.switch.calls:
        story.desk.perform(Action.RELEASE)
    floor.wait(120_000)
    found += [f"{name} is up in the end" for name, each in telephones.items() if each.state in {"up", "ringing"}]
    found += [f"left: {leg}" for leg in floor.sip.legs]
    found += [f"left: {floor.sip.endpoint.open} transactions"] * bool(floor.sip.endpoint.open)
    floor.lab.check()
    divergence = replay(trace_of(floor.lab)).divergence
    return found if divergence is None else [*found, f"played again: {divergence}"]


def _not_agreed(floor: Floor, telephones: dict[str, Telephone]) -> list[str]:
    """Return where both ends of a call differ: whether it is up, and what was described last."""
    found = list[str]()
    legs = list(floor.sip._legs.values())  # pyright: ignore[reportPrivateUsage] - what is compared
    for name, telephone in telephones.items():
        leg = next((each for each in legs if each.dialog.peer == telephone.peer), None)
        state = None if leg is None else leg.state
        if (telephone.state == "up") is not (state is LegState.UP):
            found.append(f"{name} is {telephone.state}, the leg {state}")
        elif leg is not None and state is LegState.UP and telephone.talks_to != leg.session.ours:
            found.append(f"{name} has {telephone.talks_to!r}, the leg {leg.session.ours!r}")
    return found
