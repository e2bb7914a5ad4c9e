"""Which frames of a failure are shown: the project's own, and none of the runner's or of the kit's.

Between the reader and the step stand pytest, pytest-bdd and the loop; below a step of the kit stands the kit. What was
expected and what was found is in the account of the failure. `--full-trace` shows every frame.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb

from _pytest._code.code import ExceptionChainRepr, ReprEntry, ReprFileLocation, ReprTraceback, Traceback, TracebackEntry

from callbook.pytest_plugin.asking import SUFFIXES

_RUNNER = {"_pytest", "pluggy", "pytest_bdd"}
_KIT = ("callbook", "callbook_steps", "callbook_mocks")


def is_shown(path: Path) -> bool:
    """Return whether frames of the file at *path* are the project's own; the test function's is the feature file's."""
    return (
        not path.name.endswith(SUFFIXES)
        and not _RUNNER.intersection(path.parts)
        and not any(path.is_relative_to(folder) for folder in kit_folders())
    )


@cache
def kit_folders() -> tuple[Path, ...]:
    """Return the folders of the kit's packages."""
    found = [find_spec(name) for name in _KIT]
    return tuple(Path(folder) for spec in found if spec for folder in spec.submodule_search_locations or ())


def frames_of_steps(traceback: Traceback) -> Traceback:
    """Return *traceback* without the runner's and the kit's frames; where no other frame exists, as it is.

    The frame of the test function goes too (its path is the feature file): pytest would cut the unfiltered traceback
    there. A traceback without frames would be pytest's remark that all are hidden: `without_frames` takes them then.
    """
    return traceback.filter(_belongs_to_the_project) or traceback


def _belongs_to_the_project(entry: TracebackEntry) -> bool:
    if entry.ishidden(None):  # of a plugin around the test: pytest would show none at all
        return False
    return is_shown(Path(entry.path))


def only_own_frames(shown: object, folder: Path, crash: ReprFileLocation) -> object:
    """Return pytest's account of an exception with the project's own frames alone, of its causes as well.

    Args:
        shown: pytest's account.
        folder: that paths in it are relative to.
        crash: where the failure stands, and what it is, if none of the frames is the project's.
    """
    if not isinstance(shown, ExceptionChainRepr):
        return shown
    chain = [(_own(trace, folder), where, words) for trace, where, words in shown.chain]
    kept = [(trace, where, words) for trace, where, words in chain if trace is not None]
    if not kept:
        return ExceptionChainRepr([(ReprTraceback([], None, "long"), crash, None)])
    *others, (trace, where, _) = kept
    return ExceptionChainRepr([*others, (trace, where, None)])


def _own(trace: ReprTraceback, folder: Path) -> ReprTraceback | None:
    """Return the part of one exception's frames that is the project's; None if there is none."""
    kept = [entry for entry in trace.reprentries if not isinstance(entry, ReprEntry) or _is_own(entry, folder)]
    return ReprTraceback(kept, trace.extraline, trace.style) if kept else None


def _is_own(entry: ReprEntry, folder: Path) -> bool:
    return entry.reprfileloc is None or is_shown(folder / entry.reprfileloc.path)


def place_in_the_kit(error: BaseException) -> str:
    """Return file and line at which the kit has broken down; empty where the last frame is not the kit's."""
    frames = extract_tb(error.__traceback__)
    if not frames or not any(Path(frames[-1].filename).is_relative_to(folder) for folder in kit_folders()):
        return ""
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
