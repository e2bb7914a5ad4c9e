"""What people ask first, beside what it cannot do without: the processor time of whole processes, in turn."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, clean_environment, seconds_of

_ROUNDS = 15
_FILES, _IN_A_FOLDER = 20_000, 100
_CALLBOOK = str(Path(sys.executable).parent / "callbook")
_MILLISECONDS = 1000


def run() -> tuple[Figure, ...]:
    """Measure each with its peer, A B A B ..., in an empty folder; the steps also where many files lie below."""
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        empty.mkdir()
        _fill(full)
        return (
            _figure("callbook --version / python -c pass", 3.0, empty, (_CALLBOOK, "--version"), _python("pass")),
            _figure(
                'callbook --help / python -c "import typer, rich"',
                1.3,
                *(empty, (_CALLBOOK, "--help"), _python("import typer, rich")),
            ),
            _figure(
                'callbook steps / python -c "import pytest_bdd"',
                1.3,
                *(empty, (_CALLBOOK, "steps"), _python("import pytest_bdd")),
            ),
            _figure(
                f'the same with {_FILES} files below / python -c "import pytest_bdd"',
                1.3,
                *(full, (_CALLBOOK, "steps"), _python("import pytest_bdd")),
            ),
        )


def _python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def _fill(folder: Path) -> None:
    for number in range(_FILES // _IN_A_FOLDER):
        below = folder / str(number)
        below.mkdir(parents=True)
        for name in range(_IN_A_FOLDER):
            (below / f"{name}.feature").touch()


def _figure(what: str, bar: float, folder: Path, ours: tuple[str, ...], peer: tuple[str, ...]) -> Figure:
    environment = clean_environment()
    both: list[tuple[float, float]] = [
        (seconds_of(ours, folder, environment), seconds_of(peer, folder, environment)) for _ in range(_ROUNDS)
    ]
    mine, other = (median(each) * _MILLISECONDS for each in zip(*both, strict=True))
    return Figure(f"start: {what}", mine / other, bar, f"{mine:.0f} ms against {other:.0f} ms of a processor")
