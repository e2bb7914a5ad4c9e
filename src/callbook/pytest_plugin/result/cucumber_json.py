"""Writes the file that pytest-bdd's `--cucumberjson` asks for, from the event stream and in pytest-bdd's place.

pytest-bdd's own writer knows of no scenario in a run with xdist, and leaves out what was skipped or did not begin.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.result.message_stream import MessageStream
from callbook.record import json_form

_OPTION = "--cucumberjson"
_WRITER = "_bddcucumberjson"
"""Where pytest-bdd keeps its own writer."""


def cucumber_json(config: pytest.Config, stream: MessageStream) -> CucumberJson | None:
    """Return what writes the file of this run, if it is asked for."""
    given: str | None = config.getoption("cucumber_json_path", None)
    return CucumberJson(config, stream, given) if given else None


class CucumberJson:
    """Writes the file, in the one process that writes.

    Args:
        config: of the run.
        stream: what the file says.
        given: the file, as pytest-bdd reads it: with the variables of the environment, from where pytest was started.
    """

    def __init__(self, config: pytest.Config, stream: MessageStream, given: str) -> None:
        self._config = config
        self._stream = stream
        self._path = config.invocation_params.dir / Path(os.path.expandvars(given)).expanduser()
        self._is_worker = hasattr(config, "workerinput")
        self._failure = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Take pytest-bdd's writer out, and make the file, so that no run is in vain and no earlier one shows through.

        Raises:
            UsageError: the file cannot be written.
        """
        if self._is_worker:
            return
        _take_out_the_other(self._config)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(b"[]")
        except OSError as error:
            raise pytest.UsageError(self._refusal(error)) from None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the file when the stream has ended; a run whose file cannot be written any more has failed."""
        if self._is_worker:
            return
        self._failure = self._write()
        if self._failure and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _write(self) -> str:
        """Return why the file could not be written; nothing if it was."""
        try:
            self._path.write_bytes(msgspec.json.encode(json_form(self._stream.read())))
        except OSError as error:
            return self._refusal(error)
        except BadInput as error:
            return str(error)
        return ""

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the file is."""
        if self._failure:
            terminalreporter.write_sep("=", "the Cucumber JSON could not be written", red=True)
            terminalreporter.write_line(self._failure)
        else:
            terminalreporter.write_sep("-", f"generated json file: {self._path}")

    def _refusal(self, error: OSError) -> str:
        return str(BadInput(_OPTION, str(self._path), accepted=f"a file that can be written ({error.strerror})"))


def _take_out_the_other(config: pytest.Config) -> None:
    writer: object | None = getattr(config, _WRITER, None)
    if writer is not None:
        delattr(config, _WRITER)  # at the end of the run pytest-bdd takes out what it finds there
        config.pluginmanager.unregister(writer)
