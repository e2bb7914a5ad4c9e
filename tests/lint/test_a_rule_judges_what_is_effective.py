"""A rule judges what is effective for each agent, and reports each cause once, with the agents whom it affects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.lint.conftest import SOUND

if TYPE_CHECKING:
    from collections.abc import Callable

Linted = list[tuple[str, int, tuple[str, ...]]]

BOTH = ("anna", "ben")
PERSON = '[agents.options]\n"{}" = "{}"\n[[strategies]]\n'
OTHER_ROLE = '[[roles]]\nname = "Other"\nprivileges = {}\n[[roles]]\nname = "Voice"'
BEN = SOUND[SOUND.index('[[agents]]\nid = "ben"') : SOUND.index("[[strategies]]")]


def of_ben(option: str, value: str) -> str:
    """Set an option for Ben alone."""
    return SOUND.replace("[[strategies]]\n", PERSON.format(option, value))


def in_gold(option: str, value: str) -> str:
    """Set an option in the Transaction."""
    return SOUND + f'"{option}" = "{value}"\n'


def with_role(*privileges: str) -> str:
    """Give Ben another role and no voice."""
    text = SOUND.replace('[[roles]]\nname = "Voice"', OTHER_ROLE.format(list(privileges)).replace("'", '"'))
    return text.replace('dn = "7002"\nroles = ["Callbacks", "Voice"]', 'dn = "7002"\nroles = ["Other"]')


CASES: dict[str, tuple[str, list[tuple[str, str, tuple[str, ...]]]]] = {
    "sound": (SOUND, []),
    "countdown for somebody who answers": (of_ben("webcallback.auto-answer.enable-reject", "false"), []),
    "countdown at the application, answer for a group": (
        SOUND.replace('timer" = "0"', 'timer" = "20"').replace('"webcallback.auto-answer.timer" = "10"\n', ""),
        [],
    ),
    "countdown in a strategy": (in_gold("webcallback.auto-answer.timer", "40"), [("CB303", '"40"', ("anna",))]),
    "too long a countdown without auto-answer": (
        of_ben("webcallback.auto-answer.timer", "40"),
        [("CB502", 'timer" = "0"', BOTH), ("CB301", '"40"', ("ben",))],
    ),
    "exactly as long as the invitation": (
        SOUND.replace('"10"', '"30"'),
        [("CB303", '"30"', ("anna",))],
    ),
    "reject without a timer": (
        of_ben("webcallback.auto-answer.enable-reject", "true"),
        [("CB302", 'reject" = "true"', ("ben",))],
    ),
    "a bad timer is one fault": (
        SOUND.replace('"10"', '"ten"').replace('reject" = "false"', 'reject" = "true"'),
        [("CB102", '"ten"', ("anna",))],
    ),
    "colours of two levels": (
        SOUND.replace(
            'name = "Harbour"\n[[roles]]',
            'name = "Harbour"\n[tenants.options]\n'
            '"webcallback.callback-information.header-foreground-color" = "#FF000000"\n[[roles]]',
        ),
        [("CB306", "#FF17365D", BOTH)],
    ),
    "half transparent is lighter": (
        SOUND.replace("#FF17365D", "#8017365D"),
        [("CB306", "#8017365D", BOTH)],
    ),
    "a bad colour is one fault": (SOUND.replace("#FF17365D", "navy"), [("CB102", "navy", BOTH)]),
    "auto-dial without voice": (
        with_role("Can Use Web Callback Channel").replace('auto-dial" = "false"', 'auto-dial" = "true"'),
        [("CB304", "auto-dial", ("ben",))],
    ),
    "no voice": (
        with_role("Can Use Web Callback Channel", "Can Make Calls"),
        [("CB204", '"Can Make Calls"]', ("ben",))],
    ),
    "cannot hang up": (
        with_role(
            "Can Use Web Callback Channel",
            "Can Use Voice Channel",
            "Can Make Calls",
            "Can Hold And Retrieve Call",
            "Can One Step Transfer",
            "Can Two Step Transfer",
        ),
        [("CB205", '"Can Make Calls", "Can Hold', ("ben",))],
    ),
    "mandatory for one who may": (
        SOUND.replace('"10"\n', '"10"\n"interaction.disposition.is-mandatory" = "true"\n'),
        [],
    ),
    "mandatory in a strategy for one who may not": (
        SOUND.replace('    "Can Set Interaction Disposition",\n', "")
        + '"interaction.disposition.is-mandatory" = "true"\n',
        [("CB305", "is-mandatory", BOTH)],
    ),
    "early without reschedule": (
        SOUND.replace('"Can Reschedule",', '"Can Reschedule Before Call",'),
        [("CB202", "Before Call", BOTH)],
    ),
    "park queue emptied for one": (
        of_ben("webcallback.park-queue", ""),
        [("CB307", '"webcallback.park-queue" = ""', ("ben",))],
    ),
    "no park queue is not an assumed default as well": (
        SOUND.replace('"webcallback.park-queue" = "parked"\n', ""),
        [("CB307", '"Can One Step Transfer"', BOTH)],
    ),
    "a park queue that is not there is one fault": (
        SOUND.replace('park-queue" = "parked"', 'park-queue" = "packed"'),
        [("CB401", "packed", BOTH)],
    ),
    "no reschedule queue": (
        SOUND.replace('"webcallback.reschedule-queue" = "later"\n', ""),
        [("CB308", '"Can Reschedule"', BOTH)],
    ),
    "an option with a letter too much is one fault": (
        SOUND.replace("webcallback.park-queue", "webcallback.park-queuee"),
        [("CB101", "queuee", BOTH)],
    ),
    "a privilege with a letter too much is one fault": (
        SOUND.replace("Can Use Web Callback Channel", "Can Use Web Callback Channels"),
        [("CB201", "Channels", BOTH)],
    ),
    "a role with a letter too much is one fault": (
        SOUND.replace('dn = "7002"\nroles = ["Callbacks"', 'dn = "7002"\nroles = ["Calbacks"'),
        [("CB404", "Calbacks", ("ben",))],
    ),
    "a role that nobody can guess is one fault": (
        of_ben("webcallback.auto-dial", "true").replace(
            'dn = "7002"\nroles = ["Callbacks", "Voice"]', 'dn = "7002"\nroles = ["XXL"]'
        ),
        [("CB404", "XXL", ("ben",))],
    ),
    "a role of a group that nobody can guess is one fault": (
        SOUND.replace('name = "Claims"\nroles = ["Callbacks", "Voice"]', 'name = "Claims"\nroles = ["XXL"]'),
        [("CB404", "XXL", ())],
    ),
    "a privilege that nobody can guess is one fault": (
        SOUND.replace('"Can Use Web Callback Channel",', '"XXL",'),
        [("CB201", "XXL", BOTH)],
    ),
    "a business attribute": (
        SOUND.replace('"10"\n', '"10"\n"interaction.disposition.value-business-attribute" = "XXL"\n'),
        [("CB404", "XXL", ("anna",))],
    ),
    "a reason": (
        SOUND.replace('reason" = "lunch"', 'reason" = "launch"'),
        [("CB402", "launch", BOTH)],
    ),
    "a target beside any": (
        SOUND.replace('name = "gold"\n', 'name = "gold"\ntarget_name = "anna"\n'),
        [("CB404", "target_name", ())],
    ),
    "a time zone": (SOUND.replace("Europe/Berlin", "Europe/Berlim"), [("CB404", "Berlim", ())]),
    "a tenant named twice": (
        SOUND.replace('tenant = "Harbour"', 'tenant = "Harbur"'),
        [("CB404", "Harbur", BOTH)],
    ),
    "the same place": (SOUND.replace('place = "2"', 'place = "1"'), [("CB405", 'place = "1"\ndn = "7002"', ())]),
    "a whole agent twice": (
        SOUND.replace("[[strategies]]", BEN.replace('"ben"', '"ben" # a copy') + "[[strategies]]"),
        [("CB405", "# a copy", ())],
    ),
    "the same name": (
        SOUND.replace('name = "parked"', 'name = "done"').replace(
            '"webcallback.park-queue" = "parked"', '"webcallback.park-queue" = "done"'
        ),
        [("CB405", 'name = "done"\ntenant = "Harbour"\n[[queues]]\nname = "later"', ())],
    ),
    "a complete queue that is routed for one": (
        SOUND.replace('id = "ben"', 'id = "ben"\noptions = { "webcallback.complete-queue" = "inbound" }'),
        [("CB406", 'options = { "webcallback.complete-queue" = "inbound"', ("ben",))],
    ),
    "a park queue that is routed": (
        SOUND.replace('"webcallback.park-queue" = "parked"', '"webcallback.park-queue" = "later"'),
        [("CB407", '"webcallback.park-queue"', BOTH)],
    ),
    "a reschedule queue that nobody reads": (
        SOUND.replace('"webcallback.reschedule-queue" = "later"', '"webcallback.reschedule-queue" = "parked"'),
        [("CB408", '"webcallback.reschedule-queue"', BOTH)],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_a_case(linted: Callable[[str], Linted], text: str, wanted: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """Rule, line and agents of each fault, and nothing else."""
    lines = [(rule, 1 + text[: text.index(words)].count("\n"), agents) for rule, words, agents in wanted]
    assert lines == linted(text)


def test_an_entry_of_a_list_is_judged_by_itself(linted: Callable[[str], Linted]) -> None:
    """The value applies, and one entry of it is left out: a finding, and nothing that is always overruled."""
    found = linted(of_ben("webcallback.callback-information.content", "reason,shoe size"))
    assert ["CB102"] == [rule for rule, _, _ in found]
