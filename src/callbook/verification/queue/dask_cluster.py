"""A Dask cluster: one in this process, or one that is there already.

A scheduler takes code from anybody who reaches it, and answers with code. So the cluster of this process can be reached
by nobody else, its dashboard only from this machine; and an address is taken only where whoever answers is known: by
its certificate (``tls://``), or because it is this machine.
"""

from __future__ import annotations

import gc
import logging
import warnings
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec
from distributed import Client, Future, KilledWorker, LocalCluster

from callbook.core import BadInput
from callbook.verification.queue.dask_task import PACKAGE
from callbook.verification.queue.tasks import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

LOCAL: Final = "local"
"""The address of a cluster that is made in this process."""
_LOOPBACK: Final = "127.0.0.1"
_PATIENCE: Final = 10.0
_WAY_OUT: Final = (
    "Start one (dask scheduler --host 127.0.0.1, and dask worker with its address), say --dask local, or leave --dask "
    "out: processes on this machine need no cluster"
)


class DaskCluster:
    """A cluster that has answered.

    Args:
        client: the way to it.
        where: says where it is; of one in this process, where its dashboard is.
    """

    def __init__(self, client: Client, where: str) -> None:
        self.where = where
        self._client = client
        self._futures: dict[str, Future[str]] = {}
        self._done = SimpleQueue[Future[str]]()

    def size(self) -> int:
        """Return how many tasks it can do at once now; 0 if it is gone."""
        try:
            return sum(self._client.nthreads().values())
        except OSError:
            return 0

    def submit(self, key: str, function: Callable[..., str], *arguments: str) -> None:
        """Let it call a function, under a name that was never used."""
        future = self._client.submit(function, *arguments, key=key, pure=False)
        self._futures[key] = future
        future.add_done_callback(self._done.put)

    def wait(self, seconds: float) -> list[tuple[str, Result]]:
        """Wait until something has come, for so long at most, and return it by its names."""
        try:
            done = [self._done.get(timeout=seconds)]
        except Empty:
            return []
        done += [self._done.get() for _ in range(self._done.qsize())]
        for each in done:
            del self._futures[each.key]
        return [(each.key, _result_of(each)) for each in done]

    def leave(self, function: Callable[[str], None], argument: str) -> None:
        """Take back what is not done, and let each worker call a function."""
        with suppress(OSError, RuntimeError):  # it is gone, and what it did with it
            self._client.cancel(list(self._futures.values()))
            self._client.run(function, argument, on_error="ignore")


def _result_of(future: Future[str]) -> Result:
    if future.status == "finished":
        return msgspec.json.decode(future.result(), type=Result)
    error = future.exception() if future.status == "error" else None
    if isinstance(error, KilledWorker):
        return {"died": "Workers of the cluster have ended, one after another."}
    why = f"A worker of the cluster says {error!r}" if error else "The cluster is gone, or has dropped a task"
    return {"error": f"{why}. What was done is kept where --resume says, and is gone on with."}


@contextmanager
def dask_cluster(
    address: str, workers: int, *, trusted: bool = False, patience: float = _PATIENCE
) -> Generator[DaskCluster]:
    """Yield a cluster; one of this process is ended afterwards.

    Args:
        address: of its scheduler; ``local`` for a cluster in this process.
        workers: how many that one has.
        trusted: whether any address is taken.
        patience: seconds until one that does not answer, or has no worker, is none.

    Raises:
        BadInput: when an address is not to be trusted, nobody answers there, or one of them has not this Callbook.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is an error of ours
    if address == LOCAL:
        with _local(workers) as cluster, Client(cluster, set_as_default=False) as client:
            yield DaskCluster(
                client, f"Dask's dashboard: http://{_LOOPBACK}:{cluster.scheduler.http_server.port}/status"
            )
        return
    _check_address(address, trusted=trusted)
    with _connected(address, patience) as client:
        check_versions(client, address)
        yield DaskCluster(client, f"Dask's scheduler: {address}")


def _local(workers: int) -> LocalCluster:
    """Return a cluster whose workers are threads of this process: what they do is done by processes of our own."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        dashboard_address=f"{_LOOPBACK}:0",
        worker_dashboard_address=f"{_LOOPBACK}:0",
        silence_logs=logging.CRITICAL,
    )


def _check_address(address: str, *, trusted: bool) -> None:
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme == "tls" or trusted or (parts.scheme == "tcp" and _is_loopback(parts.hostname or "")):
        return
    accepted = (
        f"{LOCAL}, or an address that begins with tls:// or is of this machine: a scheduler takes code from anybody "
        "who reaches it. --trust-cluster takes this one all the same"
    )
    raise BadInput("--dask", address, accepted=accepted)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _connected(address: str, patience: float) -> Client:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # packages that differ between machines: all that is exchanged is JSON
        client = _client_or_reason(address, patience)
    if isinstance(client, str):
        # A client that has found nobody stops its thread when it is collected: not while another one is being started.
        gc.collect()
        raise BadInput("--dask", address, accepted=f"a cluster that answers ({client}). {_WAY_OUT}")
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        client.close()
        accepted = f"a cluster with a worker; for {patience:.0f} seconds there was none. {_WAY_OUT}"
        raise BadInput("--dask", address, accepted=accepted) from None
    return client


def _client_or_reason(address: str, patience: float) -> Client | str:
    try:
        return Client(address, timeout=patience, set_as_default=False)
    except (OSError, TypeError, ValueError) as error:  # nobody is there, no certificate, no address
        return str(error)


def check_versions(client: Client, address: str) -> None:
    """Make sure that whoever takes part has this Callbook: the scheduler, too, reads what workers are to call.

    Raises:
        BadInput: somebody has none, or another one.
    """
    ours = version(PACKAGE)
    found = {"the scheduler": _on_scheduler(client), **client.run(version, PACKAGE, on_error="return")}
    wrong = [f"{where} has {_in_words(each)}" for where, each in found.items() if each != ours]
    if wrong:
        accepted = f"a cluster in which everybody has Callbook {ours}, but {'; '.join(wrong)}"
        raise BadInput("--dask", address, accepted=accepted)


def _on_scheduler(client: Client) -> object:
    try:
        return client.run_on_scheduler(version, PACKAGE)
    except PackageNotFoundError as error:
        return error


def _in_words(found: object) -> str:
    return f"Callbook {found}" if isinstance(found, str) else "no Callbook"
