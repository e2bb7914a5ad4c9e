"""Messages that get lost: whatever was sent as something happened may be lost when it happens again.

An event that loses a message is two lines: the step by which the next message of a name is lost, and what lets it be
sent. Names that both protocols have are left out, for their fault would wait on the other wire for one to come.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from callbook.core import Fault, MessageSent, Mishap
from callbook.lab import INTERACTION_SERVER
from callbook.messages import open_media, open_media_events, t_library, t_library_events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from callbook.lab import Lab

_LOSS: Final = re.compile(r"the next (?P<message>\w+) (?P<way>from|to) (?P<agent>\w+) is lost")


def losses(agents: Collection[str], entries: Iterable[object]) -> Iterator[str]:
    """Yield a step for each message that agents have sent or were sent: the first of its name, and once."""
    sent = (each for each in entries if isinstance(each, MessageSent) and each.name not in _of_both())
    yield from dict.fromkeys(
        f"the next {each.name} {way} {agent} is lost"
        for each in sent
        for way, agent in (("from", each.sender), ("to", each.receiver))
        if agent in agents
    )


def lose(lab: Lab, step: str) -> None:
    """Do what a step says that `losses` has yielded."""
    found = _LOSS.fullmatch(step)
    assert found is not None  # noqa: S101 - whoever calls has it from `losses`
    for server in (INTERACTION_SERVER, lab.switch):
        sender = found["agent"] if found["way"] == "from" else server
        lab.disturb(found["agent"], server, sender, Fault(Mishap.DROPPED, found["message"]))


@cache
def _of_both() -> frozenset[str]:
    first = {*vars(open_media), *vars(open_media_events)}
    return frozenset(first.intersection((*vars(t_library), *vars(t_library_events))))
