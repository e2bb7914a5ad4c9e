from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from rich.console import Console
from tests.patience import PATIENCE
from tests.served import Server, server
from typer.testing import CliRunner

from callbook.cli.app import app
from callbook.cli.serve_command import limits_of, settings_of, telephones_of
from callbook.core.errors import BadInput
from callbook.core.shipped import shipped_folder
from callbook.network import RunSettings

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


CENTER = shipped_folder("examples") / "contact_center.toml"


def _get(served: Server, path: str, **options: object) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(served.address + path, timeout=PATIENCE, **options)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


@pytest.mark.measures_processes
def test_it_says_where_everything_is() -> None:
    """Every address that is printed answers; Ctrl-C ends it at once, with nothing on the screen but what was there."""
    command = [sys.executable, "-m", "callbook", "serve", "--port", "0", "--clock", "real", "--speed", "5"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert process.stdout is not None
    rows: dict[str, str] = {}
    while (line := process.stdout.readline().rstrip()) != "Ctrl-C stops it.":
        name, _, text = line.partition("  ")
        rows[name] = text.strip()
    with requests.Session() as session:
        session.trust_env = False
        statuses = [session.get(rows[name], timeout=PATIENCE).status_code for name in ("website", "wsdl", "openapi")]
        settings = session.get(f"{rows['address']}/settings", timeout=PATIENCE).json()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert ([200, 200, 200], "") == (statuses, errors)
    assert ("real, 5 virtual seconds in one of the wall", 5) == (rows["clock"], settings["speed"])
    assert "in memory only: it is gone when the server stops (keep it: --state FILE)" == rows["state"]
    assert process.returncode in {0, 130}


def test_a_file_keeps_runs_for_the_next_time(tmp_path: Path) -> None:
    """What was made in one process is there in the next; a second process on the same file is refused."""
    state = tmp_path / "state.sqlite"
    with server("--state", state) as served:
        assert 201 == requests.post(f"{served.address}/runs", json={"name": "mine"}, timeout=PATIENCE).status_code
        second = CliRunner().invoke(app, ["serve", "--port", "0", "--state", str(state)])
        assert "in use" in str(second.exception)
    with server("--state", state) as served:
        assert ["default", "mine"] == [run["name"] for run in _get(served, "/runs").json()]
        assert str(state) == _get(served, "/settings").json()["state"]


def test_it_speaks_tls_with_a_certificate(tmp_path: Path) -> None:
    """A client that trusts the certificate is served over https, and shows its token."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(  # noqa: S603 - openssl makes a certificate for this test
        [
            shutil.which("openssl") or "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    with server("--certificate", certificate, "--key", key, "--token", "s3cret") as served:
        assert served.address.startswith("https://")
        assert 401 == _get(served, "/runs", verify=str(certificate)).status_code
        bearer = {"Authorization": "Bearer s3cret"}
        assert 200 == _get(served, "/runs", verify=str(certificate), headers=bearer).status_code


def test_the_contact_centre_is_that_of_the_file() -> None:
    """What `--config` names is what every run has that says nothing else."""
    given = settings_of(shipped_folder("examples") / "contact_center.toml", "real", 3.0, 9)
    assert ("real", 3.0, 9) == (given.clock, given.speed, given.seed)
    assert given.contact_center is not None
    assert settings_of(None, "virtual", 1.0, 1).contact_center is None


@pytest.mark.parametrize(("clock", "speed"), [("led", 1.0), ("real", 0.0), ("real", -1.0)])
def test_what_cannot_be_served_is_said_before_anything_listens(
    clock: str, speed: float, snapshot: SnapshotAssertion
) -> None:
    """A clock that there is not, a speed that leads nowhere."""
    with pytest.raises(BadInput) as refused:
        settings_of(None, clock, speed, 1)
    assert snapshot == str(refused.value)


def test_who_may_register_is_of_no_use_without_telephones(tmp_path: Path) -> None:
    """Where it was forgotten to serve telephones, that is said; without either there are none."""
    users = tmp_path / "users"
    assert None is telephones_of("", None, RunSettings())
    with pytest.raises(BadInput) as refusal:
        telephones_of("", users, RunSettings())
    accepted = "them only together with --sip HOST:PORT"
    assert f"users '{users}' in --sip-users cannot be used. Accepted: {accepted}." == str(refusal.value)


def test_an_open_address_without_a_token_is_refused(snapshot: SnapshotAssertion) -> None:
    """The command ends with the way out."""
    ended = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0"], env={"CALLBOOK_TOKEN": ""})  # noqa: S104 - refused
    assert snapshot == str(ended.exception)


def test_a_kept_run_isannounced_with_what_is_open(tmp_path: Path) -> None:
    """Whoever starts the server again sees that nothing is lost."""
    from callbook.cli.serve_command import Serving, announce  # noqa: PLC0415 - only here
    from callbook.network.service.runs import Runs  # noqa: PLC0415 - only here
    from callbook.network.service.settings import Limits  # noqa: PLC0415 - only here
    from callbook.network.web.serving import Socket  # noqa: PLC0415 - only here

    first = settings_of(None, "virtual", 1.0, 1)
    runs = Runs(first, Limits(), lambda: 0.0)
    lab = runs.get("default").lab
    lab.schedule(lab.contact())
    printed = StringIO()
    serving = Serving(Socket(), first, tmp_path / "state.sqlite", as_json=False)
    announce(Console(file=printed, width=300), serving, runs, 80)
    assert "kept in" in printed.getvalue()
    assert "1 run; not done: 1 callback" in printed.getvalue()
    assert "virtual: it moves when a client says so" in printed.getvalue()


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((5, "same"), ""),
        ((5, ""), ""),
        ((1, ""), "the seed 1: its seed is 5"),
        ((5, "other"), "--config: its contact centre is another one"),
        ((7, "other"), "--config: its contact centre is another one; the seed 7: its seed is 5"),
    ],
)
def test_what_a_state_file_has_otherwise_is_said(
    tmp_path: Path,
    asked: tuple[int, str],
    told: str,
    as_json: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """Whoever asks for another contact centre or seed than the file's sees that it is ignored."""
    from callbook.cli.serve_command import Serving, announce  # noqa: PLC0415 - only here
    from callbook.core import StateFile  # noqa: PLC0415 - only here
    from callbook.network.service.runs import Runs  # noqa: PLC0415 - only here
    from callbook.network.service.settings import Limits  # noqa: PLC0415 - only here
    from callbook.network.web.serving import Socket  # noqa: PLC0415 - only here

    (tmp_path / "other.toml").write_text(CENTER.read_text(encoding="utf-8").replace('name = "', 'name = "Other ', 1))
    path = tmp_path / "state.sqlite"
    with StateFile(path) as state:
        runs = Runs(settings_of(CENTER, "virtual", 1.0, 5), Limits(), lambda: 0.0, state, "a-")
        runs.keep("default")
    seed, config = asked
    files = {"same": CENTER, "": None, "other": tmp_path / "other.toml"}
    first = settings_of(files[config], "virtual", 1.0, seed)
    printed = StringIO()
    with StateFile(path) as state:
        runs = Runs(first, Limits(), lambda: 0.0, state, "b-")
        announce(Console(file=printed, width=300), Serving(Socket(), first, path, as_json), runs, 80)
    expected = f"{told} (the run 'default' is as {path} has it)" if told else None
    if as_json:
        assert expected == json.loads(printed.getvalue()).get("ignored")
    else:
        rows = dict(line.split(maxsplit=1) for line in printed.getvalue().splitlines())
        assert expected == rows.get("ignored")


def test_a_port_or_a_certificate_that_cannot_be_used_is_said(snapshot: SnapshotAssertion, tmp_path: Path) -> None:
    """One line with the way out, whoever has the port."""
    no_pem = tmp_path / "no.pem"
    no_pem.write_text("no certificate")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        used = CliRunner().invoke(app, ["serve", "--port", port])
    tls = CliRunner().invoke(app, ["serve", "--port", "0", "--certificate", str(no_pem), "--key", str(no_pem)])
    assert snapshot == [
        str(used.exception).replace(port, "PORT"),
        str(tls.exception).replace(str(no_pem), "no.pem").partition("(")[0],
    ]


def test_a_run_that_is_left_aside_is_named() -> None:
    """With the reason; it stays in the file."""
    from callbook.cli.serve_command import left_aside_in_words  # noqa: PLC0415 - only here

    expected = "run 'broken' is left aside, and stays in the file as it is: it is damaged"
    assert expected == left_aside_in_words(("broken", "it is damaged"))


def test_a_journal_may_be_longer() -> None:
    """Whoever wants the recording of a long run says how many entries are kept; less than a story is none."""
    assert (50_000, 400_000) == (limits_of(None).journal, limits_of(400_000).journal)
    refused = CliRunner().invoke(app, ["serve", "--journal", "10"])
    assert 2 == refused.exit_code
