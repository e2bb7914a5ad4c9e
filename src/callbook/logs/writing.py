"""Writes what a program has seen of a recording in the form of its log, in the grammar that the reader knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from callbook.core import moment_of
from callbook.logs.grammar import INTERACTION_SERVER, T_SERVER, WDE
from callbook.logs.names import Names, shipped_names
from callbook.logs.places import Form, places_of
from callbook.messages import MESSAGE_NUMBERS, MESSAGES, Protocol, protocol_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from callbook.logs.grammar import LogKind
    from callbook.logs.places import Place
    from callbook.logs.seen_by import Sight
    from callbook.messages import Message

_NOT_WRITTEN: Final = frozenset({"Server", "OtherAttributes"})
_NO_REFERENCE: Final = 4_294_967_295
_PEERS: Final = {Protocol.T_LIBRARY: ("TServer", "7000"), Protocol.OPEN_MEDIA: ("InteractionServer", "7100")}
_PROXIES: Final = {Protocol.T_LIBRARY: "proxy1", Protocol.OPEN_MEDIA: "proxy2"}
_FIRST_SEQUENCE: Final = 0x0000_0000_0000_1000
_HOUR: Final = 3_600_000
_LONG: Final = frozenset({"ConnID", "TransferConnID", "PreviousConnID"})


@dataclass(frozen=True, slots=True)
class Given:
    """An attribute as a log writes it.

    Attributes:
        name: what the log calls it.
        value: its text, its number, or its list.
        path: where it stands in our message.
    """

    name: str
    value: str | int | dict[str, Any]
    path: str


class LogWriter:
    """Writes a log of one kind.

    Args:
        kind: of the log.
        zone: of its stamps.
        names: what it calls attributes.
    """

    def __init__(self, kind: LogKind, zone: tzinfo, names: Names | None = None) -> None:
        self._kind = kind
        self._zone = zone
        self._names = names or shipped_names()
        self._clients: dict[str, int] = {}
        self._agents: frozenset[str] = frozenset()
        self._sequence = _FIRST_SEQUENCE
        self._write = {WDE.name: self._wde, T_SERVER.name: self._t_server, INTERACTION_SERVER.name: self._ixn}[
            kind.name
        ]

    def text(self, sights: Iterable[Sight], start: int, agents: Iterable[str] = ()) -> str:
        """Return the log of these messages.

        Args:
            sights: the messages, in their order.
            start: the instant at which it begins.
            agents: who has a desktop; everybody else is a media server.
        """
        self._agents = frozenset(agents)
        lines = [*_HEADERS[self._kind.name](self._local(start), start)]
        at = start
        for sight in sights:
            if self._kind is not WDE:
                lines.extend(self._check_points(at, sight.at))
            at = sight.at
            lines.extend(self._write(sight, self._local(at)))
        return "\n".join(lines) + "\n"

    def _check_points(self, before: int, at: int) -> Iterator[str]:
        """Yield the lines that say the day, one for each full hour after *before* up to *at*."""
        for hour in range(before // _HOUR + 1, at // _HOUR + 1):
            local = self._local(hour * _HOUR)
            yield f"{local:%H:%M:%S}.000 Trc 04120 Check point {local:%Y-%m-%dT%H:%M:%S}"

    def _local(self, at: int) -> datetime:
        return moment_of(at).astimezone(self._zone)

    def _given(self, message: Message) -> list[Given]:
        """Return the attributes of a message in their order, without those that have their defaults."""
        protocol = protocol_of(message)
        plain: dict[str, Any] = msgspec.to_builtins(message)
        found: list[Given] = []
        for path, place in places_of(type(message)).items():
            value: Any = plain
            for name in place.path:
                value = cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None
            if value is not None and path not in _NOT_WRITTEN:
                found.append(Given(self._names.written(protocol, path), _written(place, value), path))
        return found

    # Workspace Desktop Edition.

    def _wde(self, sight: Sight, local: datetime) -> Iterator[str]:
        stamp = local.strftime("%Y-%m-%d %H:%M:%S,") + f"{local.microsecond // 1000:03}"
        protocol, name = protocol_of(sight.message), sight.message.name
        named = f"'{name}' ('{_number(sight.message)}')"
        if sight.is_sent:
            peer, port = _PEERS[protocol]
            yield f"{stamp} WDE DEBUG [THREAD : 7] - Sending message to {peer} - tcp://192.0.2.1:{port}"
            yield named
        else:
            yield f"{stamp} WDE DEBUG [THREAD : 7] - Proxy got message {named}"
        yield "message attributes:"
        for given in self._given(sight.message):
            yield from _typed(given.name, given.value, "", given.path)
        if sight.is_sent:
            yield f"{stamp} WDE DEBUG [THREAD : 7] - Writing message {name} in '{_PROXIES[protocol]}' via channel"
        else:
            yield f". Processing with  state .StatePrimary proxy: {_PROXIES[protocol]}"

    # T-Server and SIP Server.

    def _t_server(self, sight: Sight, local: datetime) -> Iterator[str]:
        client = self._clients.setdefault(sight.client, 60 + len(self._clients))
        peer = f"[{client}] ({client:08x} InteractionWorkspace 192.0.2.{client}:49280)"
        name = sight.message.name
        milliseconds = local.microsecond // 1000
        stamp = f"{local:%H:%M:%S}.{milliseconds:03}"
        if sight.is_sent:
            yield f"{stamp} Trc 04541 {name} received from {peer}"
            yield f"message {name}"
        else:
            yield f"@{stamp}0 [0] 8.1.101.25 distribute_event: message {name}"
        given = self._given(sight.message)
        if name == "EventError":
            yield f"\t({next(str(each.value) for each in given if each.path == 'ErrorMessage')})"
        for each in given:
            yield from _tabbed(each.name, each.value, "\t")
        if not sight.is_sent:
            seconds = sight.at // 1000
            yield f"\tAttributeEventSequenceNumber\t{self._sequence:016x}"
            yield f"\tAttributeTimeinuSecs\t{milliseconds * 1000}"
            yield f"\tAttributeTimeinSecs\t{seconds} ({local:%H:%M:%S})"
            yield f"{stamp} Trc 04542 {name} sent to {peer}"
            self._sequence += 1

    # Interaction Server.

    def _ixn(self, sight: Sight, local: datetime) -> Iterator[str]:
        client = self._clients.setdefault(sight.client, 1 + len(self._clients))
        is_agent = protocol_of(sight.message) is Protocol.OPEN_MEDIA and sight.client in self._agents
        where = "agent application" if is_agent else f"media server '{sight.client}'"
        stamp = f"{local:%H:%M:%S}.{local.microsecond // 1000:03}"
        way, number = ("Received from", 24101) if sight.is_sent else ("Sending to", 24102)
        name = sight.message.name
        yield f"{stamp} Trc {number} {way} {where} 24:{client}: '{name}' ({_number(sight.message)})"
        for given in self._given(sight.message):
            yield from _typed(given.name, given.value, "\t", given.path)


def _written(place: Place, value: Any) -> str | int | dict[str, Any]:  # noqa: ANN401 - whatever the message holds
    if place.form is Form.FLAG:
        return int(value)
    if place.form is Form.NAMES:
        return dict.fromkeys(value, "")
    if place.form is Form.INTERACTIONS:
        return {str(number): _flat(each) for number, each in enumerate(value, 1)}
    return value  # type: ignore[no-any-return]


def _flat(interaction: dict[str, Any]) -> dict[str, Any]:
    others: dict[str, Any] = interaction.get("OtherAttributes", {})
    known = {name: value for name, value in interaction.items() if name not in _NOT_WRITTEN}
    return {name: int(value) if isinstance(value, bool) else value for name, value in (known | others).items()}


def _typed(name: str, value: str | int | dict[str, Any], indent: str, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{indent}{name} [{'bstr' if path else 'list'}] = KVList: "
        for key, inner in value.items():
            yield from _typed(f"'{key}'", inner, indent + ("\t\t" if path else "\t"))
    elif isinstance(value, int):
        yield f"{indent}{name} [int] = {value}"
    elif path in _LONG:
        yield f"{indent}{name} [long] = {value}"
    else:
        yield f'{indent}{name} [str] = "{value}"'


def _tabbed(name: str, value: str | int | dict[str, Any], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        is_inner = name.startswith("'")
        yield f"{indent}{name}(list)" if is_inner else f"{indent}{name}\t[{len(value)}] 00 01 03 00.."
        for key, inner in value.items():
            yield from _tabbed(f"'{key}'", inner, indent + "\t")
    elif isinstance(value, int) or name.removeprefix("Attribute") in _LONG:
        yield f"{indent}{name}\t{value}"
    else:
        yield f"{indent}{name}\t'{value}'"


def _number(message: Message) -> int:
    """Return the number of a message: T-Library's, or its place among ours (assumed; no reader looks at it)."""
    known = MESSAGE_NUMBERS.get(message.name)
    protocol = protocol_of(message)
    return known if known and protocol is Protocol.T_LIBRARY else list(MESSAGES[protocol]).index(message.name) + 1


def _wde_header(local: datetime, _start: int) -> Iterator[str]:
    stamp = local.strftime("%Y-%m-%d %H:%M:%S,") + f"{local.microsecond // 1000:03}"
    yield f"\ufeff{stamp} WDE INFO  [THREAD : 1] - InteractionWorkspace - Version: 8.5"
    yield f"{stamp} WDE INFO  [THREAD : 1] - MachineName: DESK-1"


def _server_header(name: str, kind: str) -> Callable[[datetime, int], Iterator[str]]:
    def header(local: datetime, start: int) -> Iterator[str]:
        offset = local.utcoffset()
        yield f"Local time:       {local:%Y-%m-%dT%H:%M:%S}.000"
        yield f"Start time (UTC): {moment_of(start):%Y-%m-%dT%H:%M:%S}.000"
        yield f"Application name: {name}"
        yield f"Application type: {kind}"
        yield "Host name:        host.example"
        yield f"Time zone:        {-int(offset.total_seconds()) if offset else 0}, LCL"
        yield "File:             (1) log"
        yield ""

    return header


_HEADERS: Final = {
    WDE.name: _wde_header,
    T_SERVER.name: _server_header("SIP_Server", "1 (TServer)"),
    INTERACTION_SERVER.name: _server_header("IxnServer", "78 (InteractionServer)"),
}
