"""Writes recordings as logs, for teaching and for tests: one of a server, or one of each agent's desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, find, zone_named
from callbook.logs.grammar import INTERACTION_SERVER, T_SERVER, WDE
from callbook.logs.seen_by import clients_in, one_client, seen_by
from callbook.logs.writing import LogWriter

if TYPE_CHECKING:
    from callbook.logs.grammar import LogKind
    from callbook.record import Trace

LOG_FORMS: Final[dict[str, LogKind]] = {
    "wde-log": WDE, "tserver-log": T_SERVER, "interaction-server-log": INTERACTION_SERVER,
}  # fmt: skip
"""The forms of logs that can be written, by what the command calls them."""


def log_of(trace: Trace, form: str, agent: str = "", zone: str = "") -> str:
    """Return a recording in the form of a log: what a desktop or a server has seen of it.

    Args:
        trace: the recording.
        form: ``wde-log``, ``tserver-log`` or ``interaction-server-log``.
        agent: whose desktop it is; needed only where several have one.
        zone: of the stamps; empty for the contact centre's.

    Raises:
        Unknown: there is no such form, or no such zone.
        BadInput: no such agent has a desktop, or nothing in the recording would stand in such a log.
    """
    kind = find("form of a log", form, LOG_FORMS)
    client = one_client(trace.entries, agent) if kind is WDE else ""
    sights = seen_by(trace.entries, kind, client)
    if not sights:
        raise BadInput("recording", trace.file or trace.name, accepted=f"one with messages that {kind.title} sees")
    writer = LogWriter(kind, zone_named(zone or trace.head.contact_center.time_zone, where="--zone"))
    return writer.text(sights, sights[0].at, clients_in(trace.entries))
