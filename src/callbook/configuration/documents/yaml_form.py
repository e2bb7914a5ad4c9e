"""Reading YAML: the values of YAML 1.2's core schema and their places, from the events of PyYAML's C parser.

Events and not its loader: that one reads ``no`` as false, takes a key twice, and overruns the stack where lists are
nested a hundred thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml import events

from callbook.configuration.documents.node import Node, line_at, not_readable
from callbook.core import BadInput

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_PLAIN_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))}
_DEEPEST = 50
_LONGEST_NUMBER = 100


def read_yaml(text: str, where: str) -> tuple[Any, Node]:
    """Return the data of a YAML document and its tree; raise BadInput, with the line, for what cannot be read."""
    return _Reading(text, where).document()


class _Reading:
    """One walk through the events of a text."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._events = self._checked()
        self._depth = 0

    def document(self) -> tuple[Any, Node]:
        """Return the node of the one document that there may be."""
        next(self._events)
        first = next(self._events)
        if isinstance(first, events.StreamEndEvent):
            return {}, Node(0, 0, 0)
        value, node = self._value(next(self._events))
        next(self._events)
        after = next(self._events)
        if not isinstance(after, events.StreamEndEvent):
            self._refuse(after, "another document", "one document in a file")
        return value, node

    def _checked(self) -> Iterator[events.Event]:
        try:
            yield from yaml.parse(self._text, Loader=yaml.CSafeLoader)
        except yaml.reader.ReaderError as error:
            before = self._text.encode()[: error.position].decode(errors="ignore")
            self._fail(line_at(before, len(before)), str(error.reason))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._fail(line_at(self._text, mark.index if mark else 0), str(error.problem))

    def _value(self, event: events.Event) -> tuple[Any, Node]:
        begin = _begin(event)
        if isinstance(event, events.ScalarEvent):
            written = self._text[begin : _end(event)].rstrip()
            return self._scalar(event), Node(begin, begin, begin + len(written))
        if isinstance(event, events.AliasEvent):
            self._refuse(event, f"*{event.anchor}", "values written out: an alias makes one place of two")
        self._check_tag(event)
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse(event, "a list in a list in a list ...", f"no more than {_DEEPEST} of them")
        mapping = isinstance(event, events.MappingStartEvent)
        flow: bool = getattr(event, "flow_style", False)
        node = Node(begin, begin, begin, braces=mapping and flow)
        value, end = self._mapping(node) if mapping else self._sequence(node)
        node.end = end if flow else max((held.end for held in node.holds.values()), default=begin)
        node.last = node.end
        self._depth -= 1
        return value, node

    def _mapping(self, node: Node) -> tuple[dict[str, Any], int]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            if not isinstance(event, events.ScalarEvent):
                self._refuse(event, "a key", "one that is a text")
            name: str = event.value
            if name in values:
                first = line_at(self._text, node.holds[name].key)
                self._refuse(event, name, f"one that differs from the key in line {first}", what="key")
            values[name], node.holds[name] = self._value(next(self._events))
            node.holds[name].key = _begin(event)
        return values, _end(event)

    def _sequence(self, node: Node) -> tuple[list[Any], int]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), events.SequenceEndEvent):
            value, node.holds[len(values)] = self._value(event)
            values.append(value)
        return values, _end(event)

    def _scalar(self, event: events.ScalarEvent) -> Any:  # noqa: ANN401 - whatever a plain word means
        self._check_tag(event)
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if len(text) > _LONGEST_NUMBER:
            return text
        if _INTEGER.fullmatch(text):
            return int(text, 0) if text[1:2] in {"x", "o"} else int(text)
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text) else text

    def _check_tag(self, event: events.Event) -> None:
        tag: str | None = getattr(event, "tag", None)
        if tag not in _PLAIN_TAGS:
            self._refuse(event, tag, "values without tags", what="tag")

    def _refuse(self, event: events.Event, given: object, accepted: str, *, what: str = "entry") -> NoReturn:
        place = f"{self._where}:{line_at(self._text, _begin(event))}"
        raise BadInput(what, given, where=place, accepted=accepted)

    def _fail(self, line: int, problem: str) -> NoReturn:
        raise not_readable(self._text, self._where, line, "YAML", problem)


def _begin(event: events.Event) -> int:
    return event.start_mark.index if event.start_mark else 0  # the C parser marks every event


def _end(event: events.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
