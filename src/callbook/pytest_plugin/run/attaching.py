"""The fixture ``attach``: what a step, or a hook, wants to show with it in the report: a text, a picture, a file."""

from __future__ import annotations

import base64
from mimetypes import guess_type
from pathlib import Path
from typing import Protocol

import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.run.account import ACCOUNTS
from callbook.record import Attached

_TEXT, _BYTES = "text/plain", "application/octet-stream"


class Attach(Protocol):
    """Attaches something to the step, or the hook, that is at work."""

    def __call__(self, body: str | bytes | Path, media_type: str = "", *, file_name: str = "") -> None:
        """Attach it.

        Args:
            body: a text, the bytes of a picture or of another file, or the path of a file, which is read at once.
            media_type: what it is; of a file it is taken from its name, a text is plain.
            file_name: as it may be saved; that of the file by itself.

        Raises:
            BadInput: no scenario is at work, or the file cannot be read.
        """
        ...


@pytest.fixture(scope="session")
def attach(pytestconfig: pytest.Config) -> Attach:
    """Return what attaches a text, a picture or a file to the step that asks for it."""
    accounts = pytestconfig.stash[ACCOUNTS]

    def attach_it(body: str | bytes | Path, media_type: str = "", *, file_name: str = "") -> None:
        if isinstance(body, Path):
            file_name, media_type = file_name or body.name, media_type or guess_type(body)[0] or _BYTES
            body = _content(body)
        accounts.attach(attached(body, media_type, file_name))

    return attach_it


def attached(body: str | bytes, media_type: str, file_name: str) -> Attached:
    """Return an attachment: bytes in base64, whatever they are."""
    if isinstance(body, str):
        return Attached(body, encoded=False, media_type=media_type or _TEXT, file_name=file_name)
    text = base64.b64encode(body).decode()
    return Attached(text, encoded=True, media_type=media_type or _BYTES, file_name=file_name)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput("file to attach", str(path), accepted=f"one that can be read ({error.strerror})") from None
