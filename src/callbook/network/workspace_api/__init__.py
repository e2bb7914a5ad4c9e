"""The Workspace API: an agent's seat for clients of the vendor's own library, ``genesys-workspace-client-js``.

A client initializes a session, subscribes to notifications (CometD over long polling), activates its channels as an
agent, and then asks by HTTP what an agent does at a desktop. Here the desktop is Callbook's own model: what a client
asks is an action of that desktop, permitted or refused by the same tables, and what has changed on the desktop whenever
all is at rest is what the client is told.

`bayeux` speaks the notifications' protocol and knows nothing of agents; `shapes` is what is told of calls,
interactions, the DN and the channel, and `view` draws it from a desktop; `operations` is the table of what can be
asked; `api` holds the sessions of one run. None of them knows a socket or a framework: what brings the requests here
is `callbook.network.web.workspace_api`.

Paths and bodies are those of the library, version 9.0.1 (MIT); shapes of notifications those that the vendor's Agent
API Simulator sends (MIT). What neither shows is assumed, and stands in `assumed`.
"""

__all__: list[str] = []
