"""What was found, made small, and told as a scenario in the kit's own steps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callbook.configuration import PRIVILEGES
from callbook.verification.everywhere.space import WITHHELD
from callbook.verification.exploration.expanding import in_words
from callbook.verification.exploration.world import AGENTS, CONTACTS, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.verification.exploration.explored import Path
    from callbook.verification.exploration.world import Setting

AGREES = "every desktop shows what the servers have"
"""The step that is red where something is true that must never be."""


def violation_of(setting: Setting, path: Path) -> str:
    """Return what must never be and is after *path*, empty if nothing is, or if it cannot happen like that."""
    world = World(setting)
    for number, sentence in enumerate(path, 1):
        try:
            if not world.happens(sentence):
                return ""
        except Exception as error:  # noqa: BLE001 - an error of the kit must never be, either
            return in_words(error) if number == len(path) else ""
    return ""


def shrunk(setting: Setting, path: Path) -> tuple[Setting, Path]:
    """Return a part of the path, and of what is not as usual, of which nothing can be left out."""
    size = len(path)
    while size:
        for first in reversed(range(len(path) - size + 1)):
            shorter = (*path[:first], *path[first + size :])
            if violation_of(setting, shorter):
                path, size = shorter, len(shorter)
                break
        else:
            size -= 1
    for at, event in enumerate(path):
        fewer = (*path[:at], event.splitlines()[-1], *path[at + 1 :])
        if fewer != path and violation_of(setting, fewer):
            path = fewer
    for deviation in setting.configuration:
        usual = replace(setting, configuration=tuple(each for each in setting.configuration if each != deviation))
        if violation_of(usual, path):
            setting = usual
    return setting, path


def as_scenario(setting: Setting, path: Path, violation: str) -> str:
    """Return a feature with one scenario, which is red when it is run."""
    return "\n".join(("Feature: Found by exploration", "", *_lines(setting, path, violation))) + "\n"


def _lines(setting: Setting, path: Path, violation: str) -> Iterator[str]:
    yield "  Scenario: Something is true that must never be"
    yield from (f"    {line}" for line in violation.splitlines())
    yield ""
    agents = {sentence.split()[0] for event in path for sentence in event.splitlines()}
    given = [*_configured(setting), *(f"{name} does not answer" for name in CONTACTS if name in agents)]
    yield from _steps([*(("Given", text) for text in given), *_told(path), ("Then", AGREES)])


def _told(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the steps of what happens; what gets lost is given before."""
    for event in path:
        *lost, sentence = event.splitlines()
        yield from (("Given", step) for step in lost)
        yield "When", sentence


def _configured(setting: Setting) -> Iterator[str]:
    for name, value in setting.configuration:
        if name not in PRIVILEGES:
            yield f'the option "{name}" is "{value}"'
            continue
        verb = "does not have" if value == WITHHELD else "has"
        yield from (f'{agent} {verb} the privilege "{name}"' for agent in AGENTS)


def _steps(steps: Iterable[tuple[str, str]]) -> Iterator[str]:
    before = ""
    for keyword, text in steps:
        yield f"    {'And' if keyword == before else keyword} {text}"
        before = keyword
