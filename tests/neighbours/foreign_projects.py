"""Other people's projects in miniature, each a text file, run in two environments and held against each other.

A file says: after ``$`` how pytest is called, after ``=`` what comes of it without Callbook (as pytest's last line has
it, or ``exit`` and the code), after ``<`` a file that the run writes and that is compared; then the project's files,
each after a line of ``---`` and its path.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from defusedxml import ElementTree
from tests.neighbours.runs import run_pytest

HEARD = "heard: "
"""Stands in what a project prints of the order in which its hooks and fixtures were called."""

_JUNIT = "junit-of-the-check.xml"
_BINDING = re.compile(r"^(@scenario|scenarios)\(", re.MULTILINE)
_FILE = re.compile(r"^--- (?P<path>\S+)\n(?P<text>(?:(?!--- ).*\n)*)", re.MULTILINE)
_PASSING = (
    (re.compile(r"^plugins: .*\n", re.MULTILINE), ""),
    (re.compile(r"^platform .*$", re.MULTILINE), "platform"),
    (re.compile(r"^-+ generated xml file: .*\n", re.MULTILINE), ""),
    (re.compile(r"\d+\.\d+s( \(\d+:\d+:\d+\))?"), "#s"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0x#"),
    (re.compile(r"\S*/plugins/(base|callbook)/"), "/environment/"),
    (re.compile(r"^([=_-])+ (.*?) [=_-]+$", re.MULTILINE), r"\1 \2"),
    (re.compile(r"^.*feature files? (is|are) not run: callbook run.*\n", re.MULTILINE), ""),
)
"""What may differ between two runs: times, addresses, and the one line that Callbook adds where nobody asked for it."""
_TIMES = {"duration", "start_timestamp"}


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    Attributes:
        code: the exit code.
        tests: how each test ended, by its name.
        files: that are there afterwards.
        text: what pytest said, without what differs from run to run.
        written: the file of JSON that is compared, without its times.
    """

    code: int
    tests: dict[str, str]
    files: list[str]
    text: str
    written: str

    def differences(self, other: Outcome) -> Iterator[str]:
        """Yield what differs between this and *other*, in words."""
        if self.code != other.code:
            yield f"exit code {other.code} for {self.code}"
        for name in sorted(self.tests.keys() | other.tests.keys()):
            before, after = self.tests.get(name, "nothing"), other.tests.get(name, "nothing")
            if before != after:
                yield f"{name}: {after} for {before}"
        for name in sorted(set(self.files) ^ set(other.files)):
            yield f"file {name} {'is missing' if name in self.files else 'is there'}"
        if self.written != other.written:
            yield "what it wrote differs"
        if self.text != other.text:
            yield f"its words differ: {_first_differing(self.text, other.text)}"

    def scenarios_differ(self, other: Outcome) -> Iterator[str]:
        """Yield what differs between the scenarios of this and of *other*, whose tests have other names."""
        before, after = Counter(self.tests.values()), Counter(other.tests.values())
        if before != after:
            yield f"{_counted(after)} for {_counted(before)}"
        heard, heard_now = (re.findall(f"{HEARD}.*", each.text) for each in (self, other))
        if heard != heard_now:
            yield f"what is heard differs: {_first_differing(chr(10).join(heard), chr(10).join(heard_now))}"


@dataclass(frozen=True)
class ForeignProject:
    """A project of other people.

    Attributes:
        name: of its file.
        arguments: of pytest.
        right: what comes of it without Callbook.
        written: the name of a file that the run writes; empty if none is compared.
        files: the texts of its files, by their paths.
    """

    name: str
    arguments: tuple[str, ...]
    right: str
    written: str
    files: dict[str, str]

    def run(self, python: Path, folder: Path, name: str) -> Outcome:
        """Run it in *folder*, which is made anew; what pytest said is kept beside it, under the *name* of the run."""
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in {"pytest.ini": "[pytest]\n", **self.files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        run = run_pytest(python, folder, *self.arguments, "--junitxml", _JUNIT)
        folder.with_suffix(f".{name}.txt").write_text(run.text, encoding="utf-8")
        made = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        files = sorted(str(path) for path in made if not {"__pycache__", ".pytest_cache"} & set(path.parts))
        written = _written(folder / self.written) if self.written else ""
        return Outcome(run.code, _tests(folder / _JUNIT), files, _steady(run.text, folder), _steady(written, folder))

    def switched_on(self) -> ForeignProject:
        """Return the project as one would have it with Callbook: features are collected, steps are in conftest.py."""
        files = dict[str, str]()
        for path, text in self.files.items():
            is_module = PurePath(path).name.startswith("test_")
            path_now = str(PurePath(path).with_name("conftest.py")) if is_module else path
            files[path_now] = files.get(path_now, "") + "\n" + (_without_binding(text) if is_module else text)
        files["pytest.ini"] = files.get("pytest.ini", "[pytest]\n").rstrip("\n") + "\ncallbook = true\n"
        return replace(self, files=files)

    def is_right(self, outcome: Outcome) -> bool:
        """Return whether *outcome* is what comes of it without Callbook."""
        code = re.fullmatch(r"exit (\d+)", self.right)
        if code is not None:
            return outcome.code == int(code[1])
        lines = outcome.text.strip().splitlines()
        counted = {f"{number} {word}" for number, word in re.findall(r"(\d+) ([a-z]+)", lines[-1] if lines else "")}
        wanted = {f"{number} {word}" for number, word in re.findall(r"(\d+) ([a-z]+)", self.right)}
        return {each.rstrip("s") for each in wanted} == {each.rstrip("s") for each in counted}


def foreign_projects(folder: Path) -> list[ForeignProject]:
    """Return the projects whose files lie in *folder*."""
    return [_read(file) for file in sorted(folder.glob("*.txt"))]


def _read(file: Path) -> ForeignProject:
    text = file.read_text(encoding="utf-8")
    head = {line[0]: line[2:] for line in text.partition("---")[0].splitlines()}
    arguments = re.findall(r'"([^"]*)"|(\S+)', head["$"].removeprefix("pytest"))
    called = tuple(quoted or plain for quoted, plain in arguments)
    return ForeignProject(file.stem, called, head["="], head.get("<", ""), files_in(text))


def files_in(text: str) -> dict[str, str]:
    """Return the files that stand in *text*, each after a line of ``---`` and its path."""
    return {found["path"]: found["text"] for found in _FILE.finditer(text)}


def _tests(file: Path) -> dict[str, str]:
    """Return how each test ended, by its class and name: passed, or what JUnit XML has inside it."""
    if not file.is_file():
        return {}
    cases = ElementTree.parse(file).iter("testcase")
    return {
        f"{case.get('classname')}::{case.get('name')}": "+".join(
            part.tag for part in case if part.tag in {"failure", "error", "skipped"}
        )
        or "passed"
        for case in cases
    }


def _steady(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "/project")
    for pattern, instead in _PASSING:
        text = pattern.sub(instead, text)
    return text


def _written(file: Path) -> str:
    if not file.is_file():
        return ""
    content = json.loads(
        file.read_bytes(), object_pairs_hook=lambda pairs: dict(p for p in pairs if p[0] not in _TIMES)
    )
    return json.dumps(content, indent=1)


def _without_binding(module: str) -> str:
    """Return the text of a module without the paragraphs that bind scenarios."""
    return "\n\n".join(each for each in module.split("\n\n") if not _BINDING.search(each))


def _counted(outcomes: Counter[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())) or "nothing"


def _first_differing(before: str, after: str) -> str:
    old, new = before.splitlines(), after.splitlines()
    for line, other in zip(old, new, strict=False):
        if line != other:
            return f"{other!r} for {line!r}"
    return f"{len(new)} lines for {len(old)}"
