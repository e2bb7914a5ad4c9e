"""What lies in a run: interactions, contacts, configuration, and the servers' own state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Router, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from msgspec import Meta

from callbook.configuration import ContactCenter, options
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
    Reject,
    Restart,
    RestoreLink,
    ShowInteraction,
    Start,
    Stop,
)
from callbook.messages import Interaction
from callbook.network.service.run import NotThere, Run, named_by_an_address
from callbook.network.web.described_route import (
    AtTheTelephone,
    DirectoryNumber,
    InteractionId,
    Operation,
    PhoneNumber,
    ServerName,
    described,
)
from callbook.network.web.problems import documented
from callbook.network.web.service import Acted, acted
from callbook_mocks.contacts import Behaviour, Contact, Person

AtMost = Annotated[int, QueryParameter(ge=1, le=1_000, description="Give at most so many")]
_PROBLEMS = documented(400, 404, 409)
Milliseconds = Annotated[int, Meta(ge=0, le=24 * 3_600_000)]


class PlaceShown(msgspec.Struct, frozen=True):
    """Where an interaction is: the kind of place, which one, whose; and the same in words."""

    kind: Annotated[str, Meta(description="the kind of place")]
    name: Annotated[str, Meta(description="the queue, strategy or workbin")]
    agent: Annotated[str, Meta(description="the id of the agent whose it is")]
    words: Annotated[str, Meta(description="the same in words")]


class InteractionShown(msgspec.Struct, frozen=True):
    """An interaction with its place."""

    interaction: Annotated[Interaction, Meta(description="its properties")]
    place: Annotated[PlaceShown, Meta(description="where it is")]


class NewContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A contact that somebody wants: what is not said is made up from the run's seed."""

    name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=256)] | None, Meta(description="the contact's name.")
    ] = None
    locale: Annotated[str, Meta(description="where the contact lives, which decides the number and the zone.")] = (
        "en_GB"
    )
    behaviour: Annotated[
        Behaviour | None,
        Meta(description="what the contact does when called; ``after`` and ``hangs_up_after`` in milliseconds."),
    ] = None
    person: Annotated[Person | None, Meta(description="a whole person, instead of one that is made up.")] = None


class ContactShown(msgspec.Struct, frozen=True):
    """A contact: who it is, and what it does when called."""

    person: Annotated[Person, Meta(description="who it is")]
    behaviour: Annotated[Behaviour, Meta(description="what it does when called")]


class Patch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change of the configuration."""

    patch: Annotated[
        dict[str, Any],
        Meta(
            description="the changed fields of the contact centre; of a collection each changed thing by its "
            "name, as it is to be, or null where it goes."
        ),
    ]


_OF_A_CHANGE: Final = {
    "option": (
        "Callbacks are accepted by themselves",
        {"patch": {"application": {options.AUTO_ANSWER.name: "true"}}},
    )
}
_OF_A_CONTACT: Final = {
    "busy": ("A contact whose line is busy", {"name": "Maria", "behaviour": {"kind": "busy", "after": 500}})
}


@get("/interactions", operation_id="listInteractions", responses=documented(400, 404))
async def interactions(run: NamedDependency[Run], at_most: AtMost = 100) -> list[InteractionShown]:
    """List what is not done, in the order of submission."""
    names = list(run.lab.ask(OpenInteractions()))[:at_most]
    return [_interaction(run, name) for name in names]


@get("/interactions/{interaction:str}", operation_id="showInteraction", responses=documented(400, 404))
async def interaction(run: NamedDependency[Run], interaction: InteractionId) -> InteractionShown:
    """Show one interaction and where it is; it may be done."""
    with named_by_an_address():
        return _interaction(run, interaction)


@get("/configuration", operation_id="showConfiguration", responses=documented(400, 404))
async def configuration(run: NamedDependency[Run]) -> ContactCenter:
    """Show the contact centre as it is configured now."""
    return run.lab.configuration.contact_center


@patch("/configuration", operation_id="changeConfiguration", responses=_PROBLEMS, opt=described(examples=_OF_A_CHANGE))
async def configure(run: NamedDependency[Run], data: JSONBody[Patch], request: Request[Any, Any, Any]) -> Acted:
    """Change the configuration, as an administrator would; a change takes effect at its own moment (C4)."""
    before = run.lab.journal.last
    run.do(Configure(data.patch))
    return acted(run, before, request)


@get("/contacts", operation_id="listContacts", responses=documented(400, 404))
async def contacts(run: NamedDependency[Run]) -> list[ContactShown]:
    """List who can be called."""
    return [_contact(contact) for contact in run.lab.people.phone_book]


@post("/contacts", responses=documented(400, 404, 409, 503), opt=described(examples=_OF_A_CONTACT))
async def make_contact(run: NamedDependency[Run], data: JSONBody[NewContact]) -> ContactShown:
    """Make a contact who can be called, with a number reserved for fiction unless a person is given."""
    return _contact(run.do(AddContact(data.name, data.locale, data.behaviour, data.person)))


@patch(
    "/contacts/{phone_number:str}",
    operation_id="tellContact",
    summary="Change what a contact does",
    responses=_PROBLEMS,
    opt=described(examples={"silent": ("Nobody answers", {"kind": "does not answer", "after": 1_000})}),
)
async def plays(run: NamedDependency[Run], phone_number: PhoneNumber, data: JSONBody[Behaviour]) -> ContactShown:
    """Let a contact do something else when called, from the next call on."""
    with named_by_an_address():
        return _contact(run.do(Behave(phone_number, data)))


_AT_THE_TELEPHONE: Final = {"answer": PickUp, "reject": Reject, "hang-up": HangUp}


@post("/contacts/{phone_number:str}/{action:str}", operation_id="actAtTelephone", status_code=200, responses=_PROBLEMS)
async def at_the_telephone(
    run: NamedDependency[Run], phone_number: PhoneNumber, action: AtTheTelephone, request: Request[Any, Any, Any]
) -> Acted:
    """Let a contact answer, reject the call, or hang up, now (``answer``, ``reject``, ``hang-up``)."""
    if action not in _AT_THE_TELEPHONE:
        raise NotThere("action", action, _AT_THE_TELEPHONE)
    before = run.lab.journal.last
    run.do(_AT_THE_TELEPHONE[action](phone_number))
    return acted(run, before, request)


class SwitchShown(msgspec.Struct, frozen=True):
    """The voice switch: whether it is up, and where each party of each call is."""

    name: Annotated[str, Meta(description="its name in the journal")]
    running: Annotated[bool, Meta(description="whether it is up")]
    legs: Annotated[list[str], Meta(description="each party of each call, in words")]


class InteractionServerShown(msgspec.Struct, frozen=True):
    """Interaction Server: whether it is up, and whom it can route to."""

    name: Annotated[str, Meta(description="its name in the journal")]
    running: Annotated[bool, Meta(description="whether it is up")]
    ready_agents: Annotated[list[str], Meta(description="ids of the agents that it can route to")]


class ServersShown(msgspec.Struct, frozen=True):
    """Both servers of a run."""

    interaction_server: Annotated[InteractionServerShown, Meta(description="Interaction Server")]
    voice_switch: Annotated[SwitchShown, Meta(description="the voice switch")]


@get("/servers", operation_id="showServers", responses=documented(400, 404))
async def servers(run: NamedDependency[Run]) -> ServersShown:
    """Show how both servers stand."""
    lab = run.lab
    return ServersShown(
        InteractionServerShown(INTERACTION_SERVER, run.is_up(INTERACTION_SERVER), list(lab.ask(ReadyAgents()))),
        SwitchShown(lab.switch, run.is_up(lab.switch), list(lab.ask(Legs()))),
    )


@get("/dns/{dn:str}/calls", operation_id="listCalls", responses=documented(400, 404))
async def calls(run: NamedDependency[Run], dn: DirectoryNumber) -> list[str]:
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
    run: NamedDependency[Run], server: ServerName, operation: Operation, request: Request[Any, Any, Any]
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
