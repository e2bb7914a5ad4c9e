"""What a failed scenario says: where, which step, expected, got, the nearest, the last messages, how to replay it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from _pytest._code.code import Traceback, TracebackEntry
from _pytest.pathlib import bestrelpath

from callbook.core import Entry, MessageSent, ScreenShown, StepBegan, StepEnded
from callbook.pytest_plugin.asking import SUFFIXES
from callbook.pytest_plugin.collect.problems import StepTrouble
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, own_lab
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.pytest_plugin.run.expectation import TO_SUCCEED, cause_of, expected_and_got
from callbook.pytest_plugin.run.recording import trace_path
from callbook.record import NO_STEP, StepFailure, StepResult

if TYPE_CHECKING:
    from callbook.pytest_plugin.run.account import Account
    from callbook.pytest_plugin.run.expectation import Comparison


SECTION = "Scenario"

_RUNNER = {"_pytest", "pluggy", "pytest_bdd"}
_PLUGIN = Path(__file__).parents[1]
_AFTER_THE_LAST = "none: the last step has ended"

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
    lines = [
        f"{facts.feature}:{facts.line}  {facts.scenario}",
        *_field("step", failure.place or NO_STEP),
        *_field("expected", failure.expected),
        *_field("got", failure.got),
        *([] if isinstance(error, StepTrouble) else _what_happened(item, account.comparison_before(error))),
        *_field("again", f'pytest "{item.nodeid}"'),
        *_replay(item),
    ]
    return "\n".join(lines)


def step_failure(account: Account, error: BaseException) -> StepFailure:
    """Return how a scenario has failed by *error*, in the reader's words."""
    expected, got = expected_and_got(account.comparison_before(error), error)
    step = account.step
    if step is not None and account.ended_by is error:
        return StepFailure(expected, got, cause_of(error), f"{step.keyword} {step.name}", step.line_number)
    where = "" if step is None else _AFTER_THE_LAST
    if account.hook_at_work:
        where = f"none: it failed in '{account.hook_at_work}'"
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
    text = without_addresses(str(item.repr_failure(excinfo)))
    section = without_addresses(failure_section(item, error))
    return StepResult("FAILED", message=section, error=error_in_words(error, text))


def error_in_words(error: BaseException, text: str) -> tuple[str, str, str]:
    """Return the type of an error, what it says, and its traceback *text*."""
    return type(error).__name__, without_addresses(str(error)), text


def without_addresses(text: str) -> str:
    """Return *text* without addresses of memory, which differ from run to run."""
    return _ADDRESS.sub("0x...", text)


def frames_of_steps(traceback: Traceback) -> Traceback:
    """Return *traceback* without the runner's own frames: they stand between the reader and the step.

    The frame of the test function goes too (its path is the feature file): pytest would cut the
    unfiltered traceback there. Where no other frame exists the traceback stays as it is.
    """
    return traceback.filter(_belongs_to_a_step) or traceback


def _belongs_to_a_step(entry: TracebackEntry) -> bool:
    path = Path(entry.path)
    if entry.ishidden(None):  # of a plugin around the test: pytest would show none at all
        return False
    return (
        not path.name.endswith(SUFFIXES) and not path.is_relative_to(_PLUGIN) and not _RUNNER.intersection(path.parts)
    )


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


def nearest_event(entries: Iterable[Entry], wanted: str) -> str:
    """Return the line of the entry that is most like *wanted*, of those alike the latest; empty if none is like it.

    Where a message is looked for, messages are compared; otherwise everything but the steps and screens themselves.
    """
    messages = _MESSAGE.search(wanted) is not None
    candidates = [each for each in entries if _counts(each, messages=messages)]
    lines = [_line(each) for each in candidates]
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


def _line(entry: Entry) -> str:
    from callbook.record import entry_in_words, time_of_day

    return f"{time_of_day(entry.at)}  {entry_in_words(entry)}"


def _words(text: str) -> frozenset[str]:
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in found if word not in _SMALL)


def _like_message(entry: Entry, wanted: str) -> float:
    name = entry.name if isinstance(entry, MessageSent) else ""
    return 2 * max(SequenceMatcher(None, name, each).ratio() for each in _MESSAGE.findall(wanted))
