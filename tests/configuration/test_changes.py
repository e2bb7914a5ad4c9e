"""An administrator changes the live configuration: exactly what was asked for changes, and the version goes up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callbook.configuration import PRIVILEGES, Configuration, Level, Strategy
from callbook.core.errors import BadInput, Unknown


def test_give_and_take_a_role(configuration: Configuration) -> None:
    """A role given to an agent grants, and taken from the agent grants no more."""
    configuration.give_role("ben", "Callback")
    assert "Can Decline" in configuration.privileges_of("ben")
    configuration.take_role("ben", "Callback")
    assert "Can Decline" not in configuration.privileges_of("ben")


def test_a_role_of_a_group_cannot_be_taken_from_a_member(configuration: Configuration) -> None:
    """Only an agent's own role can be taken from them; the error names those."""
    with pytest.raises(Unknown, match=r"no role 'Voice' in the own roles of agent 'anna'. Accepted: Callback"):
        configuration.take_role("anna", "Voice")


def test_define_a_role(configuration: Configuration) -> None:
    """A role's privileges can be replaced, for everybody who has it."""
    configuration.define_role("Voice", ["Can Use Voice Channel"])
    assert {"Can Use Voice Channel"} == configuration.privileges_of("ben")
    assert configuration.role("Voice").privileges == ("Can Use Voice Channel",)


def test_a_role_with_an_unknown_privilege(configuration: Configuration) -> None:
    """A role cannot hold a privilege that nobody knows."""
    with pytest.raises(Unknown, match="There is no privilege 'Can Fly' in contact centre 'Small': roles"):
        configuration.define_role("Pilot", ["Can Fly"])
    assert configuration.version == 0


@pytest.mark.parametrize("privilege", PRIVILEGES)
def test_grant_then_withhold(configuration: Configuration, privilege: str) -> None:
    """Each privilege can be granted to and withheld from one agent; nobody else gains or loses anything."""
    for need in PRIVILEGES[privilege].needs:
        configuration.grant_privilege("anna", need.name)
    configuration.grant_privilege("anna", privilege)
    assert privilege in configuration.privileges_of("anna")
    others = configuration.privileges_of("ben")
    configuration.withhold_privilege("anna", privilege)
    assert privilege not in configuration.privileges_of("anna")
    assert others == configuration.privileges_of("ben")


def test_withheld_although_two_ways_lead_to_it(configuration: Configuration) -> None:
    """A privilege that an own role and a group's role grant is withheld all the same; all else stays."""
    configuration.define_role("More", ["Can Make Calls", "Can Mark Done"])
    configuration.give_role("anna", "More")
    before = configuration.privileges_of("anna")
    configuration.withhold_privilege("anna", "Can Make Calls")
    assert before - {"Can Make Calls"} == configuration.privileges_of("anna")


def test_withholding_what_nobody_granted_changes_nothing(configuration: Configuration) -> None:
    """What the agent does not have needs no change."""
    configuration.withhold_privilege("ben", "Can Decline")
    assert configuration.version == 0


def test_granted_again_after_withholding(configuration: Configuration) -> None:
    """What was withheld can be granted again."""
    before = configuration.privileges_of("anna")
    configuration.withhold_privilege("anna", "Can Decline")
    configuration.grant_privilege("anna", "Can Decline")
    assert before == configuration.privileges_of("anna")


def test_unknown_names_change_nothing(configuration: Configuration) -> None:
    """A change that names what does not exist is refused and leaves everything as it was."""
    refused: list[Callable[[], None]] = [
        lambda: configuration.give_role("anna", "Nobody's"),
        lambda: configuration.give_role("zoe", "Voice"),
        lambda: configuration.grant_privilege("anna", "Can Fly"),
        lambda: configuration.withhold_privilege("anna", "Can Fly"),
        lambda: configuration.remove_queue("nowhere"),
        lambda: configuration.define_queue("q", tenant="Nobody"),
        lambda: configuration.define_transaction("T", {"auto-dial": "true"}),
    ]
    before = configuration.contact_center
    for change in refused:
        with pytest.raises(Unknown):
            change()
    assert (before, 0) == (configuration.contact_center, configuration.version)


def test_the_version_goes_up_with_each_change(configuration: Configuration) -> None:
    """Every real change counts once, a change to what already is counts not at all."""
    configuration.set_option(Level.PERSON, "anna", "webcallback.auto-dial", "true")
    configuration.set_option(Level.PERSON, "anna", "webcallback.auto-dial", "true")
    configuration.give_role("anna", "Callback")
    assert configuration.version == 1


def test_define_queue_and_strategy(configuration: Configuration) -> None:
    """A queue and a strategy can be added, and replaced."""
    configuration.define_strategy(Strategy(name="to anna", target="agent", target_name="anna"))
    configuration.define_queue("done", tenant="Acme", strategy="to anna")
    assert configuration.queue("done").strategy == "to anna"
    assert configuration.strategy("to anna").target_name == "anna"
    assert configuration.queue_exists("done")
    configuration.remove_queue("done")
    assert not configuration.queue_exists("done")


def test_a_strategy_that_leads_nowhere(configuration: Configuration) -> None:
    """A strategy whose target does not exist is refused."""
    with pytest.raises(BadInput, match="There is no agent 'zoe'"):
        configuration.define_strategy(Strategy(name="s", target="agent", target_name="zoe"))


def test_looking_things_up(configuration: Configuration) -> None:
    """Everything is found by its name."""
    assert [agent.name for agent in configuration.agents] == ["Anna", "Ben"]
    assert configuration.agent("anna").dn == "7001"
    assert configuration.tenant("Acme").name == "Acme"
    assert configuration.agent_group("Alpha").roles == ("Voice",)
    assert [agent.id for agent in configuration.members("Alpha")] == ["anna", "ben"]
    assert [agent.id for agent in configuration.members("Veterans")] == ["anna"]
    assert configuration.dispositions("DispositionCode") == ("Reached", "Not reached")


def test_members_of_no_group(configuration: Configuration) -> None:
    """A group that does not exist has no members: that is an error, not an empty list."""
    with pytest.raises(Unknown, match=r"There is no agent group 'Veteran'. Did you mean 'Veterans'"):
        configuration.members("Veteran")
