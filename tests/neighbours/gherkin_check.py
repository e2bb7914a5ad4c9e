"""Every form of a feature file that Gherkin knows, collected by Callbook: ``make gherkin-check``.

A good file is taken, and as many scenarios pass as Gherkin itself makes of it; or it is refused with a reason that
docs/running.md names: ``gherkin_refused.toml`` has the words of either. A bad file is refused with file and line.

It needs npm, and the internet once; without npm only the newer forms are looked at, and that is said.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.neighbours.environments import ROOT
from tests.neighbours.gherkin_files import BAD, Collected, collect, newer, published, scenarios_in
from tests.neighbours.verdicts import say, table
from tests.report.official.npm_packages import tools_missing

REFUSED = Path(__file__).with_name("gherkin_refused.toml")
DOCUMENTED = ROOT / "docs" / "running.md"


def main() -> int:
    """Collect all files; print what became of each; return 1 if it is not as it should be."""
    if tools_missing():
        say(f"Gherkin's own test data was not looked at: no {' and no '.join(tools_missing())} was found.")
    texts = {**({} if tools_missing() else published()), **newer()}
    found = collect(texts)
    refused = tomllib.loads(REFUSED.read_text(encoding="utf-8"))
    rows, errors = list[tuple[str, str]](), list[str]()
    for name, became in found.items():
        wrong = list(_wrong(name, texts[name], became, refused.get(name)))
        first_line = became.said.strip().partition("\n")[0]
        rows.append((name, first_line or f"{became.passed} passed"))
        errors.extend(f"{name}: {each}" for each in wrong)
    say(*table(("file", "what became of it"), rows), "")
    good = sum(not name.startswith(BAD) for name in found)
    say(f"{good} good files, {len(refused)} of them to be refused, {len(found) - good} bad ones: {len(errors)} errors")
    say(*(f"error: {each}" for each in errors))
    return int(bool(errors))


def _wrong(name: str, text: str, became: Collected, refused: Mapping[str, str] | None) -> Iterator[str]:
    """Yield what is wrong with what became of a file."""
    if name.startswith(BAD):
        if not re.search(rf"\b{name.rpartition('/')[2]}\.feature:\d+", became.said):
            yield f"is refused without file and line, or taken: {became.said[:200]!r}"
    elif refused is None:
        scenarios = scenarios_in(text)
        if became.said or became.passed != scenarios:
            yield f"{became.passed} of {scenarios} scenarios passed: {became.said[:200]!r}"
    else:
        if refused["says"] not in became.said:
            yield f"is not refused with {refused['says']!r}: {became.said[:200]!r}; {REFUSED.name} says it is"
        if refused["documented"] not in DOCUMENTED.read_text(encoding="utf-8"):
            yield f"{refused['documented']!r} does not stand in docs/running.md"


if __name__ == "__main__":
    sys.exit(main())
