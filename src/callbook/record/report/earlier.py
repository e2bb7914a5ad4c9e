"""Reads an earlier report, to hold a later one against it: its page, the folder of its run, or that run's stream."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from typing import TYPE_CHECKING, Final
from zlib import decompressobj
from zlib import error as ZlibError  # noqa: N812 - an exception, which zlib writes small

import msgspec

from callbook.core import BadInput
from callbook.record.report.changes import EarlierReport, keys_of
from callbook.record.report.contents import contents_of_run

if TYPE_CHECKING:
    from pathlib import Path

_DATA: Final = re.compile(rb'id="data">([A-Za-z0-9+/=]*)</script>')
_PAGE: Final = b"<!doctype html"
_MOST: Final = 200_000_000
"""Bytes that the data of a page may have unpacked; that of the kit's own scenarios has a fiftieth of it."""
_WHERE: Final = "--since"
_ACCEPTED: Final = "a page that `callbook report` has written of a run, the folder of a run, or its messages.ndjson"


class _Feature(msgspec.Struct):
    uri: str


class _Scenario(msgspec.Struct):
    feature: int
    rule: str
    name: str
    outcome: str


class _Page(msgspec.Struct):
    """What is read of a page's data; those of earlier versions say nothing of their run at their head."""

    ran: bool
    features: list[_Feature]
    scenarios: list[_Scenario]
    facts: list[tuple[str, str]] = []


def earlier_report(path: Path) -> EarlierReport:
    """Return what a report said of a run: *path* is its page, the folder of the run, or the stream in it.

    Raises:
        BadInput: it is none of these, or not as it was written.
    """
    page = _page(path) if path.is_file() else None
    if page is not None:
        named = [(page.features[each.feature].uri, each.rule, each.name) for each in page.scenarios]
        outcomes = (each.outcome for each in page.scenarios)
        return EarlierReport(path.name, page.facts, dict(zip(keys_of(named), outcomes, strict=True)))
    if not path.exists():
        raise BadInput(
            "earlier report", str(path), where=f"{_WHERE}: there is no such file or folder", accepted=_ACCEPTED
        )
    try:
        contents = contents_of_run(path)
    except BadInput as error:
        where = f"{_WHERE}: {error.where or 'no run has written it'}"
        raise BadInput("earlier report", str(path), where=where, accepted=_ACCEPTED) from None
    outcomes = (each.outcome for each in contents.scenarios)
    return EarlierReport(path.name, contents.facts, dict(zip(contents.keys, outcomes, strict=True)))


def _page(path: Path) -> _Page | None:
    """Return the data of a page; None if the file is none."""
    text = path.read_bytes()
    if not text[: len(_PAGE)].lower().startswith(_PAGE):
        return None
    page = _decoded(text)
    if page is None:
        raise BadInput("page", str(path), where=f"{_WHERE}: it holds no report, or not all of it", accepted=_ACCEPTED)
    if not page.ran:
        raise BadInput("page", str(path), where=f"{_WHERE}: a specification; nothing was run", accepted=_ACCEPTED)
    return page


def _decoded(text: bytes) -> _Page | None:
    found = _DATA.search(text)
    try:
        page = msgspec.json.decode(_unpacked(found.group(1) if found else b""), type=_Page)
    except (BinasciiError, ZlibError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return page if all(0 <= each.feature < len(page.features) for each in page.scenarios) else None


def _unpacked(data: bytes) -> bytes:
    unpacking = decompressobj()
    text = unpacking.decompress(b64decode(data, validate=True), _MOST)
    if unpacking.unconsumed_tail:
        raise ZlibError
    return text
