"""Short words for what a test expects of the journal."""

from __future__ import annotations

from typing import Any

from callbook.core import Unknown
from callbook.network.service.journal_search import ENTRY_OF, Kind
from callbook.network.service.pattern import Pattern


def message(
    name: str | None = None,
    *,
    by: str | None = None,
    to: str | None = None,
    about: str | None = None,
    **attributes: Any,  # noqa: ANN401 - whatever a message carries
) -> Pattern:
    """Expect a message.

    Args:
        name: its name, for example ``RequestAccept``.
        by: who sent it.
        to: who got it.
        about: the id of the interaction that it names.
        attributes: what it carries; of a part, for example ``UserData``, only what is named counts.

    Raises:
        Unknown: when there is no message of this name, or it has no such attribute.
    """
    return Pattern(message=name, by=by, to=to, interaction=about, attributes=attributes)


def entry(kind: str, *, by: str | None = None, **fields: Any) -> Pattern:  # noqa: ANN401 - whatever an entry has
    """Expect an entry of another kind, for example ``entry("timer fired")`` or ``entry("state", subject="anna")``.

    Raises:
        Unknown: when there is no such kind, or it has no such field.
    """
    if kind not in ENTRY_OF:
        raise Unknown("kind", kind, ENTRY_OF, where="journal")
    return Pattern(kind=Kind(kind), by=by, attributes=fields)
