"""What lint takes for effective is what a Snapshot says, for each agent, with and without overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.big_center import big_center

from callbook.configuration import OPTIONS
from callbook.configuration.environment import read_environment
from callbook.configuration.lint.pair_rules import DELIVERING_TIMEOUT
from callbook.configuration.lint.situations import reached_by
from callbook.configuration.lint.survey import Survey
from callbook_mocks.interaction_server.settings import ServerSettings

if TYPE_CHECKING:
    from pathlib import Path

NOTHING: dict[str, str] = {}


def test_a_large_company(tmp_path: Path) -> None:
    """A sample of its situations, with every option."""
    (tmp_path / "big.toml").write_text(big_center(), encoding="utf-8")
    environment = read_environment(tmp_path / "big.toml")
    survey = Survey(environment)
    snapshot = environment.configuration().snapshot
    attached = [strategy.attach for strategy in environment.contact_center.strategies]
    compared = 0
    for situation in survey.situations[::150]:
        named = {holder.name for holder in situation.transactions}
        data = next((each for each in attached if named == set(each.values())), NOTHING)
        for option in OPTIONS.values():
            wanted = snapshot.value(option, situation.agents[0], data)
            assert wanted == survey.of(option, situation).value
            compared += bool(named)
    assert compared > 50


def test_every_agent_who_uses_the_channel_is_in_a_situation(tmp_path: Path) -> None:
    """In one without overrides, and in those of the strategies that may pick them."""
    (tmp_path / "big.toml").write_text(big_center(2), encoding="utf-8")
    survey = Survey(read_environment(tmp_path / "big.toml"))
    plain = [agent for situation in survey.plain for agent in situation.agents]
    assert sorted(set(plain)) == sorted(plain)
    assert set(plain) == {agent for crowd in survey.crowds if crowd.active for agent in crowd.agents}
    for strategy in survey.directory.strategies.values():
        reached = {a for crowd in survey.crowds if crowd.active for a in reached_by(survey.directory, strategy, crowd)}
        named = tuple(strategy.attach.values())
        overridden = {a for s in survey.situations if tuple(h.name for h in s.transactions) == named for a in s.agents}
        assert reached <= overridden


def test_the_invitation_lasts_as_long_as_with_the_server() -> None:
    """The mock server's own default (E6)."""
    assert ServerSettings().delivering_timeout == DELIVERING_TIMEOUT
