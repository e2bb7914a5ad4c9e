"""Requests of the Open Media protocol: what a client asks of Interaction Server (facts, section 5.1)."""

from callbook.core.messages.open_media import *  # noqa: F403 - a face hands on whatever is public there
