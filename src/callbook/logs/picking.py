"""What is wanted of a log: one agent's messages, those of a stretch of time, those about one interaction.

What cannot be wanted is thrown away before it is parsed, by its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.logs.grammar import WDE, LogKind

if TYPE_CHECKING:
    from collections.abc import Hashable

    from callbook.logs.blocks import Block
    from callbook.logs.parties import Parties

_MOST: Final = 10_000


@dataclass
class Pick:
    """What is wanted.

    Attributes:
        agent: the name of the agent; empty for everybody.
        signs: bytes of which a record of the agent's has at least one: DN, id, name.
        since: the first instant; None for the beginning.
        until: the last one; None for the end.
        interaction: the id of the interaction; empty for all.
        kind: of the log.
        names: of the messages; empty for all.
    """

    agent: str = ""
    signs: tuple[bytes, ...] = ()
    since: int | None = None
    until: int | None = None
    interaction: str = ""
    kind: LogKind = WDE
    names: frozenset[str] = frozenset()
    _open: dict[Hashable, None] = field(default_factory=dict["Hashable", None])
    _calls: dict[str, None] = field(default_factory=dict[str, None])

    def may_want(self, block: Block, at: int, parties: Parties) -> bool:
        """Return whether a record may be wanted, before it is parsed."""
        if (self.since is not None and at < self.since) or (self.until is not None and at > self.until):
            return False
        if self.names and block.name not in self.names:
            return False
        if not self.agent or self.kind is WDE:
            return True
        if block.client and parties.named(block.client):
            return parties.named(block.client) == self.agent
        return not self.signs or any(sign in block.text for sign in self.signs)

    def wants(self, client: str, message: dict[str, Any]) -> bool:
        """Return whether a message is wanted, now that it is known."""
        if self.agent and client != self.agent:
            return False
        return not self.interaction or self._is_about(client, message)

    def _is_about(self, client: str, message: dict[str, Any]) -> bool:
        """Return whether a message names the interaction, belongs to a call that does, or answers such a one."""
        call = message.get("ConnID", "")
        reference = (client, message["protocol"], message.get("ReferenceId") or message.get("ReferenceID") or 0)
        is_about = (
            call in self._calls or (reference[2] and reference in self._open) or _names(message, self.interaction)
        )
        if is_about and call:
            self._note(self._calls, call)
        if is_about and message["message"].startswith("Request"):
            self._note(self._open, reference)
        elif not message["message"].startswith("Request"):
            self._open.pop(reference, None)
        return bool(is_about)

    def _note(self, known: dict[Any, None], key: object) -> None:
        known[key] = None
        if len(known) > _MOST:
            del known[next(iter(known))]


def _names(value: object, identifier: str) -> bool:
    if isinstance(value, dict):
        return any(_names(each, identifier) for each in cast("dict[str, object]", value).values())
    return value == identifier
