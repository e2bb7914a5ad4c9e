"""Steps about why an option has the value that it has (C1 to C5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from callbook.lab import ShowInteraction
from callbook_steps.phrases import phrase

if TYPE_CHECKING:
    from callbook.configuration import Explanation
    from callbook_steps.stage import Stage


@then(
    phrase(
        "{agent:Name}'s value of {option:Option} is {value:Quoted}, from the level {level:Quoted} of {holder:Quoted}"
    )
)
def option_comes_from(  # noqa: PLR0913, PLR0917 - a step takes what its words name
    stage: Stage, agent: str, option: str, value: str, level: str, holder: str
) -> None:
    """Check an option's value for an agent, and who holds it at which level."""
    winner = _explained(stage, option, agent).winner
    assert (value, level, holder) == (winner.raw, winner.level.label, _name_of(stage, winner.holder))


@then(phrase("{agent:Name}'s value of {option:Option} is {value:Quoted} by default"))
def option_is_default(stage: Stage, agent: str, option: str, value: str) -> None:
    """Check that nobody has set the option for the agent."""
    winner = _explained(stage, option, agent).winner
    assert (value, "Default") == (winner.raw, winner.level.label)


@then(phrase("the explanation of {option:Option} for {agent:Name} says {words:Quoted}"))
def explanation_says(stage: Stage, option: str, agent: str, words: str) -> None:
    """Check words of the explanation that a person reads."""
    assert words in _explained(stage, option, agent).text()


@then(phrase("a configuration problem is reported: {words:Quoted}"))
def problem_reported(stage: Stage, words: str) -> None:
    """Check that the configuration's own list of problems has one with these words."""
    problems = [str(problem) for problem in stage.lab.configuration.problems()]
    assert [] != [problem for problem in problems if words in problem], problems


def _explained(stage: Stage, option: str, agent: str) -> Explanation:
    data = None
    if stage.callbacks:
        data = stage.lab.ask(ShowInteraction(stage.callback)).UserData
    return stage.lab.configuration.explain(option, stage.lab.agent_id(agent), data)


def _name_of(stage: Stage, holder: str) -> str:
    return next((agent.name for agent in stage.lab.configuration.agents if agent.id == holder), holder)
