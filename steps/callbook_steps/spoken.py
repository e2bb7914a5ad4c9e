"""What a scenario has spoken of so far, as far as it can be told without running it, and what its steps may name.

The pytest plugin asks it when it collects a scenario, step by step, so that a name that nobody has is an error before
the run. A step of the project's own may bring in more than can be seen here: from such a step on the names of the
contact centre and of the contacts are left to the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import OPTIONS, Directory, Level, agent_called
from callbook.core import BadInput, Unknown, find
from callbook_steps.wrong_names import AT_A_DESKTOP, NoCallback, NothingTried, NotSpokenOf, NotTheirs, OtherKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import ContactCenter

VOICE_SWITCHES = ("T-Server", "SIP Server")
THE_VOICE_SWITCH = "the voice switch"
"""Whichever of the two the contact centre has."""
SERVERS = ("Interaction Server", *VOICE_SWITCHES, THE_VOICE_SWITCH)
WEBSITE = "Website"


class CenterNames:
    """The names that a contact centre gives, looked up once for all scenarios that start from it.

    Attributes:
        center: as given.
        directory: finds its objects, and is the vocabulary of option values.
        agents: what the agents are called, by name and by id.
    """

    def __init__(self, center: ContactCenter) -> None:
        self.center = center
        self.directory = Directory(center)
        self.agents = frozenset(name for agent in center.agents for name in agent.names)
        self._of_level: dict[str, tuple[str, Mapping[str, object]]] = {
            Level.TENANT.label: ("tenant", self.directory.tenants),
            Level.AGENT_GROUP.label: ("agent group", self.directory.agent_groups),
            Level.VIRTUAL_AGENT_GROUP.label: ("virtual agent group", self.directory.virtual_agent_groups),
        }

    def holder(self, level: str, name: str) -> None:
        """Make sure that something called *name* holds options at a *level* other than Person; raise Unknown if not."""
        if level in self._of_level:
            what, known = self._of_level[level]
            find(what, name, known)


class Spoken:
    """What a scenario has spoken of before the step that is looked at.

    Args:
        names: of the contact centre that it starts from.

    Attributes:
        is_open: whether nobody can tell before the run who and what there is; what is missing is no error then.
        is_given: whether the step that is looked at is a Given.
        contacts: the contacts who have come in.
        bad_values: of options: what is set, and what would be accepted.
        judges_values: whether a step judges what becomes of such values.
    """

    def __init__(self, names: CenterNames) -> None:
        self.is_open = False
        self.is_given = False
        self.contacts: dict[str, None] = {}
        self.bad_values: list[str] = []
        self.judges_values = False
        self._names = names
        self._owners: dict[str, None] = {}
        self._owner_is_a_number = False
        self._attempts: set[str] = set()
        self._senders: dict[str, None] = dict.fromkeys((*SERVERS, WEBSITE))
        self._roles: dict[str, None] = {}

    def agent(self, name: str) -> None:
        """Make sure that an agent is called *name*; raise Unknown if nobody is."""
        if name not in self._names.agents and not self.is_open:
            if name in self.contacts:
                raise OtherKind("agent", name, sorted(each.name for each in self._names.center.agents))
            agent_called(self._names.center, name)

    def is_agent(self, name: str) -> bool:
        """Return whether an agent is called so."""
        return name in self._names.agents

    def contact(self, name: str) -> None:
        """Make sure that a contact is called *name*: a Given brings one in; raise Unknown if nobody is."""
        if self.is_given:
            self.brings_contact(name)
        if name not in self.contacts and not self.is_open:
            raise OtherKind("contact", name, self.contacts) if self.is_agent(name) else NotSpokenOf(name, self.contacts)

    def holder_of_a_telephone(self, name: str) -> None:
        """Make sure that an agent or a contact is called *name*; raise Unknown if nobody is."""
        if not self.is_agent(name):
            self.contact(name)

    def called(self, name: str) -> None:
        """Make sure that a contact who may hang up is called *name*; raise Unknown if nobody is."""
        if self.is_agent(name) and name not in self.contacts and not self.is_open:
            raise OtherKind.hangs_up(name, self.contacts)
        self.contact(name)

    def brings_contact(self, name: str) -> None:
        """Note that the step brings a contact in; raise Unknown if an agent is called so."""
        if self.is_agent(name) and not self.is_open:
            raise OtherKind("contact", name, self.contacts)
        self.contacts[name] = None

    def brings_callback(self, name: str) -> None:
        """Note that the step brings in a callback of the contact, or the system, *name*; raise Unknown for an agent."""
        self.brings_contact(name)
        self._owners[name] = None

    def brings_callback_of_a_number(self) -> None:
        """Note that the step brings in a callback whose contact is known by its number alone."""
        self._owner_is_a_number = True

    def owner(self, name: str) -> None:
        """Make sure that the contact *name* has a callback.

        Raises:
            NotTheirs: others have one.
            NoCallback: nobody has.
        """
        if name not in self._owners and not self.is_open and not self._owner_is_a_number:
            raise NotTheirs(name, self._owners) if self._owners else NoCallback(name)

    def has_callback(self, name: str) -> None:
        """Make sure that a contact who has a callback is called *name*.

        Raises:
            Unknown: nobody is.
            NotTheirs: others have one.
            NoCallback: nobody has.
        """
        self.contact(name)
        self.owner(name)

    def system(self, name: str) -> None:
        """Note that a system of the company is called *name*."""
        self._senders[name] = None

    def sender(self, name: str) -> None:
        """Make sure that somebody who sends or takes messages is called *name*; raise Unknown if nobody is."""
        is_known = name in self._names.agents or name in self._senders or name.startswith(f"{WEBSITE} (")
        if not is_known and not self.is_open:
            agents = (each.name for each in self._names.center.agents)
            raise Unknown("sender or receiver of messages", name, (*agents, *self._senders))

    def queue(self, name: str) -> None:
        """Make sure that a queue is called *name*; raise Unknown if none is."""
        self._find("queue", name, self._names.directory.queues)

    def group(self, name: str) -> None:
        """Make sure that an agent group is called *name*; raise Unknown if none is."""
        self._find("agent group", name, self._names.directory.agent_groups)

    def role(self, name: str) -> None:
        """Make sure that a role is called *name*; raise Unknown if none is."""
        if name not in self._roles:
            self._find("role", name, self._names.directory.roles)

    def brings_role(self, name: str) -> None:
        """Note that the step defines a role."""
        self._roles[name] = None

    def holder(self, level: str, name: str) -> None:
        """Make sure that *name* holds options at a *level*; raise Unknown if nobody and nothing called so does."""
        if level == Level.PERSON.label:
            self.agent(name)
        elif not self.is_open:
            self._names.holder(level, name)

    def value(self, option: str, value: str) -> None:
        """Note it if an option cannot have a value; whether that is meant, the scenario's other steps say."""
        kind = OPTIONS[option].kind
        names_something = bool(kind.names(self._names.directory))
        try:
            kind.parse(value, self._names.directory)
        except BadInput as error:
            if not (names_something and self.is_open):
                self.bad_values.append(f"{option} is {value!r}; accepted: {error.accepted}")

    def tries(self, kind: str) -> None:
        """Note that the step makes an attempt."""
        self._attempts.add(kind)

    def tried(self, *kinds: str) -> None:
        """Make sure that an attempt of one of these *kinds* was made, of any if none is named; raise NothingTried."""
        made = self._attempts.intersection(kinds) if kinds else self._attempts
        if not made and not self.is_open:
            raise NothingTried(kinds[0] if kinds else AT_A_DESKTOP)

    def _find(self, what: str, name: str, known: Mapping[str, object]) -> None:
        if not self.is_open:
            find(what, name, known)
