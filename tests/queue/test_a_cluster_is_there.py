"""A cluster of this process can be reached by nobody else; one elsewhere must be trusted, answer, and have Callbook."""

from __future__ import annotations

import os
import re
import socket
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from stat import S_ISSOCK
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from distributed import Client, KilledWorker, LocalCluster
from tests.patience import PATIENCE
from tests.queue.doubling import TOY, Doubling

from callbook.core import BadInput
from callbook.verification.queue.dask_cluster import DaskCluster, check_versions, dask_cluster
from callbook.verification.queue.dask_workers import DaskWorkers
from callbook.verification.queue.results import Results
from callbook.verification.queue.tasks import Result
from callbook.verification.queue.working import work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OURS = version("callbook")


def _killed(_: str) -> str:
    raise KilledWorker("a task", cast("Any", SimpleNamespace(address="tcp://gone")), 3)


def _wrong(_: str) -> str:
    raise ValueError("no such thing")


def test_one_of_this_process(tmp_path: Path) -> None:
    """Its workers do tasks by processes, of which none is left; only this machine sees its dashboard."""
    job = Doubling({"number": 1, "dies": str(tmp_path / "died")}, {"number": 3}, bound=8)
    with dask_cluster("local", 2) as cluster:
        assert re.fullmatch(r"Dask's dashboard: http://127\.0\.0\.1:\d+/status", cluster.where)
        listening = set(_addresses_listened_at())
        with DaskWorkers(cluster, TOY, {}) as workers:
            work(job, workers, Results(tmp_path / "results", {}))
            assert all(map(_is_alive, job.processes))
            for key, function in (("killed", _killed), ("wrong", _wrong)):
                cluster.submit(key, function, "")
            failed = dict[str, Result]()
            while len(failed) < _SUBMITTED:
                failed.update(cluster.wait(PATIENCE))
        assert [] == cluster.wait(0)
    assert ([2, 4, 6, 8, 12], {"127.0.0.1"}) == (sorted(job.doubles), listening)
    assert not any(map(_is_alive, job.processes))
    assert {"died": "Workers of the cluster have ended, one after another."} == failed["killed"]
    assert failed["wrong"]["error"].startswith("A worker of the cluster says ValueError('no such thing'). What was")


_SUBMITTED = 2


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _addresses_listened_at() -> Iterator[str]:
    """Yield where this process listens: of each of its files that is a socket."""
    for path in Path("/dev/fd").iterdir():
        file = int(path.name)
        with suppress(OSError):  # it is gone
            if not S_ISSOCK(os.fstat(file).st_mode):
                continue
            with socket.socket(fileno=os.dup(file)) as mine:
                if mine.family in {socket.AF_INET, socket.AF_INET6} and mine.getsockopt(
                    socket.SOL_SOCKET, socket.SO_ACCEPTCONN
                ):
                    yield str(mine.getsockname()[0])


class FakeClient:
    """The way to a cluster in which each has some version of Callbook, or none; it is gone."""

    def __init__(self, on_scheduler: str, **on_workers: str) -> None:
        self._on_scheduler = on_scheduler
        self._on_workers = on_workers

    def nthreads(self) -> dict[str, int]:
        """Fail: it is gone."""
        raise OSError

    def cancel(self, futures: list[object]) -> None:
        """Fail in the same way."""
        raise OSError

    def run_on_scheduler(self, function: Callable[[str], str], package: str) -> str:
        """Return the version there."""
        if not self._on_scheduler:
            raise PackageNotFoundError(package)
        return self._on_scheduler

    def run(self, function: Callable[[str], str], package: str, *, on_error: str) -> dict[str, object]:
        """Return the versions of the workers, errors among them."""
        assert "return" == on_error
        return {name: each or PackageNotFoundError(package) for name, each in self._on_workers.items()}


def _client(fake: FakeClient) -> Client:
    return cast("Client", fake)


def test_one_without_callbook_is_named() -> None:
    """On the scheduler, or on one of the workers; none is asked to do anything."""
    check_versions(_client(FakeClient(OURS, one=OURS)), "tls://there")
    client = _client(FakeClient("", one=OURS, two="0.0.1", three=""))
    with pytest.raises(BadInput) as refused:
        check_versions(client, "tls://there")
    wrong = "the scheduler has no Callbook; two has Callbook 0.0.1; three has no Callbook"
    accepted = f"a cluster in which everybody has Callbook {OURS}, but {wrong}"
    assert f"--dask 'tls://there' cannot be used. Accepted: {accepted}." == str(refused.value)


def test_one_that_is_gone_has_no_workers() -> None:
    """Whoever leaves it then has no trouble."""
    cluster = DaskCluster(_client(FakeClient("")), "")
    cluster.leave(_nothing, "")
    assert 0 == cluster.size()


def _nothing(_: str) -> None:
    """Do nothing."""


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "tcp://a.example:1", "ucx://127.0.0.1:1", "tcp://", "nothing"]
)
def test_an_address_that_is_not_to_be_trusted_is_refused(address: str) -> None:
    """Before anybody is asked."""
    with pytest.raises(BadInput, match="a scheduler takes code from anybody who reaches it"):
        _entered(address)


def _entered(address: str, *, trusted: bool = False, patience: float = 0.1) -> None:
    with dask_cluster(address, 1, trusted=trusted, patience=patience):
        pass


@pytest.mark.parametrize(
    ("address", "trusted", "said"),
    [
        ("localhost:1", False, "Timed out trying to connect to tcp://localhost:1"),
        ("tls://127.0.0.1:1", False, "TLS"),
        ("nothing://127.0.0.1:1", True, "unknown address scheme"),
    ],
)
def test_one_that_is_not_there_is_no_cluster(address: str, trusted: bool, said: str) -> None:  # noqa: FBT001 - a case
    """With the ways out; an address of another machine, or another kind, is tried where somebody says so."""
    with pytest.raises(BadInput) as refused:
        _entered(address, trusted=trusted)
    assert said in str(refused.value)
    assert "say --dask local, or leave --dask out" in str(refused.value)


def test_one_without_a_worker_is_no_cluster() -> None:
    """It answers, and there is nobody to do anything."""
    with _over_tcp(0) as there, pytest.raises(BadInput, match="a cluster with a worker; for 2 seconds there was none"):
        _entered(there.scheduler_address, patience=2)


def _over_tcp(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        silence_logs=50,
    )


def test_one_that_answers(tmp_path: Path) -> None:
    """At an address of this machine; it is there afterwards."""
    job = Doubling({"number": 1})
    with _over_tcp(1) as there:
        with dask_cluster(there.scheduler_address, 1) as cluster, DaskWorkers(cluster, TOY, {}) as workers:
            work(job, workers, Results(tmp_path / "results", {}))
        with dask_cluster(there.scheduler_address, 1) as cluster:
            assert (1, f"Dask's scheduler: {there.scheduler_address}") == (cluster.size(), cluster.where)
    assert [2] == job.doubles
