from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callbook.core.errors import BadInput
from callbook.notebook.recording import Recording
from callbook.record.trace import Trace


@pytest.fixture
def recording(handled: Trace) -> Recording:
    """Give the recording of the callback that Anna has handled."""
    return Recording(handled)


def test_by_actor(recording: Recording) -> None:
    """Whoever sends, receives or acts is found by a part of the name, capitals or not."""
    found = recording.find(actor="sip")
    assert {"EventDialing", "RequestMakeCall"} <= set(found["message"])
    assert all("SIP Server" in f"{row.sender} {row.receiver}" for row in found.itertuples())


def test_by_message(recording: Recording) -> None:
    """A part of the name suffices."""
    assert ["RequestAccept"] == list(recording.find(message="requestacc")["message"])


def test_by_step(failing: Trace) -> None:
    """What happened in one step."""
    found = Recording(failing).find(step="declines", actor="Anna")
    assert ["decline", "bell", "RequestReject", "EventAck"] == list(found["message"])


def test_by_text(recording: Recording) -> None:
    """Any attribute, reason or note."""
    assert {"RequestMakeCall"} <= set(recording.find(text="ParentInteractionId")["message"])


def test_by_field(recording: Recording) -> None:
    """The name of an attribute at any depth."""
    found = recording.find(field="attempts", message="Request")
    assert ["RequestSubmit", "RequestMakeCall", "RequestChangeProperties"] == list(found["message"])


def test_by_field_and_value(recording: Recording) -> None:
    """With a value, written as in the recording or as a text; in lists, too."""
    assert ["RequestMakeCall"] == list(recording.find(field={"OtherDN": "+447700900931"}, message="Request")["message"])
    assert 0 == len(recording.find(field={"OtherDN": "1234"}))
    assert 0 < len(recording.find(field={"ReferenceId": "1"}))


def test_by_field_within_a_list(recording: Recording) -> None:
    """Attributes may be lists of parts."""
    events = recording.events
    events.loc[events.index[0], "detail"] = '{"parts":[{"inner":3},{"inner":4}]}'
    assert 1 == len(recording.find(field={"inner": 4}))
    assert 0 == len(recording.find(field={"inner": 5}))


def test_a_text_that_is_no_json_has_no_fields(recording: Recording) -> None:
    """A refusal may quote a field, but has none."""
    events = recording.events
    events.loc[events.index[0], "detail"] = 'broken "agent":'
    assert 0 == len(recording.find(field={"agent": "ben"}))


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("08:01:05", None),
        ("2026-03-02 08:01:05", "2026-03-02T09:01:05+01:00"),
        (datetime(2026, 3, 2, 8, 1, 5, tzinfo=UTC), "8:02"),
    ],
)
def test_by_time(recording: Recording, after: str | datetime, before: str | None) -> None:
    """A time of day on the recording's own day, a moment, or a datetime."""
    found = recording.find(after=after, before=before)
    assert ("release", "ignored") == (found["message"].iloc[0], found["message"].iloc[-1])


def test_a_moment_that_is_none_is_refused(recording: Recording) -> None:
    """The error says what would be a moment."""
    with pytest.raises(BadInput) as caught:
        recording.find(after="at noon")
    assert str(caught.value) == (
        "moment 'at noon' cannot be used. Accepted: a time of day such as '08:00:05', a moment such as "
        "'2026-03-02 08:00:05' (UTC), or a datetime."
    )
