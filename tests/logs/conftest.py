"""Logs to read: written from recordings of the kit, and by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from callbook.core import MessageSent
from callbook.logs.exporting import LOG_FORMS, log_of
from callbook.logs.grammar import WDE
from callbook.logs.importing import ImportRequest, LogImport
from callbook.logs.seen_by import clients_in, seen_by
from callbook.messages import to_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.logs.seen_by import Sight
    from callbook.record import Trace

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).parent / "samples"
GOLDEN = tuple(sorted((ROOT / "features").rglob("*.trace.ndjson")))
CALLBACK = ROOT / "features" / "flows" / "a_callback_from_form_to_done.trace.ndjson"

Row = tuple[int, str, str, str, dict[str, Any]]


def read(*paths: Path, **options: Any) -> LogImport:  # noqa: ANN401 - what an ImportRequest takes
    """Give an import that has been read to its end."""
    logs = LogImport(ImportRequest(paths=paths, **options))
    for _ in logs.entries():
        pass
    return logs


def entries(*paths: Path, **options: Any) -> list[MessageSent]:  # noqa: ANN401 - what an ImportRequest takes
    """Give what an import reads."""
    return list(LogImport(ImportRequest(paths=paths, **options)).entries())


def rows(found: list[MessageSent]) -> list[Row]:
    """Give entries without their numbers, causes and origins."""
    return [(each.at, each.wire, each.sender, each.receiver, _plain(each.message)) for each in found]


def _plain(message: Any) -> dict[str, Any]:  # noqa: ANN401 - a message, live or read
    return cast("dict[str, Any]", message) if isinstance(message, dict) else to_mapping(message)


def written(trace: Trace, folder: Path) -> Iterator[tuple[Path, list[Row]]]:
    """Write every log of a recording; give each with the messages that it holds and an import must find."""
    for form, kind in LOG_FORMS.items():
        for client in clients_in(trace.entries) if kind is WDE else ("",):
            sights = seen_by(trace.entries, kind, client)
            if sights:
                path = folder / f"{form}.{client}.log"
                path.write_text(log_of(trace, form, client), encoding="utf-8", newline="")
                yield path, [_row(sight) for sight in _of_the_channel(sights) if _is_named(sight, sights, client)]


def _row(sight: Sight) -> Row:
    entry = sight.entry
    return sight.at, entry.wire, entry.sender, entry.receiver, to_mapping(sight.message)


def _is_named(sight: Sight, sights: list[Sight], client: str) -> bool:
    """Return whether a log says who a client is: a server's log does not of one whose login is lost."""
    name = sight.client
    known = any(each.client == name and each.message.name != "RequestAgentLogout" for each in sights)
    return bool(client) or known


def _of_the_channel(sights: list[Sight]) -> Iterator[Sight]:
    """Give what is not about interactions of other media."""
    foreign: set[object] = set()
    asked: set[object] = set()
    for sight in sights:
        message: Any = sight.message
        held = getattr(message, "Interaction", None) or message
        identifier, medium = getattr(held, "InteractionId", None), getattr(held, "MediaType", None)
        reference = (sight.client, getattr(message, "ReferenceId", None))
        if medium not in {None, "webcallback"} or identifier in foreign:
            foreign.add(identifier or object())
            asked |= {reference} if message.name.startswith("Request") else set()
        elif message.name in {"EventAck", "EventError"} and reference in asked:
            asked.discard(reference)
        else:
            yield sight
