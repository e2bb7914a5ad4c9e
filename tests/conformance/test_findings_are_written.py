"""Findings for people and for machines: lines, plain data, SARIF, JUnit XML, and a page without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs
from tests.conformance.damaged import without
from tests.conformance.stories import AUTO_DIAL, as_log, center, judged, number_of, played

from callbook.core import Assumptions
from callbook.record import LogFile, LogSource
from callbook.verification import (
    Conformance,
    as_mapping,
    conform,
    conformance_page,
    finding_lines,
    junit,
    sarif,
    settle,
    summary_lines,
)
from callbook.verification.conformance.deviations import Story

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def found() -> Conformance:
    """Return what is said of a story with a violation, an assumed one, a suspicion, and what cannot be judged."""
    trace = played(Story.rescheduled_at_once)
    options = {**AUTO_DIAL, "webcallback.reschedule-queue": "rescheduled"}
    first = judged(trace, options, without=["Can Reschedule Before Call"])
    findings = tuple(replace(each, assumed=True) if each.clause == "O13" else each for each in first.findings)
    return replace(first, findings=findings)


def test_a_finding_is_told_in_lines(found: Conformance) -> None:
    """What is only assumed says so."""
    finding = next(each for each in found.failing if each.clause == "P5")
    assert list(finding_lines(finding)) == [
        f"violates P5: rescheduled at {finding.place} (anna, 4UR9HGNS00000001)",
        "    expected that it is refused: the privilege 'Can Reschedule Before Call' is missing",
        "    got RequestChangeProperties",
        "    decided by roles: Personal role of anna",
        f"    invited at {finding.invitation}",
    ]
    assumed = next(each for each in found.findings if each.clause == "O13")
    assert next(iter(finding_lines(assumed))).startswith("violates O13 (assumed): rescheduled at ")


def test_what_conforms_is_counted_by_clause(found: Conformance) -> None:
    """In the order of the register."""
    conforming, counts = summary_lines(found)
    assert conforming.startswith("conforms: P1 x 2, ")
    assert counts.startswith("1 callback at 1 desktop, 1 judged: 2 violates, 1 suspect, ")
    (alone,) = summary_lines(conform(replace(found.trace, entries=())))
    assert alone == "0 callbacks at 0 desktops, 0 judged: 0 violates, 0 suspect, 0 conforms, 0 cannot be judged"


def test_plain_data_hold_everything(found: Conformance) -> None:
    """The assumptions as well, where they were asked for."""
    plain = as_mapping(found, settle(found))
    assert (plain["callbacks"], plain["judged"], plain["agents"]) == (1, 1, ["anna"])
    assert plain["clauses"]["P5"] == {"violates": 1}
    assert {each["clause"] for each in plain["findings"]} == {"P5", "O7", "O13"}
    assert {each["clause"] for each in as_mapping(found, assumed=False)["findings"]} == {"P5", "O7"}
    assert len(plain["assumptions"]) > 80


def test_sarif_has_a_rule_for_each_clause(found: Conformance) -> None:
    """A suspicion is a warning, what is assumed a note."""
    run = sarif([found], "1.0")["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["P5", "O7", "O13"]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels == {"P5": "error", "O7": "warning", "O13": "note"}
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    assert {result["ruleId"] for result in sarif([found], "1.0", assumed=False)["runs"][0]["results"]} == {"P5", "O7"}


def uris(found: Conformance) -> set[str]:
    """Return the paths in the SARIF of what was found."""
    results = sarif([found], "1.0")["runs"][0]["results"]
    return {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}


def test_the_paths_in_it_are_relative(found: Conformance, tmp_path: Path) -> None:
    """Nobody learns how a machine is laid out."""
    assert uris(found) == {"recording"}
    in_folder = replace(found, trace=replace(found.trace, file=str(tmp_path / "of monday.ndjson")))
    assert uris(in_folder) == {"of%20monday.ndjson"}
    assert uris(replace(found, trace=replace(found.trace, file="logs/a.ndjson"))) == {"logs/a.ndjson"}
    session = judged(as_log(played(Story.logged_off)), {"login.webcallback.can-unactivate-channel": "false"})
    (result,) = sarif([session], "1.0")["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "wde.log"
    assert "relatedLocations" not in result


def test_junit_has_a_test_for_each_clause(found: Conformance) -> None:
    """What fails no run is skipped, with its reason."""
    (suite,) = ET.fromstring(junit([found]))  # noqa: S314 - our own text
    assert (suite.get("failures"), suite.get("skipped"), suite.get("errors")) == ("1", "2", "0")
    assert suite.get("tests") == str(len(found.findings)) == str(len(suite))
    failed = [case.get("name", "") for case in suite if case.find("failure") is not None]
    assert [name[:16] for name in failed] == ["P5: rescheduled "]
    assert {case.get("classname") for case in suite} == {"anna.session", "anna.4UR9HGNS00000001"}


def test_every_link_of_the_page_leads_somewhere(found: Conformance) -> None:
    """From counts to findings, from findings to rungs; and nothing runs on it."""
    page = conformance_page(found, settle(found))
    links, anchors = set(re.findall(r'href="#([^"]+)"', page)), set(re.findall(r' id="([^"]+)"', page))
    assert len(links) > 3
    assert sorted(links - anchors) == []
    assert "<script" not in page
    assert "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';" in page
    assert "network_reached_after" in page


def test_what_is_only_assumed_can_be_hidden(found: Conformance) -> None:
    """The result stays."""
    assert "#O13-violates" in conformance_page(found)
    hidden = conformance_page(found, assumed=False)
    assert ("#O13-violates" in hidden, "violates 1 clause" in hidden) == (False, True)


def test_names_from_a_log_are_escaped_on_it() -> None:
    """A log of an installation holds personal data, which the page says."""
    trace = as_log(played(Story.declined))
    log = LogSource(files=(LogFile(name="<b>.log", kind="wde"),))
    page = conformance_page(judged(replace(trace, head=structs.replace(trace.head, log=log)), without=["Can Decline"]))
    assert ("<b>" in page, "&lt;b&gt;.log:" in page) == (False, True)
    assert "holds personal data" in page
    open_log = structs.replace(log, personal_data=False)
    shared = conformance_page(judged(replace(trace, head=structs.replace(trace.head, log=open_log))))
    assert "holds personal data" not in shared
    assert "Everything that could be judged conforms." in shared


def test_a_page_of_nothing_says_so() -> None:
    """And why."""
    trace = played(Story.accepted)
    nothing = conform(without(trace, [number_of(trace, "EventInvite")]), center(), assumptions=Assumptions())
    page = conformance_page(nothing)
    assert "its invitation is not in the log" in page
    assert ">nothing could be judged<" in conformance_page(conform(replace(trace, entries=())))
    assert "cannot be judged: a callback at" in junit([nothing])
