"""What a failed scenario says: where, which step, expected, got, the nearest, the last messages, how to replay it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, cast

import pytest
from _pytest._code.code import ReprFileLocation
from _pytest.pathlib import bestrelpath

from callbook.core import Entry, MessageSent, ScreenShown, StepBegan, StepEnded
from callbook.pytest_plugin.collect.problems import StepTrouble
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, own_lab
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.pytest_plugin.run.expectation import TO_SUCCEED, cause_of, expected_and_got
from callbook.pytest_plugin.run.frames import frames_of_steps, only_own_frames
from callbook.pytest_plugin.run.recording import trace_path
from callbook.record import NO_STEP, StepFailure, StepResult

if TYPE_CHECKING:
    from callbook.pytest_plugin.run.account import Account
    from callbook.pytest_plugin.run.expectation import Comparison


SECTION = "Scenario"

_NONE = "none: "
_AFTER_THE_LAST = f"{_NONE}the last step has ended"

_MESSAGE = re.compile(r"\b(?:Request|Event)[A-Z]\w*")
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}|\d+")
_SMALL = frozenset({"an", "and", "as", "callback", "has", "in", "is", "not", "of", "sent", "that", "the", "to", "with"})
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
_STEM = 6
"""Words count as one when they begin alike: `declines` and `decline`."""


def failure_section(item: pytest.Item, error: BaseException) -> str:
    """Return the account of a scenario's failure in the reader's words.

    Args:
        item: a test item with ScenarioFacts.
        error: what ended it.
    """
    facts = item.stash[FACTS]
    account = item.stash[ACCOUNT]
    failure = step_failure(account, error)
    step = failure.step if failure.line else (failure.step or NO_STEP).removeprefix(_NONE)
    lines = [
        f"{facts.feature}:{failure.line or facts.line}  {step}",
        *_field("expected", failure.expected),
        *_field("got", failure.got),
        *_field("scenario", f"{facts.scenario}  (line {facts.line})"),
        *([] if isinstance(error, StepTrouble) else _what_happened(item, account.comparison_before(error))),
        *_field("again", f'pytest "{item.nodeid}"'),
        *_replay(item),
    ]
    return "\n".join(lines)


def step_failure(account: Account, error: BaseException) -> StepFailure:
    """Return how a scenario has failed by *error*, in the reader's words."""
    step = account.step
    expected, got = expected_and_got(account.comparison_before(error), error, "" if step is None else step.name)
    invalid = account.invalid_values() if cause_of(error) == "difference" else ""
    if invalid:
        first, *more = got.splitlines() or [""]
        got = "\n".join([f"{first} ({invalid})", *more])
    if step is not None and account.ended_by is error:
        return StepFailure(expected, got, cause_of(error), f"{step.keyword} {step.name}", step.line_number)
    where = "" if step is None else _AFTER_THE_LAST
    if account.hook_at_work:
        where = f"{_NONE}it failed in '{account.hook_at_work}'"
        expected = "the hook to succeed" if expected == TO_SUCCEED else expected
    return StepFailure(expected, got, cause_of(error), where)


def trouble_of(item: pytest.Item, error: BaseException) -> StepResult:
    """Return how a step or a hook ended that something else has outlived: no report of pytest's is about it."""
    # How a project's own step has ended is told apart here; nothing is skipped.
    if isinstance(error, pytest.skip.Exception):
        return StepResult("SKIPPED", message=str(error.msg))
    if isinstance(error, pytest.xfail.Exception):
        return StepResult("PENDING", message=f"expected to fail: {error.msg}")
    info: Any = pytest.ExceptionInfo
    excinfo = info.from_exception(error)
    excinfo.traceback = frames_of_steps(excinfo.traceback)
    text = without_addresses(str(in_own_frames(item, item.repr_failure(excinfo), error)))
    section = without_addresses(failure_section(item, error))
    return StepResult("FAILED", message=section, error=error_in_words(error, text))


def in_own_frames(item: pytest.Item, shown: object, error: BaseException) -> object:
    """Return what pytest *shown* of an error without frames that are not the project's."""
    facts, failure = item.stash[FACTS], step_failure(item.stash[ACCOUNT], error)
    words = " ".join(f"expected {failure.expected}, got {failure.got}".split())
    crash = ReprFileLocation(facts.feature, failure.line or facts.line, words)
    return only_own_frames(shown, item.config.invocation_params.dir, crash)


def error_in_words(error: BaseException, text: str) -> tuple[str, str, str]:
    """Return the type of an error, what it says, and its traceback *text*."""
    return type(error).__name__, without_addresses(str(error)), text


def without_addresses(text: str) -> str:
    """Return *text* without addresses of memory, which differ from run to run."""
    return _ADDRESS.sub("0x...", text)


def _field(name: str, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"  {name:<9} {first}", *(f"  {'':<9} {line}" for line in rest)]


def _what_happened(item: pytest.Item, comparison: Comparison | None) -> list[str]:
    """Return what is most like what the step looked for, and the last messages: a step that did not run found none."""
    return [*_nearest(item, comparison), *_last_messages(item)]


def _nearest(item: pytest.Item, comparison: Comparison | None) -> list[str]:
    account = item.stash[ACCOUNT]
    if LAB not in item.stash or account.step is None:
        return []
    wanted = _wanted_by(account.step.name, comparison)
    nearest: str | None = item.config.hook.pytest_callbook_nearest(lab=item.stash[LAB], wanted=wanted)
    return [] if nearest is None else _field("nearest", nearest or "nothing like it has happened")


def _replay(item: pytest.Item) -> list[str]:
    """Return how to play again what was recorded; the recording is written when the scenario has ended."""
    if LAB not in item.stash or own_lab(item.stash[LAB]) is None:
        return []
    trace = item.config.rootpath / item.config.option.callbook_traces / trace_path(item.stash[FACTS])
    return _field("replay", f"callbook replay {bestrelpath(item.config.invocation_params.dir, trace)}")


def _last_messages(item: pytest.Item) -> list[str]:
    if LAB not in item.stash:
        return []
    ladder: str | None = item.config.hook.pytest_callbook_ladder(lab=item.stash[LAB])
    return _field("messages", f"the last ones:\n{ladder}") if ladder else []


def _wanted_by(step: str, comparison: Comparison | None) -> str:
    """Return in words what a step looked for: its own text, and what its comparison missed."""
    if comparison is None:
        return step
    left, right = comparison.left, comparison.right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        left = _first_missed(cast("Sequence[object]", left), cast("Sequence[object]", right))
    return f"{step} {left}"


def nearest_event(entries: Iterable[Entry], wanted: str, names: Mapping[str, str] | None = None) -> str:
    """Return the line of the entry that is most like *wanted*, of those alike the latest; empty if none is like it.

    Where a message is looked for, messages are compared; otherwise everything but the steps and screens themselves.

    Args:
        entries: of the journal.
        wanted: what is looked for, in words.
        names: of the agents, by their ids.
    """
    messages = _MESSAGE.search(wanted) is not None
    candidates = [each for each in entries if _counts(each, messages=messages)]
    lines = [_line(each, names) for each in candidates]
    words = [_words(line) for line in lines]
    common = Counter(word for of_line in words for word in of_line)
    looked_for = _words(wanted)
    scores = [sum(1 / common[word] for word in of_line & looked_for) for of_line in words]
    if messages:
        scores = [score + _like_message(each, wanted) for score, each in zip(scores, candidates, strict=True)]
    best = max(scores, default=0.0)
    return next((line for line, score in zip(reversed(lines), reversed(scores), strict=True) if score == best > 0), "")


def _first_missed(left: Sequence[object], right: Sequence[object]) -> object:
    return next((each for number, each in enumerate(left) if number >= len(right) or right[number] != each), left)


def _counts(entry: Entry, *, messages: bool) -> bool:
    return isinstance(entry, MessageSent) if messages else not isinstance(entry, StepBegan | StepEnded | ScreenShown)


def _line(entry: Entry, names: Mapping[str, str] | None) -> str:
    from callbook.record import entry_in_words, time_of_day

    return f"{time_of_day(entry.at)}  {entry_in_words(entry, names)}"


def _words(text: str) -> frozenset[str]:
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in found if word not in _SMALL)


def _like_message(entry: Entry, wanted: str) -> float:
    name = entry.name if isinstance(entry, MessageSent) else ""
    return 2 * max(SequenceMatcher(None, name, each).ratio() for each in _MESSAGE.findall(wanted))
