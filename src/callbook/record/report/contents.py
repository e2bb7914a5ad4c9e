"""What stands in a report: features, scenarios, clauses, the coverage of the subject. From a run, or without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from callbook.core import BadInput, collector_paused
from callbook.record.cucumber.documents import read_document
from callbook.record.cucumber.reading import RanCase, Stream, read_stream
from callbook.record.report.coverage import Played, read_run
from callbook.record.report.happenings import happenings
from callbook.record.report.pool import Pool
from callbook.record.report.told_scenario import NOT_RUN, ScenarioTold, Teller, clauses_among
from callbook.record.report.told_subject import ClauseTold, RowTold, told_clauses, told_coverage


class FeatureTold(msgspec.Struct):
    """A feature."""

    uri: str
    name: str
    description: str
    tags: list[str]


class Contents(msgspec.Struct):
    """All that a report says.

    Attributes:
        kit: the version of Callbook.
        ran: whether it is of a run; else of the features alone.
        finished: whether the run came to its end.
        refused: feature files that could not be run: (file, why).
        texts: the pool, see ``told_scenario``.
        coverage: empty without a run.
    """

    kit: str
    ran: bool
    finished: bool
    features: list[FeatureTold]
    scenarios: list[ScenarioTold]
    clauses: list[ClauseTold]
    coverage: list[RowTold]
    refused: list[tuple[str, str]]
    texts: list[str]

    @property
    def totals(self) -> Counter[str]:
        """How many scenarios ended how."""
        return Counter(scenario.outcome for scenario in self.scenarios)


def contents_of_run(folder: Path) -> Contents:
    """Read what a run has written into *folder*.

    Raises:
        BadInput: there is no run, it cannot be read, or its parts do not agree on how the scenarios ended.
    """
    with collector_paused():
        stream, played = read_stream(folder), read_run(folder)
        _refuse_other_totals(folder, stream, played)
        making = _Making(stream.documents.values())
        for case in stream.cases:
            making.ran(case, folder)
        refused = [(each.source.uri, each.message) for each in stream.parse_errors]
        rows = told_coverage(played, making.places)
        return making.contents(rows, ran=True, finished=stream.finished, refused=refused)


def contents_of_features(paths: Iterable[Path]) -> Contents:
    """Read the features in *paths*, files or folders: the specification, without a run.

    Raises:
        BadInput: there is none, or one cannot be read.
    """
    paths = list(paths)
    documents = [read_document(file, name) for path in paths for file, name in _files(path)]
    if not documents:
        raise BadInput("folder", ", ".join(map(str, paths)), accepted="one with feature files")
    making = _Making(document.document for document in documents)
    for document in documents:
        for pickle in document.pickles.values():
            making.not_run(pickle)
    return making.contents([], ran=False, finished=True, refused=[])


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Give each feature file in *path* with its name, which begins with that of the folder."""
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*.feature")):
        yield file, (Path(path.name) / file.relative_to(path)).as_posix()


def _refuse_other_totals(folder: Path, stream: Stream, played: Iterable[Played]) -> None:
    written = Counter((case.pickle["uri"], case.outcome) for case in stream.cases)
    counted = Counter((each.feature, each.outcome) for each in played)
    for feature, outcome in sorted(counted.keys() | written.keys()):
        # A file that could not be run is in the stream alone: the runner counts no scenario of it.
        of_runner, of_stream = counted[feature, outcome], written[feature, outcome]
        if of_runner != of_stream and any(uri == feature for uri, _ in counted):
            where = f"{feature}: {of_runner} {outcome} by the runner, {of_stream} by the event stream"
            raise BadInput("run", str(folder), where=where, accepted="one whose parts agree: run it again")


class _Making:
    """Contents in the making.

    Args:
        documents: the features, as gherkin gives them.
    """

    def __init__(self, documents: Iterable[dict[str, Any]]) -> None:
        self._pool = Pool()
        self._teller = Teller(self._pool)
        self._features: dict[str, int] = {}
        self._told: list[FeatureTold] = []
        self._rules: dict[str, str] = {}
        self._keywords: dict[str, str] = {}
        self._scenarios: list[ScenarioTold] = []
        for document in sorted(documents, key=lambda each: each["uri"]):
            self._add(document)

    def _add(self, document: dict[str, Any]) -> None:
        feature, uri = document["feature"], document["uri"]
        self._features[uri] = len(self._told)
        tags = [tag["name"].removeprefix("@") for tag in feature["tags"]]
        self._told.append(FeatureTold(uri, feature["name"], _unwrapped(feature["description"]), tags))
        for rule, node in _nodes(feature):
            self._rules[node["id"]] = rule
            self._keywords.update((step["id"], step["keyword"].strip()) for step in node["steps"])

    def ran(self, case: RanCase, folder: Path) -> None:
        """Add a scenario that was run, with what its recording in *folder* shows."""
        scenario = self._scenario(case.pickle, case.outcome)
        scenario.steps = self._teller.ran(case, self._keywords)
        scenario.trace = case.trace
        found = happenings(folder / case.trace) if case.trace else None
        scenario.happened = self._teller.happened(found) if found else None

    def not_run(self, pickle: dict[str, Any]) -> None:
        """Add a scenario that was not run."""
        self._scenario(pickle, NOT_RUN).steps = self._teller.not_run(pickle, self._keywords)

    def _scenario(self, pickle: dict[str, Any], outcome: str) -> ScenarioTold:
        tags = list(dict.fromkeys(tag["name"].removeprefix("@") for tag in pickle["tags"]))
        feature, rule = self._features[pickle["uri"]], self._rules[pickle["astNodeIds"][0]]
        told = ScenarioTold(pickle["id"], feature, rule, pickle["name"], tags, clauses_among(tags), outcome, [])
        self._scenarios.append(told)
        return told

    @property
    def places(self) -> dict[str, int]:
        """Where each scenario stands among all."""
        return {scenario.id: place for place, scenario in enumerate(self._scenarios)}

    def contents(self, rows: list[RowTold], *, ran: bool, finished: bool, refused: list[tuple[str, str]]) -> Contents:
        """Give it whole."""
        return Contents(
            kit=version("callbook"),
            ran=ran,
            finished=finished,
            features=self._told,
            scenarios=self._scenarios,
            clauses=told_clauses(),
            coverage=rows,
            refused=refused,
            texts=self._pool.texts,
        )


def _nodes(feature: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give Backgrounds and scenarios, each with the name of its rule."""
    for child in feature["children"]:
        rule = child.get("rule")
        for inner in rule["children"] if rule else (child,):
            yield rule["name"] if rule else "", inner.get("scenario") or inner["background"]


def _unwrapped(description: str) -> str:
    return " ".join(description.split())
