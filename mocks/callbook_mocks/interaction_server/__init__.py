"""A mock Interaction Server: tenants, queues, routing strategies, agents, invitations (E1, E2, E5 to E7)."""

from callbook_mocks.interaction_server.errors import ERRORS, Code
from callbook_mocks.interaction_server.invariants import Misplaced
from callbook_mocks.interaction_server.place import Kind, Place
from callbook_mocks.interaction_server.server import InteractionServer
from callbook_mocks.interaction_server.settings import ServerSettings

__all__ = [
    "ERRORS",
    "Code",
    "InteractionServer",
    "Kind",
    "Misplaced",
    "Place",
    "ServerSettings",
]
