"""What is to be true of a log that was made anonymous, found by other means than those that made it so."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callbook.logs.anonymity.anonymizer import Anonymizer
from callbook.logs.importing import ImportRequest, LogImport
from callbook.logs.recording import write_import
from callbook.record import read_trace
from callbook.verification import conform

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.logs.anonymity.anonymizer import Anonymized
    from callbook.record import Trace

KEY = b"a key of sixteen characters"


def anonymous(log: Path, to: Path, center: ContactCenter, key: bytes = KEY) -> Anonymized:
    """Write the recording of a log, made anonymous; return what was done."""
    done = write_import(to, LogImport(ImportRequest(paths=(log,), center=center)), key)
    assert done is not None
    return done


def originals(center: ContactCenter, log: Path) -> set[str]:
    """Return what is personal in a log: values of certain keys, and who works there."""
    text = log.read_text(encoding="utf-8")
    keys = r"customer_number|contact_name|reason|FirstName|telephone|WCBCustomerNumber"
    values = re.findall(rf"'(?:{keys})'(?: \[str\] = \"|\t')([^\"'\n]+)[\"']", text)
    people = {word for agent in center.agents for word in (agent.id, agent.name, agent.dn)}
    return {each for each in {*values, *people} if len(each) > 3}


def left_in(recording: Path, personal: set[str]) -> list[str]:
    """Return what of the originals still stands in a recording; a short number that counts something is none."""
    text = re.sub(r"(?<=[:,\[])\d{1,5}(?=[,}\]])", "0", recording.read_text(encoding="utf-8"))
    return [each for each in sorted(personal) if _is_left(text, each)]


def _is_left(text: str, original: str) -> bool:
    digits = re.sub(r"\D", "", original)
    if len(digits) > 5 and digits in re.sub(r"(?<=\d)[ -](?=\d)", "", text):
        return True
    return re.search(rf"(?<![^\W_]){re.escape(original)}(?![^\W_])", re.sub(r'"at":"[^"]*"', "", text)) is not None


def again(recording: Path, done: Anonymized) -> bool:
    """Return whether a recording that is anonymous stays as it is when it is made so."""
    lines = b"".join(recording.read_bytes().splitlines(keepends=True)[1:-1])
    found = io.BytesIO()
    return (done.head, lines) == (Anonymizer(KEY, done.head).between(io.BytesIO(lines), found).head, found.getvalue())


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a recording, whoever its people are.

    Attributes:
        findings: verdict, clause, entry, line, invitation's entry, agent's place among the agents, whether assumed.
        counts: how many agents, stays and judged stays there are.
    """

    findings: tuple[tuple[object, ...], ...]
    counts: tuple[int, int, int]


def judged(trace: Trace) -> Judged:
    """Return what is said of a recording by its own contact centre."""
    found = conform(trace)
    places = {agent.id: place for place, agent in enumerate(trace.head.contact_center.agents)}
    findings: list[tuple[Any, ...]] = [
        (str(each.verdict), each.clause, each.place.entry, each.place.line,
         each.invitation and each.invitation.entry, places.get(each.agent, -1), each.assumed)
        for each in found.findings
    ]  # fmt: skip
    return Judged(tuple(findings), (len(found.agents), found.stays, found.judged))


def judged_both(log: Path, folder: Path, center: ContactCenter) -> tuple[Judged, Judged]:
    """Return what is said of a log, and what of the same made anonymous."""
    write_import(folder / "plain.ndjson", LogImport(ImportRequest(paths=(log,), center=center)))
    anonymous(log, folder / "anonymous.ndjson", center)
    return judged(read_trace(folder / "plain.ndjson")), judged(read_trace(folder / "anonymous.ndjson"))
