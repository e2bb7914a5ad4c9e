"""A whole callback through the direct door, recorded, against one ``requests`` POST intercepted by ``responses``."""

from __future__ import annotations

import requests
import responses

from benchmarks.measure import Figure, in_turn
from callbook.configuration import Level
from callbook.lab import Lab
from callbook.workspace import Action

_URL = "http://localhost/anything"
_ANSWERED = 6_000


class Shift:
    """Anna's shift: callbacks one after the other, dialled by themselves."""

    def __init__(self, lab: Lab | None = None) -> None:
        self.lab = lab or Lab()
        self.lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-dial", "true")
        self.anna = self.lab.log_in("Anna")
        self.maria = self.lab.contact("Maria")

    def callback(self) -> str:
        """Play one callback: submit, route, invite, accept, auto-dial, answer, release, disposition, mark done."""
        callback = self.lab.schedule(self.maria)
        self.anna.perform(Action.ACCEPT)
        self.lab.advance(_ANSWERED)
        self.anna.perform(Action.RELEASE)
        self.anna.perform(Action.SET_DISPOSITION, code="Resolved")
        self.anna.perform(Action.MARK_DONE)
        return callback


def run() -> tuple[Figure, ...]:
    """Measure both in turn."""
    shift = Shift()
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.post(_URL, json={})

        def post() -> None:
            requests.post(_URL, json={"wished_time": "now"}, timeout=1)
            mock.calls.reset()

        ours, theirs, ratio = in_turn(shift.callback, post, each=100)
    assert shift.lab.where(shift.callback()).kind == "done"
    detail = f"{ours:.0f} us for {_messages(shift)} messages, against {theirs:.0f} us"
    return (Figure("a whole callback, recorded / one requests POST through responses", ratio, 0.6, detail),)


def _messages(shift: Shift) -> int:
    from callbook.core.journal_entries import MessageSent  # noqa: PLC0415 - only the report needs it

    before = len(shift.lab.journal)
    shift.callback()
    return sum(isinstance(entry, MessageSent) for entry in shift.lab.journal.entries[before:])
