"""Every message of both protocols comes back from JSON as it was."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from callbook.core.messages import KVList, Message, Protocol, from_json, from_mapping, protocol_of, to_json, to_mapping
from callbook.core.messages.encoding import MESSAGES
from callbook.core.messages.open_media import ReasonInfo, RequestAgentLogin, RequestChangeProperties, RequestReject
from callbook.core.messages.open_media_events import EventError as OpenMediaError
from callbook.core.messages.t_library_events import EventError as TLibraryError

ALL = [
    pytest.param(kind, id=f"{protocol}-{name}") for protocol in Protocol for name, kind in MESSAGES[protocol].items()
]

_FORMED = (
    "0000TaCALLBACK01",
    "zzzzzzzzzzzzzzzz",
    "0123456789abcdef",
    "00V5CSVTHQ6QGS6T0000000000000000",
    "1970-01-01T00:00:00Z",
    "2026-10-25T02:30:59Z",
)
"""Texts of which each fits an attribute that has a form: identifiers and stamps."""

_deeper: st.SearchStrategy[Any] = st.recursive(
    st.text(max_size=5) | st.integers(), lambda inner: st.dictionaries(st.text(max_size=5), inner, max_size=2)
)
_lists = st.dictionaries(st.text(max_size=5), _deeper, max_size=3)


def _values(kind: inspect.Type) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line per kind of type
    """Give values of any type that an attribute may have; the type is told by msgspec."""
    match kind:
        case inspect.IntType(ge=least, le=most):
            return st.integers(least, most)
        case inspect.StrType():
            return _texts(kind)
        case inspect.EnumType(cls=members):
            return st.sampled_from(list(members))
        case inspect.DictType(value_type=inspect.UnionType()):
            return _lists
        case inspect.DictType(value_type=inner):
            return st.dictionaries(st.text(max_size=5), _values(inner), max_size=3)
        case inspect.VarTupleType(item_type=inner):
            return st.lists(_values(inner), max_size=3).map(tuple)
        case inspect.StructType(cls=struct, fields=fields):
            return st.builds(struct, **{field.name: _values(field.type) for field in fields})
        case inspect.UnionType(types=kinds):
            return st.one_of(*map(_values, kinds))
        case inspect.BoolType():
            return st.booleans()
        case _:
            return st.none()


def _texts(kind: inspect.StrType) -> st.SearchStrategy[Any]:
    if kind.pattern is not None:
        return st.sampled_from([text for text in _FORMED if re.search(kind.pattern, text)])
    return st.text(min_size=kind.min_length or 0, max_size=9)


def _messages(kind: type[Message]) -> st.SearchStrategy[Any]:
    return _values(inspect.type_info(kind))


@pytest.mark.parametrize("kind", ALL)
@given(data=st.data())
def test_nothing_is_lost(kind: type[Message], data: st.DataObject) -> None:
    """Any values of all attributes survive, as text and as plain data, and so does the message's own type."""
    message = data.draw(_messages(kind))
    text = to_json(message)
    for returned in (from_json(text), from_mapping(to_mapping(message))):
        assert message == returned
        assert (kind, kind.__name__) == (type(returned), returned.name)
        assert text == to_json(returned)
    assert ["protocol", "message"] == list(msgspec.json.decode(text))[:2]


@pytest.mark.parametrize("kind", ALL)
def test_a_message_is_frozen(kind: type[Message]) -> None:
    """No message that was sent can be changed."""
    assert kind.__struct_config__.frozen


def test_a_change_to_a_message_is_refused() -> None:
    """Whoever tries is told so."""
    message = RequestReject(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01")
    with pytest.raises(AttributeError, match="immutable type: 'RequestReject'"):
        message.TicketId = 3  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_name_may_stand_in_both_protocols() -> None:
    """The protocol is written down, so that each comes back as what it was."""
    one = OpenMediaError(ErrorCode=1, ErrorDescription="x")
    other = TLibraryError(Server="s", ErrorCode=1, ErrorMessage="x")
    assert [Protocol.OPEN_MEDIA, Protocol.T_LIBRARY] == [protocol_of(one), protocol_of(other)]
    assert [one, other] == [from_json(to_json(one)), from_json(to_json(other))]


def test_defaults_are_left_out() -> None:
    """An attribute that has its default is not written, for it comes back by itself."""
    message = RequestChangeProperties(ReferenceId=1, InteractionId="0000TaCALLBACK01")
    expected = {
        "protocol": "Open Media",
        "message": "RequestChangeProperties",
        "ReferenceId": 1,
        "InteractionId": "0000TaCALLBACK01",
    }
    assert expected == to_mapping(message)


def test_what_is_not_a_default_is_written_as_plain_data() -> None:
    """Enumerations become their numbers or texts, parts become mappings without their defaults."""
    reason = ReasonInfo(ReasonSystemName="busy", ReasonCode=3)
    message = RequestReject(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01", Reason=reason)
    expected = (
        b'{"protocol":"Open Media","message":"RequestReject","ReferenceId":1,"TicketId":2,'
        b'"InteractionId":"0000TaCALLBACK01","Reason":{"ReasonSystemName":"busy","ReasonCode":3}}'
    )
    assert expected == to_json(message)


def test_messages_do_not_share_their_defaults() -> None:
    """An empty list that stands for a default belongs to one message only."""
    one, other = (RequestAgentLogin(ReferenceId=1, TenantId="t", PlaceId="p", AgentId="a") for _ in range(2))
    one.MediaList["webcallback"] = 1
    assert {} == other.MediaList


def test_lists_go_as_deep_as_they_like() -> None:
    """Attached data may hold lists of lists of lists."""
    data: KVList = {"a": {"b": {"c": {"d": {"e": 1, "f": "x"}}}}}
    message = RequestAgentLogin(ReferenceId=1, TenantId="t", PlaceId="p", AgentId="a", Extension=data)
    assert message == from_json(to_json(message))
