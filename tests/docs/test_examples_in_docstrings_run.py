"""What a docstring of a public name shows at Python's prompt runs, and gives what is shown."""

from __future__ import annotations

import inspect
from datetime import timedelta
from doctest import DocTest, DocTestFinder, DocTestRunner, OutputChecker
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import requests
from docs._extension.public_api import PROMISED

import callbook
from callbook.core.messages import Message, to_json
from callbook.core.messages.open_media import RequestAccept, RequestAgentLogin
from callbook.core.messages.open_media_events import EventInvite
from callbook.lab import Lab
from callbook.notebook import desk
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGIN = RequestAgentLogin(
    ReferenceId=1, TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna", MediaList={"webcallback": 1}
)
SHOWN = ("Lab", "Mocked", "Mocked.verify", "desk")


class _WhatIsShown(OutputChecker):
    """Compares what is shown; where nothing is, anything will do."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return not want or super().check_output(want, got, optionflags)


def _examples() -> dict[str, DocTest]:
    """Give the docstrings with examples of all public classes, their methods, and functions."""
    finder = DocTestFinder(exclude_empty=True)
    return {found.name: found for value in _values() for found in finder.find(value, value.__name__) if found.examples}


def _values() -> Iterator[Any]:
    for module, names in PROMISED.items():
        values = (getattr(import_module(module), name) for name in names)
        yield from (each for each in values if inspect.isroutine(each) or inspect.isclass(each))


def _ask(request: Message) -> None:
    address = "http://interaction-server.test/clients/Anna/requests"
    headers = {"Content-Type": "application/json"}
    requests.post(address, data=to_json(request), headers=headers, timeout=1).raise_for_status()


def _anna_accepts_at_last(centre: callbook.Mocked) -> None:
    _ask(LOGIN)
    callback = centre.lab.schedule(centre.contact("Maria"))
    centre.advance(timedelta(seconds=40))
    invited = [each for each in _sent(centre) if isinstance(each, EventInvite)][-1]
    _ask(RequestAccept(ReferenceId=2, TicketId=invited.TicketId, InteractionId=callback))


def _sent(centre: callbook.Mocked) -> Iterator[object]:
    return (getattr(entry, "message", None) for entry in centre.journal.entries)


def test_there_are_these() -> None:
    """Whoever adds an example is told that it is run here."""
    assert SHOWN == tuple(sorted(_examples()))


@pytest.mark.parametrize("name", SHOWN)
def test_an_example(name: str) -> None:
    """It runs with the names that it takes for granted, and a callback that Anna let go once and then accepted."""
    example = _examples()[name]
    with callbook.mocked() as centre:
        _anna_accepts_at_last(centre)
        known: dict[str, Any] = {"Action": Action, "Lab": Lab, "centre": centre, "desk": desk, "requests": requests}
        example.globs = {**known, "timedelta": timedelta, "mocked": callbook.mocked, "message": callbook.message}
        said: list[str] = []
        result = DocTestRunner(_WhatIsShown()).run(example, out=said.append)
    assert 0 == result.failed, "".join(said)
