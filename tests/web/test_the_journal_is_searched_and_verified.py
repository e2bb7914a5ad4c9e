from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

from tests.web.conftest import Api

VERIFY = "/runs/default/journal/verify"
INVITE = {"message": "EventInvite", "to": "Anna"}


@pytest.fixture
def offered(api: Api) -> str:
    """Give the callback that Anna was offered and did not take."""
    api.logs_in()
    callback = api.lab.schedule(api.lab.contact())
    api.lab.advance(30_000)
    return callback


def _verify(api: Api, **claim: Any) -> tuple[int, Any]:  # noqa: ANN401 - JSON
    return api.ask("POST", VERIFY, claim)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?message=EventInvite", [12]),
        ("?kind=timer%20fired", [14]),
        ("?agent=anna&kind=state", [6]),
        ("?agent=Anna&kind=state", [6]),
        ("?agent=Website&kind=message", [10, 11]),
        ("?interaction={callback}&kind=message", [11, 12, 15]),
        ("?from=2026-03-02T08:00:30Z&at_most=2", [14, 15]),
        ("?to=2026-03-02T09:00:00%2B01:00&after=12", [13]),
    ],
)
def test_a_journal_is_searched_by_its_address(api: Api, offered: str, query: str, numbers: list[int]) -> None:
    """Each filter by itself and together with others."""
    found = api.get(f"/journal{query.format(callback=offered)}")
    assert numbers == [entry["number"] for entry in found["entries"]]
    assert (api.lab.journal.last, 0) == (found["last"], found["dropped"])


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("kind=null", "kind 'null' in query cannot be used. Accepted: a value, or leave it out."),
        ("after=NULL", "after 'NULL' in query cannot be used. Accepted: a value, or leave it out."),
        ("from=null", "from 'null' in query cannot be used. Accepted: a value, or leave it out."),
        ("from=0", "from '0' in query cannot be used. Accepted: a moment with its zone: 2026-03-02T08:00:00Z."),
        ("to=1e9", "to '1e9' in query cannot be used. Accepted: a moment with its zone: 2026-03-02T08:00:00Z."),
    ],
)
def test_what_is_no_value_of_a_filter_is_refused(api: Api, query: str, detail: str) -> None:
    """Found by requests that were made up: `null` was read as nothing, a number as an instant."""
    code, problem = api.ask("GET", f"/runs/default/journal?{query}")
    assert (400, detail) == (code, problem["detail"])


def test_a_text_may_be_anything(api: Api) -> None:
    """Somebody may be called so."""
    assert [] == api.get("/journal?interaction=null")["entries"]


def test_pages_say_where_to_go_on(api: Api, offered: str) -> None:
    """Until there is nothing more."""
    first = api.get("/journal?at_most=10")
    assert 10 == first["go_on_after"]
    assert api.get("/journal?after=10")["go_on_after"] is None


def test_an_entry_is_shown_with_what_led_to_it(api: Api, offered: str) -> None:
    """Back to what came from outside, as far as it is kept."""
    shown = api.get("/journal/16")
    assert (16, [14, 10, 8], True) == (
        shown["entry"]["number"], [cause["number"] for cause in shown["causes"]], shown["whole"],
    )  # fmt: skip
    first = api.get("/journal/1")
    assert ([], True) == (first["causes"], first["whole"])


def test_causes_that_are_dropped_are_missed() -> None:
    """The chain says that it is not whole."""
    small = Api(Limits(journal=4, wait=0.0))
    small.logs_in()
    small.lab.schedule(small.lab.contact())
    small.lab.advance(30_000)
    first = small.lab.journal.entries[0]
    assert not small.get(f"/journal/{first.number}")["whole"]
    assert small.lab.journal.dropped == small.get("/journal")["dropped"]


def test_what_holds_is_told_with_what_was_found(api: Api, offered: str, snapshot: SnapshotAssertion) -> None:
    """Whether it holds, what was claimed, and the entries."""
    status, verdict = _verify(api, expect=[INVITE], exactly=1)
    assert (200, True, "exactly 1 EventInvite to Anna", 1, []) == (
        status, verdict["holds"], verdict["expected"], verdict["found"], verdict["nearest"],
    )  # fmt: skip
    assert [12] == [entry["number"] for entry in verdict["entries"]]


def test_what_does_not_hold_is_told_with_what_came_nearest(api: Api, offered: str, snapshot: SnapshotAssertion) -> None:
    """The three nearest, each with every field that is otherwise."""
    claim = {"expect": [{**INVITE, "to": "Ben", "attributes": {"TicketId": 7}}], "from": "2026-03-02T08:00:10Z"}
    status, verdict = _verify(api, **claim)
    for near in verdict["nearest"]:
        near["entry"] = near["entry"]["number"]
    assert (200, False) == (status, verdict["holds"])
    assert snapshot == verdict


def test_the_clock_runs_on_if_the_claim_says_so(api: Api, offered: str) -> None:
    """Five seconds later the callback is offered again; only a clock that is moved from here may run on."""
    claim: dict[str, Any] = {"expect": [INVITE], "exactly": 2, "eventually": 60_000}
    assert _verify(api, **claim)[1]["holds"]
    assert "2026-03-02T08:00:35.000+00:00" == api.get("/clock")["now"]


def test_what_cannot_be_verified_is_refused(api: Api, snapshot: SnapshotAssertion) -> None:
    """Each refusal says what would be accepted."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    api.ask("POST", "/runs", {"name": "led", "clock": "led"})
    eventually = {"expect": [INVITE], "eventually": 1}
    assert snapshot == [
        _verify(api, expect=[]),
        _verify(api, expect=[{"mesage": "EventInvite"}]),
        _verify(api, expect=[{"message": "EventInvit"}]),
        _verify(api, expect=[{"message": "EventInvite", "attributes": {"Tiket": 1}}]),
        _verify(api, expect=[{"kind": "state", "message": "EventInvite"}]),
        _verify(api, expect=[{"kind": "mesage"}]),
        _verify(api, expect=[INVITE], exactly=1, at_most=2),
        _verify(api, expect=[INVITE], **{"from": "2026-03-02T08:00:10"}),
        api.ask("POST", "/runs/real/journal/verify", eventually),
        api.ask("POST", "/runs/led/journal/verify", eventually),
        api.ask("GET", "/runs/default/journal?from=2026-03-02T08:00:10"),
        api.ask("GET", "/runs/default/journal?kind=mesage"),
        api.ask("GET", "/runs/default/journal?message=EventInvit"),
        api.ask("GET", "/runs/default/journal/99"),
        api.ask("GET", "/runs/default/journal/ninety"),
    ]


def test_a_real_clock_in_a_pause_may_run_on(api: Api) -> None:
    """Then nobody else moves it."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    api.ask("PATCH", "/runs/real/clock", {"paused": True})
    status, verdict = api.ask("POST", "/runs/real/journal/verify", {"expect": [INVITE], "eventually": 1})
    assert (200, False) == (status, verdict["holds"])
