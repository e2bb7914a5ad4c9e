"""What stands in a report: features, scenarios, and what its sections are made of. From a run, or without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from callbook.core import BadInput, collector_paused
from callbook.record.cucumber.documents import MARKDOWN, read_document
from callbook.record.cucumber.reading import RanScenario, Stream, clauses_among, read_stream, tags_of
from callbook.record.decisions import Decisions
from callbook.record.report.changes import EarlierReport, Key, keys_of
from callbook.record.report.configurations import WrittenScenario
from callbook.record.report.events import recorded_events
from callbook.record.report.facts import PERSONAL, Facts, facts_of_features, facts_of_run
from callbook.record.report.scenarios import NOT_RUN, Pool, ReportedScenario, ScenarioWriter
from callbook.record.report.sections import SECTIONS, Material


class ReportedFeature(msgspec.Struct):
    """A feature."""

    uri: str
    name: str
    description: str
    tags: list[str]


class ReportContents(msgspec.Struct):
    """All that a report says.

    Attributes:
        kit: the version of Callbook that writes it.
        facts: what stands at its head, see ``facts``.
        ran: whether it is of a run; else of the features alone.
        broken_off: in words that the run did not come to its end; empty if it did.
        refused: feature files that could not be run: (file, why).
        texts: the pool, see ``scenarios``.
        sections: name and title of each, in the order in which they are offered.
        data: what each section was made from, by its name.
    """

    kit: str
    facts: list[tuple[str, str]]
    ran: bool
    broken_off: str
    features: list[ReportedFeature]
    refused: list[tuple[str, str]]
    texts: list[str]
    sections: list[tuple[str, str]]
    data: dict[str, Any]

    @property
    def scenarios(self) -> list[ReportedScenario]:
        """What the section of the scenarios, and all others, are about."""
        scenarios: list[ReportedScenario] = self.data["scenarios"]
        return scenarios

    @property
    def keys(self) -> list[Key]:
        """By what each scenario is known again in another report."""
        return list(keys_of((self.features[each.feature].uri, each.rule, each.name) for each in self.scenarios))

    @property
    def totals(self) -> Counter[str]:
        """How many scenarios ended how."""
        return Counter(scenario.outcome for scenario in self.scenarios)

    def plain(self) -> dict[str, Any]:
        """Return it as it is written, in JSON: each section's data beside the rest."""
        rest = {name: getattr(self, name) for name in self.__struct_fields__ if name != "data"}
        return {**rest, **self.data}


def contents_of_run(
    folder: Path,
    *,
    earlier: EarlierReport | None = None,
    epoch: int | None = None,
    decisions: Decisions | None = None,
) -> ReportContents:
    """Return what a report says of the run that *folder* holds.

    Args:
        folder: of the run; the stream in it does, too.
        earlier: what it is held against.
        epoch: seconds since 1970 that take the wall's place, so that the same outcome gives the same bytes.
        decisions: where scenarios hold on every configuration, beside what the run itself has decided.

    Raises:
        BadInput: there is no run, or it cannot be read as it was written.
    """
    with collector_paused():
        stream = read_stream(folder)
        making = _Making(stream.documents.values())
        for case in stream.cases:
            making.ran(case, folder if folder.is_dir() else folder.parent)
        return making.contents(stream, facts_of_run(stream, epoch), earlier, decisions)


def contents_of_features(paths: Iterable[Path], *, decisions: Decisions | None = None) -> ReportContents:
    """Return what a report says of the features in *paths*, files or folders: the specification, without a run.

    Args:
        paths: of the features.
        decisions: where scenarios hold on every configuration.

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
    return making.contents(None, facts_of_features(), None, decisions)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each feature file in *path* with its name, which begins with that of the folder."""
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(each for each in path.rglob("*.feature*") if each.name.endswith((".feature", MARKDOWN))):
        yield file, (Path(path.name) / file.relative_to(path)).as_posix()


class _Making:
    """Contents in the making.

    Args:
        documents: the features, as gherkin gives them.
    """

    def __init__(self, documents: Iterable[dict[str, Any]]) -> None:
        self._pool = Pool()
        self._writer = ScenarioWriter(self._pool)
        self._features: dict[str, int] = {}
        self._reported: list[ReportedFeature] = []
        self._rules: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._keywords: dict[str, str] = {}
        self._scenarios: list[ReportedScenario] = []
        self._written: list[WrittenScenario] = []
        self._personal: Facts = []
        for document in sorted(documents, key=lambda each: each["uri"]):
            self._add(document)

    def _add(self, document: dict[str, Any]) -> None:
        feature, uri = document["feature"], document["uri"]
        self._features[uri] = len(self._reported)
        tags = [tag["name"].removeprefix("@") for tag in feature["tags"]]
        self._reported.append(ReportedFeature(uri, feature["name"], _unwrapped(feature["description"]), tags))
        for rule, node in _nodes(feature):
            self._rules[node["id"]], self._names[node["id"]] = rule, node["name"]
            self._keywords.update((step["id"], step["keyword"].strip()) for step in node["steps"])

    def ran(self, case: RanScenario, folder: Path) -> None:
        """Add a scenario that was run, with what its recording in *folder* shows."""
        scenario = self._scenario(case.pickle, case.outcome)
        scenario.steps = self._writer.ran(case, self._keywords)
        scenario.trace = case.trace
        found = recorded_events(folder / case.trace) if case.trace else None
        scenario.events = self._writer.events(found) if found else None
        if found and found.personal_data:
            self._personal = [PERSONAL]

    def not_run(self, pickle: dict[str, Any]) -> None:
        """Add a scenario that was not run."""
        self._scenario(pickle, NOT_RUN).steps = self._writer.not_run(pickle, self._keywords)

    def _scenario(self, pickle: dict[str, Any], outcome: str) -> ReportedScenario:
        tags = tags_of(pickle)
        node = pickle["astNodeIds"][0]
        feature, rule = self._features[pickle["uri"]], self._rules[node]
        reported = ReportedScenario(pickle["id"], feature, rule, pickle["name"], tags, clauses_among(tags), outcome, [])
        self._scenarios.append(reported)
        self._written.append(WrittenScenario(pickle["uri"], pickle["location"]["line"], self._names[node]))
        return reported

    def contents(
        self, stream: Stream | None, facts: Facts, earlier: EarlierReport | None, decisions: Decisions | None
    ) -> ReportContents:
        """Return it whole, with a section for each row of the table; *stream* of the run, None without one."""
        facts = [*facts, *self._personal]
        material = Material(
            ran=stream is not None,
            features=[each.uri for each in self._reported],
            scenarios=self._scenarios,
            written=self._written,
            played=[] if stream is None else stream.played,
            facts=facts,
            earlier=earlier,
            decisions=decisions,
        )
        made = [(each, each.made_from(material)) for each in SECTIONS]
        offered = [(each, data) for each, data in made if data is not None]
        return ReportContents(
            kit=version("callbook"),
            facts=facts,
            ran=material.ran,
            broken_off="" if stream is None else stream.broken_off,
            features=self._reported,
            refused=[] if stream is None else [(each.source.uri, each.message) for each in stream.parse_errors],
            texts=self._pool.texts,
            sections=[(each.name, each.title) for each, _ in offered],
            data={each.name: data for each, data in offered},
        )


def _nodes(feature: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield Backgrounds and scenarios, each with the name of its rule."""
    for child in feature["children"]:
        rule = child.get("rule")
        for inner in rule["children"] if rule else (child,):
            yield rule["name"] if rule else "", inner.get("scenario") or inner["background"]


def _unwrapped(description: str) -> str:
    return " ".join(description.split())
