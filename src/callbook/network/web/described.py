"""The description of the API (OpenAPI): the framework's, made whole by what it does not see.

The framework sees addresses, parameters, types, and what a route says of itself (`described_route`). Put in here are
the types as msgspec describes them, the messages of both protocols and the lines of a journal, which go through as they
are, and what the guard answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.routes import HTTPRoute

from callbook.configuration import Agent
from callbook.core import Assumptions, assumption_rows
from callbook.messages import MESSAGES, PROPERTIES, Interaction, Protocol
from callbook.network.service.journal_search import Kind
from callbook.network.web.described_loosely import loosen
from callbook.network.web.described_route import INSTANT_HEADER, MESSAGE, OPTION, PREFER_HEADER, SCHEMAS, Described
from callbook.network.web.guard import OPEN
from callbook.network.web.problems import PROBLEM_TYPE, Problem, documented
from callbook.network.web.service import Acted

if TYPE_CHECKING:
    from litestar import Litestar, Request

    Json = dict[str, Any]

_REF: Final = f"{SCHEMAS}{{name}}"
_JOURNAL_ENTRY: Final = {"$ref": f"{SCHEMAS}JournalEntry"}
_JSON: Final = "application/json"
_RUN: Final = "/runs/{run_name}"
_RAW: Final = {
    "entry": _JOURNAL_ENTRY,
    "entries": {"type": "array", "items": _JOURNAL_ENTRY},
    "causes": {"type": "array", "items": _JOURNAL_ENTRY},
    "message": MESSAGE,
}
"""What a property holds that is JSON made elsewhere, by its name."""
_PREFIXES: Final = {Protocol.OPEN_MEDIA: "OpenMedia", Protocol.T_LIBRARY: "TLibrary"}
_WHO: Final = {"Request": "What a client asks in the protocol", "Event": "What a server tells a client in the protocol"}
_OF_CATALOGUES: Final = {
    Interaction.__name__: {name: f"a property of the product; may be set {when}" for name, when in PROPERTIES.items()}
    | {
        "Priority": "higher ones are routed first",
        "UserData": "the attached data",
        "OtherAttributes": "what a real server shows beside",
    },
    Agent.__name__: {"name": "the person's name"},  # others have one that is unique among their kind
    Assumptions.__name__: {row.name: f"{row.text} ({row.clause}, assumed)" for row in assumption_rows()},
}
"""What fields mean whose words stand in a catalogue."""
_NAMES_OF_KINDS: Final = {"act": "the name of the act", "query": "the name of the question"}
"""What tells acts, and questions, apart."""


class Description(JsonRenderPlugin):
    """Renders the whole description as JSON."""

    _rendered: bytes = b""

    def render(self, request: Request[Any, Any, Any], openapi_schema: Json) -> bytes:
        """Return the description; it is made once."""
        self._rendered = self._rendered or msgspec.json.encode(description(request.app, openapi_schema))
        return self._rendered


def description(app: Litestar, given: Json | None = None) -> Json:
    """Return the description of the API of *app*; *given* is what the framework says of it."""
    document: Json = app.openapi_schema.to_schema() if given is None else deepcopy(given)
    document["components"]["schemas"] |= {**_components(app), **_message_components()}
    handlers = {(path, method.lower()): each for path, each in _handlers(app) for method in each.http_methods}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _complete(path, operation, handlers[path, method])
            _add_problems(path, method, operation)
    whole: Json = msgspec.to_builtins(_plain(document))
    return whole


def _handlers(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    paths = app.openapi_schema.paths or {}
    for route in app.routes:
        if isinstance(route, HTTPRoute) and route.path_format in paths:
            yield from ((route.path_format, handler) for handler in route.route_handlers)


def _complete(path: str, operation: Json, handler: HTTPRouteHandler) -> None:
    """Add to an operation what its route says of itself, and what is read from headers."""
    said: Described = handler.opt.get(OPTION, Described())
    answers: dict[str, Json] = operation["responses"]
    is_act = any(_has_content(each, Acted) for each in answers.values())
    if path in OPEN:
        operation["security"] = []
    operation["summary"] = handler.summary or _spaced(operation["operationId"])
    operation["parameters"] = [
        *map(_parameter, operation.get("parameters", [])),
        *said.query,
        *([INSTANT_HEADER] if path.startswith(_RUN) else []),
        *([PREFER_HEADER] if is_act else []),
    ]
    if said.body:
        content = {kind: {"schema": _schema_of(shape)} for kind, shape in said.body.items()}
        operation["requestBody"] = {"required": _JSON in said.body, "content": content}
    if said.examples:
        named = {name: {"summary": text, "value": value} for name, (text, value) in said.examples.items()}
        taken: Json = operation["requestBody"]
        taken["content"][_JSON]["examples"] = named
    if said.streams:
        answers["200"]["content"]["text/event-stream"] = {"schema": {"type": "string"}}


_NOT_OF_A_PARAMETER: Final = {"oneOf", "examples", "description"}
"""What the framework repeats of a parameter in its schema, or says of its types where one of them is null."""


def _parameter(given: Json) -> Json:
    """In an address nothing is null: it is there or not."""
    plain = {key: value for key, value in given.items() if key not in {"allowEmptyValue", "allowReserved"}}
    schema: Json = {key: each for key, each in plain["schema"].items() if key not in _NOT_OF_A_PARAMETER}
    kinds = [each for each in plain["schema"].get("oneOf", []) if each != {"type": "null"}]
    return {**plain, "schema": {**schema, **(kinds[0] if kinds else {})}}


def _add_problems(path: str, method: str, operation: Json) -> None:
    """Describe problem details beside what else an answer may have; the framework's own form of errors is not used."""
    answers: dict[str, Json] = operation["responses"]
    for answer in answers.values():
        contents: dict[str, Json] = answer.get("content") or {}
        for content in contents.values():
            values: Json | bool | None = content["schema"].get("additionalProperties")
            shapes: list[Json] = [content["schema"], *([values] if isinstance(values, dict) else [])]
            for shape in shapes:
                shape.pop("examples", None)  # the framework makes them up, each time others
    statuses = {403, 500} if path in OPEN else {401, 403, 500}
    statuses |= {413} if method in {"post", "put", "patch"} else set()
    statuses |= {400} if "requestBody" in operation else set()
    statuses |= {int(status) for status, each in answers.items() if status >= "4" and _has_a_form_of_its_own(each)}
    statuses |= {415} if _JSON in operation.get("requestBody", {}).get("content", {}) else set()
    content = {PROBLEM_TYPE: {"schema": {"$ref": _REF.format(name=Problem.__name__)}}}
    for status, spec in documented(*sorted(statuses)).items():
        there: Json = answers.setdefault(str(status), {"description": spec.description})
        # The framework's own form of an error is written in place; a form that a route has beside ours has a name.
        said: Json = there.get("content", {})
        there["content"] = {kind: said[kind] for kind in said if kind != _JSON or _is_named(said[kind])} | content


def _has_a_form_of_its_own(answer: Json) -> bool:
    content: dict[str, Json] = answer.get("content") or {}
    return _is_named(content.get(_JSON, {}))


def _is_named(content: Json) -> bool:
    return "$ref" in content.get("schema", {})


def _schema_of(shape: Json | type[msgspec.Struct]) -> Json:
    if isinstance(shape, dict):
        return shape
    _, described = msgspec.json.schema_components([shape])
    schema: Json = described[shape.__name__]
    return schema


def _has_content(answer: Json, kind: type[msgspec.Struct]) -> bool:
    content: Json = answer.get("content") or {}
    return any(each.get("schema") == {"$ref": _REF.format(name=kind.__name__)} for each in content.values())


def _components(app: Litestar) -> Json:
    """Return every type that goes in or out, by its own constraints and its own words."""
    types = {repr(kind): kind for kind in _types_of(app)}
    _, components = msgspec.json.schema_components(types.values(), ref_template=_REF)
    return {name: _completed(schema) for name, schema in components.items()}


def _types_of(app: Litestar) -> Iterator[Any]:
    for _, handler in _handlers(app):
        for field in (handler.parsed_data_field, handler.parsed_return_field):
            if field is not None and not field.is_subclass_of((Response, bytes)):
                yield field.annotation
        documented_answers: dict[int, Any] = dict(handler.responses or {})
        yield from (spec.data_container for spec in documented_answers.values())


def _completed(schema: Json) -> Json:
    """Leave out of a type's words which errors Python has for it, and say what JSON that was made elsewhere is."""
    schema["description"] = cleandoc(schema.get("description", "")).partition("\n\nRaises:")[0]
    catalogue = _OF_CATALOGUES.get(schema["title"], {})
    for name, shape in schema.get("properties", {}).items():
        if _is_raw(shape):
            shape.pop("anyOf", None)
            shape.pop("default", None)
            shape.update(_RAW.get(name, {}))
        if name in catalogue or name in _NAMES_OF_KINDS:
            shape["description"] = catalogue.get(name) or _NAMES_OF_KINDS[name]
    return schema


def _is_raw(shape: Json) -> bool:
    """Return whether a property is JSON that was made elsewhere, or a list of it, or may be."""
    given = shape.get("anyOf", [shape])[0]
    plain = {key: each for key, each in given.items() if key not in {"default", "description"}}
    return plain in ({}, {"type": "array", "items": {}})


def _message_components() -> dict[str, Any]:
    """Describe every message of both protocols, and which of them there are; some names stand in both."""
    components: dict[str, Any] = {"JournalEntry": _journal_entry()}
    for protocol, prefix in _PREFIXES.items():
        components |= _of_protocol(protocol, prefix)
    whole = [f"{prefix}{end}" for prefix in _PREFIXES.values() for end in ("Request", "Event")]
    components["Message"] = _one_of("A message of one of the two protocols.", whole)
    return components


def _of_protocol(protocol: Protocol, prefix: str) -> Iterator[tuple[str, Any]]:
    _, described = msgspec.json.schema_components(
        MESSAGES[protocol].values(), ref_template=f"{SCHEMAS}{prefix}.{{name}}"
    )
    for name, schema in described.items():
        if name in MESSAGES[protocol]:
            schema["properties"] = {"protocol": {"const": str(protocol)}, **schema["properties"]}
            schema["required"] = ["protocol", *schema["required"]]
            if name.startswith("Request"):
                loosen(schema, described.get("ReasonInfo", {}))
        yield f"{prefix}.{name}", schema
    for end in ("Request", "Event"):
        names = [f"{prefix}.{name}" for name in MESSAGES[protocol] if name.startswith(end)]
        yield f"{prefix}{end}", _one_of(f"{_WHO[end]} of {protocol}.", names)


def _one_of(description: str, names: list[str]) -> Json:
    return {"description": description, "oneOf": [{"$ref": f"{SCHEMAS}{name}"} for name in names]}


def _journal_entry() -> Json:
    return {
        "type": "object",
        "description": "A line of a recording. What else is in it depends on its kind, see docs/running.md.",
        "required": ["kind", "number", "at", "cause"],
        "properties": {
            "kind": {"enum": sorted(Kind), "description": "the kind of happening"},
            "number": {"type": "integer", "minimum": 1, "description": "its place in the journal"},
            "at": {"type": "string", "format": "date-time", "description": "the moment on the run's clock"},
            "cause": {"type": "integer", "minimum": 0, "description": "the entry that led to it; 0 for none"},
        },
    }


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
