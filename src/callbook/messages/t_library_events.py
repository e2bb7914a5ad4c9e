"""Events of T-Library: what a T-Server or SIP Server tells its clients (facts, sections 6.1 and 6.4)."""

from callbook.core.messages.t_library_events import *  # noqa: F403 - a face hands on whatever is public there
