"""The description of the API (OpenAPI): the framework's, made whole by what it does not see.

The framework sees addresses, queries and types. What a type's docstring says of its fields, the messages that go
through as they are, the headers, what the guard answers, and examples are put in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.plugins import JsonRenderPlugin

from callbook.network.web import description_words as words
from callbook.network.web.described_messages import JOURNAL_ENTRY, MESSAGE, message_components
from callbook.network.web.description_fields import field_description
from callbook.network.web.guard import OPEN
from callbook.network.web.problems import PROBLEM_TYPE, Problem, documented
from callbook.network.web.service import Acted

if TYPE_CHECKING:
    from litestar import Litestar, Request

    Json = dict[str, Any]

_REF: Final = "#/components/schemas/{name}"
_JSON: Final = "application/json"
_RUN: Final = "/runs/{run_name}"
_RAW: Final = {
    "message": MESSAGE,
    "entry": JOURNAL_ENTRY,
    "entries": {"type": "array", "items": JOURNAL_ENTRY},
    "causes": {"type": "array", "items": JOURNAL_ENTRY},
}
_FIELD: Final = re.compile(r"^    (\w+): ((?:.+)(?:\n {8,}.+)*)", re.MULTILINE)


class Described(JsonRenderPlugin):
    """Gives the whole description as JSON."""

    _given: bytes = b""

    def render(self, request: Request[Any, Any, Any], openapi_schema: Json) -> bytes:
        """Give the description; it is made once."""
        self._given = self._given or msgspec.json.encode(description(request.app, openapi_schema))
        return self._given


def description(app: Litestar, given: Json | None = None) -> Json:
    """Describe the API of *app*; *given* is what the framework says of it."""
    document: Json = app.openapi_schema.to_schema() if given is None else deepcopy(given)
    schemas: Json = {**document["components"]["schemas"], **_components(app), **message_components()}
    document["components"] = {"schemas": schemas, "securitySchemes": words.SECURITY_SCHEMES}
    document["security"] = words.SECURITY
    used = {tag for item in document["paths"].values() for operation in item.values() for tag in operation["tags"]}
    document["tags"] = [{"name": name, "description": text} for name, text in words.TAGS.items() if name in used]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _complete(path, method, operation)
    whole: Json = msgspec.to_builtins(_plain(document))
    return whole


def _complete(path: str, method: str, operation: Json) -> None:
    """Add to an operation what is answered before the application is asked, what is read from headers, and examples."""
    name = operation["operationId"]
    operation["summary"] = words.SUMMARIES.get(name) or _spaced(name)
    operation["parameters"] = [
        *map(_parameter, operation.get("parameters", [])),
        *words.QUERY_PARAMETERS.get(name, ()),
        *([words.INSTANT_HEADER] if path.startswith(_RUN) else []),
        *([words.PREFER_HEADER] if any(_has_content(each, Acted) for each in operation["responses"].values()) else []),
    ]
    _complete_body(name, operation)
    if path in OPEN:
        operation["security"] = []
    _complete_answers(path, method, operation)


def _complete_answers(path: str, method: str, operation: Json) -> None:
    answers: dict[str, Json] = operation["responses"]
    for answer in answers.values():
        contents: dict[str, Json] = answer.get("content") or {}
        for content in contents.values():
            content["schema"].pop("examples", None)  # the framework makes them up, each time others
    statuses = {403, 500} if path in OPEN else {401, 403, 500}
    if method in {"post", "put", "patch"}:
        statuses |= {413}
    if "requestBody" in operation:
        statuses |= {400}
    _add_problems(answers, statuses)


def _parameter(given: Json) -> Json:
    told = {key: value for key, value in given.items() if key not in {"allowEmptyValue", "allowReserved"}}
    if told["in"] == "path":
        return {**told, **words.PATH_PARAMETERS.get(told["name"], {})}
    return {**told, "schema": _without_null(told["schema"])}


def _without_null(schema: Json) -> Json:
    """In a query nothing is null: it is there or not."""
    kinds = [each for each in schema.pop("oneOf", []) if each != {"type": "null"}]
    return {**schema, **kinds[0]} if kinds else schema


def _complete_body(name: str, operation: Json) -> None:
    body = {_JSON: {"schema": MESSAGE}} if name in words.MESSAGE_BODIES else words.BODIES.get(name)
    if body is not None:
        operation["requestBody"] = {"required": name in words.MESSAGE_BODIES, "content": body}
    if name in words.STREAMS:
        operation["responses"]["200"]["content"]["text/event-stream"] = {"schema": {"type": "string"}}
    examples = words.EXAMPLES.get(name)
    if examples is not None:
        taken: Json = operation["requestBody"]
        taken["content"][_JSON]["examples"] = examples


def _add_problems(answers: Json, statuses: Iterable[int]) -> None:
    """Document problem details beside what else an answer may have; the framework's own form of errors is not used."""
    content = {PROBLEM_TYPE: {"schema": {"$ref": _REF.format(name=Problem.__name__)}}}
    for status, spec in documented(*sorted(statuses)).items():
        told: Json = answers.setdefault(str(status), {"description": spec.description})
        told["content"] = {kind: each for kind, each in told.get("content", {}).items() if kind != _JSON} | content


def _has_content(answer: Json, kind: type[msgspec.Struct]) -> bool:
    content: Json = answer.get("content") or {}
    return any(each.get("schema") == {"$ref": _REF.format(name=kind.__name__)} for each in content.values())


def _components(app: Litestar) -> Json:
    """Describe every type that goes in or out, by its own constraints and its own docstring."""
    types = {repr(kind): kind for kind in _types_of(app)}
    _, components = msgspec.json.schema_components(types.values(), ref_template=_REF)
    return {name: _told(schema) for name, schema in components.items()}


def _types_of(app: Litestar) -> Iterator[Any]:
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and handler.include_in_schema is not False:
                for field in (handler.parsed_data_field, handler.parsed_return_field):
                    if field is not None and not field.is_subclass_of((Response, bytes)):
                        yield field.annotation
                documented_answers: dict[int, Any] = dict(handler.responses or {})
                yield from (spec.data_container for spec in documented_answers.values())


def _told(schema: Json) -> Json:
    """Give each property what the docstring says of it, and leave of the docstring what is about the whole."""
    text = cleandoc(schema.get("description", ""))
    about = {name: " ".join(words.split()) for name, words in _FIELD.findall(text)}
    schema["description"] = text.split("\n\nAttributes:")[0].split("\n\nRaises:")[0]
    for name, shape in schema.get("properties", {}).items():
        if _is_raw(shape):
            shape.pop("anyOf", None)
            shape.pop("default", None)
            shape.update(_RAW.get(name, {}))
        told = about.get(name) or about.get(_SPOKEN.get(name, "")) or field_description(schema["title"], name)
        if told is not None:
            shape["description"] = told
    return schema


def _is_raw(shape: Json) -> bool:
    """Say whether a property is JSON that was made elsewhere, or a list of it, or may be."""
    given = shape.get("anyOf", [shape])[0]
    plain = {key: each for key, each in given.items() if key not in {"default", "description"}}
    return plain in ({}, {"type": "array", "items": {}})


_SPOKEN: Final = {"from": "since", "to": "until"}
"""What Python keeps for itself is called otherwise there."""


def _spaced(name: str) -> str:
    text = re.sub("([A-Z])", r" \1", name)
    return text[:1].upper() + text[1:].lower()


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out what the framework says of every parameter, and write patterns as JavaScript reads them, too."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    return {
        key: _portable(each) if key == "pattern" and isinstance(each, str) else _plain(each)
        for key, each in cast("Json", value).items()
        if not (key == "deprecated" and each is False)
    }


def _portable(pattern: str) -> str:
    return pattern.removeprefix("(?a)").replace("\\Z", "$")
