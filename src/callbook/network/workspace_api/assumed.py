"""What of the Workspace API no public text shows, and is assumed: printed as such, and told in the docs."""

from __future__ import annotations

from typing import Final, NamedTuple


class Assumed(NamedTuple):
    """One assumption: what it is about, and what is assumed."""

    about: str
    text: str


ASSUMED: Final = (
    Assumed("media type", "Web callbacks are a medium of the Media API like any other, called `webcallback`."),
    Assumed(
        "extensions",
        "An interaction's `extensions` hold the Callback Information view and the key of its disposition; a call's hold"
        " `CallState`, how it ended.",
    ),
    Assumed("Accepted", "Between acceptance and its acknowledgement an interaction is `Accepted`."),
    Assumed(
        "Revoked", "What is taken back, or expires, is `Revoked`; what the agent rejects or completes, `Completed`."
    ),
    Assumed("OutOfService", "A channel whose server cannot be reached is `OutOfService`, its DN `LoggedOut`."),
    Assumed("subscribing", "Who subscribes is told at once how things stand."),
    Assumed("user", "Before the channels are activated `user` names nobody: the token is not asked whose it is."),
    Assumed("errors", "An error has the HTTP status as its `code`: 400 input, 403 privilege or option, 409 state."),
    Assumed("second session", "An agent has one session; a second one may take the seat when the first is gone."),
    Assumed("make-call", "A call to the number of a callback in hand is that callback's call."),
    Assumed(
        "update-user-data",
        "A new wished time, alone or with a new number, is a reschedule; the key of the disposition sets it.",
    ),
    Assumed("place-in-queue", "A callback can be placed in the queue that its options say, which is Mark Done."),
    Assumed("complete", "Completing an interaction is Mark Done, with whatever was agreed."),
    Assumed("release", "Releasing the consult call takes the two-step transfer back."),
)
"""Each assumption."""
