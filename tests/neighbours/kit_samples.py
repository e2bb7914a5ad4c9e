"""A sample of Cucumber's Compatibility Kit, run by pytest with steps of our own, and held against the kit's stream."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.neighbours.runs import STREAM, Messages, Run, messages_of, run_pytest

OURS = "application/vnd.callbook."
"""How the media types of what Callbook adds to a stream begin: any other reader passes over it, and so does this."""

_STEPS = Path(__file__).parent / "kit_steps"
_STEPS_OF = {"examples-tables-undefined-multiple": "examples-tables-undefined"}
"""Samples that have the steps of another one."""
_INI = "[pytest]\ncallbook = true\n"
_NOT_OURS = {".ndjson", ".ts"}
_RETRY = ("--reruns", "2", "--rerun-except", "StepTrouble")


@dataclass(frozen=True)
class Account:
    """What a stream says of a run, as far as it is compared.

    Attributes:
        kinds: how many messages there are of each kind.
        statuses: of the steps, in the order in which they ended; of each scenario that was run, with its name.
        attempts: of the scenarios in their order: which one it was, and whether there was to be another.
    """

    kinds: Counter[str]
    statuses: list[str]
    attempts: list[tuple[int, bool]]


def account_of(messages: Messages) -> Account:
    """Return what *messages* say."""
    return Account(
        Counter(kind for each in messages for kind in each if not _is_our_own(each)),
        list(_statuses(messages)),
        list(_attempts(messages)),
    )


def _is_our_own(envelope: dict[str, Any]) -> bool:
    return str(envelope.get("attachment", {}).get("mediaType", "")).startswith(OURS)


def _statuses(messages: Messages) -> Iterator[str]:
    """Yield a text for each attempt: the scenario's name and how its steps, hooks among them, ended."""
    names = {each["pickle"]["id"]: each["pickle"]["name"] for each in messages if "pickle" in each}
    cases = {each["testCase"]["id"]: names[each["testCase"]["pickleId"]] for each in messages if "testCase" in each}
    of_run: dict[str, list[str]] = {}
    for envelope in messages:
        if "testCaseStarted" in envelope:
            of_run[envelope["testCaseStarted"]["id"]] = [cases[envelope["testCaseStarted"]["testCaseId"]]]
        if "testStepFinished" in envelope:
            finished = envelope["testStepFinished"]
            of_run[finished["testCaseStartedId"]].append(finished["testStepResult"]["status"])
    yield from (f"{name}: {' '.join(statuses)}" for name, *statuses in of_run.values())
    yield from (f"success: {each['testRunFinished']['success']}" for each in messages if "testRunFinished" in each)


def _attempts(messages: Messages) -> Iterator[tuple[int, bool]]:
    attempt: dict[str, int] = {}
    for envelope in messages:
        if "testCaseStarted" in envelope:
            attempt[envelope["testCaseStarted"]["id"]] = envelope["testCaseStarted"].get("attempt", 0)
        if "testCaseFinished" in envelope:
            finished = envelope["testCaseFinished"]
            yield attempt[finished["testCaseStartedId"]], finished["willBeRetried"]


@dataclass(frozen=True)
class Sample:
    """A sample of the kit.

    Attributes:
        folder: where the kit has it.
    """

    folder: Path

    @property
    def name(self) -> str:
        """Return its name."""
        return self.folder.name

    @cached_property
    def expected(self) -> Account:
        """Return what the kit says of it."""
        return account_of(messages_of(self.folder / f"{self.name}.ndjson"))

    def run(self, python: Path, projects: Path) -> tuple[Account, Run]:
        """Run it as a project of its own below *projects*; return what the stream says, and what pytest said."""
        project = projects / self.name
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(self.folder, project, ignore=lambda _, names: {each for each in names if _is_not_ours(each)})
        steps = _STEPS_OF.get(self.name, self.name).replace("-", "_")
        shutil.copy(_STEPS / f"{steps}.py", project / "conftest.py")
        (project / "pytest.ini").write_text(_INI, encoding="utf-8")
        run = run_pytest(python, project, *(_RETRY if self.name.startswith("retry") else ()))
        (project / "output.txt").write_text(run.text, encoding="utf-8")
        return account_of(messages_of(project / STREAM)), run


def samples_in(kit: Path) -> list[Sample]:
    """Return the samples of the kit that is installed in the folder *kit*."""
    return [Sample(folder) for folder in sorted((kit / "features").iterdir()) if folder.is_dir()]


def _is_not_ours(name: str) -> bool:
    return Path(name).suffix in _NOT_OURS


def differences(expected: Account, actual: Account) -> Iterator[tuple[str, str]]:
    """Yield what of *actual* is not as *expected*: in which column, and how."""
    kinds = sorted(kind for kind in expected.kinds | actual.kinds if expected.kinds[kind] != actual.kinds[kind])
    if kinds:
        yield "kinds", ", ".join(f"{kind} {actual.kinds[kind]} for {expected.kinds[kind]}" for kind in kinds)
    if expected.statuses != actual.statuses:
        yield "statuses", "; ".join(_first_differing(expected.statuses, actual.statuses))
    if expected.attempts != actual.attempts:
        yield "attempts", f"{actual.attempts} for {expected.attempts}"


def _first_differing(expected: list[str], actual: list[str]) -> Iterator[str]:
    missing = [each for each in expected if each not in actual]
    more = [each for each in actual if each not in expected]
    yield from (f"missing {each!r}" for each in missing[:2])
    yield from (f"came {each!r}" for each in more[:2])
    if not missing and not more:
        yield "another order"
