"""Privileges are understood as administrators see them: with their group, by their configured name, in parts (D4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration.environment import Environment, read_environment
from callbook.configuration.lint import chosen_rules, lint
from callbook.configuration.loading import loads
from callbook.configuration.privilege_names import catalogue_name, is_foreign, known_beside
from callbook.configuration.privileges import PRIVILEGES
from callbook.core.errors import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

OF_VOICE = ", ".join(sorted(name for name, privilege in PRIVILEGES.items() if privilege.area == "Voice"))
HOLD = "Can Hold And Retrieve Call"


def center_with(*privileges: str) -> str:
    """Return a centre with one role."""
    listed = ", ".join(f'"{name}"' for name in privileges)
    return f'name = "a"\ntime_zone = "UTC"\n[[roles]]\nname = "R"\nprivileges = [\n{listed}]\n'


@pytest.fixture
def environment(written: Callable[..., str]) -> Callable[..., Environment]:
    """Give a function that reads a centre with one role, which grants these privileges."""
    return lambda *privileges: read_environment(written(a_toml=center_with(*privileges)))


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (("Web Callback - Can Use Web Callback Channel",), ("Can Use Web Callback Channel",)),
        (("Web Callback - Can Use", "Voice - Can Use"), ("Can Use Web Callback Channel", "Can Use Voice Channel")),
        (("web callback -  can decline",), ("Can Decline",)),
        (("InteractionWorkspace.WebCallback.canUse",), ("Can Use Web Callback Channel",)),
        (("Can Decline", "Web Callback - Can Decline"), ("Can Decline",)),
        (("Voice - Hold Call", "Can Decline", "Can Resume Call"), (HOLD, "Can Decline")),
        (("Can Hold Call", "Can Retrieve Call", "Voice - Can Hold Call"), (HOLD,)),
    ],
)
def test_what_is_understood(given: tuple[str, ...], held: tuple[str, ...]) -> None:
    """Each is read as the privilege of the catalogue that it is, once."""
    assert held == loads(center_with(*given)).roles[0].privileges


@pytest.mark.parametrize("privilege", PRIVILEGES.values(), ids=str)
def test_every_privilege_has_three_forms(privilege: object) -> None:
    """Its name, its name behind its group, and its name in a Role object."""
    row = PRIVILEGES[str(privilege)]
    forms = (row.name, f"{row.area} - {row.name}", row.configuration_name)
    assert {row.name} == set(map(catalogue_name, forms))


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (
            "Can Hold Call",
            (
                "'Can Hold Call': holding and retrieving are one privilege here, 'Can Hold And Retrieve Call'; "
                "it is read where a role grants both, and this one does not grant to retrieve a call"
            ),
        ),
        (
            "Voice - Can Retrieve Call",
            (
                "'Voice - Can Retrieve Call': holding and retrieving are one privilege here, "
                "'Can Hold And Retrieve Call'; it is read where a role grants both, "
                "and this one does not grant to hold a call"
            ),
        ),
        (
            "Voice - Can Mark Done",
            "'Voice - Can Mark Done': the voice channel's own is not looked at: of a callback, 'Can Mark Done' decides",
        ),
        (
            "Voice - Can Set Disposition",
            (
                "'Voice - Can Set Disposition': the voice channel's own is not looked at: of a callback, "
                "'Can Set Interaction Disposition' decides"
            ),
        ),
        (
            "Can Send DTMF",
            "'Can Send DTMF': no tones are sent in the calls of a callback, so nothing asks for it",
        ),
    ],
)
def test_what_is_a_part_of_ours_or_another_channels(
    environment: Callable[..., Environment], given: str, word: str
) -> None:
    """A word says what is done with it, in its line."""
    found = environment("Can Decline", given)
    assert ("Can Decline",) == found.contact_center.roles[0].privileges
    [remark] = found.remarks
    assert (word, True, 6) == (remark.text, remark.left_out, remark.origin.position.line)
    [finding] = lint(found, rules=chosen_rules(["CB602"]))
    assert word == finding.message


def test_privileges_of_other_groups_have_no_place(environment: Callable[..., Environment]) -> None:
    """They are counted, and no fault."""
    found = environment("E-Mail - Can Use", "InteractionWorkspace.Chat.canUse", "Voice - Can Use")
    assert ("Can Use Voice Channel",) == found.contact_center.roles[0].privileges
    assert [("privileges of other groups", 2)] == [(each.kind, each.count) for each in found.passed_over]
    assert (() if not found.misfits else None) == found.misfits


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("Web Callback - Can Declin", "Did you mean 'Can Decline'?"),
        ("Voice - Can Make Cals", "Did you mean 'Can Make Calls' or 'Can Release Call'?"),
        ("Voice - Fly", f"Accepted: {OF_VOICE}."),
        ("Can Use", "Accepted: Can Use Voice Channel, Can Use Web Callback Channel."),
        ("Can Declin", "Did you mean 'Can Decline'?"),
    ],
)
def test_hints_come_from_the_same_group(given: str, hint: str) -> None:
    """What nobody knows is like one of its group, or like none."""
    with pytest.raises(Unknown) as refused:
        loads(center_with(given))
    assert f"There is no privilege {given!r} in the text:6: roles[0].privileges[0]. {hint}" == str(refused.value)


def test_what_was_meant_is_of_the_same_group(environment: Callable[..., Environment]) -> None:
    """`callbook lint` judges the rest as it was meant."""
    found = environment("Web Callback - Can Declin")
    assert ("Can Decline",) == found.as_meant.roles[0].privileges
    [finding] = lint(found, rules=chosen_rules(["CB201"]))
    assert ("There is no privilege 'Web Callback - Can Declin'", "Did you mean 'Can Decline'?") == (
        finding.message,
        finding.remedy,
    )


def test_a_group_that_is_written_wrong_is_no_other_group() -> None:
    """It is a fault, and not passed over."""
    assert not is_foreign("Web Calback - Can Decline")
    assert is_foreign("Workitem - Can Use Workitem Channel")
    assert list(PRIVILEGES) == known_beside("Web Calback - Can Decline")
