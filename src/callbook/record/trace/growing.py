"""The recording of a lab that still goes on: a process that is killed leaves its last whole lines.

How a scenario ends stands in the first line of its recording, so in the end the whole file is written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.record.trace.writing import head_line, lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.record.trace.form import Head
    from callbook.record.trace.writing import Recorded

_MANY = 150
"""So many entries are some 64 kB."""


class GrowingRecording:
    """Appends to a file what has happened, from time to time.

    Args:
        path: the file; its folder is made if need be.
        lab: what is recorded.
        head: the first line, which says of no outcome.
    """

    def __init__(self, path: Path, lab: Recorded, head: Head) -> None:
        self._path = path
        self._lab = lab
        self._head = head
        self._written = 0

    def keep_up(self) -> None:
        """Append what was not yet written, once it is some 64 kB; it is one write, so there are only whole lines.

        Raises:
            OSError: the file cannot be written.
        """
        journal = self._lab.journal
        if journal.last - self._written < _MANY:
            return
        lines = [*lines_of(journal.since(self._written)), b""]
        if not self._written:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lines.insert(0, head_line(self._head))
        with self._path.open("ab" if self._written else "wb", buffering=0) as file:
            file.write(b"\n".join(lines))
        self._written = journal.last
