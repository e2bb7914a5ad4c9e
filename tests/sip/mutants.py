"""Breaks each entry of the tables of SIP, one at a time, and says whether the tests notice: `make sip-mutants`.

An entry is left out, goes to another state, or one of its effects is not done. Each is tried in a process of its own,
first by the tests that take a second, then by those that take longer. What nobody notices needs a reason.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from callbook.network.sip import asked_in_a_call, leg_table, session_descriptions, telephones, transaction_tables
from callbook.network.sip.leg_table import LegState
from callbook.network.sip.transaction_tables import State
from callbook_mocks.voice_switch.telephone_reports import TelephoneReports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HERE: Final = Path(__file__).parent
REASONS: Final = _HERE / "mutants.toml"
_QUICK: Final = (
    "test_each_step_of_a_transaction.py", "test_transactions_keep_the_times_of_the_rfc.py",
    "test_calls_ring_telephones.py",
    "test_calls_are_handed_on_between_telephones.py", "test_what_is_asked_inside_a_call.py",
    "test_torture_messages_are_answered.py", "test_telephones_register.py", "test_strangers_do_no_harm.py",
)  # fmt: skip
_FIRST: Final = {
    "leg: ": "test_calls_ring_telephones.py",
    "asked in a call: ": "test_what_is_asked_inside_a_call.py",
    "asked outside: ": "test_torture_messages_are_answered.py",
    "refusal: ": "test_calls_ring_telephones.py",
    "direction: ": "test_calls_ring_telephones.py",
}
_THOROUGH: Final = ("test_both_ends_agree_on_a_bad_network.py", "test_any_bytes_are_taken.py")
_SWITCH: Final = (_HERE.parent / "voice_switch",)
_AT_A_TIME: Final = 2
_PATIENCE: Final = 300
_NOTICED, _MISSED, _BROKEN = 70, 71, 72
_TABLES: Final[dict[str, Any]] = {
    "leg": leg_table.LEG,
    "INVITE of ours": transaction_tables.INVITE_CLIENT,
    "request of ours": transaction_tables.OTHER_CLIENT,
    "INVITE of theirs": transaction_tables.INVITE_SERVER,
    "request of theirs": transaction_tables.OTHER_SERVER,
}
_LISTS: Final[dict[str, Any]] = {
    "refusal": leg_table.REPORTS,
    "asked in a call": asked_in_a_call.ASKED,
    "asked outside": telephones.SipTelephones._NEW,  # pyright: ignore[reportPrivateUsage] - a table, too
    "direction": session_descriptions.ANSWERS,
    "report": TelephoneReports.TABLE,
}


class Mutant(NamedTuple):
    """A table with one entry broken.

    Attributes:
        name: which, and how.
        change: breaks it, in this process.
    """

    name: str
    change: Callable[[], object]


SOUND: Final = Mutant("nothing broken", lambda: None)


def mutants() -> Iterator[Mutant]:
    """Yield every mutant, in the order of the tables."""
    for name, table in _TABLES.items():
        for key, entry in tuple(table.items()):
            what = f"{name}: {key[0]}, {key[1]}"
            yield Mutant(f"{what}: missing", partial(table.pop, key))
            yield from _elsewhere(what, table, key, entry)
            for effect in entry.effects:
                rest = entry._replace(effects=tuple(each for each in entry.effects if each is not effect))
                yield _replaced(f"{what}: does not {effect}", table, key, rest)
    for name, listed in _LISTS.items():
        for key in tuple(listed):
            yield Mutant(f"{name}: {key}: missing", partial(listed.pop, key))


def _elsewhere(what: str, table: Any, key: Any, entry: Any) -> Iterator[Mutant]:  # noqa: ANN401 - of any table
    """Yield an entry that stays where it is, or that ends what should go on."""
    ends = LegState.OVER if isinstance(entry.state, LegState) else State.TERMINATED
    other = key[0] if entry.state is not key[0] else ends
    if other is not entry.state:
        yield _replaced(f"{what}: {other}", table, key, entry._replace(state=other))


def _replaced(name: str, table: Any, key: Any, entry: Any) -> Mutant:  # noqa: ANN401 - of any table
    return Mutant(name, partial(table.__setitem__, key, entry))


class Trying:
    """Collects the tests once, and tries each mutant on them in a process of its own.

    Args:
        chosen: the mutants.

    Attributes:
        verdicts: whether each was noticed, by its name.
    """

    def __init__(self, chosen: list[Mutant]) -> None:
        self.verdicts: Final = dict[str, bool]()
        self._chosen = chosen
        self._running = dict[int, str]()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all, in place of running the tests."""
        for mutant in self._chosen:
            if len(self._running) == _AT_A_TIME:
                self._wait()
            self._running[_begin(mutant, session)] = mutant.name
        while self._running:
            self._wait()
        return True

    def _wait(self) -> None:
        child, status = os.wait()
        name, code = self._running.pop(child), os.waitstatus_to_exitcode(status)
        if code not in {_NOTICED, _MISSED, -signal.SIGALRM}:  # what hangs is noticed, too
            raise RuntimeError(f"the tests broke down on {name!r}")
        self.verdicts[name] = code != _MISSED


def _begin(mutant: Mutant, session: pytest.Session) -> int:
    child = os.fork()
    if child == 0:
        code = _BROKEN
        try:
            signal.alarm(_PATIENCE)
            session.config.pluginmanager.unregister(name="terminalreporter")
            mutant.change()
            code = _NOTICED if _fails(session, mutant) else _MISSED
        finally:
            os._exit(code)
    return child


def _fails(session: pytest.Session, mutant: Mutant) -> bool:
    """Return whether a test fails: first those that are likely to."""
    first = next((file for name, file in _FIRST.items() if mutant.name.startswith(name)), "")
    items = [item for item in session.items if mutant.name.startswith("report: ") or item.path.parent not in _SWITCH]
    for item in sorted(items, key=lambda item: item.path.name != first):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return True
    return False


def verdicts(chosen: list[Mutant]) -> dict[str, bool]:
    """Return whether each of these was noticed, by its name."""
    trying = Trying(chosen)
    files = [str(_HERE / name) for name in (*_QUICK, *_THOROUGH)] + [str(folder) for folder in _SWITCH]
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "--tb=no"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # all is imported already
    pytest.main([*options, *files], plugins=[trying])
    return trying.verdicts


def main() -> int:
    """Try all; exit code 1 where one was missed without a reason."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="a part of the names of those that are tried")
    only = options.parse_args().only
    reasons: dict[str, str] = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    chosen = [mutant for mutant in mutants() if only in mutant.name]
    found = verdicts([SOUND, *chosen])
    if found.pop(SOUND.name, True):
        print("The tests do not pass with nothing broken.")  # noqa: T201 - what it is for
        return 1
    unknown = reasons.keys() - {mutant.name for mutant in mutants()}
    missed = [name for name, noticed in found.items() if not noticed]
    for name in missed:
        print(f"MISSED  {name}  ({reasons.get(name, 'no reason given')})")  # noqa: T201 - as above
    unexcused = [name for name in missed if name not in reasons]
    idle = [name for name in reasons if not only and name not in missed]
    for name in (*unknown, *idle):
        print(f"A reason that nothing needs: {name}")  # noqa: T201 - as above
    print(  # noqa: T201 - as above
        f"{len(chosen)} mutants: {len(chosen) - len(missed)} caught, {len(missed)} missed "
        f"({len(missed) - len(unexcused)} with a reason)"
    )
    return bool(unexcused or unknown or idle)


if __name__ == "__main__":
    sys.exit(main())
