"""Workspace: one agent's desktop between Interaction Server and the voice switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from callbook.core import Assumptions, BadInput, Unknown, unreadable_time
from callbook.messages import open_media_events
from callbook.workspace.action_handlers import ActionHandlers
from callbook.workspace.attached_data import AttachedData
from callbook.workspace.callback import AboutInteraction, Callback
from callbook.workspace.calls import Calls, was_transferred
from callbook.workspace.channel import Channel
from callbook.workspace.desk import Desk
from callbook.workspace.desktop import performed
from callbook.workspace.interaction_server_link import InteractionServerLink
from callbook.workspace.names import NOT_UP, Action, CallbackEvent, CallbackState
from callbook.workspace.other_media import OtherMedia
from callbook.workspace.permissions import Conditions, Permissions, Window
from callbook.workspace.placement_table import Reason
from callbook.workspace.refusal import Obstacle, Refusal, Refused
from callbook.workspace.rules import RULES, Rules
from callbook.workspace.screen import VoiceWindow, screen_of
from callbook.workspace.settings import Settings
from callbook.workspace.voice import VoiceChannel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from callbook.configuration import Configuration
    from callbook.core import Clock, Journal, Wire
    from callbook.messages import Message
    from callbook.workspace.calls import VoiceCall
    from callbook.workspace.desktop import Screen
    from callbook.workspace.settings import Witness

_Window = TypeVar("_Window")
_ACCEPTED = frozenset({CallbackState.ACCEPTING, CallbackState.ASKING})
REMEMBERED = 50
"""How many callbacks that are over a desktop remembers, and how many voice windows."""


class Workspace:
    """One agent's desktop.

    Args:
        agent_id: whose desktop it is.
        configuration: the contact centre's configuration.
        clock: the one clock.
        journal: the one journal.
        interaction_server: the wire to Interaction Server, not yet joined.
        voice_switch: the wire to the voice switch, not yet joined.
        assumptions: what no page says.
        rules: the tables that the desktop lives by.
        witness: remembers which privileges and options were asked for.

    Attributes:
        link: its end of the wire to Interaction Server.
        channel: its Web Callback channel.
        other_media: what its agent does beside web callbacks.
        voice: its voice channel, whose ``link`` is its end of the wire to the switch.
        data: changes the attached data of callbacks and calls.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - everything that a desktop stands on is passed in
        self,
        agent_id: str,
        configuration: Configuration,
        clock: Clock,
        journal: Journal,
        interaction_server: Wire,
        voice_switch: Wire,
        assumptions: Assumptions | None = None,
        rules: Rules = RULES,
        witness: Witness | None = None,
    ) -> None:
        assumptions = assumptions or Assumptions()
        settings = Settings(configuration, agent_id, assumptions, rules.unread, witness)
        self._desk = Desk(configuration.agent(agent_id), clock, journal, settings, assumptions, rules)
        self.link = InteractionServerLink(interaction_server, self._desk, self)
        self.channel = Channel(self._desk, self.link, self._begin_again)
        self.other_media = OtherMedia(self._desk, self.link, self.channel.session.other_media)
        self.voice = VoiceChannel(self._desk, voice_switch, self._call_rings)
        self.data = AttachedData(self._desk, self)
        self._callbacks: dict[str, Callback] = {}
        self._closed: dict[str, Callback] = {}
        self._voice_windows: dict[str, VoiceWindow] = {}
        self._windows_opened = 0
        conditions = Conditions(self._desk, self.channel, self.voice)
        self._permissions = Permissions(self._desk, conditions, self.channel)
        self._action_handlers = ActionHandlers(self._desk, self.channel, self._log_in, self._log_out)

    @property
    def agent(self) -> str:
        """The agent's name."""
        return self._desk.agent.name

    @property
    def agent_id(self) -> str:
        """The agent's id."""
        return self._desk.agent.id

    def perform(self, action: Action, on: str | None = None, **details: object) -> None:
        """Do *action*, see ``Desktop.perform``, and write down that it was asked for."""
        window = self._window_for(action, on)
        on = "" if window is None else window.id
        self._desk.journal.action(self.agent, action, performed(self.agent, action, on, details))
        try:
            self._carry_out(action, window, details)
        except (Refused, BadInput) as error:
            self._desk.journal.refusal(self.agent, action, str(error))
            raise
        finally:
            self._desk.clock.settle()

    def carry_out(self, action: Action, on: str | None = None, **details: object) -> None:
        """Do the same, where somebody else writes it down, and settles."""
        self._carry_out(action, self._window_for(action, on), details)

    def carry_out_regardless(self, action: Action, on: str | None, details: Mapping[str, object]) -> None:
        """Do the same whatever stands in the way: where a real desktop has done it."""
        self._action_handlers.do(action, self._window_for(action, on), details)

    def _carry_out(self, action: Action, window: Window | None, details: Mapping[str, object]) -> None:
        obstacle = self._permissions.obstacle(action, window, details)
        if obstacle is not None:
            raise Refused(self._refusal(action, window, obstacle))
        self._action_handlers.do(action, window, details)

    def actions(self, on: str | None = None) -> frozenset[Action]:
        """Return what is offered now, on one interaction or, with ``on=None``, on the desktop itself."""
        return self._permissions.offered(None if on is None else self._window(on))

    def why_not(self, action: Action, on: str | None = None, **details: object) -> Refusal | None:
        """Return why *action* would be refused now, or None if it would not."""
        window = self._window_for(action, on)
        obstacle = self._permissions.obstacle(action, window, details)
        return None if obstacle is None else self._refusal(action, window, obstacle)

    def shown(self) -> Screen:
        """Return everything that the agent sees."""
        return screen_of(self._desk, self.channel, self.voice, self.windows)

    def recorded(self) -> Screen:
        """Return the same for the recording: nobody has looked, so no option counts as read."""
        return screen_of(self._desk, self.channel, self.voice, self.windows, watched=False)

    def waits(self, on: str) -> bool:
        """Return whether the desktop waits for an answer about an interaction, or for its countdown."""
        window = self._window(on)
        return window.calls.waits or (window.callback is not None and window.callback.waits)

    def calls_of(self, on: str) -> tuple[str, ...]:
        """Return the ConnIDs of the calls that are up in a window; empty for one that was only asked for."""
        calls = self._window(on).calls
        return tuple(call.conn_id for call in (calls.call, calls.consult) if call.phase not in NOT_UP)

    def callback(self, interaction_id: str) -> Callback:
        """Return a callback that is or was at this desktop.

        Raises:
            Unknown: when it never was here.
        """
        found = self._callbacks.get(interaction_id) or self._closed.get(interaction_id)
        if found is None:
            known = (*self._callbacks, *self._closed)
            raise Unknown("callback", interaction_id, known, where=f"{self.agent}'s desktop")
        return found

    @property
    def callbacks(self) -> tuple[Callback, ...]:
        """The callbacks that are at this desktop, the oldest first."""
        return tuple(self._callbacks.values())

    # What its link to Interaction Server asks of it.

    def take(self, event: Message) -> bool:
        """Take an event of Interaction Server; return whether it means anything here."""
        if self.channel.logged_in and self.other_media.takes(event):
            return True
        handler = self._HANDLERS.get(type(event))
        if handler is None:
            return False
        handler(self, event)
        return True

    def reachable(self) -> None:
        """Come back, after Interaction Server could not be reached (E2)."""
        self.channel.server_back()

    def not_logged_in(self) -> None:
        """Learn that Interaction Server knows the agent not, or no longer, as logged in."""
        self.channel.session.not_logged_in()

    def unreachable(self) -> None:
        """Go out of service (E2)."""
        self.channel.server_lost()
        self._lose_callbacks()

    def _log_in(self) -> None:
        self._desk.settings.start()
        self.channel.log_in()
        privilege = self._desk.rules.opens_voice
        if privilege is None or self._desk.settings.denial(privilege) is None:
            self.voice.log_in()

    def _log_out(self) -> None:
        self.channel.log_out()
        self._lose_callbacks()
        self.other_media.logged_out()
        self.voice.log_out()

    def _begin_again(self) -> None:
        """End whatever session the server has, with all that the agent holds, and begin another."""
        self.channel.end_session()
        self._lose_callbacks()
        self.reachable()

    def _invited(self, event: open_media_events.EventInvite) -> None:
        interaction_id = event.Interaction.InteractionId
        here = self._callbacks.get(interaction_id)
        known = here or self._closed.get(interaction_id)
        if not self.channel.logged_in:
            self.channel.nobody_for(event)
            return
        if known is not None and known.was_invited_by_then(event):
            self.link.ignore(event)  # the same EventInvite twice, or one that is long over
            return
        if here is not None:
            self._make_room(here, event)
        self._warn(event)
        callback = self._callbacks[interaction_id] = Callback(self._desk, self.link, event, self.voice, self)
        callback.trouble = self._unreadable(event)
        callback.fire(CallbackEvent.INVITED)

    def _make_room(self, callback: Callback, event: open_media_events.EventInvite) -> None:
        """What is offered anew is no longer the agent's, whatever told so has not arrived; a call goes on alone."""
        callback.server_says(CallbackEvent.REVOKED, event, event.Interaction)
        if callback.state is CallbackState.TAKEN_AWAY:
            callback.fire(CallbackEvent.CALL_OVER)

    # What its callbacks ask of it.

    def auto_dial(self, callback: Callback) -> None:
        """Dial by itself, if the agent may (O7); if not, say why (P8, P9)."""
        obstacle = self._permissions.obstacle(Action.DIAL, callback)
        if obstacle is None:
            callback.calls.dial()
        else:
            callback.tell(str(self._refusal(Action.DIAL, callback, obstacle)))

    def closed(self, callback: Callback) -> None:
        """Learn that a callback has left the desktop; a call that has come about meanwhile goes on alone."""
        if callback.calls.up:
            self._open_voice_window(callback.calls)
        del self._callbacks[callback.id]
        self._closed.pop(callback.id, None)  # of one that was here before, the last counts
        self._closed[callback.id] = callback
        _forget_oldest(self._closed, tuple(self._closed))

    def accepted_late(self, callback: Callback) -> None:
        """Learn that the server has taken an acceptance: is it still the agent's, though the desktop has gone on?"""
        gone_on = self._callbacks.get(callback.id) is not None or self._closed.get(callback.id) is not callback
        if self.channel.logged_in and not gone_on:
            callback.fire(CallbackEvent.COMES_LATE)

    def reopened(self, callback: Callback) -> None:
        """Learn that a callback is on the desktop again."""
        del self._closed[callback.id]
        self._callbacks[callback.id] = callback

    def call_over(self, callback: Callback, call: VoiceCall) -> None:
        """Learn that a call of a callback is over: the attempt counts, and the callback may be over with it."""
        transferred = was_transferred(call)
        if callback.state is CallbackState.IN_HAND and call.result is not None:
            callback.count_attempt(call.result)
        if callback.state is CallbackState.TAKEN_AWAY and callback.calls.up:
            return  # the window stays for the consult call
        for row in self._desk.rules.together:
            if row.callback is callback.state and row.transferred == transferred:
                callback.leave(Reason.TRANSFERRED, row.event)
                return

    def consult_over(self, callback: Callback) -> None:
        """Learn that a consult call of a callback is over: one that was taken away stays no longer than its calls."""
        if callback.state is CallbackState.TAKEN_AWAY and not callback.calls.up:
            callback.fire(CallbackEvent.CALL_OVER)

    def _warn(self, event: open_media_events.EventInvite) -> None:
        for warning in self._desk.settings.now().warnings(self.agent_id, event.Interaction.UserData):
            self._desk.note("warning", warning)

    def _unreadable(self, event: open_media_events.EventInvite) -> str:
        """Return what the agent is told of a wished time that nobody can read; empty where there is nothing to tell."""
        warning = unreadable_time(event.Interaction.UserData, self._desk.keys.time)
        if warning:
            self._desk.note("warning", f"callback {event.Interaction.InteractionId}: {warning}")
        return warning

    def _revoked(self, event: open_media_events.EventRevoked) -> None:
        self._tell(event, CallbackEvent.REVOKED)

    def _party_added(self, event: open_media_events.EventPartyAdded) -> None:
        own = event.Party.AgentId == self.agent_id
        callback = self._callbacks.get(event.Interaction.InteractionId)
        closed = self._closed.get(event.Interaction.InteractionId)
        if own and callback is not None and callback.state in _ACCEPTED:
            self._tell(event, CallbackEvent.PARTY_ADDED)
        elif own and callback is None and closed is not None and not closed.is_past(event):
            self.accepted_late(closed)
        else:
            self._properties_changed(event)  # the acknowledgement was faster: only the properties are news

    def _party_removed(self, event: open_media_events.EventPartyRemoved) -> None:
        if event.Party.AgentId == self.agent_id:
            self._tell(event, CallbackEvent.PARTY_REMOVED)

    def _properties_changed(
        self, event: open_media_events.EventPropertiesChanged | open_media_events.EventPartyAdded
    ) -> None:
        callback = self._callbacks.get(event.Interaction.InteractionId)
        if callback is not None and not callback.is_past(event):
            callback.interaction = event.Interaction

    def _tell(self, event: AboutInteraction, what: CallbackEvent) -> None:
        callback = self._callbacks.get(event.Interaction.InteractionId)
        if callback is None or callback.is_past(event):
            self.link.ignore(event)
        else:
            callback.server_says(what, event, event.Interaction)

    def _status_shown(self, event: open_media_events.EventCurrentAgentStatus) -> None:
        self.channel.status_shown(event)

    def _state_forced(self, event: open_media_events.EventForcedAgentStateChange) -> None:
        self.channel.state_forced(event)

    def _connection_closed(self, _event: open_media_events.EventAgentConnectionClosed) -> None:
        self.unreachable()

    def _error(self, error: open_media_events.EventError) -> None:
        self._desk.note("trouble", f"Interaction Server refuses: {error.ErrorCode} {error.ErrorDescription}")
        self.channel.refused(error)

    def _lose_callbacks(self) -> None:
        self.other_media.lost()
        for callback in self.callbacks:
            callback.fire(CallbackEvent.LOST)

    def _call_rings(self, call: VoiceCall) -> None:
        self._open_voice_window(Calls(self._desk, self.voice, call))

    def _open_voice_window(self, calls: Calls) -> None:
        self._windows_opened += 1
        window = VoiceWindow(calls, f"voice-{self._windows_opened}")
        self._voice_windows[window.id] = window
        over = tuple(name for name, each in self._voice_windows.items() if not each.calls.up)
        _forget_oldest(self._voice_windows, over)

    @property
    def windows(self) -> tuple[Callback | VoiceWindow, ...]:
        """What stands on the desktop: the callbacks, then the calls that have none."""
        ringing = [window for window in self._voice_windows.values() if window.calls.up] if self._voice_windows else ()
        return (*self._callbacks.values(), *ringing)

    def _window(self, name: str) -> Callback | VoiceWindow:
        if name in self._voice_windows:
            return self._voice_windows[name]
        return self.callback(name)

    def _window_for(self, action: Action, on: str | None) -> Callback | VoiceWindow | None:
        if self._desk.rules.actions[action].callback is None:
            return None
        if on is not None:
            return self._window(on)
        return next(reversed(self.windows or tuple(self._closed.values())), None)

    def _refusal(self, action: Action, window: Window | None, obstacle: Obstacle) -> Refusal:
        if window is None:
            return Refusal(self.agent, action, "", f"the channel is {self.channel.state}", obstacle)
        name = window.callback.id if window.callback is not None else "the call"
        return Refusal(self.agent, action, name, f"{window.state}, {window.phase}", obstacle)

    _HANDLERS: ClassVar[Mapping[type[Message], Callable[..., None]]] = {
        open_media_events.EventInvite: _invited,
        open_media_events.EventRevoked: _revoked,
        open_media_events.EventPartyAdded: _party_added,
        open_media_events.EventPartyRemoved: _party_removed,
        open_media_events.EventPropertiesChanged: _properties_changed,
        open_media_events.EventCurrentAgentStatus: _status_shown,
        open_media_events.EventForcedAgentStateChange: _state_forced,
        open_media_events.EventAgentConnectionClosed: _connection_closed,
        open_media_events.EventError: _error,
    }


def _forget_oldest(remembered: dict[str, _Window], over: Sequence[str]) -> None:
    """Of what is *over*, keep the newest: it only has to recognise messages that come late or twice."""
    for name in over[:-REMEMBERED]:
        del remembered[name]
