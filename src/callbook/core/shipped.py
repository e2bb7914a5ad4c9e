"""Where the files lie that ship beside the code: features and examples, in a wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parent.parent


def shipped_folder(name: str) -> Path:
    """Return the folder *name* (``features`` or ``examples``): the checkout's own, or the one inside the wheel."""
    in_checkout = _CHECKOUT / name
    return in_checkout if (_CHECKOUT / "pyproject.toml").is_file() and in_checkout.is_dir() else _PACKAGE / name
