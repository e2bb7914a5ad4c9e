"""What a notebook may write instead of Python: scenarios (``%%gherkin``), the command line's verbs (``%callbook``).

Both run in a child process, scenarios by pytest in a folder of their own.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from callbook.core import BadInput, Unknown
from callbook.notebook import html_parts
from callbook.notebook.recording import Recording
from callbook.notebook.run import Run
from callbook.record import NO_STEP, STREAM_FILE, ladder_svg, read_trace, text_ladder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.record import RanScenario


class Shell(Protocol):
    """What is needed of IPython's shell."""

    def register_magic_function(self, func: object, magic_kind: str, magic_name: str) -> None:
        """Make *func* a magic."""
        ...


def register(shell: Shell) -> None:
    """Make both magics known to *shell*."""
    shell.register_magic_function(gherkin, "cell", "gherkin")
    shell.register_magic_function(callbook, "line", "callbook")


def gherkin(line: str, cell: str) -> ScenarioRun:
    """Run the scenarios that the cell holds, each in a contact centre of its own.

    The cell may hold a whole feature, scenarios, or nothing but steps. `_` is the result in the next cell:
    `_.recording()` opens the recording of the scenario that failed.

    Raises:
        BadInput: when anything stands behind `%%gherkin`.
    """
    if line.strip():
        raise BadInput("option", line.strip(), where="%%gherkin", accepted="nothing on that line; scenarios below it")
    return run_feature(cell)


def callbook(line: str) -> None:
    """Run a command of the command line and print what it says: `%callbook replay x.ndjson`.

    Raises:
        BadInput: when a quotation mark is not closed.
    """
    try:
        arguments = shlex.split(line)
    except ValueError as error:
        raise BadInput("command", line, where="%callbook", accepted=f"closed quotation marks ({error})") from None
    finished = run_child("callbook", *arguments)
    sys.stdout.write(finished.said)
    sys.stderr.write(finished.complained)


_FILE = "cell.feature"
_PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "callbook.pytest_plugin")
_NO_OTHERS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}  # to look for them takes most of the time
_OPTIONS = ("-q", "--no-header", "--tb=short", "--color=no", "-p", "no:cacheprovider", "--callbook-traces", "traces")
_FEATURE = "Feature: a notebook's cell"
_LANGUAGE = re.compile(r"\s*#\s*language\s*:", re.IGNORECASE)
_ERROR = re.compile(r"^_+ ERROR collecting .*?_+\n(.*?)^={5,}", re.MULTILINE | re.DOTALL)
_ADVICE = re.compile(r"^To define what is missing", re.MULTILINE)  # a cell has no conftest.py
_PLACE = re.compile(r"  \(\S+\.py:\d+\)$", re.MULTILINE)
_LAST = 12


_PLAIN = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "110", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario went.

    Attributes:
        name: the scenario's.
        outcome: ``passed``, ``failed``, ``skipped`` or ``error``.
        failure: the step that failed, what it expected and what it got, as pairs of words; empty if none did.
        recording: None if the scenario never asked for a lab.
    """

    name: str
    outcome: str
    failure: tuple[tuple[str, str], ...]
    recording: Recording | None


class ScenarioRun:
    """The scenarios of one cell, run.

    Attributes:
        results: of the scenarios, in order.
        trouble: why none could be run; empty if they could.
    """

    def __init__(self, results: tuple[Result, ...], trouble: str) -> None:
        self.results = results
        self.trouble = trouble

    @property
    def passed(self) -> bool:
        """Whether there were scenarios, and all passed."""
        return bool(self.results) and all(result.outcome == html_parts.PASSED for result in self.results)

    def recording(self, name: str = "") -> Recording:
        """Return the recording of the scenario whose name contains *name*; of the first one that failed, or the first.

        Raises:
            Unknown: when no scenario of that name has left one.
        """
        recorded = {result.name: result.recording for result in self._failed_first if result.recording is not None}
        for known, recording in recorded.items():
            if name.casefold() in known.casefold():
                return recording
        raise Unknown("scenario", name, recorded)

    @property
    def _failed_first(self) -> list[Result]:
        return sorted(self.results, key=lambda result: result.outcome == html_parts.PASSED)

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.trouble:
            yield f"not run: {self.trouble}"
        for result in self.results:
            yield f"{result.outcome}: {result.name}"
            for name, words in result.failure:
                yield from _hanging(name, words)
            if result.outcome != html_parts.PASSED and result.recording is not None:
                yield text_ladder(result.recording.trace.entries, last=_LAST)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        trouble = html_parts.paragraph("not run", "bad") + html_parts.preformatted(self.trouble) if self.trouble else ""
        shown = "".join(_markup(result) for result in self.results)
        return {"text/html": html_parts.view(trouble, shown), "text/plain": repr(self)}


def run_feature(text: str) -> ScenarioRun:
    """Return how the scenarios in *text* went; a text that begins with a scenario, or a step, is made a feature."""
    with tempfile.TemporaryDirectory(prefix="callbook-cell-") as name:
        folder = Path(name)
        (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")  # no project around it has a say
        feature = as_feature(text)
        (folder / _FILE).write_text(feature, encoding="utf-8")
        finished = run_child("pytest", *_PLUGINS, _FILE, *_OPTIONS, folder=folder, environment=_NO_OTHERS)
        traces = folder / "traces"
        played = Run(traces).played if (traces / STREAM_FILE).is_file() else ()
        if not played:
            added = feature.count("\n") - text.count("\n")
            return ScenarioRun((), _in_the_cell(why_not(finished), added))
        return ScenarioRun(tuple(_result(each, traces) for each in played), "")


def as_feature(text: str) -> str:
    """Return *text* with the lines without which Gherkin is no feature."""
    if _LANGUAGE.match(text) or re.search(r"^\s*Feature:", text, re.MULTILINE):
        return text
    if not re.search(r"^\s*(Scenario|Example|Rule|Background)\b.*:", text, re.MULTILINE):
        text = f"Scenario: a scenario\n{text}"
    return f"{_FEATURE}\n{text}"


def _result(played: RanScenario, traces: Path) -> Result:
    recording = Recording(read_trace(traces / played.trace)) if played.trace else None
    return Result(played.name, played.outcome, tuple(_failure(played)), recording)


def _failure(played: RanScenario) -> Iterator[tuple[str, str]]:
    failure = played.failure
    if failure is not None:
        yield "step", failure.step or NO_STEP
        yield "expected", failure.expected
        yield "got", _PLACE.sub("", failure.got)


def why_not(finished: FinishedChild) -> str:
    """Return what pytest said of why it has run nothing."""
    found = _ERROR.search(finished.said)
    return (found[1] if found else finished.said + finished.complained).strip()


def _in_the_cell(text: str, added: int) -> str:
    """Return *text* about the cell and its lines, not the file that was made of it by adding *added* lines."""
    words = _PLACE.sub("", _ADVICE.split(text)[0]).replace(f"feature file '{_FILE}'", "the cell").strip()
    return re.sub(rf"{_FILE}:(\d+)", lambda found: f"line {max(1, int(found[1]) - added)}", words)


def _hanging(name: str, words: str) -> Iterator[str]:
    for index, line in enumerate(words.splitlines()):
        yield f"  {name if index == 0 else '':<9} {line}"


def _markup(result: Result) -> str:
    head = html_parts.paragraph(f"{result.outcome}: {result.name}", html_parts.outcome(result.outcome))
    failure = html_parts.table((), result.failure) if result.failure else ""
    if result.recording is None:
        return head + failure
    recording, failed = result.recording, result.outcome != html_parts.PASSED
    last = recording.failure
    here = None if last is None else last.number
    ladder = html_parts.wide(ladder_svg(recording.trace.entries, title=result.name, marked=here, last=3 * _LAST))
    return head + failure + (ladder if failed else html_parts.folded("ladder", ladder))


@dataclass(frozen=True, slots=True)
class FinishedChild:
    """How a child ended: its exit code, what it said, and what it complained of."""

    code: int
    said: str
    complained: str


def run_child(
    *arguments: str, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> FinishedChild:
    """Run ``python -m ARGUMENTS`` and return how it ended; if this process is interrupted, the child is killed.

    Args:
        arguments: the module and what it is given.
        folder: where it is at work; here by default.
        environment: variables beyond those of this process.
    """
    child = subprocess.run(  # noqa: S603 - our own command, no shell
        (sys.executable, "-m", *arguments),
        cwd=folder,
        env={**os.environ, **_PLAIN, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return FinishedChild(child.returncode, child.stdout, child.stderr)
