"""Who is who in several logs, where no configuration says: a desktop's log knows people by id, a T-Server's by DN.

What a desktop asks of the voice switch names its DN; a T-Server's log has who logs in at a DN, by the id of the login.
Where two people have used one DN, nothing is joined.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callbook.logs.grammar import T_SERVER, WDE
from callbook.logs.parties import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from callbook.logs.reading import Run, Seen

_LOGINS: Final = frozenset({"RequestAgentLogin", "EventAgentLogin"})
TELLING: Final = _LOGINS | {
    "RequestRegisterAddress", "EventRegistered", "RequestAgentReady", "RequestAgentNotReady", "RequestMakeCall",
    "RequestAnswerCall", "RequestReleaseCall",
}  # fmt: skip
"""Messages that say whose a DN is."""


@dataclass(frozen=True)
class People:
    """Who is who.

    Attributes:
        by_dn: whose DN it is.
        desks: who sits at a desktop whose log names nobody, by the place of its first file among all files.
        untold: what the logs do not tell, in words.
    """

    by_dn: dict[str, str] = field(default_factory=dict[str, str])
    desks: dict[int, str] = field(default_factory=dict[int, str])
    untold: tuple[str, ...] = ()


@dataclass
class _Claims:
    """What the logs say, log by log.

    Attributes:
        people: everybody who logs in to media, or has a desktop's log.
        of_dn: who asks something of the voice switch from a DN, at a desktop.
        voices: whose ids of logins to the voice switch are, at a desktop.
        logins: the ids of logins that a T-Server has seen at a DN.
        desks: as in `People`.
        mute: the names of desktops' logs that name no DN.
    """

    people: set[str] = field(default_factory=set[str])
    of_dn: dict[str, set[str]] = field(default_factory=lambda: defaultdict[str, set[str]](set))
    voices: dict[str, str] = field(default_factory=dict[str, str])
    logins: dict[str, set[str]] = field(default_factory=lambda: defaultdict[str, set[str]](set))
    desks: dict[int, str] = field(default_factory=dict[int, str])
    mute: list[str] = field(default_factory=list[str])


def people_in(runs: list[Run], read: Callable[[Run], Iterable[Seen]]) -> People:
    """Return who is who.

    Args:
        runs: all of them.
        read: reads those messages of a run that are `TELLING`.
    """
    kinds = {run.segments[0].kind.name for run in runs}
    if T_SERVER.name not in kinds or len(kinds) == 1:
        return People()
    claims = _Claims()
    for run in runs:
        _READ.get(run.segments[0].kind.name, _media)(run, read(run), claims)
    found = {dn: _who(dn, claims) for dn in sorted({*claims.of_dn, *claims.logins})}
    by_dn = {dn: next(iter(who)) for dn, who in found.items() if len(who) == 1}
    return People(by_dn, claims.desks, tuple(_untold(claims, found)))


def _desktop(run: Run, messages: Iterable[Seen], claims: _Claims) -> None:
    """Note which DNs a desktop uses; where its log names nobody, the login to the voice switch or the DN is a name."""
    said = [_said(seen) for seen in messages]
    dns = dict.fromkeys(dn for _, dn, _ in said if dn)
    voices = [voice for _, _, voice in said if voice]
    own = next(iter(voices), next(iter(dns)) if len(dns) == 1 else NOBODY)
    if any(client == NOBODY for client, _, _ in said):
        claims.desks[run.segments[0].number] = own
    for client, dn, voice in said:
        person = own if client == NOBODY else client
        claims.people.add(person)
        if dn:
            claims.of_dn[dn].add(person)
        if voice:
            claims.voices[voice] = person
    if not dns:
        claims.mute.append(run.segments[0].text.name)


def _t_server(_run: Run, messages: Iterable[Seen], claims: _Claims) -> None:
    for _, dn, voice in map(_said, messages):
        if dn and voice:
            claims.logins[dn].add(voice)


def _media(_run: Run, messages: Iterable[Seen], claims: _Claims) -> None:
    claims.people |= {_said(seen)[0] for seen in messages}


_READ: Final = {WDE.name: _desktop, T_SERVER.name: _t_server}


def _said(seen: Seen) -> tuple[str, str, str]:
    """Return the client, its DN and the id of its login to the voice switch; empty where a message does not say."""
    client = seen.sender if seen.message.name.startswith("Request") else seen.receiver
    voice = getattr(seen.message, "AgentID", None) if seen.message.name in _LOGINS else None
    return client, getattr(seen.message, "ThisDN", None) or "", voice or ""


def _who(dn: str, claims: _Claims) -> set[str]:
    """Return everybody who has used a DN; a single login whose id nobody is known by may be anybody's."""
    named = {claims.voices.get(voice, voice) for voice in claims.logins.get(dn, ())}
    return claims.of_dn.get(dn, set()) | (named if len(named) > 1 else named & claims.people)


def _untold(claims: _Claims, found: dict[str, set[str]]) -> Iterator[str]:
    why = "messages that stand in two logs may be twice in the recording; --config CENTER says who has which DN"
    for dn, who in found.items():
        if len(who) > 1:
            yield f"whose DN {dn} is, the logs do not tell ({', '.join(sorted(who))} have used it): {why}"
    for name in claims.mute:
        yield f"{name}: which DN its agent has, the logs do not tell: {why}"
