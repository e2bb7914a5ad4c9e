from __future__ import annotations

import os
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from tests.crash.load import Agent, Line, Shop, under_load
from tests.served import server

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = int(os.environ.get("CALLBOOK_CRASHES", "3"))
"""How often the server is killed; `make crash` takes 200."""
MOST = 60
"""Requests of a round that are acknowledged before the server is killed, at most."""


def test_whenever_it_is_killed_nothing_is_lost_and_nothing_is_done_twice(tmp_path: Path) -> None:
    """Under load, at seeded moments: after each restart the books hold all that was acknowledged, each thing once."""
    moments = Random(20_261_124)  # noqa: S311 - seeded moments, no secret
    shops, agent = [Shop("Shop 1"), Shop("Shop 2")], Agent()
    for _ in range(ROUNDS):
        with server("--state", tmp_path / "state.sqlite") as served:
            _check_the_books(served.address, shops, agent)
            enough = _done(shops, agent) + moments.randint(1, MOST)
            under_load(served.address, shops, agent, partial(_reached, shops, agent, enough), served.kill)
    with server("--state", tmp_path / "state.sqlite") as served:
        _check_the_books(served.address, shops, agent)
    assert _done(shops, agent) > ROUNDS


def _reached(shops: list[Shop], agent: Agent, enough: int) -> bool:
    return _done(shops, agent) >= enough


def _done(shops: list[Shop], agent: Agent) -> int:
    return sum(len(shop.acknowledged) for shop in shops) + len(agent.finished)


def _check_the_books(address: str, shops: list[Shop], agent: Agent) -> None:
    auditor = Line(address, "Auditor")
    assert {"wrong": []} == auditor.asks("POST", "/runs/default/check")
    for shop in shops:
        line = Line(address, shop.name)
        if shop.number:
            # Whether the last one was taken nobody knows: sent again, it is taken once all the same.
            shop.acknowledged[shop.number] = shop.submit(line, shop.number)
        _check(auditor, shop, agent)
        line.close()
    auditor.close()


def _check(auditor: Line, shop: Shop, agent: Agent) -> None:
    listed = auditor.asks("GET", f"/runs/default/media-servers/{shop.name.replace(' ', '%20')}/interactions")
    assert sorted(shop.acknowledged.values()) == sorted(listed)
    for number, interaction in list(shop.acknowledged.items())[-MOST:]:
        found: dict[str, Any] = auditor.asks("GET", f"/runs/default/interactions/{interaction}")
        assert (number, shop.name) == (
            found["interaction"]["UserData"]["number"], found["interaction"]["UserData"]["shop"],
        )  # fmt: skip
        # What Anna has finished is done. What she had in hand, or finished without hearing of it, is done or waits.
        place = found["place"]["kind"]
        assert place == "done" if interaction in agent.finished else place in {"done", "strategy"}
