"""Who does the tasks of a command: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callbook.cli.output import console
from callbook.core import BadInput
from callbook.verification import DaskWorkers, LocalWorkers

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from callbook.verification import Workers


@dataclass(frozen=True, slots=True)
class WorkersWanted:
    """Who is wanted.

    Attributes:
        count: how many processes, here or in a cluster of this process.
        dask: the address of a cluster's scheduler, or ``local``; empty for no cluster.
        trusts_cluster: whether any address is taken.
    """

    count: int = 2
    dask: str = ""
    trusts_cluster: bool = False


@contextmanager
def at_work(wanted: WorkersWanted, reference: str, setup: dict[str, Any], paths: Sequence[str]) -> Generator[Workers]:
    """Yield workers, which are gone afterwards; where a cluster is, or its dashboard, is printed.

    Args:
        wanted: who.
        reference: the function that serves, ``module:function``.
        setup: what it is given, as JSON.
        paths: of the texts that tasks are about.

    Raises:
        BadInput: for a cluster that is not to be trusted, is not there, or has another Callbook.
        MissingExtra: for a cluster without the extra that brings Dask.
    """
    if not wanted.dask:
        if wanted.trusts_cluster:
            raise BadInput("--trust-cluster", "on", accepted="it only with --dask ADDRESS")
        with LocalWorkers(wanted.count, reference, setup) as workers:
            yield workers
        return
    from callbook.verification import dask_cluster  # noqa: PLC0415 - an extra brings it

    with dask_cluster(wanted.dask, wanted.count, trusted=wanted.trusts_cluster) as cluster:
        console(stderr=True).print(cluster.where, markup=False, highlight=False, soft_wrap=True)
        with DaskWorkers(cluster, reference, setup, paths) as workers:
            yield workers
