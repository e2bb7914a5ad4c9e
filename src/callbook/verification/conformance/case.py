"""One part of a log while it is judged: the model's desktop beside it, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Unpack

from callbook.configuration import options
from callbook.verification.conformance.verdicts import Finding, Verdict
from callbook.workspace import ACTIONS, Action, ObstacleKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.configuration import Explanation, Option, Value
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.model_desk import ModelDesk
    from callbook.verification.conformance.stays import Part
    from callbook.verification.conformance.verdicts import Ledger, Place, Said
    from callbook.workspace import Obstacle, Refusal

SECOND: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How strictly a run is judged.

    Attributes:
        tolerance: how many milliseconds apart two instants may be that should be one.
        reaction: within how many milliseconds no person answers; 0 where agents are scripted.
    """

    tolerance: int = 2 * SECOND
    reaction: int = 0


@dataclass(slots=True)
class Case:
    """One stay of a callback, or one call, while it is judged.

    Attributes:
        agent: whose desktop, by id.
        part: what is judged.
        desk: the model's desktop.
        ledger: takes the findings.
        policy: how strictly.
        voice: whether the log shows the voice switch's messages.
        calls_seen: whether anything was seen of a voice call in it.
        transfer_asked: whether a transfer was asked for.
    """

    agent: str
    part: Part
    desk: ModelDesk
    ledger: Ledger
    policy: Policy
    voice: bool = True
    calls_seen: bool = False
    transfer_asked: bool = False

    @property
    def invited(self) -> Place | None:
        """Where the interaction was offered."""
        return None if self.part.invitation is None else self.part.invitation.place

    @property
    def on(self) -> str:
        """The name of its window on the model's desktop; empty before there is one."""
        if self.part.invitation is not None:
            return self.part.name
        windows = self.desk.workspace.windows
        return windows[-1].id if windows else ""

    def is_unlogged(self, line: Line) -> bool:
        """Return whether the log is known to lack a request of the desktop before *line*."""
        return self.part.unlogged is not None and self.part.unlogged <= line.place.entry

    def is_timed(self, line: Line, since: Line | None) -> bool:
        """Return whether two instants can be compared: clocks of two logs differ by more than anybody measures."""
        return since is not None and since.place.file == line.place.file

    def conforms(self, line: Line, what: str, clauses: Iterable[str]) -> None:
        """Say that something is as each of the clauses has it."""
        for clause in clauses:
            self._add(Verdict.CONFORMS, clause, line, what)

    def unjudged(self, line: Line, what: str, clauses: Iterable[str], why: str) -> None:
        """Say that something cannot be judged, and why."""
        for clause in clauses:
            self._add(Verdict.UNJUDGED, clause, line, what, why=why)

    def suspect(self, line: Line, what: str, option: Option[Value], why: str) -> None:
        """Say that something has two explanations, the likelier first."""
        found = self._explained(option)
        self._add(Verdict.SUSPECT, option.clause, line, what, level=found.winner.where, why=why)

    def violates(  # noqa: PLR0913 - all of it is said
        self, line: Line, what: str, clause: str, *, expected: str, got: str, level: str = "", assumed: bool = False
    ) -> None:
        """Say that something is not as a clause has it."""
        self._add(Verdict.VIOLATES, clause, line, what, expected=expected, got=got, level=level, assumed=assumed)

    def violates_option(self, line: Line, what: str, option: Option[Value], expected: str, got: str) -> None:
        """Say the same of the clause of an option: the level that holds its value decides."""
        found = self._explained(option)
        level = f"{option} = {found.winner.raw!r} at {found.winner.where}"
        self.violates(line, what, option.clause, expected=expected, got=got, level=level, assumed=found.winner.assumed)

    def not_dialled(self, line: Line, due: int) -> None:
        """Say that the desktop has not dialled by itself, though the callback has left it without a call (O7)."""
        option, what = options.AUTO_DIAL, "not dialled by itself"
        if not self.part.over or not self.voice or self.is_unlogged(line) or line.at - due <= self.policy.tolerance:
            self.unjudged(line, what, (option.clause,), "the log does not show whether it was dialled")
            return
        why = "the desktop has not dialled; or its request is not in the log, and the voice switch did not answer it"
        self.suspect(line, what, option, why)

    def levels_of(self, option: Option[Value]) -> tuple[str, ...]:
        """Return the clauses about levels that a value of an option has shown: a nearer one won, or a strategy's."""
        found = self._explained(option)
        overruled = any(lower.level > 0 for lower in found.overruled)
        of_strategy = found.winner.level.label == "Transaction"
        shown = (("C1", overruled and not of_strategy), ("C2", of_strategy), ("C3", of_strategy), ("C5", found.invalid))
        return tuple(clause for clause, is_so in shown if is_so)

    def _explained(self, option: Option[Value]) -> Explanation:
        return self.desk.callback(self.part.name).explain(option)

    def _add(self, verdict: Verdict, clause: str, line: Line, what: str, **said: Unpack[Said]) -> None:
        agent, interaction, invited = self.agent, self.part.name, self.invited
        stay = Finding(
            verdict=verdict, clause=clause, agent=agent, interaction=interaction, place=line.place, invitation=invited,
            what=what, **said,
        )  # fmt: skip
        self.ledger.add(stay)

    def allowed(self, line: Line, action: Action, on: str, what: str, **details: object) -> bool:
        """Return whether the model is where *action* is possible; what forbids it there all the same is a violation."""
        if not self.desk.state_allows(action, on):
            why = f"the model is not where that is possible: {self._states(action, on)}"
            self.unjudged(line, what, clauses_of(action), why)
            return False
        refusal = self.desk.why_not(action, on, **details)
        if refusal is None:
            self.conforms(line, what, clauses_of(action))
        else:
            self._forbidden(line, what, action, refusal)
        return True

    def forbidden_by_privilege(self, line: Line, action: Action, what: str) -> None:
        """Judge by privileges alone what is done where the model's state does not have it."""
        refusal = self.desk.why_not(action, self.on)
        if refusal is not None and refusal.obstacle.kind is ObstacleKind.PRIVILEGE:
            self._forbidden(line, what, action, refusal)

    def _states(self, action: Action, on: str) -> str:
        refusal = self.desk.why_not(action, on) if on in {each.id for each in self.desk.workspace.windows} else None
        return "it is not on its desktop" if refusal is None else refusal.state

    def _forbidden(self, line: Line, what: str, action: Action, refusal: Refusal) -> None:
        obstacle = refusal.obstacle
        if obstacle.kind in {ObstacleKind.PRIVILEGE, ObstacleKind.OPTION} and self._is_sure(obstacle):
            self.violates(
                line,
                what,
                obstacle.clause,
                expected=f"that it is refused: {obstacle.because}",
                got=type(line.message).__name__,
                level=obstacle.level,
                assumed=obstacle.assumed,
            )
        else:
            self.unjudged(line, what, (obstacle.clause,), obstacle.because)
        self.conforms(line, what, (each for each in clauses_of(action) if each[0] not in "PO"))

    def _is_sure(self, obstacle: Obstacle) -> bool:
        """Return whether an obstacle does not hang on what the log may lack: whether there was a call before (P5)."""
        return obstacle.clause != "P5" or (self.voice and not self.calls_seen)


def clauses_of(action: Action) -> tuple[str, ...]:
    """Return the clauses that an action shows when it is asked for: its own, and those of its privileges."""
    rule = ACTIONS[action]
    own = () if action is Action.DIAL else (rule.clause,)  # whether the right number is dialled (F3) shows in it alone
    return tuple(dict.fromkeys((*own, *(each.clause for each in rule.privileges))))
