"""What the vendor's own library has said and heard (``make vendor-client``) is said and heard again, byte for byte.

Only who a session and a client are is made up anew each time; and when a poll came back is the network's affair, so
notifications are compared in their order alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.workspace_api.conftest import RUN

from callbook.lab import replay
from callbook.record import read_trace

if TYPE_CHECKING:
    from tests.web.conftest import Api

EXCHANGES = sorted(Path(__file__).with_name("exchanges").glob("*.ndjson"))
DOOR = "/workspace/v3"


@pytest.mark.parametrize("path", EXCHANGES, ids=[path.stem for path in EXCHANGES])
def test_it_is_answered_as_then(path: Path, api: Api) -> None:
    """Each request with the same status and body; each client is told the same, in the same order."""
    player = Player(api)
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for entry in entries:
        player.play(entry)
    assert told_in(entries) == player.told
    api.lab.check()


def test_there_are_stories() -> None:
    """All that the library was tried with."""
    assert 10 == len(EXCHANGES)


@pytest.mark.parametrize("path", EXCHANGES, ids=[path.stem for path in EXCHANGES])
def test_its_recording_plays_again(path: Path, api: Api, tmp_path: Path) -> None:
    """Whatever came through the door is an act of the run, and a recording holds it."""
    player = Player(api)
    for line in path.read_text(encoding="utf-8").splitlines():
        player.play(json.loads(line))
    recording = tmp_path / "run.trace.ndjson"
    recording.write_bytes(api.raw("GET", f"{RUN}/recording").body)
    assert replay(read_trace(recording)).divergence is None


class Player:
    """Asks again what was asked."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._names: dict[str, str] = {}
        self.told: dict[str, list[Any]] = defaultdict(list)

    def play(self, entry: dict[str, Any]) -> None:
        """Ask one thing, and let each client be told what there is by then."""
        if not is_poll(entry):
            status, answer = self._ask(entry)
            if entry["path"].startswith(DOOR):
                assert (entry["status"], without_news(entry["answer"])) == (status, without_news(answer))
                self._hear(entry["session"], answer)
        for session in [name for name in self._names if name.startswith("session-")]:
            self._poll(session)

    def _ask(self, entry: dict[str, Any]) -> tuple[int, Any]:
        text = "" if entry["body"] is None else self._renamed(json.dumps(entry["body"]))
        cookie = {"Cookie": f"WORKSPACE_SESSIONID={self._renamed(entry['session'])}"} if entry["session"] else {}
        address = f"{RUN}{entry['path']}"
        answer = self._api.raw(entry["method"], address, text.encode(), Content_Type="application/json", **cookie)
        for name, value in answer.headers:
            if name == "set-cookie":
                self._names[entry["given"]] = value.partition(";")[0].partition("=")[2]
        body: Any = json.loads(answer.body)
        if has_messages(body) and any("clientId" in message for message in body):
            given = next(message["clientId"] for message in entry["answer"] if "clientId" in message)
            self._names[given] = body[0]["clientId"]
            body[0]["clientId"] = given
        return answer.status, body

    def _poll(self, session: str) -> None:
        client = session.replace("session", "client")
        if client in self._names:
            poll = {"channel": "/meta/connect", "clientId": client, "advice": {"timeout": 0}}
            entry = {"method": "POST", "path": f"{DOOR}/notifications", "session": session, "body": [poll]}
            self._hear(session, self._ask(entry)[1])

    def _hear(self, session: str | None, answer: Any) -> None:  # noqa: ANN401 - JSON
        if has_messages(answer) and session is not None:
            self.told[session] += [message for message in answer if "data" in message]

    def _renamed(self, text: str) -> str:
        for name in sorted(self._names, key=len, reverse=True):
            text = text.replace(name, self._names[name])
        return text


def is_poll(entry: dict[str, Any]) -> bool:
    """Say whether a request asks for notifications."""
    return bool(entry["path"].endswith("/notifications/connect"))


def told_in(entries: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Give what each session was told, in order."""
    told: dict[str, list[Any]] = defaultdict(list)
    for entry in entries:
        if has_messages(entry["answer"]):
            told[entry["session"]] += [message for message in entry["answer"] if "data" in message]
    return told


def without_news(answer: Any) -> Any:  # noqa: ANN401 - JSON
    """Give an answer without the notifications that came with it."""
    return [message for message in answer if "data" not in message] if has_messages(answer) else answer


def has_messages(answer: Any) -> bool:  # noqa: ANN401 - JSON
    """Say whether an answer is a list of messages."""
    return isinstance(answer, list)
