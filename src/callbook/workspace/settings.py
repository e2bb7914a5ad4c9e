"""Options as one agent's desktop sees them, each at its own moment of effect (C4), and the agent's privileges.

A witness remembers which of them were asked for, and what was seen: the coverage of the subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Configuration, Denial, Explanation, Option, Privilege, Snapshot, T_co, Value
    from callbook.core import Assumptions

Sighting = tuple[str, str, str]
"""A kind (``privilege``, ``option`` or ``level``), a name, and what was seen of it."""

_CLASSES = {Level.DEFAULT: "default", Level.TRANSACTION: "overridden"}


class Witness:
    """What was seen, each thing once."""

    def __init__(self) -> None:
        self.seen: set[Sighting] = set()

    def __deepcopy__(self, memo: dict[int, object]) -> None:
        """Return nothing: what a copy of a desktop asks for is not what this one was to see."""

    def privilege(self, name: str, *, granted: bool) -> None:
        """See a privilege granted or withheld."""
        self.seen.add(("privilege", name, "granted" if granted else "withheld"))

    def option(self, name: str, agent_id: str, snapshot: Snapshot, data: Mapping[str, object] | None) -> None:
        """See the value of an option: whether it is the default, another valid one, or a strategy's; at which level."""
        found = snapshot.explain(name, agent_id, data)
        self.seen.add(("option", name, _CLASSES.get(found.winner.level, "valid")))
        self.seen.add(("level", name, found.winner.level.label))
        if found.invalid:
            self.seen.add(("option", name, "invalid"))
        if found.warnings:
            self.seen.add(("option", name, "override ignored"))


class Settings:
    """Reads options and privileges for one agent.

    Args:
        configuration: the live configuration.
        agent_id: whose desktop it is.
        assumptions: whether roles are read at login.
        unread: options that are left at their default.
        witness: remembers what was asked for, if somebody wants to know.

    Attributes:
        started: the configuration when the application was started.
    """

    def __init__(
        self,
        configuration: Configuration,
        agent_id: str,
        assumptions: Assumptions,
        unread: frozenset[str],
        witness: Witness | None = None,
    ) -> None:
        self.configuration = configuration
        self.agent_id = agent_id
        self._at_login_only = assumptions.privileges_read_at_login
        self._unread = unread
        self._witness = witness
        self.started: Snapshot = configuration.snapshot

    def start(self) -> None:
        """Take the configuration as it is now for all that is read when the application starts."""
        self.started = self.configuration.snapshot

    @property
    def is_noted(self) -> bool:
        """Whether it is noted what is read."""
        return self.configuration.is_noted

    def now(self) -> Snapshot:
        """Return the configuration as it is now, to be kept for an interaction that arrives."""
        return self.configuration.snapshot

    def read(
        self, option: Option[T_co], *, offered: Snapshot | None = None, data: Mapping[str, object] | None = None
    ) -> T_co:
        """Return the value of *option* that is in effect.

        Args:
            option: which one.
            offered: the configuration when the interaction arrived.
            data: the interaction's attached data, which may name Transactions (C2).
        """
        if self._witness is not None:
            self._witness.option(option.name, self.agent_id, self._source(option, offered), data)
        return self.peek(option, offered=offered, data=data)

    def peek(
        self, option: Option[T_co], *, offered: Snapshot | None = None, data: Mapping[str, object] | None = None
    ) -> T_co:
        """Return the same as ``read``, and no witness sees it."""
        if option.name in self._unread:
            return option.kind.parse(option.default, self.configuration.directory)
        return self._source(option, offered).value(option, self.agent_id, data)

    def explain(
        self, option: Option[Value], *, offered: Snapshot | None = None, data: Mapping[str, object] | None = None
    ) -> Explanation:
        """Return where the value that ``read`` gives comes from."""
        return self._source(option, offered).explain(option, self.agent_id, data)

    def _source(self, option: Option[Value], offered: Snapshot | None) -> Snapshot:
        return self.configuration.in_effect(option, started=self.started, offered=offered)

    def denial(self, privilege: Privilege) -> Denial | None:
        """Return why the agent may not use *privilege*, or None if they may."""
        source = self.started if self._at_login_only else self.configuration.snapshot
        denial = source.denial(self.agent_id, privilege)
        if self._witness is not None:
            self._witness.privilege(privilege.name, granted=denial is None)
        return denial
