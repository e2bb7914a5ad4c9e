"""Whatever a file holds: its bytes come back as they were, or an error names its line; see `make lint-fuzz`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.environment.conftest import EXPORT, TEXTS

from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.properties import Properties
from callbook.configuration.documents.structured import Structured
from callbook.configuration.environment import environment_of
from callbook.configuration.lint import lint
from callbook.configuration.reading import source_of
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from callbook.configuration.source import Document

OTHERS = Path(__file__).parent / "exports"
SEEDS = {
    ".cfg": EXPORT,
    ".properties": "# all\ninteraction-workspace.webcallback.auto-answer = true\\\n  x\nlog.verbose : \\u0041\n",
    **TEXTS,
}
"""A good text of each suffix."""
EXPORTS = {path.name: path for path in (OTHERS / "config_server.json", *sorted(OTHERS.glob("simulator/*.yaml")))}
"""Good files of other programs."""
PIECES = (
    *(
        b'"',
        b"'",
        b"[",
        b"]",
        b"{",
        b"}",
        b"\n",
        b"\r\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"#",
        b";",
        b":",
        b"- ",
        b"&a ",
        b"*a",
    ),
    *(
        b"!!x ",
        b",",
        b'"""',
        b".",
        b"=",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"? ",
        b"|",
        b"\t",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
    ),
    *(
        b"9999999999",
        b"\\ud800",
        b"[interaction-workspace]",
        b"\\",
        b"true",
        b"<<",
        b"%",
        b"webcallback.auto-dail = 1\n",
    ),
)


_LINES = {".cfg": OptionExport, ".properties": Properties}


def read(data: bytes, suffix: str) -> Document | None:
    """Read bytes as a file of this suffix; None where the error names the line."""
    try:
        if suffix in _LINES:
            return _LINES[suffix].read(data, "f")
        return Structured.read(data, FORMS[suffix], "f")
    except BadInput as error:
        refused = error
    assert re.match(r"f:[1-9][0-9]*", refused.where), str(refused)
    return None


def hold_it_to_its_word(data: bytes, suffix: str, folder: Path) -> None:
    """Read bytes; what was read gives them back, has a place for each value, and can be linted or is refused."""
    document = read(data, suffix)
    if document is None:
        return
    assert data == document.data
    try:
        findings = lint(environment_of(source_of(document, folder)))
        where = "f:"
    except BadInput as error:
        findings, where = (), error.where
    assert where.startswith("f:")
    for finding in findings:
        assert 1 <= finding.line <= len(re.split(r"\r\n|\r|\n", document.text))


@pytest.mark.parametrize("suffix", SEEDS)
@given(data=st.binary(max_size=200))
def test_any_bytes(suffix: str, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """They need not be text."""
    hold_it_to_its_word(data, suffix, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("suffix", SEEDS)
@given(text=st.text(max_size=100))
def test_any_text(suffix: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It need not be of any form."""
    hold_it_to_its_word(text.encode(errors="surrogatepass"), suffix, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("suffix", SEEDS)
@given(data=st.data())
def test_any_mutation_of_a_good_file(
    suffix: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A piece is cut out, doubled, or something is put in between."""
    sent = mutated(SEEDS[suffix].encode(), data)
    hold_it_to_its_word(sent, suffix, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("name", EXPORTS)
@given(data=st.data())
def test_any_mutation_of_another_programs_file(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in the place of objects and names."""
    sent = mutated(EXPORTS[name].read_bytes(), data)
    hold_it_to_its_word(sent, EXPORTS[name].suffix, tmp_path_factory.getbasetemp())


def mutated(sent: bytes, data: st.DataObject) -> bytes:
    """Return a file of which pieces are cut out, doubled or put in between."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(sent)))
        end = min(len(sent), start + data.draw(st.sampled_from((0, 0, 1, 2, 20))))
        middle = data.draw(st.sampled_from((b"", sent[start:end] * 2, *PIECES)))
        sent = sent[:start] + middle + sent[end:]
    return sent
