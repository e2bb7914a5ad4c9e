"""One process at a time changes a file: a lock beside it, which goes with its process, however that ends."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

WAIT: Final = 5.0
"""How long another process may take to write a file, in seconds."""


@contextmanager
def only_writer(path: Path, *, what: str, wait: float = WAIT) -> Generator[None]:
    """Let nobody else who asks for the same change the file at *path* meanwhile.

    Args:
        path: the file; the lock is `<name>.lock` beside it, and goes in the end.
        what: how an error names the file.
        wait: how long to wait for somebody else, in seconds.

    Raises:
        BadInput: somebody else is still writing after that time, or no lock can be made there.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who writes waits for it

    lock = FileLock(path.with_name(f"{path.name}.lock"))
    if not path.parent.is_dir():  # the lock would make it
        raise BadInput(what, str(path), accepted="a file in a folder that is there")
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        accepted = f"a file that nobody else changes: after {wait:g} s {lock.lock_file} is still held, try again"
        raise BadInput(what, str(path), accepted=accepted) from None
    except OSError as error:
        raise BadInput(what, str(path), accepted=f"a file that can be locked ({error.strerror})") from None
    try:
        yield
    finally:
        # Removed while it is held: who has opened it already sees that it is gone, and makes a new one. Where a file
        # that is open cannot be removed, it stays, and does no harm.
        with suppress(OSError):
            path.with_name(f"{path.name}.lock").unlink()
        lock.release()
