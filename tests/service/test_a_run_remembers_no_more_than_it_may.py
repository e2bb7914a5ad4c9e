from __future__ import annotations

import json

from tests.service.conftest import House, ask, log_in

from callbook.network.service.settings import Limits


def test_no_more_that_is_done_than_the_limit_says() -> None:
    """Three callbacks are done, the two newest are remembered."""
    run = House(Limits(done=2)).run
    log_in(run)
    for number in range(1, 4):
        ask(
            run, "portal", "RequestSubmit", ReferenceId=number, TenantId="Lighthouse", MediaType="webcallback",
            Queue="callbacks", InteractionType="Inbound", InteractionSubtype="InboundNew",
        )  # fmt: skip
    acks = [
        json.loads(bytes(event.message or b""))
        for event in run.mailbox("interaction-server", "portal").after(0, 9)
        if event.message
    ]
    callbacks = [ack["Extension"]["InteractionId"] for ack in acks]
    for callback in callbacks:
        ask(run, "portal", "RequestStopProcessing", InteractionId=callback)
    assert callbacks[1:] == list(run.lab.here.interaction_server.done)
