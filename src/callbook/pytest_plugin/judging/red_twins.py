"""Red twins: scenarios that must fail, each with the text that it must fail with, which stands below its name.

    Scenario: The channel is not in the state that is claimed
      fails at  Then Anna's channel is "Not Ready"
      expected  'Not Ready'
      got       'Ready'

      Given Anna is logged in
      Then Anna's channel is "Not Ready"

Nothing else shows that a step can fail: a feature is written to pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.record import read_document

if TYPE_CHECKING:
    from callbook.record import StepFailure

PASSES = "passes"
"""The text of a scenario that does not fail."""
_CONTINUED = ": "


@dataclass(frozen=True, slots=True)
class RedTwin:
    """A scenario that must fail, and how it did.

    Attributes:
        name: the test's, as pytest chooses it.
        file: its feature file.
        line: of the scenario.
        must: the text that it must fail with.
        does: the text that it failed with.
        step: the pattern of the step at which it failed; empty if it passed, or if no definition was found.
    """

    name: str
    file: Path
    line: int
    must: str
    does: str
    step: str

    @property
    def is_right(self) -> bool:
        """Whether it failed as it must."""
        return self.does == self.must != PASSES


def text_of(failure: StepFailure | None) -> str:
    """Return a failure as it stands below the name of a red twin."""
    if failure is None:
        return PASSES
    fields = {"fails at": failure.step, "expected": failure.expected, "got": failure.got}
    return "\n".join(line for name, text in fields.items() for line in _field(name, text))


def _field(name: str, text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"{name:<9} {first}".rstrip(), *(f"{'':<9} {_CONTINUED}{line}".strip() for line in rest)]


def text_below(description: str) -> str:
    """Return what stands below the name of a scenario, without indentation and empty lines at both ends."""
    return "\n".join(line.strip() for line in description.strip().splitlines())


def write_texts(twins: Iterable[RedTwin]) -> int:
    """Write below the name of each scenario how it did fail; return how many texts have changed.

    One that passes is left as it stands: it is no red twin.
    """
    wrong = [twin for twin in twins if not twin.is_right and twin.does != PASSES]
    files = dict[Path, dict[int, str]]()
    for twin in wrong:
        files.setdefault(twin.file, {})[twin.line] = twin.does
    for file, texts in files.items():
        _write(file, texts)
    return len(wrong)


def _write(file: Path, texts: Mapping[int, str]) -> None:
    steps = _first_steps(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    for line, text in sorted(texts.items(), reverse=True):
        first = steps[line] - 1
        indent = lines[first][: -len(lines[first].lstrip())]
        lines[line:first] = [*(f"{indent}{each}" for each in text.splitlines()), ""]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _first_steps(file: Path) -> dict[int, int]:
    """Return the line of the first step of each scenario, by the line of its name."""
    feature = read_document(file, file.name).document["feature"]
    children = [each for child in feature["children"] for each in child.get("rule", {}).get("children", [child])]
    scenarios = [child["scenario"] for child in children if "scenario" in child]
    return {each["location"]["line"]: each["steps"][0]["location"]["line"] for each in scenarios}
