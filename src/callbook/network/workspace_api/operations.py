"""What a client can ask at an agent's seat: one row for each operation, with the action that it stands for.

An operation that the vendor's library has and no row names is not played; `NOT_PLAYED` lists them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from callbook.configuration import options
from callbook.core import BadInput
from callbook.network.workspace_api.shapes import as_json
from callbook.network.workspace_api.view import view_of
from callbook.workspace import Action, CallbackState, ChannelState, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.messages import KVList
    from callbook.network.workspace_api.asked import Asked
    from callbook.network.workspace_api.shapes import Json
    from callbook.workspace import Callback

WISHED_TIME: Final = "start_time"
NUMBER: Final = "customer_number"
_MOMENT: Final = "a date and time with its time zone, such as 2026-03-03T09:30:00Z"


# The channels.


def _ready(asked: Asked) -> None:
    if asked.session.desk.channel.state is not ChannelState.READY:
        asked.perform(Action.GO_READY)


def _not_ready(asked: Asked) -> None:
    asked.perform(Action.GO_NOT_READY, **({"reason": asked.text("reasonCode")} if "reasonCode" in asked.data else {}))


def _log_off(asked: Asked) -> None:
    asked.perform(Action.UNACTIVATE)


def _voice_ready(asked: Asked) -> None:
    asked.seats.put_voice(asked.agent.id, ready=True)


def _voice_not_ready(asked: Asked) -> None:
    reason = asked.text("reasonCode") if "reasonCode" in asked.data else ""
    mode = asked.data.get("agentWorkMode", "AuxWork")
    if mode not in {"AuxWork", "AfterCallWork"}:
        raise BadInput("agentWorkMode", mode, where="data", accepted="AuxWork or AfterCallWork")
    asked.seats.put_voice(asked.agent.id, ready=False, reason=reason, after_call=mode == "AfterCallWork")


# Callbacks.


def _accept(asked: Asked) -> None:
    asked.perform(Action.ACCEPT, asked.callback().id)


def _reject(asked: Asked) -> None:
    callback = asked.callback()
    before = set(asked.session.rejected)
    asked.session.rejected.add(callback.id)  # by the time the act is over the client is told what became of it
    try:
        asked.perform(Action.DECLINE, callback.id)
    except BaseException:
        asked.session.rejected = before
        raise


def _complete(asked: Asked) -> None:
    asked.perform(Action.MARK_DONE, asked.callback().id)


def _place_in_queue(asked: Asked) -> None:
    callback, queue, changes = asked.callback(), asked.text("queue"), asked.pairs("changedProperties")
    agrees = WISHED_TIME in changes or callback.reschedule is not None
    option = options.RESCHEDULE_QUEUE if agrees else options.COMPLETE_QUEUE
    placed = callback.read(option) or (callback.interaction.Queue if agrees else None)
    if queue != placed:
        accepted = f"{placed!r}, as {option} says" if placed else f"none: {option} names no queue; complete it"
        raise BadInput("queue", queue, where=f"callback {callback.id}", accepted=f"{accepted} [{option.clause}]")
    refusal = asked.session.desk.why_not(Action.MARK_DONE, callback.id)
    if refusal is not None:
        raise Refused(refusal)
    _agree(asked, callback, changes)
    asked.perform(Action.MARK_DONE, callback.id)


def _agree(asked: Asked, callback: Callback, changes: KVList) -> bool:
    """Let the agent reschedule, where *changes* give another time or number; return whether they do."""
    agreed: KVList = {name: changes[name] for name in (WISHED_TIME, NUMBER) if name in changes}
    if not agreed:
        return False
    if len(changes) > len(agreed):
        others = ", ".join(sorted(set(changes) - set(agreed)))
        raise BadInput("keys", others, where="data", accepted=f"{WISHED_TIME} and {NUMBER} in a request of their own")
    number = {"phone_number": str(agreed[NUMBER])} if NUMBER in agreed else {}
    asked.perform(Action.RESCHEDULE, callback.id, moment=_moment(asked, callback, agreed), **number)
    return True


def _moment(asked: Asked, callback: Callback, agreed: KVList) -> datetime:
    if WISHED_TIME not in agreed:
        known = callback.reschedule.moment if callback.reschedule is not None else None
        if known is None:
            raise BadInput(NUMBER, agreed[NUMBER], where="data", accepted=f"together with a new {WISHED_TIME}")
        return known
    text = str(agreed[WISHED_TIME])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        where = f"{asked.agent.name}'s reschedule"
        raise BadInput(WISHED_TIME, text, where=where, accepted=_MOMENT) from None


def _update(asked: Asked) -> None:
    callback, changes = asked.callback(), asked.pairs("userData")
    if _agree(asked, callback, changes):
        return
    key = callback.read(options.DISPOSITION_KEY_NAME)
    if key not in changes:
        asked.seats.change_data(asked.agent.id, callback.id, {}, changes, ())
    elif len(changes) > 1:
        raise BadInput("keys", ", ".join(sorted(changes)), where="data", accepted=f"{key} in a request of its own")
    else:
        asked.perform(Action.SET_DISPOSITION, callback.id, code=str(changes[key]))


def _attach(asked: Asked) -> None:
    asked.seats.change_data(asked.agent.id, asked.callback().id, asked.pairs("userData"), {}, ())


def _delete(asked: Asked) -> None:
    keys: object = asked.data.get("keys")
    if not isinstance(keys, list) or not keys:
        raise BadInput("keys", asked.data.get("keys"), where="data", accepted="a list of keys")
    asked.seats.change_data(asked.agent.id, asked.callback().id, {}, {}, tuple(map(str, cast("list[object]", keys))))


# Calls.


def _make_call(asked: Asked) -> None:
    number = asked.text("destination")
    if asked.data.get("userData"):
        accepted = "none: the callback's own data is attached (F3)"
        raise BadInput("userData", asked.data["userData"], where="data", accepted=accepted)
    windows = [each for each in asked.session.desk.callbacks if each.has_number(number)]
    if not windows:
        numbers = ", ".join(each.number_to_call() for each in asked.session.desk.callbacks)
        accepted = f"the number of a callback on the desktop ({numbers or 'there is none'})"
        raise BadInput("destination", number, where="data", accepted=accepted)
    in_hand = [each for each in windows if each.state is CallbackState.IN_HAND]
    asked.perform(Action.DIAL, (in_hand or windows)[-1].id)


def _on_call(action: Action) -> Callable[[Asked], None]:
    def ask(asked: Asked) -> None:
        window, _ = asked.window()
        asked.perform(action, window)

    return ask


def _to_target(action: Action) -> Callable[[Asked], None]:
    def ask(asked: Asked) -> None:
        window, _ = asked.window()
        asked.perform(action, window, target=asked.data.get("destination"))  # whoever may not need not say whom

    return ask


def _release(asked: Asked) -> None:
    window, consults = asked.window()
    asked.perform(Action.CANCEL_TRANSFER if consults else Action.RELEASE, window)


def _update_call(asked: Asked) -> None:
    asked.window()
    asked.seats.change_data(asked.agent.id, asked.named["id"], {}, asked.pairs("userData"), ())


def _attach_call(asked: Asked) -> None:
    asked.window()
    asked.seats.change_data(asked.agent.id, asked.named["id"], asked.pairs("userData"), {}, ())


def _delete_pair(asked: Asked) -> None:
    asked.window()
    asked.seats.change_data(asked.agent.id, asked.named["id"], {}, {}, (asked.text("key"),))


def _list_calls(asked: Asked) -> Json:
    agent, switch = asked.agent, asked.seats.configuration.contact_center.switch
    return {"calls": [as_json(call) for call in view_of(asked.session.desk, agent.dn, switch).calls.values()]}


class Operation(NamedTuple):
    """One row.

    Attributes:
        ask: does what a client asks; what it returns is answered under ``data``.
        does: the same in words.
    """

    ask: Callable[[Asked], Json | None]
    does: str


_INTERACTION: Final = "/media/{mediatype}/interactions/{id}"
_CALL: Final = "/voice/calls/{id}"
OPERATIONS: Final[dict[tuple[str, str], Operation]] = {
    ("POST", "/voice/ready"): Operation(_voice_ready, "the agent goes Ready for voice calls (P8)"),
    ("POST", "/voice/not-ready"): Operation(_voice_not_ready, "Not Ready, with a reason or for after-call work (P8)"),
    ("POST", "/voice/make-call"): Operation(
        _make_call, "dial: `destination` is the number of a callback on the desktop (F3)"
    ),
    ("GET", "/voice/calls"): Operation(_list_calls, "the calls that are up"),
    ("POST", f"{_CALL}/answer"): Operation(_on_call(Action.ANSWER), "answer (F6)"),
    ("POST", f"{_CALL}/hold"): Operation(_on_call(Action.HOLD), "put on hold (F5)"),
    ("POST", f"{_CALL}/retrieve"): Operation(_on_call(Action.RETRIEVE), "take from hold (F5)"),
    ("POST", f"{_CALL}/release"): Operation(
        _release, "release (F5); of a consult call: take the two-step transfer back"
    ),
    ("POST", f"{_CALL}/single-step-transfer"): Operation(
        _to_target(Action.ONE_STEP_TRANSFER), "transfer to `destination` in one step (F6)"
    ),
    ("POST", f"{_CALL}/initiate-transfer"): Operation(
        _to_target(Action.START_TRANSFER), "begin a two-step transfer to `destination` (F6)"
    ),
    ("POST", f"{_CALL}/complete-transfer"): Operation(_on_call(Action.COMPLETE_TRANSFER), "complete it (F6)"),
    ("POST", f"{_CALL}/attach-user-data"): Operation(_attach_call, "attach data to the call"),
    ("POST", f"{_CALL}/update-user-data"): Operation(_update_call, "the same; keys that are there take the new value"),
    ("POST", f"{_CALL}/delete-user-data-pair"): Operation(_delete_pair, "take a key out of it"),
    ("POST", "/media/ready"): Operation(_ready, "the channel goes Ready (P1)"),
    ("POST", "/media/not-ready"): Operation(_not_ready, "Not Ready, with a reason (P1)"),
    ("POST", "/media/{mediatype}/ready"): Operation(_ready, "the channel goes Ready (P1)"),
    ("POST", "/media/{mediatype}/not-ready"): Operation(_not_ready, "Not Ready, with a reason (P1)"),
    ("POST", "/media/{mediatype}/logout"): Operation(
        _log_off, "log the channel off (O3); to activate the channels again logs it on"
    ),
    ("POST", f"{_INTERACTION}/accept"): Operation(_accept, "accept (F1)"),
    ("POST", f"{_INTERACTION}/reject"): Operation(_reject, "decline (P2)"),
    ("POST", f"{_INTERACTION}/complete"): Operation(_complete, "Mark Done (P7)"),
    ("POST", f"{_INTERACTION}/place-in-queue"): Operation(
        _place_in_queue,
        "Mark Done into the queue that the options say (O11, O13); `changedProperties` may agree on a time first",
    ),
    ("POST", f"{_INTERACTION}/attach-user-data"): Operation(_attach, "attach data to the callback"),
    ("POST", f"{_INTERACTION}/update-user-data"): Operation(
        _update, "the same; a new `start_time` reschedules (P4), the key of the disposition sets it (P3)"
    ),
    ("POST", f"{_INTERACTION}/delete-user-data"): Operation(_delete, "take keys out of it"),
}
"""What each operation does, by method and path below ``/workspace/v3``."""

NOT_PLAYED: Final = frozenset(
    {
        *(("POST", f"{_CALL}/{name}") for name in (
            "alternate", "clear", "complete", "complete-conference", "delete-from-conference", "initiate-conference",
            "merge", "pause-recording", "reconnect", "redirect", "resume-recording", "send-dtmf",
            "single-step-conference", "start-recording", "stop-recording", "switch-to-barge-in",
            "switch-to-coaching", "switch-to-listen-in",
        )),
        *(("POST", f"/voice/{name}") for name in (
            "cancel-forward", "dnd-off", "dnd-on", "login", "logout", "send-user-event", "set-forward",
            "start-monitoring", "stop-monitoring",
        )),
        *(("POST", f"{_INTERACTION}/{name}") for name in (
            "add-attachment", "add-content", "add-document", "pull", "set-comment", "switch-to-barge-in",
            "switch-to-coach", "switch-to-monitor", "transfer-agent",
        )),
        *(("POST", f"/media/{name}") for name in ("dnd-off", "dnd-on", "logout")),
        *(("POST", f"/media/{{mediatype}}/{name}") for name in ("start-monitoring", "stop-monitoring")),
    }
)  # fmt: skip
"""What the vendor's library can ask of voice and media, and Callbook does not play."""
