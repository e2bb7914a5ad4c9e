"""Makes each assertion of the steps true in turn, and says which the red twins noticed, and which they missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from callbook.cli.mutants_command import reasons_in
from callbook.cli.output import print_json
from callbook.core import BadInput, counted
from callbook.pytest_plugin import PASSES, RedTwin, Trial, try_judgements, write_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from callbook.pytest_plugin import JudgementVerdict

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class JudgementsRequest:
    """What is asked for.

    Attributes:
        steps: the folder, or the file, of the steps.
        red: the folder, or the file, of the red twins.
        only: a part of the names of the assertions to try.
        reasons: a file that gives the reason for each assertion that may be missed.
        renew: whether to write below each red twin how it fails now.
    """

    steps: Path
    red: Path
    only: str = ""
    reasons: Path | None = None
    renew: bool = False


def run(console: Console, wanted: JudgementsRequest, *, as_json: bool) -> int:
    """Return 0 if every assertion was noticed, or has a reason, every red twin is right and no step lacks one; else 1.

    Raises:
        BadInput: steps, red twins or reasons cannot be used.
    """
    for what, path in (("folder of steps", wanted.steps), ("folder of red twins", wanted.red)):
        if not path.exists():
            raise BadInput(what, str(path), accepted="one that is there: --steps DIR, --red DIR")
    excused = reasons_in(wanted.reasons) if wanted.reasons else {}
    found = try_judgements(wanted.steps, wanted.red, wanted.only, lambda all_: _watched(console, all_))
    if wanted.renew:
        console.print(f"{counted(write_texts(found.twins), 'text')} written")
        found = try_judgements(wanted.steps, wanted.red, wanted.only, lambda all_: _watched(console, all_))
    _refuse_unknown(excused, found, wanted)
    if as_json:
        print_json(console, _plain(found, excused))
    else:
        _print(console, found, excused)
    missed = any(not each.by and each.name not in excused for each in found.verdicts)
    return 1 if missed or found.wrong or set(found.without_twin) - excused.keys() else 0


def _watched(console: Console, judgements: Iterable[_Each]) -> Iterator[_Each]:
    every = list(judgements)
    columns = (TextColumn("assertions"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield from progress.track(every, total=len(every))


def _refuse_unknown(excused: Mapping[str, str], found: Trial, wanted: JudgementsRequest) -> None:
    unknown = excused.keys() - {each.name for each in found.verdicts} - set(found.without_twin)
    if unknown and found.verdicts and not wanted.only:
        accepted = "the name of an assertion, or of a step, that is missed, as this command prints it"
        raise BadInput("assertion or step", min(unknown), where=str(wanted.reasons), accepted=accepted)


def _plain(found: Trial, excused: Mapping[str, str]) -> dict[str, object]:
    return {
        "assertions": [
            {"name": each.name, "place": each.place, "by": each.by, "reason": excused.get(each.name, "")}
            for each in found.verdicts
        ],
        "wrong": [{**asdict(twin), "file": str(twin.file)} for twin in found.wrong],
        "without_twin": [{"step": step, "reason": excused.get(step, "")} for step in found.without_twin],
    }


def _print(console: Console, found: Trial, excused: Mapping[str, str]) -> None:
    for twin in found.wrong:
        _print_wrong(console, twin)
    for each in found.verdicts:
        _say(console, _line(each, excused.get(each.name, "")))
    for step in found.without_twin:
        _say(console, f"[red]NO TWIN[/red]  {escape(step)}  ({escape(excused.get(step, 'no reason given'))})")
    caught = sum(bool(each.by) for each in found.verdicts)
    missed = len(found.verdicts) - caught
    reasons = sum(not each.by and each.name in excused for each in found.verdicts)
    if found.wrong:
        _say(console, f"{counted(len(found.wrong), 'red twin')} of {len(found.twins)} not right, so nothing was tried")
    else:
        told = f"{caught} caught, {missed} missed ({reasons} with a reason)"
        _say(
            console,
            f"{counted(len(found.verdicts), 'assertion')}: {told}, by {counted(len(found.twins), 'red twin')}",
        )
    if found.without_twin:
        reasons = sum(step in excused for step in found.without_twin)
        _say(console, f"{counted(len(found.without_twin), 'step')} without a red twin ({reasons} with a reason)")


def _line(verdict: JudgementVerdict, reason: str) -> str:
    if verdict.by:
        return f"[green]caught[/green]  {escape(verdict.name)}  [dim]{escape(verdict.by[0])}[/dim]"
    return f"[red]MISSED[/red]  {escape(verdict.name)}  {verdict.place}  ({escape(reason or 'no reason given')})"


def _print_wrong(console: Console, twin: RedTwin) -> None:
    _say(console, f"[red]NOT RIGHT[/red]  {escape(twin.name)}")
    for what, text in (("must", twin.must or "say with which text it fails"), ("does", twin.does)):
        for number, line in enumerate(text.splitlines()):
            _say(console, f"  {'' if number else what:<5} {escape(line)}")
    if twin.does == PASSES:
        _say(console, "  A red twin is a scenario that must fail.")


def _say(console: Console, line: str) -> None:
    console.print(line, highlight=False, soft_wrap=True)
