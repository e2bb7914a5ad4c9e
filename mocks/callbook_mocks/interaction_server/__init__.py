"""A mock Interaction Server: tenants, queues, routing strategies, agents, invitations (E1, E2, E5 to E7)."""

from callbook_mocks.interaction_server.errors import ERRORS, Code, RequestRefused
from callbook_mocks.interaction_server.news import Changed
from callbook_mocks.interaction_server.place import Kind, Place
from callbook_mocks.interaction_server.records import Record, record_from_json, record_to_json
from callbook_mocks.interaction_server.server import InteractionServer
from callbook_mocks.interaction_server.settings import ServerSettings

__all__ = [
    "ERRORS",
    "Changed",
    "Code",
    "InteractionServer",
    "Kind",
    "Place",
    "Record",
    "RequestRefused",
    "ServerSettings",
    "record_from_json",
    "record_to_json",
]
