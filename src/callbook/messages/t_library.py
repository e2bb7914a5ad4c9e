"""Requests of T-Library: what a client asks of a T-Server or SIP Server (facts, sections 6.1 and 6.2)."""

from callbook.core.messages.t_library import *  # noqa: F403 - a face hands on whatever is public there
