from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.web.conftest import Api
from typer.testing import CliRunner

from callbook.cli.app import app
from callbook.core.messages.encoding import MESSAGES, Protocol
from callbook.messages import from_mapping, to_mapping
from callbook.network.web.app import application
from callbook.network.web.described import description

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[2] / "docs/openapi.json"
RENEW = "docs/openapi.json is out of date. Renew it: make openapi"


@pytest.fixture(scope="module")
def document() -> Any:  # noqa: ANN401 - JSON
    """Give what the server says of itself."""
    status, document = Api().ask("GET", "/openapi/openapi.json")
    assert 200 == status
    return document


def _operations(document: Any) -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401 - JSON
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def test_it_fits_the_schema_of_openapi(document: Any) -> None:  # noqa: ANN401 - JSON
    """Version 3.1, checked by the official schema."""
    assert "3.1.0" == document["openapi"]
    assert [] == [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()]


def test_the_file_is_what_the_server_says(document: Any) -> None:  # noqa: ANN401 - JSON
    """The file in docs/ is fresh, and the command line prints it."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == document, RENEW
    printed = CliRunner().invoke(app, ["serve", "--openapi"])
    assert FILE.read_text(encoding="utf-8") == printed.stdout, RENEW


def test_it_is_the_same_however_often_it_is_asked_for(api: Api, document: Any) -> None:  # noqa: ANN401 - JSON
    """What is added to the framework's words is added once."""
    assert document == api.ask("GET", "/openapi/openapi.json")[1] == api.ask("GET", "/openapi/openapi.json")[1]
    assert document == description(application(api.service))


def test_every_operation_has_a_name_of_its_own(document: Any) -> None:  # noqa: ANN401 - JSON
    """A verb and what it is done to, as a function in a generated client; and a sentence."""
    names = [operation["operationId"] for _, _, operation in _operations(document)]
    assert sorted(set(names)) == sorted(names)
    assert [] == [name for name in names if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)+", name)]
    assert [] == [operation["operationId"] for _, _, operation in _operations(document) if not operation["description"]]


def test_everything_that_can_be_given_or_got_is_described(document: Any) -> None:  # noqa: ANN401 - JSON
    """Each tag, each parameter and each field but the attributes of messages, which are the product's."""
    missing = [
        f"{path}: {parameter['name']}"
        for path, _, operation in _operations(document)
        for parameter in operation["parameters"]
        if not parameter.get("description")
    ]
    for name, schema in document["components"]["schemas"].items():
        missing += [name] * (not schema.get("description"))
        fields: dict[str, Any] = {} if "." in name else schema.get("properties", {})
        missing += [f"{name}.{field}" for field, shape in fields.items() if not shape.get("description")]
    tags = {tag for _, _, operation in _operations(document) for tag in operation["tags"]}
    assert [] == missing
    assert tags == {tag["name"] for tag in document["tags"]}


def test_every_problem_is_told_as_one(document: Any) -> None:  # noqa: ANN401 - JSON
    """Whatever is not a success has problem details; only a page or a SOAP Fault may stand there instead."""
    wrong = [
        (path, status)
        for path, _, operation in _operations(document)
        for status, answer in operation["responses"].items()
        if int(status) >= 400 and not ({"application/problem+json", "text/html"} & set(answer["content"]))
    ]
    assert [] == wrong


def test_every_message_of_both_protocols_is_there(document: Any) -> None:  # noqa: ANN401 - JSON
    """Under its protocol and its name, told apart by both; what is recorded fits."""
    schemas = document["components"]["schemas"]
    for protocol, prefix in ((Protocol.OPEN_MEDIA, "OpenMedia"), (Protocol.T_LIBRARY, "TLibrary")):
        listed = [each["$ref"] for end in ("Request", "Event") for each in schemas[f"{prefix}{end}"]["oneOf"]]
        assert sorted(f"#/components/schemas/{prefix}.{name}" for name in MESSAGES[protocol]) == sorted(listed)
        for name in MESSAGES[protocol]:
            properties = schemas[f"{prefix}.{name}"]["properties"]
            assert ({"const": str(protocol)}, [name]) == (properties["protocol"], properties["message"]["enum"])


def test_the_schema_of_messages_takes_what_is_recorded(document: Any) -> None:  # noqa: ANN401 - JSON
    """Every message of a recording fits exactly one of them."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only here

    schema = {"$ref": "#/components/schemas/Message", "components": document["components"]}
    validator: Any = Draft202012Validator(schema)
    recording = Path(__file__).parents[2] / "features/flows/a_callback_from_form_to_done.trace.ndjson"
    lines = [json.loads(line) for line in recording.read_text(encoding="utf-8").splitlines()]
    messages = [line["message"] for line in lines if line["kind"] == "message"]
    assert [] == [error.message for message in messages for error in validator.iter_errors(message)]
    assert not validator.is_valid({**messages[0], "ReferenceId": 0})
    assert not validator.is_valid({**messages[0], "Surprise": 1})


def test_every_example_is_taken(document: Any) -> None:  # noqa: ANN401 - JSON
    """Each body that is shown does what it says in a fresh run."""
    answers = dict[str, int]()
    for path, method, operation in _operations(document):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        for name, example in content.get("examples", {}).items():
            api = Api()
            api.ask("POST", "/runs", {"name": "real", "clock": "real"})
            contact = api.lab.contact().person.phone_number
            address = path.format(
                run_name="real" if operation["operationId"] == "setPace" else "default", server="interaction-server",
                client="Anna", phone_number=contact.replace("+", "%2B"),
            )  # fmt: skip
            answers[f"{operation['operationId']} {name}"] = api.ask(method.upper(), address, example["value"])[0]
    assert 16 <= len(answers)
    assert {200, 201, 202} == set(answers.values()), answers


HOLDS = {"protocol": "T-Library", "message": "RequestHoldCall", "ReferenceID": 1, "ThisDN": "1001"}
NOT_READY = {"protocol": "Open Media", "message": "RequestNotReadyForMedia", "ReferenceId": 1, "MediaTypeName": "chat"}
REASONS: tuple[dict[str, Any], ...] = (
    {},
    {"ReasonDescription": "lunch"},
    {"ReasonSystemName": "", "Reason": 5},
    {"ReasonCode": 5},
)


@pytest.mark.parametrize(
    "loose", [HOLDS | {"ConnID": "0002ABCDEF012345"}, *(NOT_READY | {"Reason": r} for r in REASONS)]
)
def test_what_is_taken_loosely_is_described_so(document: Any, loose: dict[str, Any]) -> None:  # noqa: ANN401 - JSON
    """Who makes requests from the description, or checks them by it, knows what the server takes."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only here

    schema = {"$ref": "#/components/schemas/Message", "components": document["components"]}
    validator: Any = Draft202012Validator(schema)
    assert [] == [error.message for error in validator.iter_errors(loose)]
    assert to_mapping(from_mapping(loose))
