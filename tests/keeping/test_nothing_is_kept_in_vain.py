"""Keeping writes what has changed, in one go, and no other run's callbacks ever get in between."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from tests.keeping.conftest import RUN

from callbook.core.errors import BadInput, Unknown
from callbook.core.state_file import NotKept, StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper, restored_lab
from callbook_mocks.interaction_server import ServerSettings

Kill = Callable[[StateFile], StateFile]


def test_nothing_has_changed(state_file: StateFile) -> None:
    """Then nothing is written; time that has passed, or an agent who came, is something."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    assert not keeper.keep()
    lab.advance(1)
    assert (True, False) == (keeper.keep(), keeper.keep())
    lab.log_in("Anna")
    assert (True, False) == (keeper.keep(), keeper.keep())


def test_many_exchanges_at_once(state_file: StateFile) -> None:
    """However much has happened, it is one transaction, and one row for each callback that has changed."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    maria = lab.contact("Maria")
    callbacks = [lab.schedule(maria) for _ in range(3)]
    lab.log_in("Anna")
    said: list[str] = []
    state_file._connection.set_trace_callback(said.append)
    keeper.keep()
    written = [text.split()[0] for text in said]
    assert ["BEGIN", *["INSERT"] * 5, "COMMIT"] == written  # three callbacks, Maria and the position
    assert {f"interaction {callback}" for callback in callbacks} < {key for key, _ in state_file.rows(RUN)}


def test_what_was_restored_is_not_written_again(state_file: StateFile, killed: Kill) -> None:
    """Of what was kept only what has changed since is written: here nothing."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    lab.schedule(lab.contact(), queue="parked")
    keeper.keep()
    left = killed(state_file)
    again, said = restored_lab(left, RUN), list[str]()
    left._connection.set_trace_callback(said.append)
    Keeper(again, left, RUN)
    assert ["BEGIN", "INSERT", "COMMIT"] == [text.split()[0] for text in said if "SELECT" not in text]  # the position


def test_a_failure_is_made_good(state_file: StateFile, killed: Kill) -> None:
    """What could not be written is written the next time, though nothing more has changed."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    callback = lab.schedule(lab.contact())
    state_file._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(NotKept, match="attempt to write a readonly database"):
        keeper.keep()
    state_file._connection.execute("PRAGMA query_only = OFF")
    assert {} == restored_lab(killed(state_file), RUN).interaction_server.interactions
    assert keeper.keep()
    assert [callback] == list(restored_lab(killed(state_file), RUN).interaction_server.interactions)


def test_what_is_forgotten_takes_no_place(state_file: StateFile) -> None:
    """A callback that is done and forgotten leaves its row when its submission is no longer remembered, either."""
    lab = Lab(settings=ServerSettings(done_kept=0, submissions_kept=1))
    keeper = Keeper(lab, state_file, RUN)
    maria = lab.contact("Maria")
    for _ in range(3):
        lab.cancel(lab.schedule(maria))
        keeper.keep()
    assert ["contact", "interaction"] == [key.split()[0] for key, _ in state_file.rows(RUN)]


def test_another_lab_is_refused(state_file: StateFile) -> None:
    """A run goes on with the lab that was restored from it, and no other: their callbacks would be mixed."""
    Keeper(Lab(), state_file, RUN)
    with pytest.raises(BadInput) as refused:
        Keeper(Lab(), state_file, RUN)
    where = f"run {RUN!r} in {state_file.path} cannot be used."
    assert f"{where} Accepted: the lab that was restored from it." == str(refused.value)
    with pytest.raises(BadInput) as refused:
        Keeper(restored_lab(state_file, RUN), state_file, "another run")
    expected = f"run 'another run' in {state_file.path} cannot be used. Accepted: a lab that was not restored."
    assert expected == str(refused.value)


def test_a_lab_that_lived_before_it_was_kept(state_file: StateFile, killed: Kill) -> None:
    """The first time everything is kept."""
    lab = Lab()
    callback = lab.schedule(lab.contact())
    Keeper(lab, state_file, RUN)
    assert [callback] == list(restored_lab(killed(state_file), RUN).interaction_server.interactions)


def test_a_run_that_nobody_made(state_file: StateFile) -> None:
    """The runs that there are are named."""
    Keeper(Lab(), state_file, RUN)
    with pytest.raises(Unknown) as refused:
        restored_lab(state_file, "the rum")
    assert f"There is no run 'the rum' in {state_file.path}. Did you mean 'the run'?" == str(refused.value)


def test_what_another_version_has_written(state_file: StateFile) -> None:
    """Bytes that this version cannot read are refused with their place and the reason."""
    keeper = Keeper(Lab(), state_file, RUN)
    callback = keeper.lab.schedule(keeper.lab.contact())
    keeper.keep()
    position = state_file.position(RUN)
    state_file.save(RUN, [(f"interaction {callback}", b'{"record":"interaction 2"}')], position)
    where = f"run {RUN!r} of {str(state_file.path)!r}"
    with pytest.raises(BadInput) as refused:
        restored_lab(state_file, RUN)
    assert f"{where}, interaction {callback}" == refused.value.where
    newer = msgspec.json.decode(position) | {"position": "position 3"}
    state_file.save(RUN, [], msgspec.json.encode(newer))
    with pytest.raises(BadInput) as refused:
        restored_lab(state_file, RUN)
    assert (where, "one of this version (Invalid value 'position 3' - at `$.position`)") == (
        refused.value.where,
        refused.value.accepted,
    )
