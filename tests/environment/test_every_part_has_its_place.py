"""Every value of a document has a place, and what is written there is this value."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.environment.conftest import JSON, TEXTS, TOML, YAML, structured

from callbook.configuration.documents import Position, written
from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.node import Node
from callbook.configuration.documents.structured import Structured
from callbook.configuration.documents.yaml_form import read_yaml
from callbook.configuration.reading_files import read_document

ROOT = Path(__file__).parents[2]
_FIRST = r'''
bare.'quoted'."dou\u0062le" = 1   # dotted
'a b' = """x"y""""
"a\tb" = '''
_SECOND = "'''it's\n'one''''\nday = 1979-05-27 07:32:00\n"
_THIRD = """empty = []
numbers = [ 1.5, # one
  0x_ff, [true, { x = 'y', "z.w" = [ ] }],
]
[ table . "with dots" ]
text = 'c:\\'
[[list]]
[list.of.tables]
a = 1
[[list.within]]
b = 2
[[list.within]]
b = 3
[[list]]
b = {}
[list.of]
c."d.e" = ""
c.f = inf
""".replace("0x_ff", "0xff")
ODD_TOML = _FIRST + _SECOND + _THIRD
ODD_YAML = """\
%YAML 1.2
---
"quoted key": 'it''s'
plain: words that
  go on
folded: >-
  one
  two

numbers: [0x1F, 0o17, +12, -0.5e3, .inf, -.INF, .nan, 1_000, 012, 1979-05-27, yes, on, True, NULL, ~]
empty: {}
list:
- - 1
  - {a: "b", 'c': [d]}
-
  e: f # comment
tagged: !!str 5
none:
...
"""
SPEC = {
    "toml": (ODD_TOML, ".toml"),
    "yaml": (ODD_YAML, ".yaml"),
    "json": ('{"a\\"b": [1, {}, [], "\\u00e9]"]}', ".json"),
}


def compare(document: Structured, value: Any, node: Node, path: tuple[str | int, ...] = ()) -> None:  # noqa: ANN401 - data
    """Go through values and places side by side."""
    held = cast(
        "Mapping[Any, Any]", value if isinstance(value, dict) else dict(enumerate(cast("Iterable[Any]", value)))
    )
    assert list(held) == [key for key in node.holds if key in held] == list(node.holds) or set(held) == set(node.holds)
    for key, inner in held.items():
        place = node.holds[key]
        if isinstance(inner, dict | list):
            compare(document, inner, place, (*path, key))
        else:
            assert_same(document, inner, document.text[place.start : place.end])


def assert_same(document: Structured, value: object, text: str) -> None:
    """Read what is written at a place."""
    if document.form.name == "TOML":
        assert repr(value) == repr(tomllib.loads(f"x = {text}")["x"])
    elif document.form.name == "JSON":
        assert value == json.loads(text)
    else:
        assert repr(value) == repr(read_yaml(f"x: {text}", "f")[0]["x"])


@pytest.mark.parametrize(("text", "suffix"), SPEC.values(), ids=SPEC.keys())
def test_what_a_form_can_be_like(text: str, suffix: str) -> None:
    """Strings of all kinds, numbers, tables in lists in tables."""
    document = structured(text, suffix)
    compare(document, document.values, document.tree)


@pytest.mark.parametrize(
    "file", [*ROOT.glob("examples/*.toml"), *ROOT.glob("examples/configurations/*/centre.*"), ROOT / "pyproject.toml"]
)
def test_the_examples(file: Path) -> None:
    """Every line of them."""
    document = read_document(file)
    assert isinstance(document, Structured)
    compare(document, document.values, document.tree)


VALUES = st.recursive(
    st.booleans()
    | st.integers(-99, 99)
    | st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab. \"'#ä", max_size=3), inner, max_size=3),
    max_leaves=12,
)


def flow(value: object) -> str:
    """Write a value in one line, as TOML does."""
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(k, ensure_ascii=False)} = {flow(v)}" for k, v in cast("dict[str, object]", value).items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(flow(each) for each in cast('list[object]', value))}]"
    return json.dumps(value, ensure_ascii=False)


@given(st.dictionaries(st.text("ab. \"'#ä", max_size=3), VALUES, max_size=4), st.sampled_from([None, 1, 2]))
def test_any_values(values: dict[str, Any], indent: int | None) -> None:
    """JSON is YAML as well."""
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    toml = "\n".join(f"{json.dumps(key, ensure_ascii=False)} = {flow(value)}" for key, value in values.items())
    for suffix, written_so in ((".json", text), (".yaml", text), (".toml", toml)):
        document = structured(written_so, suffix)
        assert values == document.values
        compare(document, document.values, document.tree)


@pytest.mark.parametrize(("suffix", "line"), [(".toml", (4, 7, 15)), (".json", (4, 5, 10)), (".yaml", (5, 8, 16))])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_line_of_an_option(suffix: str, line: tuple[int, int, int], line_end: str) -> None:
    """Whichever way the lines end; what is not there is at the nearest thing around it."""
    document = Structured.read(TEXTS[suffix].replace("\n", line_end).encode(), FORMS[suffix], "f")
    assert line == (
        document.line(("application", "webcallback.auto-answer")),
        document.line(("tenants", 0, "options", "webcallback.auto-dial")),
        document.line(("agents", 0, "options", "webcallback.auto-answer.timer")),
    )
    assert document.line(("agents", 0, "options")) == document.line(("agents", 0, "options", "nothing", "within"))


@pytest.mark.parametrize("text", [TOML, YAML, JSON])
def test_paths_are_written_as_people_read_them(text: str) -> None:
    """With the numbers of lists in brackets."""
    assert text
    assert "agents[0].options" == written(("agents", 0, "options"))
    assert "not_ready_reasons[...]" == written(("not_ready_reasons", "..."))
    assert "f:3" == str(Position("f", 3))


def test_yaml_reads_its_core_words_only() -> None:
    """No `yes`, no dates, no octal numbers by a zero."""
    numbers = structured(ODD_YAML, ".yaml").values["numbers"]
    assert [31, 15, 12, -500.0, float("inf"), float("-inf")] == numbers[:6]
    assert ["1_000", 12, "1979-05-27", "yes", "on", True, None, None] == numbers[7:]
    assert re.fullmatch("nan", str(numbers[6]))
    assert "\U0001f600" == structured('{"a": "\\ud83d\\ude00"}', ".json").values["a"]
    assert "9" * 200 == structured(f"a: {'9' * 200}", ".yaml").values["a"]
