"""The configuration map: scenarios by the share of configurations on which each holds, and what decides it.

One file that opens from a disk, asks no network for anything, and has no script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import counted, percent
from callbook.record import FINDING_WORDS, xml_element, xml_escaped
from callbook.verification.everywhere.bar_of_shares import bar_of_shares, kind_of
from callbook.verification.styles import style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callbook.record import Decision, DecisionRow, OutcomeFound

_TITLE = "The configuration map"
_COLUMNS = ("scenario", "holds in", "decided", "runs", "findings")


def configuration_map(decisions: Sequence[Decision]) -> str:
    """Return the page of what was decided."""
    style = style_of("everywhere")
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{xml_element("title", _TITLE)}'
        f"<style>{style}</style>"
    )
    body = (
        xml_element("h1", _TITLE),
        xml_element("p", xml_escaped(_summary(decisions)), class_="soft"),
        _overview(decisions),
        *(_section(each, number) for number, each in enumerate(decisions)),
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{"".join(body)}</body></html>\n'


def _summary(decisions: Sequence[Decision]) -> str:
    findings = [found for each in decisions for found in each.findings]
    runs = sum(each.runs for each in decisions)
    open_ones = f"{counted(len(findings), 'finding')}, {sum(found.is_open for found in findings)} open"
    return (
        f"{counted(len(decisions), 'scenario')}, each on every configuration of privileges and options, decided by "
        f"{counted(runs, 'run')}. Every combination weighs the same. {open_ones}."
    )


def _overview(decisions: Sequence[Decision]) -> str:
    names = "".join(xml_element("th", name, class_=None if name == "scenario" else "number") for name in _COLUMNS)
    rows = "".join(_overview_row(each, number) for number, each in enumerate(decisions))
    return xml_element("table", f"<thead>{xml_element('tr', names)}</thead><tbody>{rows}</tbody>")


def _overview_row(each: Decision, number: int) -> str:
    link = xml_element("a", xml_escaped(f"{each.scenario.name} ({each.scenario.place})"), href=f"#scenario-{number}")
    holds = sum(found.share for found in each.outcomes if found.holds)
    findings = str(len(each.findings)) if each.findings else "none"
    cells = (percent(holds), percent(1 - each.undecided), f"{each.runs:,}", findings)
    return xml_element(
        "tr", xml_element("td", link) + "".join(xml_element("td", cell, class_="number") for cell in cells)
    )


def _section(each: Decision, number: int) -> str:
    facts = [
        ("where", each.scenario.place),
        ("clauses", ", ".join(each.scenario.clauses) or "none"),
        ("configurations", f"{each.configurations:,}"),
        ("runs", f"{each.runs:,}"),
        ("it sets by itself", ", ".join(each.pinned) or "nothing"),
    ]
    if each.undecided:
        facts.append(("not decided", percent(each.undecided)))
    listed = "".join(xml_element("dt", name) + xml_element("dd", xml_escaped(text)) for name, text in facts)
    body = (
        xml_element("h2", xml_escaped(each.scenario.name)),
        bar_of_shares(each, "bar"),
        xml_element("dl", listed),
        *map(_outcome, each.outcomes),
    )
    return xml_element("section", "".join(body), id=f"scenario-{number}")


def _outcome(found: OutcomeFound) -> str:
    color = {"holds": "good", "fails": "bad", "finding": "warn"}[kind_of(found)]
    verb = "holds" if found.holds else "fails"
    share = xml_element("strong", f"{verb} in {percent(found.share)}", class_=color)
    said = "" if found.holds else xml_escaped(f": {found.outcome}")
    return xml_element("div", f"{share}{said}{''.join(_details(found))}", class_=f"outcome {kind_of(found)}-edge")


def _details(found: OutcomeFound) -> Iterator[str]:
    if found.finding:
        listed = f" (listed: {found.listed})" if found.listed else ""
        yield xml_element("p", xml_escaped(f"Finding: {FINDING_WORDS[found.finding]}{listed}."), class_="warn")
    rows = "".join(map(_row, found.rows))
    yield xml_element("ul", rows) if rows else xml_element("p", "everywhere", class_="soft")
    example = ", ".join(f"{name} = {value or 'empty'}" for name, value in found.example.items())
    yield xml_element("p", xml_escaped(f"For example: {example or 'the usual configuration'}."), class_="soft")


def _row(row: DecisionRow) -> str:
    return xml_element("li", xml_escaped(" and ".join(row.conditions))) if row.conditions else ""
