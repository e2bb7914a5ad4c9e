"""No original is left in what is anonymous: the same people stay the same, forms stay, numbers are nobody's."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.exploration.faulty_story import LENGTH, Story
from tests.exploration.tally import Tally
from tests.logs.anonymous import KEY, again, anonymous, left_in, originals
from tests.logs.conftest import CALLBACK, GOLDEN, SAMPLES, written

from callbook.core import BadInput
from callbook.logs.anonymity.anonymizer import Anonymizer
from callbook.logs.anonymity.fields import Fields
from callbook.logs.anonymity.numbers import canonical, fictional, spelled
from callbook.logs.anonymity.pseudonyms import Kind, Pseudonyms
from callbook.logs.anonymity.search import Search
from callbook.logs.importing import ImportRequest, LogImport
from callbook.logs.recording import write_import
from callbook.record import read_trace
from callbook.record.trace import trace_of
from callbook_mocks.contacts.fiction import is_reserved_for_fiction

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.record import Trace

LOGS = int(os.environ.get("CALLBOOK_LOG_STORIES", "2"))


def _check(trace: Trace, folder: Path) -> int:
    count = 0
    for path, _ in written(trace, folder):
        center = trace.head.contact_center
        anonymous(path, folder / "anonymous.ndjson", center)
        assert [] == left_in(folder / "anonymous.ndjson", originals(center, path))
        count += 1
    return count


def test_no_original_is_left(tmp_path: Path) -> None:
    """In the logs of every golden recording, and of stories told by chance."""
    traces = [read_trace(path) for path in GOLDEN[::6]]
    for seed in range(LOGS):
        story = Story(seed, Tally())
        story.tell(LENGTH)
        traces.append(trace_of(story.lab))
    assert sum(_check(trace, tmp_path) for trace in traces) > 20


def test_the_same_key_gives_the_same_and_another_another(tmp_path: Path) -> None:
    """Byte for byte."""
    trace = read_trace(CALLBACK)
    path = next(path for path, _ in written(trace, tmp_path))
    texts: list[bytes] = []
    for key in (KEY, KEY, KEY[::-1]):
        anonymous(path, tmp_path / "x.ndjson", trace.head.contact_center, key)
        texts.append((tmp_path / "x.ndjson").read_bytes())
    assert (True, False) == (texts[0] == texts[1], texts[1] == texts[2])


def test_who_is_who_stays_so(tmp_path: Path) -> None:
    """The head, the wires and the messages name the same agent; it no longer says that it holds personal data."""
    trace = read_trace(CALLBACK)
    path = next(path for path, _ in written(trace, tmp_path))
    done = anonymous(path, tmp_path / "x.ndjson", trace.head.contact_center)
    made = read_trace(tmp_path / "x.ndjson")
    agent = made.head.contact_center.agents[0]
    login: Any = next(entry for entry in made.entries if getattr(entry, "name", "") == "RequestAgentLogin")
    assert (agent.name, agent.id, agent.place) == (login.sender, login.message["AgentId"], login.message["PlaceId"])
    assert made.head.log is not None
    assert (False, "wde-1.log", "") == (made.head.log.personal_data, made.head.log.files[0].name, made.head.log.picked)
    assert {"agent": 6, "place": 3, "DN": 3, "host or application": 1, "phone number": 1, "text": 3} == done.replaced


def test_it_is_done_once(tmp_path: Path) -> None:
    """What is anonymous already stays as it is."""
    trace = read_trace(CALLBACK)
    path = next(path for path, _ in written(trace, tmp_path))
    done = anonymous(path, tmp_path / "x.ndjson", trace.head.contact_center)
    assert again(tmp_path / "x.ndjson", done)


def test_a_recording_of_a_lab_is_not_made_anonymous() -> None:
    """There is nobody in it."""
    with pytest.raises(BadInput, match="one that was read in a log"):
        Anonymizer(KEY, read_trace(CALLBACK).head).between(io.BytesIO(), io.BytesIO())


@pytest.mark.parametrize(
    ("number", "begin"),
    [
        ("+447911123456", "+4477009"),
        ("+442071838750", "+44"),
        ("+12124567890", "+121255501"),
        ("+12065550142", "+120655501"),
        ("+18004567890", "+1"),
        ("+4915112345678", "+4917604069"),
    ],
)
def test_numbers_are_reserved_for_fiction(number: str, begin: str) -> None:
    """Of the same country; in North America of the same area, mobile numbers mobile."""
    made, is_reserved = fictional(number, 123_456_789, 0)
    assert (True, True, begin) == (is_reserved, is_reserved_for_fiction(made), made[: len(begin)])


def test_a_country_without_such_numbers_keeps_its_beginning() -> None:
    """It is not reserved, and that is said."""
    made, is_reserved = fictional("+390669812345", 987_654_321, 0)
    assert (len("+390669812345"), "+39066", False) == (len(made), made[:6], is_reserved)
    assert False is fictional("+12124567890", 1, 5_000)[1]


def test_a_full_range_gives_way_to_another() -> None:
    """An area has a hundred numbers; then others of the same time zone are taken."""
    made, is_reserved = fictional("+12065550142", 123_456_789, 90)
    assert (True, "+1415555") == (is_reserved, made[:8])


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("+44 7911 123456", None, "+44 7700 900123"),
        ("0044 7911 123456", "GB", "0044 7700 900123"),
        ("07911 123456", "GB", "07700 900123"),
        ("+44 (0)7911 123456", None, "+447700900123"),
    ],
)
def test_a_number_is_spelled_as_it_was(text: str, region: str | None, expected: str) -> None:
    """With its country or without, and parted likewise where it fits."""
    assert "+447911123456" == canonical(text, region)
    assert expected == spelled(text, "+447700900123")


@pytest.mark.parametrize("text", ["", "anna", "1001", "+44 7911 123456 ext. 7", "+1 1"])
def test_what_is_no_number_is_none(text: str) -> None:
    """It is replaced as a text."""
    assert "" == canonical(text, None)


def test_one_number_in_two_spellings_stays_one() -> None:
    """So that verdicts stay."""
    spellings = {(Kind.NUMBER, "+447911123456"): None, (Kind.NUMBER, "07911 123456"): None}
    made = Pseudonyms(KEY, spellings, frozenset(), "GB")
    numbers = [made.of(*each) for each in spellings]
    assert canonical(numbers[0], "GB") == canonical(numbers[1], "GB") != "+447911123456"


def test_no_original_becomes_a_pseudonym() -> None:
    """Every original of two digits is taken by another: what cannot be otherwise is empty, and nobody's."""
    originals = {(Kind.DN, f"{number:01}"): None for number in range(10)}
    made = Pseudonyms(KEY, originals, frozenset(), None)
    assert 10 == len({made.of(*each) for each in originals})
    full = {(Kind.TEXT, f"{number:01}"): None for number in range(10)} | {(Kind.DN, "7"): None}
    assert "" in {Pseudonyms(KEY, full, frozenset(), None).of(*each) for each in full}


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ({"a": "Maria"}, "Maria"),
        ({"a": ["x", "for maria, soon"]}, "maria"),
        ({"Maria": 1}, "Maria"),
        ({"a": 447911123456}, "447911123456"),
        ({"a": "tel 44 7911-123456."}, "447911123456"),
        ({"a": "[9] 4d 61 72 69 61 00"}, "Maria"),
        ({"a": "343437393131313233343536"}, "447911123456"),
        ({"a": "2026-03-02T08:00:00.000+00:00", "b": "Mar", "c": None, "d": "queue"}, ""),
    ],
)
def test_the_search_finds_what_is_left(held: object, found: str) -> None:
    """As a whole value, as a word, as digits however they are parted, in hexadecimal; never in a stamp."""
    originals = {(Kind.AGENT, "Maria"): None, (Kind.NUMBER, "+447911123456"): None, (Kind.TEXT, "queue"): None,
                 (Kind.TEXT, "Mar"): None, (Kind.DN, "2026"): None}  # fmt: skip
    assert found == Search(originals, frozenset({"queue"})).left_in(held)


def test_nothing_is_written_while_an_original_is_left(tmp_path: Path) -> None:
    """A key of attached data that is somebody's name is kept by design, so a place that is kept beside it is found."""
    log = tmp_path / "wde.log"
    text = (SAMPLES / "wde.20260302_080000_000.log").read_text(encoding="utf-8-sig")
    log.write_text(text.replace('"callbacks"', '"0447700900931 queue"'), encoding="utf-8")
    to = tmp_path / "x.ndjson"
    with pytest.raises(BadInput) as error:
        write_import(to, LogImport(ImportRequest(paths=(log,))), KEY)
    assert (
        "--anonymize 'the recording' cannot be used: '447700900931' would still stand in entry 3; nothing was written. "
        "Accepted: another key; or tell us, this is a fault of Callbook's."
    ) == str(error.value)
    assert [log] == list(tmp_path.iterdir())


def test_attached_data_of_any_form(tmp_path: Path) -> None:
    """Long numbers, lists in lists, masks and stamps."""
    log = tmp_path / "wde.log"
    text = (SAMPLES / "wde.20260302_080000_000.log").read_text(encoding="utf-8-sig")
    more = "\t\t'order' [int] = -4711471\n\t\t'agent' [str] = \"anna\"\n\t\t'seat' [str] = \"Place 1\"\n"
    more += "\t\t'line' [str] = \"1001\"\n\t\t'wished' [str] = \"2026-03-02T09:00:00Z\"\n\t\t'empty' [str] = \"\"\n"
    log.write_text(text.replace("\t\t'attempts'", f"{more}\t\t'attempts'"), encoding="utf-8")
    center = read_trace(CALLBACK).head.contact_center
    to = tmp_path / "x.ndjson"
    done = write_import(to, LogImport(ImportRequest(paths=(log,), center=center)), KEY)
    assert done is not None
    invite = json.loads(to.read_text(encoding="utf-8").splitlines()[3])["message"]["Interaction"]["UserData"]
    anna = done.head.contact_center.agents[0]
    assert (anna.id, anna.place, anna.dn) == (invite["agent"], invite["seat"], invite["line"])
    assert ("****", 2, "2026-03-02T09:00:00Z", "", True) == (
        invite["card"],
        invite["attempts"],
        invite["wished"],
        invite["empty"],
        invite["order"] < -99,
    )


def test_texts_that_name_identifiers_and_interactions_in_lists(tmp_path: Path) -> None:
    """Identifiers of the servers stay wherever they stand; interactions in a list are gone through."""
    log = tmp_path / "wde.log"
    text = (SAMPLES / "wde.20260302_080000_000.log").read_text(encoding="utf-8-sig")
    more = "attr_interactions [bstr] = KVList:\n\t\t'1' [list] = KVList:\n\t\t\t'SubmittedBy' [str] = \"Kiosk\"\n"
    more = f'attr_ref_id [int] = 2\nattr_error_desc [str] = "4UR9HGNS00000001 is late"\n{more}'
    text = text.replace('attr_ref_id [int] = 2\nattr_error_desc [str] = "too late"\n', more)
    log.write_text(text, encoding="utf-8")
    to = tmp_path / "x.ndjson"
    write_import(to, LogImport(ImportRequest(paths=(log,))), KEY)
    made = to.read_text(encoding="utf-8")
    assert (True, False) == ('"4UR9HGNS00000001 ' in made, "late" in made)
    fields = Fields(read_trace(CALLBACK).head.contact_center, frozenset())
    content = {"message": "EventWorkbinContent", "Interactions": [{"SubmittedBy": "Kiosk"}]}
    assert {**content, "Interactions": [{"SubmittedBy": "?"}]} == fields.message(content, lambda _kind, _text: "?")


def test_pseudonyms_are_nobody_elses() -> None:
    """Neither a word that is taken nor a number that is given already, or holds an original's digits."""
    numbers = {(Kind.NUMBER, f"+44770090{number:04}"): None for number in range(1, 990)}
    made = Pseudonyms(KEY, numbers, frozenset(), None)
    assert len(numbers) == len({made.of(*each) for each in numbers} - {text for _, text in numbers})
    originals = {(Kind.TEXT, "Anna"): None}
    word = Pseudonyms(KEY, originals, frozenset(), None).of(Kind.TEXT, "Anna")
    assert word != Pseudonyms(KEY, originals, frozenset({word.lower()}), None).of(Kind.TEXT, "Anna")


def test_a_strategy_that_names_an_agent_names_the_pseudonym(tmp_path: Path) -> None:
    """Else it would name nobody any more."""
    trace = read_trace(CALLBACK)
    path = next(path for path, _ in written(trace, tmp_path))
    center = trace.head.contact_center
    strategy = msgspec.structs.replace(center.strategies[0], target="agent", target_name=center.agents[0].id)
    center = msgspec.structs.replace(center, strategies=(strategy, *center.strategies[1:]))
    done = write_import(tmp_path / "x.ndjson", LogImport(ImportRequest(paths=(path,), center=center)), KEY)
    assert done is not None
    assert done.head.contact_center.agents[0].id == done.head.contact_center.strategies[0].target_name


@pytest.mark.parametrize(("conn_id", "is_kept"), [("1977967500000001", True), ("00ab0274ee35a001", False)])
def test_an_identifier_of_digits_alone_is_one_where_a_message_has_it(
    conn_id: str, tmp_path: Path, *, is_kept: bool
) -> None:
    """Identifiers of calls are hexadecimal: some have no letter. Else sixteen digits are somebody's card."""
    log = tmp_path / "sip.20260302_080000_000.log"
    log.write_text(
        "@08:00:00.1000 [0] 8.1 distribute_event: message EventDialing\n\tAttributeThisDN\t'1001'\n"
        f"\tAttributeConnID\t{conn_id}\n\tAttributeUserData\t[9] 00\n"
        "\t\t'first'\t'1977967500000001'\n\t\t'second'\t'Maria in 1977967500000001'\n",
        encoding="utf-8",
    )
    to = tmp_path / "x.ndjson"
    write_import(to, LogImport(ImportRequest(paths=(log,))), KEY)
    message = json.loads(to.read_text(encoding="utf-8").splitlines()[1])["message"]
    attached = message["UserData"]
    kept = (attached["first"] == "1977967500000001", attached["second"].endswith(" 1977967500000001"))
    assert (conn_id, (is_kept, is_kept), False) == (message["ConnID"], kept, "Maria" in attached["second"])
