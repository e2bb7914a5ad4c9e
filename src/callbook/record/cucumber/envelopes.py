"""The messages that a run writes, each in an envelope: a part of the official schema of Cucumber Messages.

Their names and fields are Cucumber's; https://github.com/cucumber/messages describes them one by one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import msgspec

PROTOCOL = "34.2.1"
"""The version of the official schema that the stream follows."""

Status = Literal["UNKNOWN", "PASSED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "FAILED"]
GHERKIN, TEXT, LINK = "text/x.cucumber.gherkin+plain", "text/plain", "text/uri-list"
"""Media types of what it holds as texts: feature files, ladders, and the ways to recordings."""


class Message(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, gc=False):
    """What they have in common: names in camel case, what is not there is left out."""


class Moment(Message, frozen=True):
    """A timestamp, or a duration."""

    seconds: int
    nanos: int


class Product(Message, frozen=True):
    """A program with its version."""

    name: str
    version: str | None = None


class Meta(Message, frozen=True):
    """Who wrote the stream, and where."""

    protocol_version: str
    implementation: Product
    runtime: Product
    os: Product
    cpu: Product


class Source(Message, frozen=True):
    """The text of a feature file."""

    uri: str
    data: str
    media_type: str


class Location(Message, frozen=True):
    """A line."""

    line: int


class SourceReference(Message, frozen=True):
    """A place in the code, or in a feature file."""

    uri: str
    location: Location | None = None


class ParseError(Message, frozen=True):
    """Why a feature file cannot be run."""

    source: SourceReference
    message: str


class Pattern(Message, frozen=True):
    """A pattern of a step definition."""

    source: str
    type: Literal["CUCUMBER_EXPRESSION", "REGULAR_EXPRESSION"]


class StepDefinition(Message, frozen=True):
    """A step definition that was used."""

    id: str
    pattern: Pattern
    source_reference: SourceReference


class Hook(Message, frozen=True):
    """Set-up or clean-up: pytest's fixtures, or a function of the project."""

    id: str
    source_reference: SourceReference
    name: str
    type: Literal["BEFORE_TEST_CASE", "AFTER_TEST_CASE", "BEFORE_TEST_RUN", "AFTER_TEST_RUN"]


class TestRunStarted(Message, frozen=True):
    """The run begins."""

    timestamp: Moment
    id: str


class TestStep(Message, frozen=True):
    """A step of a test case: of the pickle, or a hook."""

    id: str
    pickle_step_id: str | None = None
    step_definition_ids: list[str] | None = None
    step_match_arguments_lists: list[dict[str, list[object]]] | None = None
    hook_id: str | None = None


class TestCase(Message, frozen=True):
    """What is run of a pickle."""

    id: str
    pickle_id: str
    test_steps: list[TestStep]
    test_run_started_id: str


class TestCaseStarted(Message, frozen=True):
    """A test case begins."""

    attempt: int
    id: str
    test_case_id: str
    timestamp: Moment


class TestStepStarted(Message, frozen=True):
    """A step begins."""

    test_case_started_id: str
    test_step_id: str
    timestamp: Moment


class Failure(Message, frozen=True):
    """An exception."""

    type: str
    message: str
    stack_trace: str


class TestStepResult(Message, frozen=True):
    """How a step ended; the duration is by the virtual clock."""

    duration: Moment
    status: Status
    message: str | None = None
    exception: Failure | None = None


class TestStepFinished(Message, frozen=True):
    """A step has ended."""

    test_case_started_id: str
    test_step_id: str
    test_step_result: TestStepResult
    timestamp: Moment


class Attachment(Message, frozen=True):
    """Something that a step, or a test case, brought about: a text, or where its recording lies.

    Attributes:
        test_case_started_id: None where it belongs to the whole run.
        test_step_id: None where it belongs to the test case.
        test_run_hook_started_id: where a hook of the run has attached it.
    """

    body: str
    content_encoding: Literal["IDENTITY", "BASE64"]
    media_type: str
    test_case_started_id: str | None = None
    test_step_id: str | None = None
    file_name: str | None = None
    test_run_hook_started_id: str | None = None


class Snippet(Message, frozen=True):
    """Code that would define a step."""

    language: str
    code: str


class Suggestion(Message, frozen=True):
    """How a step that nobody defines could be defined."""

    id: str
    pickle_step_id: str
    snippets: list[Snippet]


class ParameterType(Message, frozen=True):
    """A type of a pattern's placeholder that a project brings along."""

    id: str
    name: str
    regular_expressions: list[str]
    prefer_for_regular_expression_match: bool
    use_for_snippets: bool
    source_reference: SourceReference | None = None


class TestRunHookStarted(Message, frozen=True):
    """Set-up or clean-up of the whole run begins."""

    id: str
    test_run_started_id: str
    hook_id: str
    timestamp: Moment


class TestRunHookFinished(Message, frozen=True):
    """Set-up or clean-up of the whole run has ended."""

    test_run_hook_started_id: str
    result: TestStepResult
    timestamp: Moment


class TestCaseFinished(Message, frozen=True):
    """A test case has ended."""

    test_case_started_id: str
    timestamp: Moment
    will_be_retried: bool


class TestRunFinished(Message, frozen=True):
    """The run has ended."""

    success: bool
    timestamp: Moment
    test_run_started_id: str
    message: str | None = None


class Envelope(Message, frozen=True):
    """One line of the stream: exactly one of these is there."""

    meta: Meta | None = None
    source: Source | None = None
    gherkin_document: dict[str, Any] | None = None
    parse_error: ParseError | None = None
    pickle: dict[str, Any] | None = None
    step_definition: StepDefinition | None = None
    hook: Hook | None = None
    test_run_started: TestRunStarted | None = None
    test_case: TestCase | None = None
    test_case_started: TestCaseStarted | None = None
    test_step_started: TestStepStarted | None = None
    test_step_finished: TestStepFinished | None = None
    attachment: Attachment | None = None
    suggestion: Suggestion | None = None
    parameter_type: ParameterType | None = None
    test_run_hook_started: TestRunHookStarted | None = None
    test_run_hook_finished: TestRunHookFinished | None = None
    test_case_finished: TestCaseFinished | None = None
    test_run_finished: TestRunFinished | None = None


@lru_cache(maxsize=4096)
def moment(milliseconds: int) -> Moment:
    """Return an instant since the epoch, or a span of time, in milliseconds as a message holds it."""
    seconds, rest = divmod(milliseconds, 1000)
    return Moment(seconds, rest * 1_000_000)


def milliseconds(moment: Moment) -> int:
    """Return the milliseconds of which ``moment`` has made *moment*."""
    return moment.seconds * 1000 + moment.nanos // 1_000_000
