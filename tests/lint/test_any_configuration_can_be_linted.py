"""However a configuration is mixed up, it is linted, or refused with the line; `make lint-fuzz` tries harder."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.structured import Structured
from callbook.configuration.environment import environment_of
from callbook.configuration.lint import lint
from callbook.configuration.reading import source_of
from callbook.core.errors import BadInput

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = (
    EXAMPLES / "contact_center.toml",
    *(EXAMPLES / "configurations" / name for name in ("multi_tenant_bank/centre.yaml", "legacy_export/centre.json")),
)
OTHERS = {
    "true": "false",
    "10": "99",
    "Can": "Cann",
    "anna": "zoe",
    "Claims": "",
    "webcallback": "webcalback",
    "7": "8",
}


@given(st.data())
def test_lines_in_disorder(data: st.DataObject) -> None:
    """Lines are taken out, doubled and moved; words are changed."""
    file = data.draw(st.sampled_from(FILES))
    lines = file.read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at, other = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
        word = data.draw(st.sampled_from([None, *OTHERS]))
        taken = [] if data.draw(st.booleans()) else [lines[other]]
        lines[at : at + 1] = [lines[at].replace(word, OTHERS[word])] if word else taken
    try:
        environment = environment_of(
            source_of(Structured.read("\n".join(lines).encode(), FORMS[file.suffix], "f"), file.parent)
        )
        places = [finding.line for finding in lint(environment) if finding.file == "f"]
        environment.configuration()
    except BadInput as error:
        assert ":" in error.where  # noqa: PT017 - most are refused, and none of them without its place
        return
    assert all(1 <= line <= len(lines) for line in places)
