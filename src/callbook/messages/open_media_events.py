"""Events of the Open Media protocol: what Interaction Server tells its clients (facts, section 5.2)."""

from callbook.core.messages.open_media_events import *  # noqa: F403 - a face hands on whatever is public there
