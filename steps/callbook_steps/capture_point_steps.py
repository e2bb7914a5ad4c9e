"""Steps about other systems of the company, which use the Web Service Capture Point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from defusedxml.ElementTree import fromstring
from pytest_bdd import given, then, when

from callbook_mocks.capture_point import NAMESPACE
from callbook_steps.in_words import InWords
from callbook_steps.meant import callback_meant
from callbook_steps.names import checks
from callbook_steps.phrases import phrase, rows_of
from callbook_steps.stage import Attempt
from callbook_steps.wrong_names import BY_SOAP, NothingTried

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from callbook_steps.spoken import Spoken
    from callbook_steps.stage import Stage

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
ADDRESSING = "http://www.w3.org/2005/08/addressing"
THE_CALLBACK = "the callback"
"""In a table it stands for the InteractionId of the callback last spoken of; with *of* and a name, of somebody's."""
_OF = f"{THE_CALLBACK} of "
_IN = f"{{{NAMESPACE}}}"


def _a_request_is_sent(spoken: Spoken, given: Mapping[str, Any], table: list[list[str]]) -> None:
    spoken.tries(BY_SOAP)
    _owners_exist(spoken, table)
    rows = {row["field"]: row["value"] for row in rows_of(table, "field", "value")}
    if given["operation"] == "Submit":
        for name in (given["system"], *(rows[key] for key in ("UserData.contact_name",) if key in rows)):
            spoken.brings_callback(name)
        spoken.brings_callback_of_a_number()


def _is_judged(spoken: Spoken, _: object, table: list[list[str]]) -> None:
    spoken.tried(BY_SOAP)
    _owners_exist(spoken, table)


def _owners_exist(spoken: Spoken, table: list[list[str]]) -> None:
    for value in (cell for row in table for cell in row if cell.startswith(_OF)):
        spoken.has_callback(value.removeprefix(_OF))


@given(phrase("{system:System} has sent the SOAP request {operation:Operation} with"))
@when(phrase("{system:System} sends the SOAP request {operation:Operation} with"))
@checks(_a_request_is_sent)
def sends_soap_request(stage: Stage, system: str, operation: str, datatable: list[list[str]]) -> None:
    """Let a system ask its capture point, with these fields; columns field, value.

    ``UserData.reason`` is a key of a list; ``MessageID`` goes into the header; ``the callback``, and ``the callback of
    Maria``, stand for its id.
    """
    given = {row["field"]: _meant(stage, row["value"]) for row in rows_of(datatable, "field", "value")}
    before = stage.state()
    answer = stage.lab.capture_point(system).answer(_envelope(operation, given))
    root = fromstring(answer.body)
    refusal = " ".join(root.findtext(f".//{_IN}{name}", "") for name in ("ErrorCode", "ErrorDescription")).strip()
    answered = {} if refusal else _values(root.find(f".//{_IN}kvitem/.."))
    stage.attempt = Attempt(before, refusal, answered=answered)
    if operation == "Submit" and not refusal:
        stage.callbacks[system] = str(answered["InteractionId"])


@then("the SOAP answer says")
@checks(_is_judged)
def soap_answer_says(stage: Stage, datatable: list[list[str]]) -> None:
    """Check what the last SOAP request was answered; columns key, value; no value for what is not there.

    ``UserData.reason`` looks into a list; ``the callback``, and ``the callback of Maria``, stand for its id.
    """
    expected = {row["key"]: _meant(stage, row["value"]) for row in rows_of(datatable, "key", "value")}
    answered = stage.last_attempt.answered
    if answered is None:
        raise NothingTried(BY_SOAP)
    for key, value in expected.items():
        assert InWords(f"{key} is '{value}'") == InWords(f"{key} is '{answered.get(key, '')}'")


def _meant(stage: Stage, value: str) -> str:
    if value == THE_CALLBACK or value.startswith(_OF):
        return callback_meant(stage, value.removeprefix(THE_CALLBACK).removeprefix(" of "))
    return value


def _envelope(operation: str, given: dict[str, str]) -> bytes:
    message_id = given.get("MessageID")
    block = "" if message_id is None else f"<MessageID xmlns={quoteattr(ADDRESSING)}>{escape(message_id)}</MessageID>"
    lists: dict[str, str] = {}
    for name, value in given.items():
        field, _, key = name.partition(".")
        if name != "MessageID":
            lists[field] = lists.get(field, "") + (_item(key, value) if key else escape(value))
    fields = "".join(f"<{field}>{content}</{field}>" for field, content in lists.items())
    body = f"<{operation} xmlns={quoteattr(NAMESPACE)}>{fields}</{operation}>"
    parts = f"<s:Header>{block}</s:Header><s:Body>{body}</s:Body>"
    return f"<s:Envelope xmlns:s={quoteattr(SOAP)}>{parts}</s:Envelope>".encode()


def _item(key: str, value: str) -> str:
    text = f"<ValueString>{escape(value)}</ValueString>"
    return f"<kvitem><key>{escape(key)}</key><value>{text}</value></kvitem>"


def _values(element: Element | None, before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for item in () if element is None else element.findall(f"{_IN}kvitem"):
        key = before + item.findtext(f"{_IN}key", "")
        for value in item.iterfind(f"{_IN}value/*"):
            found.update(_values(value, f"{key}.") if len(value) else {key: value.text or ""})
    return found
