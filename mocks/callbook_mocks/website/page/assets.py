"""What the pages ask for beside themselves, and the policy that forbids them everything else."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Send it as the header ``Content-Security-Policy`` with every page: a ``meta`` element can not forbid frames."""

_CONTENT_TYPES: Final = {
    "style.css": "text/css; charset=utf-8",
    "form.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the pages ask for.

    Attributes:
        content_type: the value of the header ``Content-Type``.
        content: the bytes.
    """

    content_type: str
    content: bytes


def _assets() -> Mapping[str, Asset]:
    folder = files("callbook_mocks.website.page") / "static"
    return MappingProxyType(
        {name: Asset(content_type, (folder / name).read_bytes()) for name, content_type in _CONTENT_TYPES.items()}
    )


ASSETS: Final = _assets()
"""Name, file: each is served at the site's base with ``/assets/`` and its name."""
