"""pytest-bdd's documented cases with Callbook in the environment and without: ``make pytest-bdd-check``.

pytest-bdd's source distribution (9.0.1) holds no tests, so what its documentation promises is rebuilt here in small
projects (``pytest_bdd_cases``), most of them bound by a test module as pytest-bdd's users do, none of which asks for
Callbook. Each runs in an environment that has Callbook and in the same one with only that distribution gone. Compared
are the exit code, the outcome of each test, pytest's words, and the files that are there afterwards. What may differ
stands in ``pytest_bdd_differences.toml``, with the reason.

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
RUNS = ROOT / ".callbook" / "pytest-bdd"


def main(names: list[str]) -> int:
    """Run the cases in both environments; print what differs and totals; return 1 if it is not as it is listed."""
    with_callbook()  # made once, before two cases would begin to make it
    cases = [case for case in foreign_projects(CASES) if not names or case.name in names]
    differing, errors, tests = dict[str, str](), list[str](), 0
    with ThreadPoolExecutor(2) as pool:
        for case, (alone, beside) in zip(cases, pool.map(_both, cases), strict=True):
            found = "; ".join(alone.differences(beside))
            say(f"{case.name}: {found or 'the same'}")
            tests += len(alone.tests)
            if found:
                differing[case.name] = found
            if not case.is_right(alone):
                errors.append(f"{case.name}: without Callbook it is not {case.right!r}")
    reasons = {name: reason for name, reason in listed(REASONS).items() if not names or name in names}
    errors += misjudged(differing, reasons, REASONS.name)
    say("", f"{len(cases)} cases with {tests} tests: {len(cases) - len(differing)} the same, {len(differing)} differ")
    say(*(f"error: {each}" for each in errors))
    return int(bool(errors))


def _both(case: ForeignProject) -> tuple[Outcome, Outcome]:
    """Return what came of *case* without Callbook and with it, in the same place: it stands in what pytest says."""
    folder = RUNS / case.name
    return case.run(base(), folder, "without"), case.run(with_callbook(), folder, "with")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
