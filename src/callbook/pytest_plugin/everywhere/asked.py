"""Whether `--callbook-everywhere` is asked for: only then whatever decides is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let tagged scenarios be decided everywhere, if that is asked for."""
    if config.option.callbook_everywhere:
        from callbook.pytest_plugin.everywhere import tagged

        tagged.begin(config)
