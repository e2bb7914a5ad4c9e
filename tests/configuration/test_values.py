"""An option's text becomes a typed value, or an error that says what would be valid (C5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from callbook.configuration import Bell, Color, Configuration, values
from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.directory import Directory
from callbook.configuration.values import Value, ValueKind
from callbook.core.errors import BadInput

KINDS: list[ValueKind[Value]] = [kind for kind in vars(values).values() if isinstance(kind, ValueKind)]


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (values.BOOLEAN, "true", True),
        (values.BOOLEAN, "false", False),
        (values.SECONDS, "0", 0),
        (values.SECONDS, "10", 10),
        (values.COLOR, "#80ff00a0", Color(0x80, 0xFF, 0, 0xA0, "#80FF00A0")),
        (values.QUEUE, "done", "done"),
        (values.QUEUE, "", None),
        (values.NOT_READY_REASON, "lunch", "lunch"),
        (values.NOT_READY_REASON, "", None),
        (values.BUSINESS_ATTRIBUTE, "DispositionCode", "DispositionCode"),
        (values.KEY_NAME, "Disposition Code_1", "Disposition Code_1"),
        (values.CONTENT, "reason, customer_number", ("reason", "customer_number")),
        (values.CONTENT, "", ()),
        (values.CONTENT, "reason,shoe size,,reason,contact_email", ("reason", "contact_email")),
        (values.TEXT, "any: thing", "any: thing"),
        (values.BELL, r"Sounds\Ring.mp3|10|-1|primary", Bell(r"Sounds\Ring.mp3", 10, -1, "primary")),
        (values.BELL, "Ring.wav|-2|0|both", Bell("Ring.wav", -2, 0, "both")),
        (values.BELL, r"C:\My Sounds\Ring.wav|7|1500", Bell(r"C:\My Sounds\Ring.wav", 7, 1500, "primary")),
    ],
)
def test_valid_values(kind: ValueKind[Value], raw: str, expected: Value, configuration: Configuration) -> None:
    """A valid text is read into the type of its kind."""
    assert expected == kind.parse(raw, configuration.directory)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        *((values.BOOLEAN, raw) for raw in ("yes", "True", "", " true")),
        *((values.SECONDS, raw) for raw in ("-1", "1.5", "ten", "", "\u0661", "9" * 10)),
        *((values.COLOR, raw) for raw in ("#17849D", "FF17849D", "#GG17849D", "gold", "", "#FF17849D\n")),
        (values.QUEUE, "nowhere"),
        (values.NOT_READY_REASON, "Lunch"),
        *((values.BUSINESS_ATTRIBUTE, raw) for raw in ("Nothing", "")),
        *((values.KEY_NAME, raw) for raw in ("", "a-b", "ü")),
        *((values.CONTENT, raw) for raw in ("nam", "nam,nem", ",")),
        *(
            (values.BELL, raw)
            for raw in (
                "",
                "Ring.mp3",
                "Ring.mp3|10",
                "|10|-1",
                "R.mp3|x|-1",
                "R.mp3|1|-2",
                "R.mp3|1|0|volume",
                "a|1|0|",
            )
        ),
    ],
)
def test_invalid_values(kind: ValueKind[Value], raw: str, configuration: Configuration) -> None:
    """A text that is not valid is refused, and the refusal says what would be valid."""
    with pytest.raises(BadInput) as refused:
        kind.parse(raw, configuration.directory)
    assert refused.value.accepted.startswith(kind.valid)


def test_names_that_exist_are_listed(configuration: Configuration) -> None:
    """A queue that does not exist is refused with the queues that do."""
    with pytest.raises(BadInput) as refused:
        values.QUEUE.parse("dome", configuration.directory)
    expected = "the name of an Interaction Queue that exists, or empty for none (done, inbound)"
    assert expected == refused.value.accepted


@given(kind=st.sampled_from(KINDS), raw=st.text(max_size=30) | st.from_regex(r"[#A-F0-9|.\-]{0,12}", fullmatch=True))
def test_any_text_is_read_or_refused(kind: ValueKind[Value], raw: str) -> None:
    """Whatever an administrator types is read, or refused as bad input: nothing else happens."""
    outcome: object
    try:
        outcome = kind.parse(raw, Directory(ContactCenter(name="Empty", time_zone="UTC")))
    except BadInput as refused:
        outcome = refused.given
    assert outcome is None or isinstance(outcome, bool | int | str | Color | Bell | tuple)


def test_entries_that_are_left_out(configuration: Configuration) -> None:
    """Of a list of callback data those that nobody knows, and those that stand there before; a site's own are known."""
    own = Directory(structs.replace(configuration.contact_center, callback_data=("shoe size",)))
    raw = "reason,shoe size,,reason"
    assert ("shoe size", "", "reason") == values.CONTENT.left_out(raw, configuration.directory)
    assert ("", "reason") == values.CONTENT.left_out(raw, own)
    assert ("reason", "shoe size") == values.CONTENT.parse(raw, own)
    assert () == values.BOOLEAN.left_out("true", own)
