"""Which worker of an xdist run gets which tests: a file's all go to one worker; so do all that need a browser, first.

What the tests of a file share is so made once, and there is one JupyterLab. Those with a browser begin since they take
longest. `--dist loadgroup` alone groups nothing: xdist 3.8 writes the group into an attribute that pytest 9.2 no longer
reads.
"""

from __future__ import annotations

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

BROWSER = "tests/browser/"


class ByFile(LoadScopeScheduling):
    """Hands out file by file."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that need a browser first."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Return what hands out the tests, in the order in which they were collected."""
    config.option.loadscopereorder = False
    return ByFile(config, log)
