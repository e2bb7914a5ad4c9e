"""What the terminal's encoding lacks is printed as its number, and lines stay lines.

pytest by itself escapes a whole section then, with the ends of its lines: a failure's account would be one long line.
"""

from __future__ import annotations

from io import TextIOWrapper

import pytest


def print_whatever_comes(config: pytest.Config) -> None:
    """Let pytest's reporter print what its encoding does not have."""
    if config.pluginmanager.has_plugin("terminalreporter"):
        file = config.get_terminal_writer()._file  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - nowhere else
        if isinstance(file, TextIOWrapper) and file.errors == "strict":
            file.reconfigure(errors="backslashreplace")
