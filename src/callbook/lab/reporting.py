"""What a lab says of itself to whoever plays it: where things are in words, and its recording as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.core import BadInput
from callbook.lab.arranging import Arranging
from callbook.record import head_of, place_in_words, write_trace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from callbook.configuration import ContactCenter
    from callbook_mocks.interaction_server import Place


class Reporting(Arranging):
    """The part of a lab that tells what has happened."""

    seed: int
    start: datetime
    contact_center: ContactCenter

    def place_in_words(self, place: Place) -> str:
        """Return *place* as a sentence says it, agents by name: ``offered to Ben``, ``Anna handles it``, ``done``."""
        return place_in_words(str(place), self.names_of_agents())

    def names_of_agents(self) -> dict[str, str]:
        """Return the agents' names, by their ids."""
        return {agent.id: agent.name for agent in self.configuration.agents}

    def write(  # noqa: PLR0913 - all but the path keyword-only, all with a default
        self,
        path: Path | str,
        *,
        feature: str = "",
        scenario: str = "",
        line: int = 0,
        tags: Iterable[str] = (),
        outcome: str = "",
    ) -> None:
        """Write the recording of what has happened so far: ``read_trace`` and ``callbook replay`` read it.

        Args:
            path: the file; its folder is made if need be.
            feature: the feature file, where a scenario is recorded.
            scenario: its name, which is also what the recording is called.
            line: where it stands in the file, from 1.
            tags: its tags, without the @.
            outcome: ``passed``, ``failed``, ``skipped`` or ``error``; empty where nothing was judged.

        Raises:
            BadInput: the file cannot be written.
        """
        head = head_of(self, feature=feature, scenario=scenario, line=line, tags=tags, outcome=outcome)
        try:
            write_trace(Path(path), self, head)
        except OSError as error:
            accepted = f"a file that can be written ({error.strerror})"
            raise BadInput("recording", str(path), accepted=accepted) from error
