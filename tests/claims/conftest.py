"""A contact centre in which something has happened already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from tests.patience import PATIENCE

from callbook.network.interception import Mocked, mocked

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUESTS = "http://interaction-server.test/clients/{}/requests"


def sends(client: str, message: str, **attributes: object) -> None:
    """Let a client of Interaction Server send."""
    body = {"protocol": "Open Media", "message": message, "ReferenceId": 1, **attributes}
    requests.post(REQUESTS.format(client), json=body, timeout=PATIENCE).raise_for_status()


@pytest.fixture
def centre() -> Iterator[Mocked]:
    """Give a contact centre at 08:01: Anna was offered Maria's callback at 08:00:00 and again at 08:00:35.

    She has accepted neither offer; at 08:01:05 the second one will be taken back, too.
    """
    with mocked() as centre:
        sends(
            "Anna", "RequestAgentLogin", TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna",
            MediaList={"webcallback": 1},
        )  # fmt: skip
        centre.lab.schedule(centre.contact("Maria"))
        centre.advance(60_000)
        yield centre
