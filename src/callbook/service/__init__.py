"""Mock servers for clients over a network: runs, each a contact centre of its own; nothing here knows HTTP."""
