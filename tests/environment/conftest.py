"""Small configurations in every form, and how to write them to files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured

if TYPE_CHECKING:
    from collections.abc import Callable

TOML = """\
name = "Two desks"
time_zone = "Europe/Berlin"
[application]   # for all
"webcallback.auto-answer" = "true"
[[tenants]]
name = "Harbour"
options = { "webcallback.auto-dial" = "false" }
[[agents]]
id = "anna"
name = "Anna"
tenant = "Harbour"
place = "1"
dn = "7001"
[agents.options]
"webcallback.auto-answer.timer" = '10'
"""

JSON = """\
{
  "name": "Two desks",
  "time_zone": "Europe/Berlin",
  "application": {"webcallback.auto-answer": "true"},
  "tenants": [{"name": "Harbour", "options": {"webcallback.auto-dial": "false"}}],
  "agents": [
    {
      "id": "anna", "name": "Anna", "tenant": "Harbour", "place": "1", "dn": "7001",
      "options": {
        "webcallback.auto-answer.timer": "10"
      }
    }
  ]
}
"""

YAML = """\
# two desks
name: Two desks
time_zone: Europe/Berlin
application:
  webcallback.auto-answer: "true"   # for all
tenants:
- name: Harbour
  options: {webcallback.auto-dial: 'false'}
agents:
  - id: anna
    name: Anna
    tenant: Harbour
    place: "1"
    dn: "7001"
    options:
      webcallback.auto-answer.timer: "10"
"""

TEXTS = {".toml": TOML, ".json": JSON, ".yaml": YAML}
EXPORT = """\
# all desks
[interaction-workspace]
webcallback.auto-answer = true
webcallback.callback-information.frame-color = #FF17849D
webcallback.ringing-bell="Sounds\\Ring.mp3|10|-1|primary"
; another channel
chat.auto-answer=false

[log]
verbose = all
"""


def structured(text: str, suffix: str = ".toml") -> Structured:
    """Read a text of a form."""
    return Structured.read(text.encode(), FORMS[suffix], "f")


def export(data: bytes | str) -> OptionExport:
    """Read an option export."""
    return OptionExport.read(data.encode() if isinstance(data, str) else data, "f")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give a function that writes files into an empty folder, which is the current one, and names the first."""
    monkeypatch.chdir(tmp_path)

    def write(**files: str | bytes) -> str:
        names = [name.replace("__", "/").replace("_", ".") for name in files]
        for name, content in zip(names, files.values(), strict=True):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return names[0]

    return write
