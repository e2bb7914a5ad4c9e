"""The recording of a served run, whoever its clients were, plays again in a process without any network."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import requests
from tests.patience import PATIENCE
from tests.served import Server, server
from tests.web.network_agent import NetworkAgent

from callbook.core.errors import BadInput
from callbook.lab.rerun import replay
from callbook.record.trace import read_trace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZEEP: Any = import_module("zeep")
"""It has no types."""
SOAP = "/Genesys/Interaction/Shop/WebServiceCapturePoint?wsdl"
NUMBER = "+442079460001"


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    """Serve in a process of its own."""
    with server() as started:
        yield started


def _post(run: str, path: str, payload: dict[str, Any]) -> dict[str, Any]:
    answer = requests.post(run + path, json=payload, timeout=PATIENCE)
    assert answer.ok, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _submitted_by_soap(address: str) -> str:
    shop = ZEEP.Client(f"{address}{SOAP}").service
    data = {"kvitem": [{"key": "customer_number", "value": {"ValueString": NUMBER}}]}
    answer = shop.Submit(TenantId="Lighthouse", Queue="callbacks", MediaType="webcallback", UserData=data)
    return str(next(item.value.ValueString for item in answer if item.key == "InteractionId"))


def _submitted_by_form(run: str) -> None:
    form = {"name": "Ella", "phone_number": NUMBER, "time_zone": "Europe/London", "wished_time": "now"}
    assert requests.post(f"{run}/website/callbacks", data=form, timeout=PATIENCE).ok


def _live_through(address: str, run: str) -> None:
    """Let two agents, another system and a browser do what they do, two of them at once; some of it goes wrong."""
    anna, ben = NetworkAgent(run, "Anna", "Place 1", "1001"), NetworkAgent(run, "Ben", "Place 2", "1002")
    with ThreadPoolExecutor(2) as both:
        list(both.map(NetworkAgent.log_in, (anna, ben)))
        _post(run, "/contacts", {"person": _person(), "behaviour": {"kind": "answers", "after": 2000}})
        assert _submitted_by_soap(address)
        _submitted_by_form(run)
        taken = list(both.map(NetworkAgent.accept, (anna, ben)))
    call = anna.dial(taken[0])
    _post(run, "/clock/advance", {"milliseconds": 10_000})
    anna.release(call)
    anna.mark_done(taken[0]["InteractionId"])
    refused = ben.media.send("RequestAccept", TicketId=1, InteractionId="0000000000000000")
    assert 202 == refused.status_code
    ben.media.next("EventError")
    assert 400 == ben.media.send("RequestAcept").status_code  # what is no message is no act
    lost = {"server": "interaction-server", "client": "Ben", "mishap": "dropped", "message": "RequestChangeProperties"}
    _post(run, "/faults", lost)
    change = {"InteractionId": taken[1]["InteractionId"], "ChangedProperties": {"reason": "late"}}
    assert 202 == ben.media.send("RequestChangeProperties", **change).status_code
    _post(run, "/faults", {"server": "interaction-server", "client": "Ben", "mishap": "connection reset"})
    with pytest.raises(requests.ConnectionError):
        ben.media.send("RequestAgentLogout")
    assert requests.put(ben.media.address, timeout=PATIENCE).ok
    _vanish(address, run)
    assert requests.delete(anna.media.address, timeout=PATIENCE).ok
    _post(run, "/clock/advance", {"milliseconds": 60_000})


def _person() -> dict[str, str]:
    person = {"name": "Maria", "phone_number": NUMBER, "locale": "en_GB", "time_zone": "Europe/London"}
    return {**person, "reason": "", "wished_time": "now"}


def _vanish(address: str, run: str) -> None:
    """Send half a request, and be gone."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as there:
        path = f"{run.removeprefix(address)}/interaction-server/clients/Ghost/requests"
        there.sendall(f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900\r\n\r\n{{".encode())


@pytest.fixture(scope="module")
def recording(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the recording."""
    run = f"{served.address}/runs/default"
    _live_through(served.address, run)
    file = tmp_path_factory.mktemp("served") / "default.trace.ndjson"
    file.write_bytes(requests.get(f"{run}/recording", timeout=PATIENCE).content)
    return file


def test_it_plays_again_without_any_network(recording: Path) -> None:
    """Every entry is as recorded: what the clients sent, what the servers said, what went wrong."""
    trace = read_trace(recording)
    acts = {entry["act"]["act"] for entry in _lines(recording) if entry["kind"] == "action"}
    assert {"send", "connect", "disconnect", "add contact", "disturb", "open capture point", "soap request"} <= acts
    played = replay(trace)
    assert (None, len(trace.entries)) == (played.divergence, played.compared)


def _changed(recording: Path, tmp_path: Path, act: str, old: str, new: str) -> tuple[Path, int]:
    """Return a copy in which the first such act that holds *old* holds *new*, and the line that it stands in."""
    lines = recording.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if f'"act":{{"act":"{act}"' in line and old in line)
    lines[at] = lines[at].replace(old, new, 1)
    changed = tmp_path / "changed.trace.ndjson"
    changed.write_text("".join(lines), encoding="utf-8")
    return changed, at + 1


@pytest.mark.parametrize(
    ("act", "old", "new"),
    [
        ("send", '"TenantId":"Lighthouse"', '"TenantId":"Lighthousf"'),
        ("disturb", '"client":"Ben"', '"client":"Bem"'),
        ("soap request", f'"{NUMBER}"', '"+442079460002"'),
    ],
)
def test_one_byte_of_an_act_makes_it_another_story(
    recording: Path, tmp_path: Path, act: str, old: str, new: str
) -> None:
    """It diverges at that act at the latest."""
    changed, _ = _changed(recording, tmp_path, act, old, new)
    assert replay(read_trace(changed)).divergence is not None


def test_one_byte_can_make_it_no_act_at_all(recording: Path, tmp_path: Path) -> None:
    """Then the line is named, and nothing is played."""
    changed, line = _changed(recording, tmp_path, "add contact", '"kind":"answers"', '"kind":"answerz"')
    with pytest.raises(BadInput, match=rf"in .*changed\.trace\.ndjson, line {line} cannot be used"):
        replay(read_trace(changed))


def _lines(recording: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in recording.read_text(encoding="utf-8").splitlines()]
