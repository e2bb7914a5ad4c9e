"""The same callback under another configuration: what happens differently, which actions are gained and lost.

Of two recordings it is also said what agents see and where callbacks end up in one and not in the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec import structs

from callbook.configuration import OPTIONS, PRIVILEGES, Configuration, ContactCenter, Level, agent_called, changes
from callbook.core import BadInput, Refused, ScreenShown, StateChanged, Unknown
from callbook.lab import Lab
from callbook.lab.rerun import Rerun, check_of_a_lab
from callbook.lab.usual_callback import UsualCallback, advance_until, queue_for
from callbook.record import Trace, place_in_words, trace_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from callbook.core import Assumptions, Entry

Offer = tuple[str, str]
"""An agent, and an action that was offered to that agent at some moment."""

_Played: TypeAlias = "tuple[Trace, dict[Offer, None]]"
"""A recording, and what was offered at some moment of it."""


CenterChange = Callable[[ContactCenter], ContactCenter]
"""Gives a contact center in which something holds."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One recording played twice.

    Attributes:
        before: as recorded, played by today's model.
        after: the same outside under the other configuration.
        gained: actions that were offered at some moment after, and never before.
        lost: the same the other way round.
        refused: what the recorded people tried in vain after, though it was not refused before.
    """

    before: Trace
    after: Trace
    gained: tuple[Offer, ...]
    lost: tuple[Offer, ...]
    refused: tuple[Refused, ...]


def whatif(trace: Trace, settings: Mapping[str, str | bool], *, agent: str | None = None) -> WhatIf:
    """Play *trace* again with other options and privileges, for one agent or for all.

    Args:
        trace: the recording.
        settings: options with their values, privileges with True or False; they hold from the start to the end.
        agent: whom they concern, by name or id.

    Raises:
        Unknown: for a name that nobody knows.
        BadInput: for a privilege that is neither granted nor withheld.
    """
    return _compared(trace, center_change(settings, agent))


def compare(trace: Trace, agent: str, other: str) -> WhatIf:
    """Play *trace* again as if *agent* had the roles, groups and options of *other*.

    Raises:
        Unknown: for an agent whom nobody knows.
    """
    return _compared(trace, _like(agent, other))


def usual_whatif(
    center: ContactCenter, hold: CenterChange, agent: str, assumptions: Assumptions | None = None
) -> WhatIf:
    """Play a usual callback of *agent* (an id) in *center*, and in what *hold* makes of it.

    Args:
        center: the contact center.
        hold: gives the one in which something holds.
        agent: whose callback it is.
        assumptions: what is assumed; the kit's own by default.

    Unlike a recording it adapts: the agent does what is offered, so nothing is refused.

    Raises:
        Unknown: for an agent whom nobody knows.
        BadInput: when no queue's strategy may pick the agent.
    """
    configuration = Configuration(center)
    queue = queue_for(configuration, configuration.agent(agent))
    return _differing(_usual(center, agent, queue, assumptions), _usual(hold(center), agent, queue, assumptions))


class _OffersSeen:
    """What was offered in a lab at some moment."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self.seen: dict[Offer, None] = {}
        lab.clock.after_each_step(self.look)

    def look(self) -> None:
        """Note what is offered now."""
        self.seen.update(_offers(self._lab))

    def wait(self, done: Callable[[], bool], latest: int) -> None:
        """Let time pass until *done*, at the latest until the instant *latest*."""
        self.look()  # what the agent has just done may offer more, though no message follows
        advance_until(self._lab, done, latest, self._lab.clock.advance_to)


def _usual(center: ContactCenter, agent: str, queue: str, assumptions: Assumptions | None) -> _Played:
    lab = Lab(center, assumptions=assumptions)
    offers = _OffersSeen(lab)
    UsualCallback(lab, offers.wait).play(agent, queue)
    return trace_of(lab, scenario=f"a usual callback for {lab.configuration.agent(agent).name}"), offers.seen


def _compared(trace: Trace, hold: CenterChange) -> WhatIf:
    return _differing(_played(trace, None), _played(trace, hold))


def _differing(one: _Played, other: _Played) -> WhatIf:
    (before, offered_before), (after, offered_after) = one, other
    return WhatIf(
        before,
        after,
        gained=tuple(offer for offer in offered_after if offer not in offered_before),
        lost=tuple(offer for offer in offered_before if offer not in offered_after),
        refused=_newly_refused(before, after),
    )


def _played(trace: Trace, hold: CenterChange | None) -> _Played:
    check_of_a_lab(trace)
    rerun = Rerun(trace, hold=hold)
    offers = _OffersSeen(rerun.lab)
    for _ in rerun.stages():
        offers.look()
    head = trace.head
    played = trace_of(rerun.lab, feature=head.feature, scenario=head.scenario, line=head.line, tags=head.tags)
    return played, offers.seen


def _offers(lab: Lab) -> dict[Offer, None]:
    found: dict[Offer, None] = {}
    for desk in lab.desks:
        windows = (None, *(shown.id for shown in desk.recorded().interactions))
        for window in windows:
            found.update(((desk.agent, action), None) for action in sorted(desk.actions(window)))
    return found


def _newly_refused(before: Trace, after: Trace) -> tuple[Refused, ...]:
    known = {(entry.at, entry.actor, entry.action) for entry in before.entries if isinstance(entry, Refused)}
    return tuple(
        entry
        for entry in after.entries
        if isinstance(entry, Refused) and (entry.at, entry.actor, entry.action) not in known
    )


def center_change(settings: Mapping[str, str | bool], agent: str | None = None) -> CenterChange:
    """Return the change after which *settings* hold for *agent* (a name or an id), or for every agent.

    Args:
        settings: options with their values as an administrator types them (True and False for the texts ``true`` and
            ``false``), and privileges with True (granted) or False (withheld).
        agent: whom it concerns.

    Raises:
        Unknown: for a name that is neither an option nor a privilege.
        BadInput: for a privilege that is neither granted nor withheld.
    """
    for name, value in settings.items():
        _check(name, value)

    def hold(center: ContactCenter) -> ContactCenter:
        whom = center.agents if agent is None else (agent_called(center, agent),)
        wanted = ((each.id, name, value) for each in whom for name, value in settings.items())
        return reduce(_with, wanted, center)

    return hold


def _like(who: str, other: str) -> CenterChange:
    """Return the change that gives the agent *who* the roles, the groups and the options of *other*.

    Raises:
        Unknown: when applied to a contact centre where one of them does not work.
    """

    def hold(center: ContactCenter) -> ContactCenter:
        model = agent_called(center, other)
        agent = structs.replace(
            agent_called(center, who),
            roles=model.roles,
            options=model.options,
            agent_groups=model.agent_groups,
            virtual_agent_groups=model.virtual_agent_groups,
        )
        return changes.with_named(center, "agents", agent)

    return hold


def _check(name: str, value: str | bool) -> None:  # noqa: FBT001 - a setting is a text, or granted or withheld
    if name not in OPTIONS and name not in PRIVILEGES:
        raise Unknown("option or privilege", name, (*OPTIONS, *PRIVILEGES))
    if name in PRIVILEGES and not isinstance(value, bool):
        raise BadInput(name, value, accepted="True (granted) or False (withheld)")


def _with(center: ContactCenter, wanted: tuple[str, str, str | bool]) -> ContactCenter:
    agent_id, name, value = wanted
    if name in OPTIONS:
        text = str(value).lower() if isinstance(value, bool) else value
        return changes.with_option(center, Level.PERSON, agent_id, name, text)
    return (changes.with_privilege if value else changes.without_privilege)(center, agent_id, name)


_NOT_COMPARED = frozenset({"agent", "id", "seconds_left", "trouble"})
_PAIRS = "information.fields"
_LONGEST = 90


def differences_shown(
    before: Iterable[Entry], after: Iterable[Entry], names: Mapping[str, str] | None = None
) -> list[str]:
    """Return lines: which callback ended elsewhere, which values a desktop showed in only one of two recordings.

    Args:
        before: the entries of one.
        after: the entries of the other.
        names: of the agents, by their ids.
    """
    old, new = tuple(before), tuple(after)
    return [*ends_that_differ(old, new, names), *_screens(old, new)]


def ends_that_differ(
    before: Iterable[Entry], after: Iterable[Entry], names: Mapping[str, str] | None = None
) -> list[str]:
    """Return lines: which callback ended elsewhere in the other of two recordings.

    Args:
        before: the entries of one.
        after: the entries of the other.
        names: of the agents, by their ids.
    """
    old, new = _last_places(before, names or {}), _last_places(after, names or {})
    return [
        f"{each} in the end: {old.get(each, 'nowhere')} before, {new.get(each, 'nowhere')} after"
        for each in dict.fromkeys((*old, *new))
        if old.get(each) != new.get(each)
    ]


def _last_places(entries: Iterable[Entry], names: Mapping[str, str]) -> dict[str, str]:
    return {
        entry.subject: place_in_words(str(entry.after), names)
        for entry in entries
        if isinstance(entry, StateChanged) and entry.machine == "place"
    }


def _screens(before: Iterable[Entry], after: Iterable[Entry]) -> list[str]:
    old, new = _values(before), _values(after)
    lines = list[str]()
    for agent, field in sorted(dict.fromkeys((*old, *new))):
        was, now = old.get((agent, field), {}), new.get((agent, field), {})
        gone, come = [value for value in was if value not in now], [value for value in now if value not in was]
        if gone or come:
            lines.append(f"{agent} sees {field}: {_only(gone)} before, {_only(come)} after")
    return lines


def _values(entries: Iterable[Entry]) -> dict[tuple[str, str], dict[str, None]]:
    """Return for each agent and field of the screen the values that were ever shown."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        if isinstance(entry, ScreenShown):
            for field, value in _fields(msgspec.to_builtins(entry.screen)):
                found.setdefault((entry.agent, field), {})[value] = None
    return found


def _fields(given: Any, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any plain data
    """Yield each value in *given* with the names of the fields that lead to it; the window it stands in is no name."""
    if isinstance(given, dict) and "text" in given:  # a colour: how it is written says all
        yield name, str(given["text"])  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(given, dict):
        for key, value in given.items():  # pyright: ignore[reportUnknownVariableType]
            if key not in _NOT_COMPARED:
                yield from _fields(value, f"{name}.{key}".removeprefix(".").removeprefix("interactions."))
    elif isinstance(given, list | tuple):
        for value in given:  # pyright: ignore[reportUnknownVariableType]
            if name.endswith(_PAIRS):
                yield from _fields(value[1], f"{name}.{value[0]}")
            else:
                yield from _fields(value, name)
    elif given not in {"", None}:
        yield name, str(given)


def _only(values: list[str]) -> str:
    words = ", ".join(map(repr, values)) or "nothing else"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
