"""Opens the agents' desks in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.lab import Lab
from callbook.notebook.desk.desks import Desks
from callbook.workspace import Action

if TYPE_CHECKING:
    from callbook.notebook.desk.widget import DeskWidget


def desk(  # noqa: PLR0913 - all keyword-only, all with a default
    *agents: str,
    lab: Lab | None = None,
    speed: float = 1,
    paused: bool = True,
    contacts_every: int = 90,
    queue: str | None = None,
    muted: bool = False,
    log_in: bool = True,
) -> DeskWidget:
    """Show the desks of one agent or of several side by side, live.

    Example:
        >>> desks = desk("Anna", "Ben", speed=60)

    Args:
        agents: names or ids; the lab's first agent if none is given.
        lab: the contact centre; a small one of its own by default.
        speed: virtual seconds in one second of the wall.
        paused: whether the clock stands still at first.
        contacts_every: virtual seconds between two contacts who call in by themselves, on average; 0 for nobody.
        queue: where contacts' callbacks go; the first queue with a strategy by default.
        muted: whether the bell is only seen.
        log_in: whether agents who are not logged in are logged in first.

    Raises:
        Unknown: when nobody of such a name works in the lab.
        BadInput: for a speed that is not above 0.
    """
    lab = lab or Lab()
    agents = agents or (lab.configuration.agents[0].name,)
    session = Desks(lab, *agents, speed=speed, paused=paused, contacts_every=contacts_every, queue=queue, muted=muted)
    for each in session.desks.values():
        if log_in and Action.LOG_IN in each.actions():
            each.perform(Action.LOG_IN)
    from callbook.notebook.desk.widget import DeskWidget  # noqa: PLC0415 - slow, and only a notebook needs it

    return DeskWidget(session)
