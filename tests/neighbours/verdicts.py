"""Lists of what differs and why, as TOML: a difference that is not listed is an error, and so is one that is gone."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path


def listed(file: Path) -> dict[str, str]:
    """Return the reasons of *file* by the name of what differs."""
    return {str(name): str(row["reason"]) for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def misjudged(differing: Mapping[str, str], reasons: Mapping[str, str], where: str) -> Iterator[str]:
    """Yield a line for each name that differs and is not listed in *where*, or is listed and does not differ."""
    for name in differing:
        if name not in reasons:
            yield f"{name}: differs, and is not listed in {where}: {differing[name]}"
    for name in reasons:
        if name not in differing:
            yield f"{name}: differs no more; take it out of {where}"


def say(*lines: str) -> None:
    """Print *lines* at once, so that a long run shows how far it is."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table, its columns as wide as what stands in them; the last one is not filled up."""
    rows = [header, *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header) - 1)]
    for row in rows:
        yield "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1])).rstrip()
