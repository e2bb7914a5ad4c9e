"""Reading a feature file: what pytest-bdd runs, plus the lines and checks that it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gherkin.errors import ParserError
from pytest_bdd import feature as pytest_bdd_feature
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import GherkinDocument
from pytest_bdd.parser import FeatureParser

from callbook.configuration import clause_ids
from callbook.core import BadInput
from callbook.pytest_plugin.collect.outline import placeholders_in, placeholders_of, refuse_outline
from callbook.pytest_plugin.collect.spans import Spans, spans_of
from callbook.record import FeatureDocument, document_in, media_types_in

if TYPE_CHECKING:
    from pytest_bdd.gherkin_parser import Child, Rule, Scenario, Tag
    from pytest_bdd.parser import Feature


@dataclass(frozen=True, slots=True)
class ExamplesRow:
    """One row of an Examples table: its line and the tags of its table."""

    line: int
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """One scenario as it stands in the file.

    Attributes:
        name: as written.
        line: where it begins, counted from 1.
        tags: of the feature, the rule and the scenario.
        rows: of all Examples tables, in order; empty for a plain scenario.
        spans: the lines that stand for it.
    """

    name: str
    line: int
    tags: frozenset[str]
    rows: tuple[ExamplesRow, ...]
    spans: Spans


class _KeepingParser(FeatureParser):
    """pytest-bdd's parser, which also keeps the document with its lines: one parse serves all who read it.

    Args:
        path: the file.
        shown_as: its name in the run.
    """

    document: GherkinDocument
    of_cucumber: FeatureDocument

    def __init__(self, path: Path, shown_as: str) -> None:
        super().__init__(str(path.parent), path.name)
        self._path = path
        self._shown_as = shown_as

    def _parse_feature_file(self) -> GherkinDocument:
        """Return what is Gherkin; what is none is left to pytest-bdd, which says why in words of its own."""
        try:
            self.of_cucumber = document_in(self._path.read_text(encoding="utf-8-sig"), self._shown_as)
        except ParserError:
            return super()._parse_feature_file()
        self.document = GherkinDocument.from_dict(self.of_cucumber.document)
        _tell_apart(self.document)
        return self.document


def _tell_apart(document: GherkinDocument) -> None:
    """Put the rule before the name of a scenario that has a namesake elsewhere in the feature: tests have one name."""
    children = document.feature.children
    within = [(child.rule.name, inner.scenario) for child in children if child.rule for inner in child.rule.children]
    names = Counter(child.scenario.name for child in children if child.scenario)
    names.update(scenario.name for _, scenario in within if scenario)
    for rule, scenario in within:
        if scenario and names[scenario.name] > 1:
            scenario.name = f"{rule}: {scenario.name}"


def read_feature(path: Path, shown_as: str) -> tuple[Feature, tuple[ScenarioText, ...], FeatureDocument]:
    """Return what stands in the feature file at *path*.

    Args:
        path: absolute.
        shown_as: how errors name the file.

    Returns:
        pytest-bdd's feature (which its `scenario()` will also find), the scenarios with lines, Cucumber's document.

    Raises:
        BadInput: the text is no Gherkin, holds no scenario, or a scenario that would test nothing or be lost.
        Unknown: a tag looks like a clause and is none.
    """
    parser = _KeepingParser(path, shown_as)
    feature = _parsed(parser, path, shown_as)
    pytest_bdd_feature.features[feature.filename] = feature
    scenarios = tuple(_scenarios(parser.document, media_types_in(parser.of_cucumber), shown_as))
    if not scenarios:
        raise BadInput("feature file", shown_as, accepted="a feature with at least one scenario")
    _refuse_twins(scenarios, shown_as)
    return feature, scenarios, parser.of_cucumber


def _parsed(parser: FeatureParser, path: Path, shown_as: str) -> Feature:
    try:
        if not _has_content(path):
            raise BadInput("empty feature file", shown_as, accepted="Gherkin, beginning with Feature:")
        return parser.parse()
    except GherkinParseError as error:
        place = f"{shown_as}:{error.line}"
        raise BadInput("line", error.line_content.strip(), where=place, why=error.message.rstrip(".")) from error
    except UnicodeDecodeError as error:
        raise BadInput("feature file", shown_as, accepted="text in UTF-8") from error


def _has_content(path: Path) -> bool:
    lines = (line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return any(line and not line.startswith("#") for line in lines)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a scenario has from its feature and its rule: tags, and the placeholders of their Backgrounds."""

    tags: frozenset[str]
    placeholders: frozenset[str]


def _scenarios(document: GherkinDocument, media_types: Mapping[int, str], shown_as: str) -> Iterator[ScenarioText]:
    feature = document.feature
    spans = spans_of(feature)
    of_feature = _Around(_tags(feature.tags, shown_as), _of_background(feature.children))
    for scenario, around in _with_rules(feature.children, of_feature, shown_as):
        of_media_types = (media_types.get(step.location.line, "") for step in scenario.steps)
        used = around.placeholders.union(*map(placeholders_in, of_media_types))
        refuse_outline(scenario, used, feature.language, shown_as)
        yield _scenario(scenario, around.tags, spans[scenario.location.line], shown_as)


def _with_rules(children: list[Child], of_feature: _Around, shown_as: str) -> Iterator[tuple[Scenario, _Around]]:
    for child in children:
        if child.rule:
            around = _in_rule(child.rule, of_feature, shown_as)
            yield from ((inner.scenario, around) for inner in child.rule.children if inner.scenario)
        elif child.scenario:
            yield child.scenario, of_feature


def _in_rule(rule: Rule, of_feature: _Around, shown_as: str) -> _Around:
    tags = of_feature.tags | _tags(rule.tags, shown_as)
    return _Around(tags, of_feature.placeholders | _of_background(rule.children))


def _of_background(children: Iterable[Child]) -> frozenset[str]:
    steps = (step for child in children if child.background for step in child.background.steps)
    return frozenset[str]().union(*map(placeholders_of, steps))


def _scenario(scenario: Scenario, inherited: frozenset[str], spans: Spans, shown_as: str) -> ScenarioText:
    line = scenario.location.line
    if not scenario.steps:
        where = f"{shown_as}:{line}"
        raise BadInput("scenario without steps", scenario.name, where=where, accepted="at least one step")
    rows = tuple(_rows(scenario, shown_as))
    return ScenarioText(scenario.name, line, inherited | _tags(scenario.tags, shown_as), rows, spans)


def _rows(scenario: Scenario, shown_as: str) -> Iterator[ExamplesRow]:
    for table in scenario.examples:
        tags = _tags(table.tags, shown_as)
        yield from (ExamplesRow(row.location.line, tags) for row in table.table_body or ())


def _tags(tags: list[Tag], shown_as: str) -> frozenset[str]:
    for tag in tags:
        clause_ids(frozenset({_bare(tag)}), where=f"{shown_as}:{tag.location.line}")
    return frozenset(map(_bare, tags))


def _bare(tag: Tag) -> str:
    return tag.name.removeprefix("@")


def _refuse_twins(scenarios: tuple[ScenarioText, ...], shown_as: str) -> None:
    """Two scenarios of one name would become one test: pytest-bdd keeps only the last."""
    first_of: dict[str, ScenarioText] = {}
    for scenario in scenarios:
        first = first_of.setdefault(scenario.name, scenario)
        if first is not scenario:
            where = f"{shown_as}:{first.line} and {shown_as}:{scenario.line}"
            raise BadInput("scenario name", scenario.name, where=where, accepted="a name of its own for each scenario")
