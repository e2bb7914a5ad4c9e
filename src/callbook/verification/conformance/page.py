"""The conformance page: clauses by verdicts, each finding linked to the ladder of its interaction, at its rung.

One file that opens from a disk, asks no network for anything, and has no script.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from callbook.configuration import CLAUSES, CLAUSES_BY_ID
from callbook.core import MessageSent, counted
from callbook.record import ladder_svg, xml_element, xml_escaped
from callbook.verification.conformance.verdicts import Verdict
from callbook.verification.conformance.wording import shown
from callbook.verification.styles import style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.core import Entry
    from callbook.verification.conformance.judging import Conformance
    from callbook.verification.conformance.settling import Settled
    from callbook.verification.conformance.verdicts import Finding

_CLASS: Final = {
    Verdict.VIOLATES: "violates",
    Verdict.SUSPECT: "suspect",
    Verdict.CONFORMS: "conforms",
    Verdict.UNJUDGED: "unjudged",
}
_PERSONAL: Final = "This page was made of a log of a real installation and holds personal data."
_MOST: Final = 200
"""How many ladders a page draws."""
_Stay = tuple[str, str]


def conformance_page(judged: Conformance, settled: Iterable[Settled] = (), *, assumed: bool = True) -> str:
    """Return the page of one recording.

    Args:
        judged: what was found.
        settled: what it says of assumptions; nothing where that was not asked for.
        assumed: whether violations that rest on an assumption are shown.
    """
    findings = [each for each in judged.findings if assumed or not (each.assumed and each.verdict is Verdict.VIOLATES)]
    stays = _stays(shown(judged, assumed=assumed))
    title = f"Conformance: {judged.trace.file or judged.trace.name}"
    style = style_of("conformance")
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    body = (
        xml_element("h1", xml_escaped(title)),
        _personal(judged),
        _facts(judged),
        xml_element("h2", "Clauses"),
        _clauses(findings),
        xml_element("h2", "Findings"),
        _findings(judged, assumed=assumed, stays=stays),
        _assumptions(settled),
        xml_element("h2", "Ladders") if stays else "",
        *(_ladder(judged, stay, number) for number, stay in enumerate(list(stays)[:_MOST])),
    )
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{xml_element("title", xml_escaped(title))}'
        f"<style>{style}</style>"
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{"".join(body)}</body></html>\n'


def _stays(findings: Iterable[Finding]) -> dict[_Stay, int]:
    """Return the parts of the log of which a ladder is drawn, numbered."""
    found = dict.fromkeys((each.agent, each.interaction) for each in findings)
    return {stay: number for number, stay in enumerate(found)}


def _personal(judged: Conformance) -> str:
    log = judged.trace.head.log
    return xml_element("p", _PERSONAL, class_="warning") if log is not None and log.personal_data else ""


def _facts(judged: Conformance) -> str:
    rows = (
        ("contact centre", judged.center.name),
        ("desktops", ", ".join(judged.agents) or "none"),
        ("callbacks", f"{judged.stays}, of which {judged.judged} could be judged"),
        ("result", _result(judged)),
    )
    return xml_element(
        "dl", "".join(xml_element("dt", name) + xml_element("dd", xml_escaped(text)) for name, text in rows)
    )


def _result(judged: Conformance) -> str:
    if judged.failing:
        return f"violates {counted(len({each.clause for each in judged.failing}), 'clause')}"
    return "conforms" if judged.anything_judged else "nothing could be judged"


def _clauses(findings: Iterable[Finding]) -> str:
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for finding in findings:
        counts[finding.clause][finding.verdict] += 1
    head = xml_element("tr", xml_element("th", "clause") + xml_element("th", "what it demands") + "".join(
        xml_element("th", str(verdict), class_="count") for verdict in Verdict
    ))  # fmt: skip
    rows = (_clause_row(clause.id, counts[clause.id]) for clause in CLAUSES if clause.id in counts)
    return xml_element("table", f"<thead>{head}</thead><tbody>{''.join(rows)}</tbody>")


def _clause_row(clause: str, counts: Counter[Verdict]) -> str:
    cells = "".join(xml_element("td", _count(clause, verdict, counts[verdict]), class_="count") for verdict in Verdict)
    text = xml_escaped(CLAUSES_BY_ID[clause].text)
    return xml_element("tr", xml_element("th", clause) + xml_element("td", text) + cells)


def _count(clause: str, verdict: Verdict, count: int) -> str:
    if not count:
        return " "
    if verdict is Verdict.CONFORMS:
        return xml_element("span", str(count), class_=_CLASS[verdict])
    return xml_element("a", str(count), href=f"#{_anchor(clause, verdict)}", class_=_CLASS[verdict])


def _anchor(clause: str, verdict: Verdict) -> str:
    return f"{clause or 'all'}-{_CLASS[verdict]}"


def _findings(judged: Conformance, *, assumed: bool, stays: dict[_Stay, int]) -> str:
    found = shown(judged, assumed=assumed)
    if not found:
        return xml_element("p", "Everything that could be judged conforms.")
    anchored: set[str] = set()
    return xml_element("ul", "".join(_finding(each, stays, anchored) for each in found))


def _finding(finding: Finding, stays: dict[_Stay, int], anchored: set[str]) -> str:
    anchor: str | None = _anchor(finding.clause, finding.verdict)
    anchor = None if anchor in anchored else anchor
    anchored.add(anchor or "")
    number = stays[finding.agent, finding.interaction]
    said = xml_element(
        "span", xml_escaped(f"{finding.verdict} {finding.clause}".rstrip()), class_=_CLASS[finding.verdict]
    )
    place = xml_element("a", xml_escaped(str(finding.place)), href=f"#ladder-{number}-{finding.place.entry}")
    mark = " (assumed)" if finding.assumed else ""
    rows = (
        ("expected", finding.expected),
        ("got", finding.got),
        ("decided by", finding.level),
        ("why", finding.why),
        ("desktop", finding.agent),
        ("interaction", finding.interaction),
        ("invited at", "" if finding.invitation is None else str(finding.invitation)),
    )
    facts = "".join(xml_element("dt", name) + xml_element("dd", xml_escaped(text)) for name, text in rows if text)
    line = f"{said}{mark}: {xml_escaped(finding.what)} at {place}"
    return xml_element("li", line + xml_element("dl", facts), id=anchor, class_=f"{_CLASS[finding.verdict]}-edge")


def _assumptions(settled: Iterable[Settled]) -> str:
    rows = "".join(
        xml_element(
            "tr",
            xml_element("th", xml_escaped(each.row.name))
            + xml_element("td", xml_escaped(f"{each.row.clause}: {each.row.text}"))
            + xml_element("td", xml_escaped(str(each.row.value)))
            + xml_element("td", xml_escaped(str(each.answer)))
            + xml_element("td", xml_escaped(", ".join(map(str, each.places[:3]))) or " "),
        )
        for each in settled
    )
    if not rows:
        return ""
    names = ("assumption", "what is assumed", "value", "this log", "at")
    head = xml_element("tr", "".join(xml_element("th", name) for name in names))
    return xml_element("h2", "Assumptions") + xml_element("table", f"<thead>{head}</thead><tbody>{rows}</tbody>")


def _ladder(judged: Conformance, stay: _Stay, number: int) -> str:
    agent, interaction = stay
    entries = list(_entries(judged, agent, interaction))
    places = [each.place.entry for each in judged.findings if (each.agent, each.interaction) == stay]
    grave = [each.place.entry for each in judged.failing if (each.agent, each.interaction) == stay]
    name = interaction or "the session"
    drawn = ladder_svg(entries, title=f"{agent}: {name}", marked=(grave or places)[0])
    drawn = drawn.replace('data-entry="', f'id="ladder-{number}-')
    return xml_element("h3", xml_escaped(f"{agent}: {name}")) + xml_element("figure", drawn)


def _entries(judged: Conformance, agent: str, interaction: str) -> Iterator[Entry]:
    """Yield the messages of one part of the log: those of the agent's desktop from the first to the last of it."""
    numbers = judged.entries_of.get((agent, interaction), frozenset())
    for entry in judged.trace.entries:
        if isinstance(entry, MessageSent) and entry.number in numbers:
            yield entry
