"""Which key of attached data holds number, name, time and reason is configuration; the usual names are the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from callbook.configuration import AttachedKeys, Configuration, ContactCenter, lint, read_environment
from callbook.configuration.changes import patch_between, patched
from callbook.configuration.loading import loads
from callbook.core import BadInput
from callbook.lab import small_center

if TYPE_CHECKING:
    from pathlib import Path

USUAL = {"number": "customer_number", "name": "contact_name", "time": "start_time", "reason": "reason"}
START = 'name = "Small"\ntime_zone = "Europe/Berlin"\n'
TAKEN = "cannot be used. Accepted: another one than that of attached_keys"
CONTENT = "webcallback.callback-information.content"


def test_a_center_that_says_nothing_has_the_usual_keys() -> None:
    """And is written without them, so that recordings of earlier versions have the same first line."""
    assert USUAL == small_center().keys.by_purpose
    assert "attached_keys" not in msgspec.to_builtins(small_center())


def test_a_file_names_them() -> None:
    """In a table of their own; the others are as usual."""
    center = loads(f'{START}[attached_keys]\nnumber = "WCBCustomerNumber"\ntime = "_desired_time"\n')
    assert {**USUAL, "number": "WCBCustomerNumber", "time": "_desired_time"} == center.keys.by_purpose
    assert {"number": "WCBCustomerNumber", "time": "_desired_time"} == msgspec.to_builtins(center)["attached_keys"]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (
            'numbr = "ANI"',
            "There is no key 'numbr' in the text:4: attached_keys.numbr. Did you mean 'number'?",
        ),
        ("number = 7", "entry 7 in the text:4: attached_keys.number cannot be used. Accepted: `str`, not `int`."),
        (
            'number = ""',
            "entry '' in the text:4: attached_keys.number cannot be used. Accepted: `str` of length >= 1.",
        ),
        (
            'number = "ANI"\nname = "ANI"',
            f"key of attached data 'ANI' in the text:4: attached_keys.number {TAKEN}.name.",
        ),
        (
            'time = "reason"',
            f"key of attached data 'reason' in the text:4: attached_keys.time {TAKEN}.reason.",
        ),
    ],
)
def test_a_table_that_cannot_be_used(table: str, complaint: str) -> None:
    """The place, what stands there, and what would be accepted."""
    with pytest.raises(BadInput) as refused:
        loads(f"{START}[attached_keys]\n{table}\n")
    assert complaint.casefold() == str(refused.value).casefold()


@pytest.mark.parametrize("table", ['number = "contact_name"', 'number = "ANI"\nname = "ANI"\nreason = "ANI"'])
def test_lint_says_where_a_key_holds_two_things(tmp_path: Path, table: str) -> None:
    """It goes on with the usual key there; nothing else is the matter."""
    path = tmp_path / "center.toml"
    path.write_text(f"{START}[attached_keys]\n{table}\n", encoding="utf-8")
    environment = read_environment(path)
    found = [each for each in lint(environment) if "key of attached data" in each.message]
    assert ["CB404"] == sorted({each.rule for each in found})
    assert 4 == found[0].line
    assert len(set(environment.contact_center.keys.by_purpose.values())) == len(USUAL)


def test_its_own_keys_may_stand_in_callback_information() -> None:
    """They are data that the site attaches, as callback_data is."""
    center = replace(
        small_center(), attached_keys=AttachedKeys(number="ANI"), application={CONTENT: "ANI,customer_number"}
    )
    configuration = Configuration(center)
    assert ("ANI", "customer_number") == configuration.value(CONTENT, "anna")
    assert () == configuration.problems()


def _centers() -> tuple[ContactCenter, ContactCenter]:
    own = replace(small_center(), attached_keys=AttachedKeys(number="ANI"))
    return small_center(), own


def test_a_change_of_them_is_a_patch_and_back() -> None:
    """No keys of its own are None."""
    usual, own = _centers()
    assert {"attached_keys": {"number": "ANI"}} == patch_between(usual, own)
    assert own == patched(usual, {"attached_keys": {"number": "ANI"}})
    assert {"attached_keys": None} == patch_between(own, usual)
    assert usual == patched(own, {"attached_keys": None})
