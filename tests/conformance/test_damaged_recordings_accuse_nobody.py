"""Whatever a log has lost, no desktop that conforms is said to violate anything; the rest is judged all the same."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.conformance.damaged import doubled, from_entry, goldens, jittered, messages_of, with_messages, without

from callbook.verification import Policy, Verdict, conform

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from callbook.record import Trace
    from callbook.verification.conformance.verdicts import Finding

SEED = 20260302
PAIRS = 400
LOGS = [trace for trace in goldens() if messages_of(trace)]


def violations(trace: Trace, policy: Policy | None = None) -> list[str]:
    """Return what a recording is said to violate, assumed or not."""
    return [str(finding) for finding in conform(trace, policy=policy).of(Verdict.VIOLATES)]


def test_half_a_second_is_no_violation() -> None:
    """Neither for scripted agents nor for people."""
    chance = Random(SEED)  # noqa: S311 - chance, and no secret
    found = [line for trace in LOGS for line in violations(jittered(trace, chance, 500))]
    assert found == []
    as_in_logs = Policy(reaction=150)
    assert [line for trace in LOGS for line in violations(jittered(trace, chance, 500), as_in_logs)] == []


def test_no_single_message_that_is_lost_makes_a_violation() -> None:
    """Each message of each golden recording in turn."""
    lost = [(trace, entry.number) for trace in LOGS for entry in messages_of(trace)]
    assert len(lost) > 600
    assert [line for trace, number in lost for line in violations(without(trace, [number]))] == []


def test_of_two_that_are_lost_at_most_two_in_a_hundred_do() -> None:
    """Two of one recording by chance."""
    chance = Random(SEED)  # noqa: S311 - chance, and no secret
    wrong = 0
    for _ in range(PAIRS):
        trace = chance.choice(LOGS)
        two = chance.sample([entry.number for entry in messages_of(trace)], 2)
        wrong += bool(violations(without(trace, two)))
    assert wrong <= 0.02 * PAIRS


def test_a_beginning_that_is_missing_makes_no_violation() -> None:
    """Wherever the log begins."""
    cut = [from_entry(trace, entry.number) for trace in LOGS for entry in messages_of(trace)[::3]]
    assert [line for trace in cut for line in violations(trace)] == []


@pytest.mark.not_measured
def test_what_is_lost_of_one_callback_says_nothing_of_another() -> None:
    """Of two days only one has lost a message."""
    same = Counter[bool]()
    for trace in LOGS:
        twice, half = doubled(trace), len(trace.entries)
        whole = verdicts(conform(twice).findings)
        for entry in messages_of(trace)[::24]:
            for number, others in (
                (entry.number, range(half + 1, 2 * half + 1)),
                (entry.number + half, range(1, half)),
            ):
                damaged = verdicts(conform(without(twice, [number])).findings)
                same.update(damaged.get(key) is said for key, said in whole.items() if key[2] in others)
    assert sum(same.values()) > 150
    assert same[True] >= 0.8 * sum(same.values())


def verdicts(findings: tuple[Finding, ...]) -> dict[tuple[str, str, int, str], Verdict]:
    """Return the verdicts by agent, interaction, its invitation, and clause."""
    return {
        (
            each.agent,
            each.interaction,
            0 if each.invitation is None else each.invitation.entry,
            each.clause,
        ): each.verdict
        for each in findings
    }


def foreign(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message about an e-mail in the place of one about a web callback."""
    inside = message.get("Interaction")
    return message if inside is None else {**message, "Interaction": {**inside, "MediaType": "email"}}


def masked(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message whose attached data a log hides."""
    hidden: dict[str, Any] = {
        key: _hidden(message[key])
        for key in ("UserData", "ChangedProperties", "AddedProperties")
        if isinstance(message.get(key), dict)
    }
    inside = message.get("Interaction")
    if inside is not None:
        hidden["Interaction"] = {**inside, "UserData": _hidden(inside.get("UserData", {}))}
    if "OtherDN" in message:
        hidden["OtherDN"] = "*********"
    return {**message, **hidden}


def _hidden(data: dict[str, Any]) -> dict[str, Any]:
    return {key: "*******" if isinstance(value, str) else value for key, value in data.items()}


@pytest.mark.parametrize("change", [foreign, masked])
def test_what_is_of_other_media_or_hidden_makes_no_violation(
    change: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    """E-mails in the place of callbacks, asterisks in the place of data."""
    assert [line for trace in LOGS for line in violations(with_messages(trace, change))] == []


def test_what_is_of_another_medium_is_no_callback() -> None:
    """Not one of them is counted."""
    assert sum(conform(with_messages(trace, foreign)).stays for trace in LOGS) == 0


def test_a_second_session_makes_no_violation() -> None:
    """The same once more, a day later."""
    for trace in LOGS:
        again = conform(doubled(trace))
        assert [str(finding) for finding in again.of(Verdict.VIOLATES)] == []
        assert again.stays >= conform(trace).stays
