"""Entities, document types, depth and size end the reading before they can hurt, and nothing is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.capture_point.conftest import IXN, SOAP, envelope_of, items, told

from callbook_mocks.capture_point.reading import MOST_BYTES, MOST_DEPTH, MOST_ELEMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.lab import Lab
    from callbook_mocks.capture_point import CapturePoint

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCUMENT_TYPES = {
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "a file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE x SYSTEM "http://shop.example/x.dtd">',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://shop.example/x.dtd"> %p;]>',
    "an empty one": "<!DOCTYPE x>",
}


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES.values(), ids=DOCUMENT_TYPES)
def test_a_document_type(lab: Lab, point: CapturePoint, document_type: str) -> None:
    """Whatever it holds."""
    request = envelope_of("<Submit><ExternalId>&l9;</ExternalId></Submit>")
    texts = told(point.answer(document_type.encode() + request)).texts
    expected = "A document type is not taken here. Accepted: XML without one."
    assert ("201", expected) == (texts["ErrorCode"], texts["ErrorDescription"])
    assert {} == lab.interaction_server.interactions


def test_nothing_is_fetched(point: CapturePoint, tmp_path: Path) -> None:
    """A schema's place, an include and a stylesheet are texts like others: nobody looks there."""
    place = (tmp_path / "secret").as_uri()
    xsi = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{IXN} {place}"'
    request = f'<?xml-stylesheet href="{place}"?><Submit {xsi}/>'
    assert "RequestResponse" == told(point.answer(envelope_of(request))).name
    include = f'<Submit><include xmlns="http://www.w3.org/2001/XInclude" href="{place}"/></Submit>'
    assert "206" == told(point.answer(envelope_of(include))).texts["ErrorCode"]


def test_an_entity_of_nobody(point: CapturePoint) -> None:
    """Without a document type an entity is not well-formed."""
    assert "201" == told(point.answer(envelope_of("<Submit>&secret;</Submit>"))).texts["ErrorCode"]


def nested(levels: int) -> str:
    """Write lists in lists."""
    before = "<kvitem><key>a</key><value><ValueList>" * levels
    return f"<Submit><UserData>{before}{'</ValueList></value></kvitem>' * levels}</UserData></Submit>"


def test_depth(lab: Lab, point: CapturePoint) -> None:
    """As deep as the bound, and no deeper; a hundred thousand levels are no more work than one too many."""
    deepest = (MOST_DEPTH - 4) // 3
    assert "RequestResponse" == told(point.answer(envelope_of(nested(deepest)))).name
    for levels in (deepest + 1, 10_000):
        texts = told(point.answer(envelope_of(nested(levels)))).texts
        expected = f"Elements nest too deep. Accepted: {MOST_DEPTH} levels."
        assert ("208", expected) == (texts["ErrorCode"], texts["ErrorDescription"])
    assert 1 == len(lab.interaction_server.interactions)


def test_size(lab: Lab, point: CapturePoint) -> None:
    """A megabyte, and not a byte more."""
    frame = len(envelope_of(f"<Submit><UserData>{items(a='')}</UserData></Submit>"))
    for more, name in ((0, "RequestResponse"), (1, "Fault")):
        text = "x" * (MOST_BYTES - frame + more)
        assert name == told(point.answer(envelope_of(f"<Submit><UserData>{items(a=text)}</UserData></Submit>"))).name
    assert 1 == len(lab.interaction_server.interactions)


def test_number_of_elements(point: CapturePoint) -> None:
    """Each costs memory, however short it is."""
    texts = told(point.answer(envelope_of("<a/>" * MOST_ELEMENTS))).texts
    assert ("208", f"There are too many elements. Accepted: {MOST_ELEMENTS}.") == (
        texts["ErrorCode"], texts["ErrorDescription"]
    )  # fmt: skip


def test_a_huge_name_is_not_repeated(point: CapturePoint) -> None:
    """An error says as much of what was given as one can read."""
    body = point.answer(envelope_of(f"<{'x' * 500_000}/>")).body
    assert b"xxx... (500000 characters)" in body
    assert len(body) < 1_000


def test_a_huge_value_is_not_repeated(point: CapturePoint) -> None:
    """Not in what Interaction Server says of it either."""
    assert 200 == point.answer(envelope_of("<Submit><ExternalId>order 1</ExternalId></Submit>")).status
    changed = f"<Changed>{items(Priority='x' * 500_000)}</Changed>"
    answer = point.answer(envelope_of(f"<Update><ExternalId>order 1</ExternalId>{changed}</Update>"))
    assert "115" == told(answer).texts["ErrorCode"]
    assert len(answer.body) < 2_000


def test_a_huge_attribute_is_refused(point: CapturePoint) -> None:
    """On the envelope it means nothing, on a field it is not known; it is repeated in neither."""
    value = "x" * 100_000
    body = f'<soap:Body><Ping xmlns="{IXN}" a="{value}"/></soap:Body>'
    answer = point.answer(f'<soap:Envelope xmlns:soap="{SOAP}" b="{value}">{body}</soap:Envelope>'.encode())
    assert told(answer).texts["ErrorDescription"].startswith("There is no attribute 'a' in Ping. Accepted: ")
