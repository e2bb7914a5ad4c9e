"""What lies in a run: interactions, contacts, configuration, and the servers' own state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Router, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta

from callbook.configuration import ContactCenter
from callbook.lab import (
    INTERACTION_SERVER,
    Act,
    AddContact,
    Behave,
    CallsAt,
    Configure,
    HangUp,
    Legs,
    LoseLink,
    OpenInteractions,
    PickUp,
    ReadyAgents,
    Restart,
    RestoreLink,
    ShowInteraction,
    Start,
    Stop,
)
from callbook.messages import Interaction
from callbook.network.service.run import NotThere, Run, named_by_an_address
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, acted
from callbook_mocks.contacts import Behaviour, Contact, Person

AtMost = Annotated[int, QueryParameter(ge=1, le=1_000, description="Give at most so many")]
_PROBLEMS = documented(400, 404, 409)
Milliseconds = Annotated[int, Meta(ge=0, le=24 * 3_600_000)]


class PlaceShown(msgspec.Struct, frozen=True):
    """Where an interaction is: the kind of place, which one, whose; and the same in words."""

    kind: str
    name: str
    agent: str
    words: str


class InteractionShown(msgspec.Struct, frozen=True):
    """An interaction with its place."""

    interaction: Interaction
    place: PlaceShown


class ContactWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A contact that somebody wants: what is not said is made up from the run's seed.

    Attributes:
        name: the contact's name.
        locale: where the contact lives, which decides the number and the zone.
        behaviour: what the contact does when called; ``after`` and ``hangs_up_after`` in milliseconds.
        person: a whole person, instead of one that is made up.
    """

    name: Annotated[str, Meta(min_length=1, max_length=256)] | None = None
    locale: str = "en_GB"
    behaviour: Behaviour | None = None
    person: Person | None = None


class ContactShown(msgspec.Struct, frozen=True):
    """A contact: who it is, and what it does when called."""

    person: Person
    behaviour: Behaviour


class Patch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change of the configuration.

    Attributes:
        patch: the changed fields of the contact centre; of a collection each changed thing by its name, as it is to be,
            or null where it goes.
    """

    patch: dict[str, Any]


@get("/interactions", operation_id="listInteractions", responses=documented(400, 404))
async def interactions(run: NamedDependency[Run], at_most: AtMost = 100) -> list[InteractionShown]:
    """List what is not done, in the order of submission."""
    names = list(run.lab.ask(OpenInteractions()))[:at_most]
    return [_interaction(run, name) for name in names]


@get("/interactions/{interaction:str}", operation_id="showInteraction", responses=documented(400, 404))
async def interaction(run: NamedDependency[Run], interaction: FromPath[str]) -> InteractionShown:
    """Show one interaction and where it is; it may be done."""
    with named_by_an_address():
        return _interaction(run, interaction)


@get("/configuration", operation_id="showConfiguration", responses=documented(400, 404))
async def configuration(run: NamedDependency[Run]) -> ContactCenter:
    """Show the contact centre as it is configured now."""
    return run.lab.configuration.contact_center


@patch("/configuration", operation_id="changeConfiguration", responses=_PROBLEMS)
async def configure(run: NamedDependency[Run], data: JSONBody[Patch], request: Request[Any, Any, Any]) -> Acted:
    """Change the configuration, as an administrator would; a change takes effect at its own moment (C4)."""
    before = run.lab.journal.last
    run.do(Configure(data.patch))
    return acted(run, before, request)


@get("/contacts", operation_id="listContacts", responses=documented(400, 404))
async def contacts(run: NamedDependency[Run]) -> list[ContactShown]:
    """List who can be called."""
    return [_contact(contact) for contact in run.lab.people.phone_book]


@post("/contacts", responses=documented(400, 404, 409, 503))
async def make_contact(run: NamedDependency[Run], data: JSONBody[ContactWanted]) -> ContactShown:
    """Make a contact who can be called, with a number reserved for fiction unless a person is given."""
    return _contact(run.do(AddContact(data.name, data.locale, data.behaviour, data.person)))


@patch("/contacts/{phone_number:str}", operation_id="tellContact", responses=_PROBLEMS)
async def plays(run: NamedDependency[Run], phone_number: FromPath[str], data: JSONBody[Behaviour]) -> ContactShown:
    """Let a contact do something else when called, from the next call on."""
    with named_by_an_address():
        return _contact(run.do(Behave(phone_number, data)))


_AT_THE_TELEPHONE: Final = {"answer": PickUp, "hang-up": HangUp}


@post("/contacts/{phone_number:str}/{action:str}", operation_id="actAtTelephone", status_code=200, responses=_PROBLEMS)
async def at_the_telephone(
    run: NamedDependency[Run], phone_number: FromPath[str], action: FromPath[str], request: Request[Any, Any, Any]
) -> Acted:
    """Let a contact answer, or hang up, now (``answer``, ``hang-up``)."""
    if action not in _AT_THE_TELEPHONE:
        raise NotThere("action", action, _AT_THE_TELEPHONE)
    before = run.lab.journal.last
    run.do(_AT_THE_TELEPHONE[action](phone_number))
    return acted(run, before, request)


class SwitchShown(msgspec.Struct, frozen=True):
    """The voice switch: whether it is up, and where each party of each call is."""

    name: str
    running: bool
    legs: list[str]


class InteractionServerShown(msgspec.Struct, frozen=True):
    """Interaction Server: whether it is up, and whom it can route to."""

    name: str
    running: bool
    ready_agents: list[str]


class ServersShown(msgspec.Struct, frozen=True):
    """Both servers of a run."""

    interaction_server: InteractionServerShown
    voice_switch: SwitchShown


@get("/servers", operation_id="showServers", responses=documented(400, 404))
async def servers(run: NamedDependency[Run]) -> ServersShown:
    """Show how both servers stand."""
    lab = run.lab
    return ServersShown(
        InteractionServerShown(INTERACTION_SERVER, run.is_up(INTERACTION_SERVER), list(lab.ask(ReadyAgents()))),
        SwitchShown(lab.switch, run.is_up(lab.switch), list(lab.ask(Legs()))),
    )


@get("/dns/{dn:str}/calls", operation_id="listCalls", responses=documented(400, 404))
async def calls(run: NamedDependency[Run], dn: FromPath[str]) -> list[str]:
    """List the ConnIDs of the calls that a DN is in."""
    with named_by_an_address():
        return sorted(run.lab.ask(CallsAt(dn)))


_OPERATIONS: Final[dict[tuple[str, str], Callable[[str], Act]]] = {
    ("interaction-server", "stop"): Stop,
    ("interaction-server", "start"): Start,
    ("interaction-server", "restart"): Restart,
    ("interaction-server", "restart-without-state"): lambda server: Restart(server, with_state=False),
    ("voice-switch", "stop"): Stop,
    ("voice-switch", "start"): Start,
    ("voice-switch", "restart"): Restart,
    ("voice-switch", "lose-link"): lambda _: LoseLink(),
    ("voice-switch", "restore-link"): lambda _: RestoreLink(),
}


@post("/servers/{server:str}/{operation:str}", operation_id="operateServer", status_code=200, responses=_PROBLEMS)
async def operate(
    run: NamedDependency[Run], server: FromPath[str], operation: FromPath[str], request: Request[Any, Any, Any]
) -> Acted:
    """Stop, start or restart a server, take the switch's link away or give it back."""
    if (server, operation) not in _OPERATIONS:
        raise NotThere("operation", f"{server}/{operation}", (f"{to}/{what}" for to, what in _OPERATIONS))
    before = run.lab.journal.last
    run.do(_OPERATIONS[server, operation](run.named(server)))
    return acted(run, before, request)


def _interaction(run: Run, name: str) -> InteractionShown:
    properties, place = run.lab.ask(ShowInteraction(name)), run.lab.where(name)
    return InteractionShown(properties, PlaceShown(place.kind.value, place.name, place.agent, str(place)))


def _contact(contact: Contact) -> ContactShown:
    return ContactShown(contact.person, contact.behaviour)


ROUTER = Router(
    "/runs/{run_name:str}",
    route_handlers=[
        interactions, interaction, configuration, configure, contacts, make_contact, plays, at_the_telephone,
        servers, calls, operate,
    ],
    tags=["What lies in a run"],
)  # fmt: skip
