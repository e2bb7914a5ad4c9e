"""Tells the two protocols apart: some messages are called alike in both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callbook.logs.grammar import INTERACTION_SERVER, T_SERVER
from callbook.messages import MESSAGES, Protocol

if TYPE_CHECKING:
    from callbook.logs.attributes import Attribute
    from callbook.logs.blocks import Block
    from callbook.logs.grammar import LogKind

_PROXY: Final = re.compile(rb"\. Processing with .* proxy: (\S+)")
_BEGINNINGS: Final = (("attr_", Protocol.OPEN_MEDIA), ("Attribute", Protocol.T_LIBRARY))
_USUAL: Final = {T_SERVER.name: Protocol.T_LIBRARY, INTERACTION_SERVER.name: Protocol.OPEN_MEDIA}
_DEFINITE: Final = {
    name: protocol
    for protocol, kinds in MESSAGES.items()
    for name in kinds
    if sum(name in each for each in MESSAGES.values()) == 1
}
"""Names that only one protocol has."""


class ProtocolFinder:
    """Finds the protocol of a record: by its attributes, by its name, by the peer, as others with that peer had it."""

    def __init__(self) -> None:
        self._of_peer: dict[str, Protocol] = {}

    def of(self, block: Block, attributes: list[Attribute], kind: LogKind) -> Protocol | None:
        """Return the protocol; None where nothing says."""
        peer = self._peer(block)
        found = _by_attributes(attributes) or _DEFINITE.get(block.name)
        if found is not None:
            if peer:
                self._of_peer[peer] = found
            return found
        return self._of_peer.get(peer) or _USUAL.get(kind.name)

    def _peer(self, block: Block) -> str:
        proxy = _PROXY.search(block.text)
        return proxy[1].decode("utf-8", "replace") if proxy else block.peer


def _by_attributes(attributes: list[Attribute]) -> Protocol | None:
    for attribute in attributes:
        for beginning, protocol in _BEGINNINGS:
            if attribute.name.startswith(beginning):
                return protocol
    return None
