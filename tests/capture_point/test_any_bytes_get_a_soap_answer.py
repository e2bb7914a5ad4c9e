"""Whatever is sent, the answer is a SOAP envelope, and nothing is half done."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.capture_point.conftest import DEFAULTS, SOAP_12, envelope_of, items, told, with_id

from callbook.lab import Lab
from callbook_mocks.capture_point.operations import OPERATIONS

SUBMIT = f"<Submit><Queue>parked</Queue><UserData>{items(a='1', start_time='2026-03-02T09:00:00Z')}</UserData></Submit>"
UPDATE = f"<Update><ExternalId>order 1</ExternalId><Changed>{items(a='1')}</Changed></Update>"
VALID = (
    envelope_of(SUBMIT, header=with_id("urn:a")),
    envelope_of(UPDATE),
    envelope_of("<Hold><ExternalId>order 1</ExternalId></Hold>", soap=SOAP_12),
    envelope_of("<GetInfo><ExternalId>order 1</ExternalId></GetInfo>"),
)
PIECES = (b"<", b">", b"&", b"\x00", b"\xff", b'"', b"/>", b"<!DOCTYPE a>", b"&#0;", b"<![CDATA[", b"<kvitem/>", b" ")
PROBE = Lab()
POINT = PROBE.capture_point("Probe", DEFAULTS)
POINT.answer(envelope_of("<Submit><ExternalId>order 1</ExternalId></Submit>"))


def hears_a_soap_answer(sent: bytes, action: str = "") -> None:
    """Send something; whatever is refused has changed nothing."""
    before = PROBE.interaction_server.interactions
    answer = told(POINT.answer(sent, action))
    if answer.name == "Fault":
        assert {"ErrorCode", "ErrorDescription"} <= set(answer.texts)
        assert before == PROBE.interaction_server.interactions
    else:
        assert (200, True) == (answer.status, answer.name in {"RequestResponse", "GetInfoResponse"})
    PROBE.check()


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes(sent: bytes, action: str) -> None:
    """They need not be XML."""
    hears_a_soap_answer(sent, action)


@given(st.data())
def test_any_bytes_in_a_body(data: st.DataObject) -> None:
    """Nor need what stands in a good envelope."""
    inner = data.draw(st.text(alphabet="<>/&;!ab \x01\ud800", max_size=40))
    hears_a_soap_answer(envelope_of(inner.encode(errors="surrogatepass").decode(errors="replace")))


@given(st.data())
def test_any_mutation_of_a_good_envelope(data: st.DataObject) -> None:
    """A piece is cut out, doubled, or something is put in between."""
    sent = data.draw(st.sampled_from(VALID))
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(sent)), st.integers(0, len(sent)))))
        middle = data.draw(st.sampled_from((b"", sent[start:end] * 2, *PIECES)))
        sent = sent[:start] + middle + sent[end:]
    hears_a_soap_answer(sent)


KEYS = st.sampled_from(["a", "Queue", "ExternalId", "Priority", "start_time", "handling-timeout", "IsHeld", ""])
TEXTS = st.text(alphabet="a1 :-TZ", max_size=8).map(lambda text: f"<ValueString>{text}</ValueString>")
NUMBERS = st.integers(-(2**32), 2**32).map(lambda number: f"<ValueInt>{number}</ValueInt>")


def list_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give kvitem elements with these values."""
    return st.dictionaries(KEYS, values, max_size=3).map(
        lambda found: "".join(
            f"<kvitem><key>{key}</key><value>{value}</value></kvitem>" for key, value in found.items()
        )
    )


def inner_list(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give lists as values."""
    return list_of(values).map(lambda found: f"<ValueList>{found}</ValueList>")


LISTS = list_of(st.recursive(TEXTS | NUMBERS, inner_list, max_leaves=6))
NAMES = st.sampled_from(["order 1", "parked", "callbacks", "Lighthouse", "0000GaBNKN2Q0021", " ", "x" * 257])


@given(st.data())
def test_any_fields(data: st.DataObject) -> None:
    """Requests that look like requests, with values that are good, bad or strange."""
    operation = data.draw(st.sampled_from(list(OPERATIONS.values())))
    names = [field.name for field in operation.fields]
    chosen = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=4)) if names else []
    lists = {"UserData", "Changed", "Deleted"}
    fields = (f"<{name}>{data.draw(LISTS if name in lists else NAMES)}</{name}>" for name in chosen)
    hears_a_soap_answer(envelope_of(f"<{operation.name}>{''.join(fields)}</{operation.name}>"))
