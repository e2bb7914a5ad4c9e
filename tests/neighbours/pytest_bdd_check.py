"""pytest-bdd's documented cases with Callbook in the environment and without: ``make pytest-bdd-check``.

pytest-bdd's source distribution (9.0.1) holds no tests, so what its documentation promises is rebuilt here in small
projects (``pytest_bdd_cases``), most of them bound by a test module as pytest-bdd's users do, none of which asks for
Callbook. Each runs in an environment that has Callbook and in the same one with only that distribution gone. Compared
are the exit code, the outcome of each test, pytest's words, and the files that are there afterwards.

Each then runs a third time with Callbook switched on: the features are collected, the steps have moved from the test
module to conftest.py. Compared is how many scenarios ended how, and in which order hooks and fixtures were heard.

What may differ stands in ``pytest_bdd_differences.toml``, with the reason.

Names of cases as arguments run only these.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.neighbours.environments import ROOT, base, with_callbook
from tests.neighbours.foreign_projects import ForeignProject, Outcome, foreign_projects
from tests.neighbours.verdicts import listed, misjudged, say

CASES = Path(__file__).with_name("pytest_bdd_cases")
REASONS = Path(__file__).with_name("pytest_bdd_differences.toml")
ON = ", switched on"
"""How what differs is called where Callbook collects the features."""
RUNS = ROOT / ".callbook" / "pytest-bdd"


def main(names: list[str]) -> int:
    """Run the cases; print what differs and totals; return 1 if it is not as it is listed."""
    with_callbook()  # made once, before two cases would begin to make it
    cases = [case for case in foreign_projects(CASES) if not names or case.name in names]
    differing, errors, tests = dict[str, str](), list[str](), 0
    with ThreadPoolExecutor(2) as pool:
        for case, (alone, beside, switched_on) in zip(cases, pool.map(_all_three, cases), strict=True):
            tests += len(alone.tests)
            found = {case.name: alone.differences(beside), case.name + ON: alone.scenarios_differ(switched_on)}
            for name, differences in found.items():
                words = "; ".join(differences)
                say(f"{name}: {words or 'the same'}")
                differing.update({name: words} if words else {})
            if not case.is_right(alone):
                errors.append(f"{case.name}: without Callbook it is not {case.right!r}")
    known = {case.name for case in cases}
    reasons = {name: reason for name, reason in listed(REASONS).items() if name.removesuffix(ON) in known or not names}
    errors += misjudged(differing, reasons, REASONS.name)
    by_it = sum(name.endswith(ON) for name in differing)
    say(
        "",
        f"{len(cases)} cases with {tests} tests: {len(differing) - by_it} differ beside Callbook, {by_it} by it",
    )
    say(*(f"error: {each}" for each in errors))
    return int(bool(errors))


def _all_three(case: ForeignProject) -> tuple[Outcome, Outcome, Outcome]:
    """Return what came of *case* without Callbook, beside it and by it, in the same place: it stands in the texts."""
    folder = RUNS / case.name
    return (
        case.run(base(), folder, "without"),
        case.run(with_callbook(), folder, "with"),
        case.switched_on().run(with_callbook(), folder, "on"),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
