"""`callbook import` and `callbook export --as`: what they print, what they write, and what they refuse."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "logs" / "samples"
DESKTOP = SAMPLES / "wde.20260302_080000_000.log"
RECORDING = ROOT / "features" / "flows" / "a_callback_from_form_to_done.trace.ndjson"
CENTER = ROOT / "examples" / "contact_center.toml"
NEEDED = "at least one log, and where to write the recording: LOGS... -o RECORDING"
NEEDED_KEY = "a key of at least 16 characters, in a file (--key) or in CALLBOOK_ANONYMIZE_KEY"
NO_FILE = "No such file or directory"
SAMPLE = "a message from the server to the client (a public sample shows this form)"
PARSER = "a message from the server to the client (a public parser of real logs reads this form)"
WDE = f"{DESKTOP.name}: Workspace Desktop Edition, UTF-8, stamps in UTC"
KEY = "a key of sixteen characters"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_log_becomes_a_recording(callbook: Callable[..., Printed], snapshot: SnapshotAssertion) -> None:
    """It says what was read, passed over, not understood and guessed, each with its first place."""
    printed = callbook("import", str(DESKTOP), "-o", "x.ndjson")
    assert 0 == printed.code
    assert snapshot == printed.out
    assert 7 == len(read_trace("x.ndjson").entries)


def test_only_its_owner_can_read_it(callbook: Callable[..., Printed]) -> None:
    """Whatever could be read before."""
    Path("x.ndjson").write_text("", encoding="utf-8")
    callbook("import", str(DESKTOP), "-o", "x.ndjson")
    assert 0o600 == stat.S_IMODE(Path("x.ndjson").stat().st_mode)


def test_several_logs_and_their_damage(callbook: Callable[..., Printed], snapshot: SnapshotAssertion) -> None:
    """Every file with its zone and clock, what stood in two of them, and the gaps."""
    for form in ("wde-log", "tserver-log"):
        assert 0 == callbook("export", str(RECORDING), "--as", form).code
    names = ("a_callback_from_form_to_done.trace.wde.log", "a_callback_from_form_to_done.trace.tserver.log")
    late = Path(names[1]).read_text(encoding="utf-8").replace("0000000000001004", "0000000000001014")
    Path(names[1]).write_text(late, encoding="utf-8")
    printed = callbook("import", *names, "-o", "x.ndjson", "--config", str(CENTER))
    assert 0 == printed.code
    assert snapshot == printed.out


def test_more_kinds_than_are_shown(callbook: Callable[..., Printed]) -> None:
    """--json lists all."""
    callbook("export", str(RECORDING), "--as", "wde-log", "--output", "wde.log", "--zone", "UTC", "--agent", "Anna")
    printed = callbook("import", "wde.log", "-o", "x.ndjson")
    assert "         and 7 kinds more: --json lists all" in printed.out
    found = json.loads(callbook("import", "wde.log", "-o", "x.ndjson", "--json").out)
    assert (19, None, True) == (len(found["read"]), found["anonymized"], found["log"]["personal_data"])


def test_it_is_made_anonymous(callbook: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch) -> None:
    """By a key in a file, or in the environment: the same one gives the same."""
    Path("key.txt").write_text(f"{KEY}\n", encoding="utf-8")
    arguments = ("import", str(DESKTOP), "-o", "x.ndjson", "--anonymize")
    printed = callbook(*arguments, "--key", "key.txt")
    first = Path("x.ndjson").read_bytes()
    expected = "searched for every original: 1 x place, 1 x agent, 1 x phone number, 4 x text, 1 x DN"
    assert (0, True) == (printed.code, expected in printed.out)
    monkeypatch.setenv("CALLBOOK_ANONYMIZE_KEY", KEY)
    found = json.loads(callbook(*arguments, "--json").out)
    assert (first, False) == (Path("x.ndjson").read_bytes(), found["log"]["personal_data"])
    assert {"replaced", "short", "unreserved"} == set(found["anonymized"])


def test_what_could_not_be_done_as_wished_is_said(callbook: Callable[..., Printed]) -> None:
    """Short originals, and numbers of a country that keeps none for fiction."""
    Path("key.txt").write_text(KEY, encoding="utf-8")
    text = DESKTOP.read_text(encoding="utf-8").replace("+447700900931", "+390669812345").replace('"1001"', '"17"')
    Path("wde.log").write_text(text, encoding="utf-8")
    printed = callbook("import", "wde.log", "-o", "x.ndjson", "--anonymize", "--key", "key.txt")
    assert "  1 original shorter than 4 characters: replaced in their fields, not searched for\n" in printed.out
    assert "  1 original of countries without numbers reserved for fiction: may be somebody's\n" in printed.out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((), f"LOGS '' cannot be used. Accepted: {NEEDED}."),
        ((str(DESKTOP),), f"--output '' cannot be used. Accepted: {NEEDED}."),
        (
            (str(DESKTOP), "-o", "no/x"),
            f"--output 'no/x' cannot be used. Accepted: a file that can be written ({NO_FILE}).",
        ),
        (
            (str(DESKTOP), "-o", "x", "--anonymize"),
            f"--anonymize 'the key' cannot be used: too short, or not given. Accepted: {NEEDED_KEY}.",
        ),
        (
            (str(DESKTOP), "-o", "x", "--anonymize", "--key", "no"),
            f"--key 'no' cannot be used. Accepted: a file that can be read ({NO_FILE}).",
        ),
        (("--explain", "wde.log"), "--explain 'wde.log' cannot be used. Accepted: FILE:LINE, such as wde.log:412."),
        (("--explain", f"{DESKTOP}:99"), f"line 99 in {DESKTOP.name} cannot be used. Accepted: a number from 1 to 78."),
    ],
)
def test_what_cannot_be_used_is_refused(
    callbook: Callable[..., Printed], arguments: tuple[str, ...], text: str
) -> None:
    """With what would be accepted; nothing is written."""
    printed = callbook("import", *arguments)
    assert (2, f"callbook: {text}") == (printed.code, " ".join(printed.err.split()))
    assert not Path("x").exists()


def test_names_are_proposed(callbook: Callable[..., Printed]) -> None:
    """Into a file that is not there yet; where every name is known, none is written."""
    log = Path("wde.log")
    text = DESKTOP.read_text(encoding="utf-8").replace("attr_ticket_id", "tck").replace("TicketId", "tck")
    log.write_text(text, encoding="utf-8")
    printed = callbook("import", "--learn", "wde.log")
    assert (0, True) == (printed.code, 'tck = ["TicketId"]' in printed.out)
    assert 'tck = ["TicketId"]' in Path("names.toml").read_text(encoding="utf-8")
    again = callbook("import", "--learn", "wde.log")
    assert (2, True) == (again.code, "a file that is not there yet: proposals overwrite nothing" in again.err)
    nothing = callbook("import", "--learn", str(SAMPLES / "sip.log"), "--names", "new.toml")
    assert (0, True) == (nothing.code, "every attribute is known; nothing was written" in nothing.out)
    assert not Path("new.toml").exists()


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        (f"{DESKTOP}:26", [
            WDE,
            f"lines 24 to 41: {SAMPLE}; 2026-03-02T08:00:05.000+00:00",
            "EventInvite: Open Media",
            "line 26: attr_ticket_id is TicketId (assumed)",
            "line 27: attr_itx_id is Interaction.InteractionId (attested)",
            "line 28: attr_itx_media_type is Interaction.MediaType (attested)",
            "line 29: attr_itx_queue is Interaction.Queue (attested)",
            "line 30: attr_itx_submit_seq is known, without a place in our message: kept beside the message",
            "line 31: attr_user_data is Interaction.UserData (attested)",
            "line 40: attr_colour is not known: kept beside the message",
        ]),
        (f"{DESKTOP}:22", [
            WDE,
            f"lines 21 to 23: {SAMPLE}; 2026-03-02T08:00:04.500+00:00",
            "EventStatisticOpened: of another protocol, or of none that matters here; passed over",
        ]),
        (f"{DESKTOP}:2", [
            WDE,
            "line 2: in no record of a message: passed over",
        ]),
        (f"{SAMPLES / 'sip.log'}:39", [
            "sip.log: T-Server or SIP Server, UTF-8, stamps in UTC+01:00",
            "line 39: a check point, which says the day",
        ]),
        (f"{SAMPLES / 'ixn.log'}:29", [
            "ixn.log: Interaction Server, UTF-8, stamps in UTC+01:00",
            f"lines 28 to 30: {PARSER}; 2026-03-02T08:00:03.000+00:00",
            "EventAck: Open Media",
            "line 29: attr_ref_id is ReferenceId (attested)",
        ]),
    ],
)  # fmt: skip
def test_a_line_is_explained(callbook: Callable[..., Printed], place: str, lines: list[str]) -> None:
    """The record it stands in, when that was, and what each attribute is, attested or assumed."""
    printed = callbook("import", "--explain", place)
    assert (0, lines) == (printed.code, printed.lines)


def test_a_line_of_a_log_without_messages_is_explained(callbook: Callable[..., Printed]) -> None:
    """It stands in no record."""
    head = DESKTOP.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    Path("wde.log").write_text(head, encoding="utf-8")
    assert "line 1: in no record of a message: passed over" in callbook("import", "--explain", "wde.log:1").lines


def test_clocks_that_differ_are_said(callbook: Callable[..., Printed]) -> None:
    """And what was noted of a file."""
    for form in ("wde-log", "tserver-log"):
        callbook("export", str(RECORDING), "--as", form, "--output", f"{form}.log", "--zone", "UTC")
    sip = Path("tserver-log.log")
    lines = [line for line in sip.read_text(encoding="utf-8").splitlines() if "TimeinSecs" not in line]
    sip.write_text(
        "\n".join(lines).replace("08:00:0", "08:00:1").replace("08:03:0", "08:03:1") + "\n", encoding="utf-8"
    )
    Path("x.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    center = str(ROOT / "src" / "callbook" / "lab" / "small_center.toml")
    arguments = ("-o", "x.ndjson", "--zone", "UTC", "--config", center)
    printed = callbook("import", "wde-log.log", "tserver-log.log", "x.zip", *arguments)
    assert "  tserver-log.log: tserver SIP_Server, stamps in UTC, clock +10.000 s" in printed.lines
    assert "x.zip: passed over, it is no log of a known kind, or an archive in an archive" in printed.lines


def test_a_recording_becomes_a_log(callbook: Callable[..., Printed]) -> None:
    """Named after it, in this folder."""
    printed = callbook("export", str(RECORDING), "--as", "interaction-server-log")
    path = Path("a_callback_from_form_to_done.trace.interaction-server.log")
    count = len(path.read_text(encoding="utf-8").splitlines())
    assert (0, f"{path}: {count} lines\n") == (printed.code, printed.out)


def test_a_form_that_is_none_is_refused(callbook: Callable[..., Printed]) -> None:
    """Those that there are, are listed."""
    printed = callbook("export", str(RECORDING), "--as", "wde")
    assert (2, "callbook: There is no form of a log 'wde'. Did you mean 'wde-log'?") == (
        printed.code,
        " ".join(printed.err.split()),
    )


def test_what_was_read_is_taken_as_any_recording(callbook: Callable[..., Printed]) -> None:
    """As a page that says what it holds, as a still, as a log, by diff; only replay has nothing to do."""
    callbook("import", str(DESKTOP), "-o", "x.ndjson")
    assert 0 == callbook("export", "x.ndjson", "--output", "x.html").code
    assert 0 == callbook("export", "x.ndjson", "--static", "--output", "y.html").code
    for page in ("x.html", "y.html"):
        assert "Read in logs of real people: this page holds personal data." in Path(page).read_text(encoding="utf-8")
    assert 0 == callbook("export", "x.ndjson", "--as", "wde-log").code
    assert 0 == callbook("diff", "x.ndjson", "x.ndjson").code
    replayed = callbook("replay", "x.ndjson")
    why = "it was read in a log, which does not hold what came from outside: clicks, contacts, faults"
    accepted = "a recording that Callbook made itself; a log is judged with callbook conform"
    assert (2, f"callbook: recording 'x.ndjson' cannot be used: {why}. Accepted: {accepted}.") == (
        replayed.code,
        " ".join(replayed.err.split()),
    )
