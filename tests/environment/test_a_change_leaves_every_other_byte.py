"""An option is changed or added, and every other byte stays as it was."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.environment.conftest import EXPORT, JSON, TEXTS, TOML, YAML, export, structured

from callbook.configuration import Level
from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.structured import Structured
from callbook.configuration.environment import read_environment
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

SECTION = "interaction-workspace"
PLACES = (("application",), ("tenants", 0, "options"), ("agents", 0, "options"))
HOLDERS = {("application",): "webcallback.auto-answer", ("tenants", 0, "options"): "webcallback.auto-dial"}
NAMES = st.sampled_from(
    ["webcallback.auto-answer", "webcallback.auto-dial", "webcallback.auto-answer.timer", "ä b", "x"]
)
VALUES = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
MARKS = st.sampled_from([b"", codecs.BOM_UTF8])
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def same_around(before: bytes, after: bytes, most: int) -> bool:
    """Tell whether *after* is *before* with one piece replaced by one no longer than *most*."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    rest = before[start:]
    kept = next(n for n in range(len(rest) + 1) if after.endswith(rest[n:]) and len(after) - len(rest[n:]) >= start)
    return len(after) - start - len(rest[kept:]) <= most


@pytest.mark.parametrize("suffix", TEXTS)
@given(place=st.sampled_from(PLACES), name=NAMES, value=VALUES, written=st.tuples(LINE_ENDS, MARKS))
def test_a_structured_document(
    suffix: str, place: tuple[str | int, ...], name: str, value: str, written: tuple[str, bytes]
) -> None:
    """Read again it says the same, and the new text; the rest of the bytes is what it was."""
    line_end, mark = written
    data = mark + TEXTS[suffix].replace("\n", line_end).encode()
    before = Structured.read(data, FORMS[suffix], "f")
    after = before.with_text(place, name, value)
    wanted = json.loads(json.dumps(before.values))
    table = wanted
    for step in place:
        table = table[step]
    table[name] = value
    assert wanted == after.values
    assert same_around(data, after.data, len(json.dumps(value).encode()) * 3 + 40)
    assert line_end != "\r\n" or "\n" not in after.text.replace("\r\n", "")


@given(name=NAMES, value=VALUES, line_end=st.sampled_from(["\n", "\r\n", "\r"]), encoding=st.integers(0, 3))
def test_an_option_export(name: str, value: str, line_end: str, encoding: int) -> None:
    """In every encoding; a value that the encoding, or the form, cannot hold is refused."""
    codec, mark = [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("cp1252", b"")][
        encoding
    ]
    text = EXPORT.replace("\n", line_end) if codec != "cp1252" else EXPORT.replace("all", "für").replace("\n", line_end)
    before = export(mark + text.encode(codec))
    try:
        after = before.with_option(SECTION, name, value)
    except BadInput as error:
        refused = error.what
        after = before
    else:
        refused = ""
    if refused:
        assert refused == "option value"
        assert '"' in value or codec == "cp1252"
        return
    assert before.options(SECTION) | {name: value} == after.options(SECTION)
    assert before.options("log") == after.options("log")
    assert same_around(before.data, after.data, (len(name) + len(value) + 8) * 4)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[s]\na = 1\n", "[s]\na = 2\n"),
        ('[s]\na="1" \n', '[s]\na="2" \n'),
        ("[s]\na = 1\na = 1 ; x\n", "[s]\na = 1\na = 2\n"),
        ("[s]\nb = 1\n\n# end\n[t]\na = 1\n", "[s]\nb = 1\na = 2\n\n# end\n[t]\na = 1\n"),
        ("[s]\r\n\r\n", "[s]\r\na = 2\r\n\r\n"),
        ("[s]", "[s]\na = 2"),
        ("[t]\nb = 1", "[t]\nb = 1\n[s]\na = 2\n"),
        ("", "[s]\na = 2\n"),
    ],
)
def test_where_it_goes_in_an_export(before: str, after: str) -> None:
    """In the line that counts; else after the last line of its section; else in a new section at the end."""
    assert after == export(before).with_option("s", "a", "2").text


@pytest.mark.parametrize(
    ("value", "line"),
    [(" a ", 'a = " a "'), ('say "a"', 'a = say "a"'), ("a;#b\\", "a = a;#b\\"), ("", "a = ")],
)
def test_how_a_value_is_written_in_an_export(value: str, line: str) -> None:
    """With quotes where blanks would be lost."""
    assert f"[s]\n{line}\n" == export("[s]\n").with_option("s", "a", value).text


def test_a_quoted_value_with_quotes_in_it() -> None:
    """It loses the quotes around it: they could not be told from those within."""
    assert '[s]\na = b "c"\n' == export('[s]\na = "b"\n').with_option("s", "a", 'b "c"').text


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        ("a\nb", "text in one line, without control characters"),
        ('"a', "one that does not need quotes, as it holds some"),
        (' "a', "one that does not need quotes, as it holds some"),
        ("\U0001f600", "characters of the file's encoding, cp1252"),
    ],
)
def test_what_an_export_cannot_hold(value: str, accepted: str) -> None:
    """It is refused, and nothing is changed."""
    with pytest.raises(BadInput) as refused:
        export("[s]\nä = 1".encode("cp1252")).with_option("s", "a", value)
    assert accepted == refused.value.accepted


TOML_PLACES = {
    "header": (TOML, ("application",), '# for all\n"webcallback.auto-answer" = "true"\n"n" = "v"\n'),
    "braces": (TOML, ("tenants", 0, "options"), '{ "webcallback.auto-dial" = "false", "n" = "v" }'),
    "no table": (
        TOML.split("[agents.options]")[0],
        ("agents", 0, "options"),
        '"7001"\n\n[agents.options]\n"n" = "v"\n',
    ),
    "empty braces": ("a = {}", ("a",), 'a = {"n" = "v"}'),
    "in braces": ("a = [{ b = 1 }]", ("a", 0, "options"), '{ b = 1, options = { "n" = "v" } }'),
    "dotted": ('a.b."c.d" = 1\na.b.e = 2 # x\n', ("a", "b"), 'a.b.e = 2 # x\na.b."n" = "v"\n'),
    "dotted within": ("[x]\nb.c = 1\n", ("x", "b"), '[x]\nb.c = 1\nb."n" = "v"\n'),
    "nothing": ("", ("a b",), '\n\n["a b"]\n"n" = "v"'),
    "before a table within": ("[a]\n[a.b]\nx = 1\n", ("a",), '[a]\n"n" = "v"\n[a.b]\nx = 1\n'),
}


@pytest.mark.parametrize(("before", "place", "after"), TOML_PLACES.values(), ids=TOML_PLACES.keys())
def test_where_it_goes_in_toml(before: str, place: tuple[str | int, ...], after: str) -> None:
    """Where a person would write it."""
    assert after in structured(before).with_text(place, "n", "v").text


JSON_PLACES = {
    "one line": (JSON, ("application",), '{"webcallback.auto-answer": "true", "n": "v"}'),
    "lines": (JSON, ("agents", 0, "options"), '"10",\n        "n": "v"\n      }'),
    "empty": ('{"a": {}}', ("a",), '{"n": "v"}'),
    "no table": ('{"a": [{"b": 1}]}', ("a", 0, "options"), '{"b": 1, "options": {"n": "v"}}'),
    "nothing": ("{}", ("application",), '{"application": {"n": "v"}}'),
}


@pytest.mark.parametrize(("before", "place", "after"), JSON_PLACES.values(), ids=JSON_PLACES.keys())
def test_where_it_goes_in_json(before: str, place: tuple[str | int, ...], after: str) -> None:
    """After the last entry, in a line of its own where the others have one."""
    assert after in structured(before, ".json").with_text(place, "n", "v").text


YAML_PLACES = {
    "lines": (YAML, ("application",), '# for all\n  n: "v"\n'),
    "braces": (YAML, ("tenants", 0, "options"), "{webcallback.auto-dial: 'false', n: \"v\"}"),
    "empty braces": ("a: {}", ("a",), 'a: {n: "v"}'),
    "no table": (YAML.split("    options:\n      web")[0], ("agents", 0, "options"), '    options:\n      n: "v"'),
    "in braces": ("a: [{b: 1}]", ("a", 0, "options"), 'a: [{b: 1, options: {n: "v"}}]'),
    "a list in the indentation": ("a:\n- b: |\n    c\n\n# d\n", ("a", 0), '- b: |\n    c\n  n: "v"\n\n# d\n'),
    "nothing above": ("a: 1\r\n", ("b",), 'a: 1\r\nb:\r\n  n: "v"\r\n'),
}


@pytest.mark.parametrize(("before", "place", "after"), YAML_PLACES.values(), ids=YAML_PLACES.keys())
def test_where_it_goes_in_yaml(before: str, place: tuple[str | int, ...], after: str) -> None:
    """After the last entry, with its indentation, before the comments that follow."""
    assert after in structured(before, ".yaml").with_text(place, "n", "v").text


def test_a_name_that_yaml_would_not_read() -> None:
    """It stands in quotes."""
    assert 'a:\n  b: 1\n  "- n": "v"' == structured("a:\n  b: 1", ".yaml").with_text(("a",), "- n", "v").text


@pytest.mark.parametrize(
    ("text", "suffix", "place", "told"),
    [
        ("a: 1\n", ".yaml", ("a",), """change 'n: "v"' in f:1: a cannot be used. Accepted: a change within a table."""),
        ("a: 1\n", ".yaml", ("a", "b", 0), "Accepted: a change within a table."),
        ("a:\n  ? b\n  : c\n", ".yaml", ("a",), "Accepted: a change by hand, as the place is written unusually."),
        (
            "a:\n  b: |+\n    c\n\n",
            ".yaml",
            ("a",),
            "Accepted: a change by hand, as the place is written unusually.",
        ),
    ],
)
def test_a_place_that_cannot_be_changed(text: str, suffix: str, place: tuple[str | int, ...], told: str) -> None:
    """Rather than do harm, it is refused."""
    with pytest.raises(BadInput) as refused:
        structured(text, suffix).with_text(place, "n", "v")
    assert told in str(refused.value)


def test_the_file_in_which_it_stands(written: Callable[..., str]) -> None:
    """An export that stands in the place of a table is changed in its stead."""
    text = TOML.replace('options = { "webcallback.auto-dial" = "false" }', 'options = "x/t.cfg"')
    environment = read_environment(
        written(a_toml=text, x__t_cfg="[interaction-workspace]\nwebcallback.auto-dial = false")
    )
    change = environment.with_option(Level.TENANT, "Harbour", "webcallback.auto-dial", "true")
    assert ("x/t.cfg:2", "false") == (str(change.position), change.before)
    assert b"[interaction-workspace]\nwebcallback.auto-dial = true" == change.data
    change = environment.with_option(Level.PERSON, "anna", "webcallback.auto-dial", "true")
    assert ("a.toml:16", None) == (str(change.position), change.before)


def test_objects_that_are_not_there(written: Callable[..., str]) -> None:
    """The names that there are, or what an export alone can hold."""
    whole, alone = read_environment(written(a_toml=TOML)), read_environment(written(b_cfg=EXPORT))
    for environment, level, holder, told in (
        (whole, Level.TENANT, "Harbor", "There is no tenant 'Harbor'. Did you mean 'Harbour'?"),
        (whole, Level.APPLICATION, "Other", "There is no application 'Other'. Accepted: Workspace."),
        (whole, Level.DEFAULT, "Workspace", "level 'Default' cannot be used. Accepted: any level above it"),
        (alone, Level.PERSON, "anna", "Accepted: the Application: nothing else is known of an option export alone."),
    ):
        with pytest.raises(BadInput) as refused:
            environment.with_option(level, holder, "webcallback.auto-dial", "true")
        assert told in str(refused.value)
    change = alone.with_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "false")
    assert ("b.cfg:3", "true") == (str(change.position), change.before)
