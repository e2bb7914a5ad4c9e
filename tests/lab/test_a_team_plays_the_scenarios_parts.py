"""A team's own contact centre is cast: its agents are called as in the scenarios, and nothing else of it changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from callbook.configuration import OPTIONS, PRIVILEGES, AttachedKeys, Configuration, ContactCenter, Level
from callbook.configuration.changes import with_option
from callbook.configuration.contact_center import (
    Agent,
    AgentGroup,
    Queue,
    Role,
    Strategy,
    Tenant,
    Transaction,
    VirtualAgentGroup,
)
from callbook.configuration.environment import read_environment
from callbook.core.errors import BadInput
from callbook.lab import Lab, small_center
from callbook.lab.cast import cast
from callbook.lab.cast_differences import differences_of_cast, without_differences

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

EXAMPLES = Path(__file__).parents[2] / "examples"
TRAVEL = read_environment(EXAMPLES / "contact_center.toml").contact_center
DIAL = "webcallback.auto-dial"


def _words(center: ContactCenter) -> list[str]:
    return [each.words for each in differences_of_cast(cast(center, small_center()), small_center())]


def test_agents_keep_what_is_theirs() -> None:
    """Options, roles, groups and capacity; called and seated as the part they play, with the part's groups added."""
    found = cast(TRAVEL, small_center(), {"Anna": "Keiko Tanaka", "Ben": "luca", "Clara": "jonas"})
    assert {"Anna": "keiko", "Ben": "luca", "Clara": "jonas"} == found.played_by
    anna, ben, clara = found.center.agents[:3]
    keiko = Configuration(TRAVEL).agent("keiko")
    assert ("anna", "Anna", "Lighthouse", "1001", 2, keiko.roles) == (
        anna.id,
        anna.name,
        anna.tenant,
        anna.dn,
        anna.capacity,
        anna.roles,
    )
    assert ("Travel Desk", "Aurora", "Zenith") == anna.agent_groups
    assert ("Speaks French", "Amber skill", "Violet skill") == anna.virtual_agent_groups
    theirs, here = Configuration(TRAVEL), Configuration(found.center)
    for part, agent in ((anna, "keiko"), (ben, "luca"), (clara, "jonas")):
        assert theirs.privileges_of(agent) == here.privileges_of(part.id)
        assert {name: theirs.value(name, agent) for name in OPTIONS} == {
            name: here.value(name, part.id) for name in OPTIONS
        }


def test_levels_are_told_with_the_teams_own_names() -> None:
    """Not with the names of the scenarios."""
    found = cast(TRAVEL, small_center(), {"Anna": "keiko", "Ben": "ines", "Clara": "jonas"})
    here = Configuration(found.center)
    places = [
        found.where(here.explain(option, "clara").winner)
        for option in ("login.webcallback.is-auto-ready", "webcallback.park-queue", DIAL)
    ]
    assert ["Person 'jonas'", "Tenant 'Northern Travel'", "Application 'Workspace'"] == places


def test_those_who_may_do_the_most_are_chosen() -> None:
    """Of one tenant that has agents enough; whoever cannot call comes last."""
    assert {"Anna": "ben", "Ben": "farid", "Clara": "clara"} == cast(TRAVEL, small_center()).played_by
    chosen = cast(TRAVEL, small_center(), {"Ben": "luca"}).played_by
    assert {"Anna": "keiko", "Ben": "luca", "Clara": "ines"} == chosen


@pytest.mark.parametrize(
    "wanted",
    [
        {"Ana": "luca"},
        {"Anna": "lucca"},
        {"Anna": "luca", "Ben": "luca"},
        {"Anna": "luca", "Ben": "farid"},
    ],
)
def test_what_cannot_be_cast(snapshot: SnapshotAssertion, wanted: dict[str, str]) -> None:
    """A part that there is not, an agent whom there is not, one who plays two parts, two of different tenants."""
    with pytest.raises(BadInput) as error:
        cast(TRAVEL, small_center(), wanted)
    assert snapshot == str(error.value)


def test_a_team_can_be_too_small(snapshot: SnapshotAssertion) -> None:
    """Three agents of one tenant are needed; with nobody at all, too."""
    for agents in (TRAVEL.agents[7:10], ()):
        with pytest.raises(BadInput) as error:
            cast(structs.replace(TRAVEL, agents=agents, strategies=(), queues=()), small_center())
        assert snapshot == str(error.value)


def _clashing() -> ContactCenter:
    """Give the kit's centre with names that mean something else: nobody is called as expected."""
    agents = (
        *(Agent(id=f"a{n}", name=f"A{n}", tenant="Team", place=f"p{n}", dn=f"d{n}") for n in range(3)),
        Agent(id="anna", name="Anna", tenant="Lighthouse", place="Place 1", dn="1001"),
        Agent(id="idle", name="Idle", tenant="Team", place="p9", dn="d9"),
    )
    agents = tuple(structs.replace(each, roles=("Everything",)) if each.id != "idle" else each for each in agents)
    return structs.replace(
        small_center(),
        tenants=(Tenant(name="Lighthouse", options={DIAL: "true"}), Tenant(name="Team")),
        agents=agents,
        strategies=(
            Strategy(name="any ready agent", target="agent", target_name="anna"),
            Strategy(name="first", target="agent", target_name="a0"),
            Strategy(name="group", target="agent_group", target_name="Aurora"),
        ),
        queues=(
            Queue(name="callbacks", tenant="Lighthouse", strategy="any ready agent"),
            Queue(name="team", tenant="Team", strategy="first"),
        ),
    )


def test_names_that_clash_are_kept_apart() -> None:
    """Their Lighthouse is not the scenarios'; an agent who plays no part, but is picked, stays under another name."""
    found = cast(_clashing(), small_center(), {"Anna": "a0", "Ben": "a1", "Clara": "a2"})
    center = found.center
    assert ["Lighthouse (yours)", "Lighthouse", "Harbour"] == [tenant.name for tenant in center.tenants]
    assert [("anna", "Lighthouse"), ("ben", "Lighthouse"), ("clara", "Lighthouse")] == [
        (agent.id, agent.tenant) for agent in center.agents[:3]
    ]
    assert [("anna (yours)", "Anna (yours)", "Lighthouse (yours)", "1001 (yours)")] == [
        (agent.id, agent.name, agent.tenant, agent.dn) for agent in center.agents[3:]
    ]
    targets = {strategy.name: strategy.target_name for strategy in center.strategies[:3]}
    assert {"any ready agent": "anna (yours)", "first": "anna", "group": "Aurora"} == targets
    assert {"callbacks": "Lighthouse (yours)", "team": "Lighthouse"} == {
        queue.name: queue.tenant for queue in center.queues[:2]
    }
    here = Configuration(center)
    assert ("false", "true") == tuple(here.explain(DIAL, agent).raw for agent in ("anna", "anna (yours)"))
    dial = here.explain(DIAL, "anna (yours)").winner
    assert "Tenant 'Lighthouse'" == found.where(dial)


def test_each_difference_is_told(snapshot: SnapshotAssertion) -> None:
    """One phrase each, with the team's own names for levels."""
    assert snapshot == _words(TRAVEL)
    assert snapshot == _words(_clashing())
    otherwise = structs.replace(
        small_center(),
        switch="T-Server",
        time_zone="Asia/Tokyo",
        roles=(Role(name="Everything", privileges=("Can Decline",)), Role(name="Nothing")),
        agent_groups=(AgentGroup(name="Aurora", roles=("Nothing",)), AgentGroup(name="Zenith")),
        not_ready_reasons={"Nap": "A nap"},
        dispositions={"DispositionCode": ("Sold",)},
    )
    assert snapshot == _words(otherwise)
    assert [] == _words(small_center())


def test_a_value_that_nobody_has_yet_is_told() -> None:
    """Scenarios set options: what stands below them may come to light; three places are named."""
    center = small_center()
    for level, holder in (
        (Level.TENANT, "Harbour"),
        (Level.AGENT_GROUP, "Aurora"),
        (Level.PERSON, "anna"),
        (Level.APPLICATION, "Workspace"),
    ):
        center = with_option(center, level, holder, DIAL, "false")
    assert [f"{DIAL} also stands at Application 'Workspace', Tenant 'Harbour', Agent Group 'Aurora' and 1 more"] == [
        words for words in _words(center) if words.startswith(DIAL)
    ]


# Each of these may be called as something in the scenarios.
_NAMES = {
    "tenant": ("Lighthouse", "Harbour", "Team"),
    "role": ("Everything", "Nothing", "Team role"),
    "group": ("Aurora", "Zenith", "Team group"),
    "skill": ("Amber skill", "Violet skill", "Team skill"),
    "strategy": ("any ready agent", "Anna only", "Aurora only", "urgent", "team strategy"),
    "queue": ("callbacks", "callbacks for Anna", "rescheduled", "done", "parked", "team queue"),
}
_TEXTS = {
    "webcallback.auto-answer": ("true", "false", "maybe"),
    "webcallback.auto-answer.timer": ("5", "soon"),
    "webcallback.complete-queue": ("done", "team queue"),
    "login.webcallback.auto-not-ready-reason": ("Lunch", "Nap"),
    "interaction.disposition.value-business-attribute": ("DispositionCode", "Outcome"),
    "interaction.override-option-key": ("Other",),
}


def _some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), unique=True).map(tuple)


def _options() -> st.SearchStrategy[dict[str, str]]:
    one = st.sampled_from([(name, text) for name, texts in _TEXTS.items() for text in texts])
    return st.lists(one, max_size=3).map(dict)


@st.composite
def teams(draw: st.DrawFn) -> ContactCenter:
    """Draw a contact centre of three to five agents whose names clash with the scenarios' at will."""
    agents = tuple(
        Agent(
            id=name,
            name=name.title(),
            tenant=draw(st.sampled_from(("Team", "Team", "Lighthouse"))) if number > 2 else "Team",
            place=f"p{number}",
            dn=f"d{number}",
            roles=draw(_some(_NAMES["role"])),
            agent_groups=draw(_some(_NAMES["group"])),
            virtual_agent_groups=draw(_some(_NAMES["skill"])),
            capacity=draw(st.integers(1, 2)),
            options=draw(_options()),
        )
        for number, name in enumerate(("ben", "x", "y", "anna", "z")[: draw(st.integers(3, 5))])
    )
    targets = [("any", None), *(("agent_group", name) for name in (*_NAMES["group"], *_NAMES["skill"]))]
    targets += [("agent", agent.id) for agent in agents]
    strategies: list[Strategy] = []
    for name in _NAMES["strategy"]:
        target, target_name = draw(st.sampled_from(targets))
        attach = draw(st.sampled_from(({}, {"Other": "Gold"})))
        strategies.append(structs.replace(Strategy(name=name, attach=attach), target=target, target_name=target_name))
    return ContactCenter(
        name="Drawn",
        time_zone=draw(st.sampled_from(("Europe/Stockholm", "Asia/Tokyo"))),
        switch=draw(st.sampled_from(("SIP Server", "T-Server"))),
        application=draw(_options()),
        tenants=tuple(Tenant(name=name, options=draw(_options())) for name in _NAMES["tenant"]),
        roles=tuple(Role(name=name, privileges=draw(_some(tuple(PRIVILEGES)))) for name in _NAMES["role"]),
        agent_groups=tuple(
            AgentGroup(name=name, options=draw(_options()), roles=draw(_some(_NAMES["role"])))
            for name in _NAMES["group"]
        ),
        virtual_agent_groups=tuple(VirtualAgentGroup(name=name, options=draw(_options())) for name in _NAMES["skill"]),
        agents=agents,
        strategies=tuple(strategies),
        queues=tuple(
            Queue(
                name=name,
                tenant=draw(st.sampled_from(_NAMES["tenant"])),
                strategy=draw(st.none() | st.sampled_from(_NAMES["strategy"])),
            )
            for name in _NAMES["queue"]
        ),
        transactions=(Transaction(name="Gold", options=draw(_options())),),
        not_ready_reasons=draw(st.sampled_from(({}, {"Lunch": "Lunch break"}, {"Nap": "A nap"}))),
        dispositions=draw(st.sampled_from(({}, {"Outcome": ("Sold",)}))),
    )


def test_keys_of_their_own_are_a_difference() -> None:
    """Scenarios name keys of attached data; put back, they are the usual ones."""
    theirs = structs.replace(TRAVEL, attached_keys=AttachedKeys(number="ANI", reason="Topic"))
    found = cast(theirs, small_center())
    (keys,) = (each for each in differences_of_cast(found, small_center()) if each.subject == "attached_keys")
    assert "attached data has keys of your own, 'ANI', 'Topic'" == keys.words
    assert AttachedKeys() == keys.undo(found.center).keys


def test_a_queue_of_the_same_name_is_a_difference() -> None:
    """Put back, its callbacks go where the scenarios count on."""
    usual = small_center()
    theirs = structs.replace(
        usual, queues=tuple(structs.replace(queue, strategy="urgent") for queue in usual.queues[:1]) + usual.queues[1:]
    )
    found = cast(theirs, usual)
    (queue,) = (each for each in differences_of_cast(found, usual) if each.subject == "queue 'callbacks'")
    assert "the queue 'callbacks' is your own" == queue.words
    assert usual.queues[0] == Configuration(queue.undo(found.center)).directory.queues["callbacks"]


def test_media_of_their_own_are_a_difference() -> None:
    """Which there are beside web callback, and how many interactions of all media at once."""
    for media, words in (({"fax": 2}, "'fax'"), ({}, "none")):
        found = cast(structs.replace(TRAVEL, other_media=media, interactions_at_once=2), small_center())
        differences = {each.subject: each for each in differences_of_cast(found, small_center())}
        assert f"the media beside web callback are {words}" == differences["other_media"].words
        at_once = differences["interactions_at_once"]
        assert "the number of interactions of all media at once is 2" == at_once.words
        put_back = at_once.undo(differences["other_media"].undo(found.center))
        assert (small_center().capacities, None) == (put_back.capacities, put_back.at_once)


@given(teams())
def test_all_put_back_is_as_the_scenarios_count_on(team: ContactCenter) -> None:
    """For the agents of the scenarios: every option, privilege, group, queue, strategy, code, and who is picked."""
    found = cast(team, small_center())
    center = without_differences(found.center, differences_of_cast(found, small_center()))
    here, usual = Configuration(center), Configuration(small_center())
    for agent in usual.agents:
        assert agent == structs.replace(here.agent(agent.id), options=agent.options)
        assert usual.privileges_of(agent.id) == here.privileges_of(agent.id)
        assert {name: usual.value(name, agent.id) for name in OPTIONS} == {
            name: here.value(name, agent.id) for name in OPTIONS
        }
    for collection in ("roles", "agent_groups", "virtual_agent_groups", "strategies", "queues"):
        things = {thing.key: thing for thing in getattr(center, collection)}
        assert {thing.key: thing for thing in getattr(small_center(), collection)}.items() <= things.items()
    for field in ("switch", "time_zone", "not_ready_reasons", "dispositions"):
        assert getattr(small_center(), field) == getattr(center, field)


@given(teams())
def test_a_lab_can_be_made_of_any_cast(team: ContactCenter) -> None:
    """Whatever clashes: a callback of the scenarios goes its way there, and each difference can be put back alone."""
    found = cast(team, small_center())
    lab = Lab(found.center, recorded=False)
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    assert () == lab.close()
    for each in differences_of_cast(found, small_center()):
        Configuration(each.undo(found.center))
