"""A dialog with a telephone: who takes part in it, how its requests are numbered, and the ACK for each success.

What the telephone has said last of itself counts: the tag in To, and the Contact at which it wants to be asked
(RFC 3261, section 12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from callbook.network.sip.messages import (
    SDP,
    Request,
    Response,
    SipMessage,
    contacts_of,
    request,
    sequence_of,
    tag_of,
    uri_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.network.sip.endpoint import Endpoint, Peer
    from callbook.network.sip.transaction_tables import Event

DESCRIBED: Final = ("Content-Type", SDP)


class Heard:
    """Hears what comes of a request.

    Args:
        answered: takes a response; None takes no notice.
        lost: told that none has come; None as well.
    """

    def __init__(
        self, answered: Callable[[Response], None] | None = None, lost: Callable[[], None] | None = None
    ) -> None:
        self._answered = answered
        self._lost = lost

    def came(self, message: SipMessage) -> None:
        """Hand the response on."""
        if self._answered is not None:
            self._answered(cast("Response", message))  # only responses come back

    def failed(self, _event: Event, /) -> None:
        """Hand on that there is none."""
        if self._lost is not None:
            self._lost()


class Dialog:
    """A dialog with one telephone.

    Args:
        endpoint: sends what is asked in it.
        contact: the address that the telephone has registered.
        peer: where that is.
        caller: the number that it shows.

    Attributes:
        call_id: the Call-ID of all that is said in it.
        tag: ours.
        remote_tag: the telephone's; empty before it has said anything.
        peer: as given.
        host: our address.
    """

    def __init__(self, endpoint: Endpoint, contact: str, peer: Peer, caller: str) -> None:
        self.call_id = endpoint.new("call")
        self.tag = endpoint.new("tag")
        self.remote_tag = ""
        self.peer = peer
        self.host = endpoint.host
        self._endpoint = endpoint
        self._target = contact
        self._from = f"<sip:{caller}@{endpoint.host}>;tag={self.tag}"
        self._to = f"<{contact}>"
        self._sequence = 0
        self._their_sequence = -1
        self._acknowledgements: dict[int, Request] = {}

    @property
    def contact(self) -> tuple[str, str]:
        """The header that says where we are."""
        return "Contact", f"<sip:callbook@{self.host}:{self._endpoint.port}>"

    def ask(self, method: str, headers: tuple[tuple[str, str], ...], heard: Heard, body: bytes = b"") -> Request:
        """Send a request in it, and return it; *heard* hears what comes of it."""
        self._sequence += 1
        made = self._request(method, self._sequence, headers, body)
        self._endpoint.request(made, self.peer, heard)
        return made

    def acknowledge(self, sequence: int, describe: Callable[[], bytes] | None = None) -> bool:
        """Send the ACK for the success of the INVITE with this number; return whether it is the first for it.

        What comes again gets the same ACK again (13.2.2.4). *describe* returns the answer to an offer in the success.
        """
        made = self._acknowledgements.get(sequence)
        is_first = made is None
        if made is None:
            headers, body = ((), b"") if describe is None else ((DESCRIBED,), describe())
            made = self._acknowledgements[sequence] = self._request("ACK", sequence, headers, body)
        self._endpoint.send(made, self.peer)
        return is_first

    def learn(self, answer: Response) -> None:
        """Keep what the telephone says of itself."""
        to = answer.get_header("To") or ""
        self.remote_tag = tag_of(to) or self.remote_tag
        self._to = to or self._to
        for contact in contacts_of(answer)[:1]:
            self._target = uri_text(contact)

    def is_new(self, asked: Request) -> bool:
        """Return whether a request of the telephone comes after all that it has asked: its numbers rise (12.2.2)."""
        sequence = sequence_of(asked).seq
        if sequence <= self._their_sequence:
            return False
        self._their_sequence = sequence
        return True

    def _request(self, method: str, sequence: int, more: tuple[tuple[str, str], ...], body: bytes) -> Request:
        headers = (
            self._endpoint.via(self.peer.transport), ("Max-Forwards", "70"), ("From", self._from), ("To", self._to),
            ("Call-ID", self.call_id), ("CSeq", f"{sequence} {method}"),
        )  # fmt: skip
        return request(method, self._target, (*headers, *more), body)
