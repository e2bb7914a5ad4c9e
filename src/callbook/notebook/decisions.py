"""Scenarios on every configuration, in a cell: decided here, or as files have it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, counted, percent
from callbook.notebook import html_parts
from callbook.record import read_decisions
from callbook.verification import (
    SERVING,
    Everywhere,
    LocalWorkers,
    Results,
    bar_of_shares,
    center_in,
    setup_of,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from callbook.record import Decision, OutcomeFound

_STYLE: Final = """
.callbook-view .shares{display:flex;height:22px;margin:6px 0;gap:3px}
.callbook-view .shares span{display:block;min-width:3px}
.callbook-view .shares .holds{background:#009e73}
.callbook-view .shares .fails{background:repeating-linear-gradient(45deg,#d55e00 0 6px,transparent 6px 8px)}
.callbook-view .shares .finding{background:repeating-linear-gradient(-45deg,#cc79a7 0 3px,transparent 3px 8px)}
.callbook-view .shares .open{background:color-mix(in srgb,currentColor 15%,transparent)}
""".strip()


_INTERRUPTED: Final = "Interrupted: this is what was done by then."


class Decided:
    """Scenarios, each on every configuration.

    Args:
        decisions: what was found out about each.
        is_own: whether configurations vary around a team's own contact centre.
        interrupted: whether somebody has stopped it before its end.

    Attributes:
        decisions: what was found out about each.
        interrupted: whether there would have been more.
    """

    def __init__(self, decisions: tuple[Decision, ...], *, is_own: bool = False, interrupted: bool = False) -> None:
        self.decisions = decisions
        self.interrupted = interrupted
        self._is_own = is_own

    def __repr__(self) -> str:
        found = (each.lines_of_changes() if self._is_own else each.lines() for each in self.decisions)
        return "\n".join((*([_INTERRUPTED] if self.interrupted else ()), *chain.from_iterable(found)))

    def markup(self) -> str:
        """Return it as a piece of a page: the configuration map; a bar of shares and a table for each scenario."""
        pieces = (piece for each in self.decisions for piece in _pieces(each, is_own=self._is_own))
        first = [html_parts.paragraph(_INTERRUPTED)] if self.interrupted else []
        return html_parts.view(f"<style>{_STYLE}</style>", *first, *pieces)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        return {"text/html": self.markup(), "text/plain": repr(self)}


def _pieces(each: Decision, *, is_own: bool) -> Iterator[str]:
    yield html_parts.heading(each.scenario.name)
    facts = (each.scenario.place, f"{each.configurations:,} configurations", counted(each.runs, "run"))
    yield html_parts.paragraph(" · ".join(facts), "soft")
    yield bar_of_shares(each, "shares")
    if is_own:
        yield html_parts.paragraph(f"As it is: {each.as_it_is or 'not decided'}.")
        rows = (("mended" if one.mends else "broken", one.change, one.outcome) for one in each.changes)
        yield html_parts.wide(html_parts.table(("", "if", "then"), rows))
    else:
        rows = ((_share(found), _outcome(found), _where(found)) for found in each.outcomes)
        yield html_parts.wide(html_parts.table(("share", "outcome", "where"), rows))


def _share(found: OutcomeFound) -> str:
    return percent(found.share).replace(" ", "\N{NO-BREAK SPACE}")


def _outcome(found: OutcomeFound) -> str:
    return "holds" if found.holds else f"fails: {found.outcome}"


def _where(found: OutcomeFound) -> str:
    rows = [" and ".join(row.conditions) for row in found.rows if row.conditions]
    return "\nor ".join(rows) or "everywhere"


def everywhere(paths: Collection[str], *, vary: Collection[str], config: Path | str | None, workers: int) -> Decided:
    """Decide scenarios, see ``callbook.notebook.everywhere``."""
    job = Everywhere(center_in(config), {}, vary)
    setup = setup_of(paths, only=vary, config=config)
    with TemporaryDirectory(prefix="callbook-") as folder, LocalWorkers(workers, SERVING, setup) as playing:
        progress = work(job, playing, Results(Path(folder), setup))
    return Decided(tuple(job.verdicts()), is_own=config is not None, interrupted=progress.interrupted)


def decided(file: Path | str) -> Decided:
    """Return what a file says that `callbook everywhere --json` has written.

    Raises:
        BadInput: it cannot be read, or is another file.
    """
    said = read_decisions(Path(file))
    return Decided(said.scenarios, interrupted=said.run.interrupted)


def rows(file: Path | str) -> pd.DataFrame:
    """Return the rows of a file that `callbook everywhere` or `callbook sweep` has written with `--parquet`.

    Raises:
        BadInput: it cannot be read, or is another file.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra brings it
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    try:
        table = pq.read_table(Path(file))
        known = b"callbook" in (table.schema.metadata or {})
    except (OSError, pa.ArrowInvalid) as error:
        raise BadInput("rows", str(file), accepted=f"a file written with --parquet ({error})") from None
    if not known:
        raise BadInput("rows", str(file), accepted="a file that Callbook has written with --parquet")
    return table.to_pandas()
