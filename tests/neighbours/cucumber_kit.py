"""Cucumber's Compatibility Kit, run by pytest with Callbook: ``make cucumber-kit``; ``make test`` does not run it.

Each sample's feature files run in a project of their own, with steps of our own in Python (``kit_steps``). The stream
is held against the kit's: the kinds of messages and how many there are, the statuses of the steps in their order and
whether the run was a success, the attempts. What differs stands in ``cucumber_kit_differences.toml``, with the reason.

It needs npm, and the internet once. What the run of each sample said and wrote stays in ``.callbook/kit``. Names of
samples as arguments run only these.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.neighbours.environments import ROOT, with_callbook, with_plugin
from tests.neighbours.kit_samples import Sample, differences, samples_in
from tests.neighbours.verdicts import misjudged, say, table
from tests.neighbours.ways import RERUNS
from tests.report.official.npm_packages import installed, tools_missing

KIT = {"@cucumber/compatibility-kit": "30.0.0"}
REASONS = Path(__file__).with_name("cucumber_kit_differences.toml")
PROJECTS = ROOT / ".callbook" / "kit"
COLUMNS = ("kinds", "statuses", "attempts")


def main(names: list[str]) -> int:
    """Run the samples, print the table; return 1 if it is not as it is listed."""
    if tools_missing():
        say(f"The kit was not run: no {' and no '.join(tools_missing())} was found.")
        return 0
    modules = installed(ROOT / ".callbook" / "npm-kit", KIT)
    samples = [each for each in samples_in(modules / "@cucumber/compatibility-kit") if not names or each.name in names]
    return _judge(dict(_run_all(samples)))


def _run_all(samples: list[Sample]) -> Iterator[tuple[str, dict[str, str]]]:
    """Run the samples; yield what differs in each column by the name of the sample."""
    plain, reruns = with_callbook(), with_plugin(RERUNS.name, RERUNS.requirement)
    for number, sample in enumerate(samples, 1):
        actual, _ = sample.run(reruns if sample.name.startswith("retry") else plain, PROJECTS)
        different = dict(differences(sample.expected, actual))
        say(f"{number}/{len(samples)} {sample.name}: {'differs in ' + ', '.join(different) if different else 'equal'}")
        yield sample.name, different


def _judge(found: dict[str, dict[str, str]]) -> int:
    rows = {name: row for name, row in tomllib.loads(REASONS.read_text(encoding="utf-8")).items() if name in found}
    cells = (
        (
            name,
            *("differs" if column in different else "equal" for column in COLUMNS),
            rows.get(name, {}).get("reason", ""),
        )
        for name, different in found.items()
    )
    say("", *table(("sample", *COLUMNS, "what is missing"), cells))
    equal = sum(not different for different in found.values())
    say("", f"{equal} of {len(found)} samples are equal in all ({100 * equal // len(found)} %)")
    differing = {f"{name}, {column}": how for name, each in found.items() for column, how in each.items()}
    listed = {f"{name}, {column}": row["reason"] for name, row in rows.items() for column in row["differs"]}
    errors = list(misjudged(differing, listed, REASONS.name))
    say(*(f"error: {each}" for each in errors))
    return int(bool(errors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
