"""Lists of keys and values, as ``kvitem`` elements: read and written (facts, section 5.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from callbook_mocks.capture_point.faults import CaptureCode, fault, shortened
from callbook_mocks.capture_point.markup import Tag
from callbook_mocks.capture_point.operations import NAMESPACE
from callbook_mocks.capture_point.reading import is_nil, name_of, no_text, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from callbook.messages import KVList

ITEM, KEY, VALUE = "kvitem", "key", "value"
STRING, INTEGER, LIST = "ValueString", "ValueInt", "ValueList"
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,20}")
_LEAST, _MOST = -(2**31), 2**31 - 1


def read_list(element: Element, where: str) -> KVList:
    """Return the values of the ``kvitem`` elements in *element*.

    Raises:
        Fault: when one of them is not as it should be, or a key is given twice.
    """
    no_text(element, where)
    found: KVList = {}
    for item in element:
        _must_be(item, (ITEM,), where)
        key, value = _item(item, where)
        if key in found:
            raise fault(CaptureCode.BAD_VALUE, f"The key {shortened(key)!r} is given twice in {where}. Accepted: once.")
        found[key] = value
    return found


def _item(item: Element, where: str) -> tuple[str, str | int | KVList]:
    _plain(item, f"{ITEM} in {where}")
    names = [name_of(child, NAMESPACE) for child in item]
    if names != [KEY, VALUE]:
        given = shortened(", ".join(names)) or "nothing"
        text = f"A {ITEM} in {where} holds {given}. Accepted: {KEY}, then {VALUE}."
        raise fault(CaptureCode.MISSING_VALUE if set(names) < {KEY, VALUE} else CaptureCode.UNKNOWN_FIELD, text)
    _plain(item[0], f"{KEY} in {where}", may_hold_text=True)
    key = text_of(item[0], f"{KEY} in {where}")
    return key, _value(item[1], f"{where}, {KEY} {shortened(key)!r}")


def _value(element: Element, where: str) -> str | int | KVList:
    _plain(element, f"{VALUE} in {where}")
    if len(element) != 1:
        text = f"The {VALUE} in {where} holds {len(element)} elements. Accepted: one of {STRING}, {INTEGER}, {LIST}."
        raise fault(CaptureCode.BAD_VALUE, text)
    held = element[0]
    kind = _must_be(held, (STRING, INTEGER, LIST), where)
    _plain(held, f"{kind} in {where}", may_hold_text=True)
    if kind == LIST:
        return read_list(held, where)
    text = text_of(held, f"{kind} in {where}")
    return _number(text, where) if kind == INTEGER else text


def _number(text: str, where: str) -> int:
    stripped = text.strip(" \t\r\n")
    if not _WHOLE_NUMBER.fullmatch(stripped) or not _LEAST <= int(stripped) <= _MOST:
        accepted = f"a whole number from {_LEAST} to {_MOST}"
        bad = f"{INTEGER} {shortened(text)!r} in {where} cannot be used. Accepted: {accepted}."
        raise fault(CaptureCode.BAD_VALUE, bad)
    return int(stripped)


def _must_be(element: Element, names: tuple[str, ...], where: str) -> str:
    name = name_of(element, NAMESPACE)
    if name not in names:
        text = f"There is no {shortened(name)!r} in {where}. Accepted: {', '.join(names)}."
        raise fault(CaptureCode.UNKNOWN_FIELD, text)
    return name


def _plain(element: Element, where: str, *, may_hold_text: bool = False) -> None:
    if is_nil(element, where):
        raise fault(CaptureCode.BAD_VALUE, f"{where} is nil. Accepted: what is something.")
    if not may_hold_text:
        no_text(element, where)


def write_list(name: str, values: Mapping[str, object]) -> Tag:
    """Return *values* (texts, whole numbers, further lists) as the element *name*."""
    return Tag(name, tuple(_written(key, value) for key, value in values.items()))


def _written(key: str, value: object) -> Tag:
    if isinstance(value, dict):
        held = write_list(f"ixn:{LIST}", cast("KVList", value))
    elif isinstance(value, int) and _LEAST <= value <= _MOST:
        held = Tag(f"ixn:{INTEGER}", str(int(value)))
    else:
        held = Tag(f"ixn:{STRING}", str(value))
    return Tag(f"ixn:{ITEM}", (Tag(f"ixn:{KEY}", key), Tag(f"ixn:{VALUE}", (held,))))
