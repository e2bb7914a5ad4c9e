"""What commands have in common that may work for an hour: a budget, a folder of results, progress, and how they end.

Ctrl-C keeps what is done, and is told by the exit code: what was not looked at is not green.
"""

from __future__ import annotations

from contextlib import nullcontext
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from rich.progress import Progress as Bar
from rich.progress import TextColumn, TimeElapsedColumn

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from rich.console import Console

    from callbook.verification import Progress

_UNITS: Final = {"s": 1, "m": 60, "h": 3600}
_INTERRUPTED: Final = 130


def exit_code(progress: Progress, *, found: bool) -> int:
    """Return 1 where something was found that must not be, 130 after Ctrl-C, else 0."""
    if found:
        return 1
    return _INTERRUPTED if progress.interrupted else 0


def seconds_of(text: str) -> float:
    """Return a time such as ``30s``, ``10m`` or ``1h`` in seconds.

    Raises:
        BadInput: for anything else.
    """
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdigit()) or unit not in _UNITS:
        raise BadInput("--budget", text, accepted="a time of a processor such as 30s, 10m or 1h")
    return float(number) * _UNITS[unit]


def folder_of_results(resume: Path | None) -> AbstractContextManager[Path | str]:
    """Return the folder in which results are kept; one that is gone at the end where nobody has named one."""
    return TemporaryDirectory(prefix="callbook-everywhere-") if resume is None else nullcontext(resume)


class shown_progress:  # noqa: N801 - a context, used as a function
    """How far it is, on a terminal, in the words that *in_words* has for it."""

    def __init__(self, console: Console, in_words: Callable[[Progress], str]) -> None:
        self._in_words = in_words
        self._bar = Bar(TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True)
        self._is_shown = console.is_terminal

    def __enter__(self) -> Callable[[Progress], None]:
        if not self._is_shown:
            return lambda _: None
        self._bar.start()
        task = self._bar.add_task("starting")

        def tell(progress: Progress) -> None:
            self._bar.update(task, description=self._in_words(progress))

        return tell

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            self._bar.stop()
