"""What stands in the way of a click, each kind in one shape (P9).

``permission``: a privilege is missing. ``setting``: an option forbids it. ``situation``: not possible now, but when
things are as ``possible`` says. ``input``: what was entered is no good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sample_desktop.environment import Setting
    from sample_desktop.plain import Json
    from sample_desktop.station import Station


class Hindered(Exception):  # noqa: N818 - named for what happened
    """A click that was refused; nothing has changed.

    Attributes:
        hindrance: what stands in the way.
    """

    def __init__(self, hindrance: Json) -> None:
        self.hindrance = hindrance
        super().__init__(str(hindrance))


def needs(station: Station, *permissions: str) -> Iterator[Json]:
    """Ask for privileges, one after the other."""
    for permission in permissions:
        lacking = station.lacks(permission)
        if lacking is not None:
            roles = station.at_login.roles_of(station.agent_id)
            yield {"reason": "permission", "permission": lacking, "roles": roles}


def must_be(about: str, given: str, *possible: str) -> Iterator[Json]:
    """Ask for a situation: the channel, the callback, the call or the second call has to be in one of these."""
    if given not in possible:
        yield {"reason": "situation", "about": about, "is": given, "possible": list(possible)}


def setting_is(setting: Setting, why: str) -> Json:
    """Say that an option forbids it."""
    return {"reason": "setting", "setting": setting.name, "why": why, **setting.said._asdict()}


def no_good(field: str, given: object, problem: str, valid: Iterable[str] = ()) -> Json:
    """Say that what was entered is ``missing``, ``past``, ``unreadable`` or ``unknown``."""
    return {"reason": "input", "field": field, "given": given, "problem": problem, "valid": list(valid)}
