"""A small project in pytest's own ways and beside other plugins: ``make plugins``; ``make test`` has a short form.

Each plugin has an environment of its own, which is made once (the internet is needed for that). In each way, pytest's
own counts, the event stream, `callbook report`, Cucumber JSON and JUnit XML are held against what is right. Totals are
of scenarios (passed/failed/skipped; what was expected to fail counts as skipped), attempts beside them.

Names of plugins as arguments run only these; `pytest` stands for pytest's own ways, `xdist` for those with workers.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.neighbours.environments import CALLBOOK, ENVIRONMENTS, ROOT, with_callbook, with_plugin
from tests.neighbours.lamp_project import write_lamp_project
from tests.neighbours.runs import run_command, run_pytest
from tests.neighbours.verdicts import say, table
from tests.neighbours.views import WRITING_ALL, Views, views_of
from tests.neighbours.ways import PLUGINS, PYTESTS_OWN, WITH_WORKERS, Plugin, Way

PROJECTS = ROOT / ".callbook" / "plugins-runs"
SIDES = ("runner", "stream", "report", "JSON", "JUnit")
OWN = (Plugin("pytest", "", PYTESTS_OWN), Plugin("xdist", "", WITH_WORKERS))


def main(names: list[str]) -> int:
    """Run all ways, print the table and what is wrong; return 1 if anything is."""
    rows, wrong = list[tuple[str, ...]](), list[str]()
    for plugin in (each for each in (*OWN, *PLUGINS) if not names or each.name in names):
        python = with_plugin(plugin.name, plugin.requirement) if plugin.requirement else with_callbook()
        for number, way in enumerate(plugin.ways):
            views, said = run_way(way, python, PROJECTS / plugin.name / str(number))
            found = [*problems(way, views), *said]
            say(f"{plugin.name}: {way.name}: {'; '.join(found) or 'right'}")
            rows.append(_row(plugin, way, views, right=not found))
            wrong.extend(f"{plugin.name}: {way.name}: {each}" for each in found)
    say("", *table(("plugin", "scenarios", "attempts", *SIDES, "way", ""), rows))
    say("", f"{sum(not row[-1] for row in rows)} of {len(rows)} ways are right", *(f"error: {each}" for each in wrong))
    return int(bool(wrong))


def run_way(way: Way, python: Path, folder: Path) -> tuple[Views, list[str]]:
    """Run the lamp project anew in *folder*; return what the five sides say, and what no run should say."""
    shutil.rmtree(folder, ignore_errors=True)
    write_lamp_project(folder)
    if way.first is not None:
        run_pytest(python, folder, *way.first)
    run = run_pytest(python, folder, *way.arguments, *WRITING_ALL, typed="".join(f"{key}\n" for key in way.keys))
    (folder / "output.txt").write_text(run.text, encoding="utf-8")
    report = run_command((str(ENVIRONMENTS / CALLBOOK / "bin" / "callbook"), "report", "--json"), folder)
    said = [f"pytest says {each!r}" for each in ("INTERNALERROR", "do not agree", "cannot be read") if each in run.text]
    return views_of(folder, report.text), said


def problems(way: Way, views: Views) -> Iterator[str]:
    """Yield what of *views* is not right."""
    yield from views.trouble
    yield from (f"{side} says {each}, right is {way.right}" for side, each in views.totals.items() if each != way.right)
    for side, number in views.attempts.items():
        if number != way.attempts:
            yield f"{side} says {number} attempts, right is {way.attempts}"
    if views.scenarios != way.scenarios:
        yield f"{views.scenarios} scenarios ran, right is {way.scenarios}"


def _row(plugin: Plugin, way: Way, views: Views, *, right: bool) -> tuple[str, ...]:
    attempts = "/".join(str(each) for each in sorted(set(views.attempts.values())))
    sides = (str(views.totals.get(side, "-")) for side in SIDES)
    return plugin.name, str(views.scenarios), attempts, *sides, way.name, "" if right else "WRONG"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
