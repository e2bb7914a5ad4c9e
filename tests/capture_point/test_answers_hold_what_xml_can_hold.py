"""What XML cannot hold is replaced in an answer, everything else comes back as it was (assumed)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.capture_point.conftest import envelope_of, items, told

from callbook.core.messages.interaction import MEDIA_TYPE
from callbook.core.messages.open_media import RequestSubmit
from callbook.lab import Lab
from callbook_mocks.capture_point import CapturePoint
from callbook_mocks.capture_point.markup import Tag, document


def submit_directly(lab: Lab, data: dict[str, Any]) -> str:
    """Submit over the wire, where texts may hold anything; give the request for GetInfo."""
    request = RequestSubmit(
        ReferenceId=99,
        TenantId="Lighthouse",
        MediaType=MEDIA_TYPE,
        Queue="parked",
        InteractionType="Inbound",
        InteractionSubtype="InboundNew",
        InteractionId="0000GaBNKN2Q0021",
        UserData=data,
    )
    lab.wire("Shop", "Interaction Server").to_server(request)
    lab.clock.settle()
    return "<GetInfo><InteractionId>0000GaBNKN2Q0021</InteractionId></GetInfo>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x00bell\x07", "\ufffdbell\ufffd"),
        ("\ufffe", "\ufffd"),
        ("line\r\nline\rline\n\t", "line\r\nline\rline\n\t"),
        ("<&>\"'", "<&>\"'"),
        ("]]>", "]]>"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_a_value(lab: Lab, point: CapturePoint, text: str, expected: str) -> None:
    """In attached data, as a key and as a value."""
    asked = submit_directly(lab, {text: text})
    (item,) = (
        each
        for each in etree.fromstring(point.answer(envelope_of(asked)).body).iter("{*}kvitem")
        if each.findtext("{*}key") == expected
    )
    assert expected == item.findtext("{*}value/{*}ValueString")


def test_a_number_that_is_too_large_comes_as_a_text(lab: Lab, point: CapturePoint) -> None:
    """ValueInt has 32 bits."""
    asked = submit_directly(lab, {"large": 2**40})
    assert b"<ixn:ValueString>1099511627776</ixn:ValueString>" in point.answer(envelope_of(asked)).body


def test_what_comes_in_goes_out(point: CapturePoint) -> None:
    """A carriage return that was escaped survives the way in and the way out."""
    request = f"<Submit><UserData>{items(a='1&#13;&#10;2')}</UserData></Submit>"
    callback = told(point.answer(envelope_of(request))).texts["ValueString"]
    asked = f"<GetInfo><InteractionId>{callback}</InteractionId></GetInfo>"
    assert b"<ixn:ValueString>1&#13;\n2</ixn:ValueString>" in point.answer(envelope_of(asked)).body


def is_possible(character: str) -> bool:
    """Say whether XML 1.0 has this character (its production 2)."""
    number = ord(character)
    return character in "\t\n\r" or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or number >= 0x10000


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_is_written_well_formed(text: str, value: str) -> None:
    """In an element as in an attribute: character by character what it was, or U+FFFD."""
    root = etree.fromstring(document(Tag("a", text, {"b": value})))
    expected = ["".join(each if is_possible(each) else "\ufffd" for each in given) for given in (text, value)]
    assert expected == [root.text or "", root.get("b")]
