"""What a desktop asks about its agent, not about one interaction: logging in, readiness, media (O1 to O3, P1, P8, E2).

A login is judged by the options where it is the first of its session. One in the middle of a session comes after an
outage, and has the state of before (assumed), which is judged by nobody here. Whether a login with which a log begins
is the first of its session nobody can know but by the state, so what is otherwise there is only suspect; after a logout
it is sure, and where the whole of a recording is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Unpack

from callbook.configuration import options, privileges
from callbook.messages import MEDIA_TYPE, open_media, open_media_events, t_library
from callbook.verification.conformance.verdicts import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import Configuration, Denial, Option, Privilege, Value
    from callbook.messages import Message
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.case import Policy
    from callbook.verification.conformance.stays import Split
    from callbook.verification.conformance.verdicts import Ledger, Said

_WITH_MEDIUM: Final = (
    open_media.RequestAddMedia,
    open_media.RequestNotReadyForMedia,
    open_media.RequestCancelNotReadyForMedia,
    open_media.RequestChangeMediaStateReason,
)
_OF_SERVER: Final = (open_media.OpenMediaRequest, open_media_events.OpenMediaEvent)
_WORDS: Final[dict[type[Message], str]] = {
    open_media.RequestAddMedia: "logged on to the channel",
    open_media.RequestRemoveMedia: "logged off the channel",
    open_media.RequestNotReadyForMedia: "went Not Ready",
    open_media.RequestCancelNotReadyForMedia: "went Ready",
    open_media.RequestChangeMediaStateReason: "gave another reason",
}
_MISSING: Final = "that it is not asked for: the privilege {!r} is missing"


@dataclass(slots=True)
class SessionJudge:
    """Judges the sessions of one agent.

    Args:
        agent: whose, by id.
        split: the agent's log.
        ledger: takes the findings.
        policy: how strictly.
        configuration: returns what a contact centre says.
        ready_ignores_reason: whether a reason has no effect where the channel is put Ready (assumed).
        whole: whether nothing is missing at the beginning of the log.
    """

    agent: str
    split: Split
    ledger: Ledger
    policy: Policy
    configuration: Callable[[Line], Configuration]
    ready_ignores_reason: bool
    whole: bool
    _fresh: bool = True
    _sure_since: int | None = None
    _login: Line | None = None
    _sure: bool = False
    _reasons: list[Line] = field(default_factory=list["Line"])
    _shown: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    _started: Line | None = None

    def judge(self) -> None:
        """Judge every request in turn."""
        begins = next((each for each in self.split.session if isinstance(each.message, _OF_SERVER)), None)
        self._fresh = begins is not None and begins.sent
        self._sure_since = begins.place.entry if begins is not None and self._fresh and self.whole else None
        for line in self.split.session:
            message = line.message
            if message is None or line.damaged:
                self._fresh = False
            elif line.sent:
                self._sent(line, message)
            else:
                self._heard(line, message)
        self._reason_at_login()

    def _sent(self, line: Line, message: Message) -> None:
        if isinstance(message, open_media.RequestAgentLogin):
            self._logged_in(line, message)
        elif isinstance(message, open_media.RequestAgentLogout):
            self._reason_at_login()
            self._fresh = True
            self._sure_since = line.place.entry
        elif isinstance(message, open_media.RequestRemoveMedia):
            self._logged_off(line, message)
        elif isinstance(message, _WITH_MEDIUM):
            self._medium(line, message)
        elif isinstance(message, t_library.RequestRegisterAddress):
            self._needs(line, "opened the voice channel", privileges.CAN_USE_VOICE_CHANNEL)

    def _heard(self, line: Line, message: Message) -> None:
        if isinstance(message, open_media_events.EventCurrentAgentStatus) and line.shows("Reasons"):
            self._shown.append((line.at, message.Reasons.get(MEDIA_TYPE, "")))

    # Logging in.

    def _logged_in(self, line: Line, message: open_media.RequestAgentLogin) -> None:
        self._reason_at_login()
        fresh, self._fresh = self._fresh and not self._is_unlogged(line), False
        self._sure, self._sure_since = self._sure_since is not None, None
        self._started = line
        if not line.shows("MediaList"):
            self._say(Verdict.UNJUDGED, "O1", line, "logged in", why="the log does not show the media")
            return
        with_channel = MEDIA_TYPE in message.MediaList
        if with_channel and not self._needs(line, "logged in on the channel", privileges.CAN_USE_WEB_CALLBACK_CHANNEL):
            return
        if not with_channel and self._denial(line, privileges.CAN_USE_WEB_CALLBACK_CHANNEL) is not None:
            self._say(Verdict.CONFORMS, "P1", line, "logged in without the channel")
        elif fresh and with_channel and self._is_start(line):
            self._ready_at_login(line, message)
        elif not fresh:
            self._say(Verdict.CONFORMS, "E2", line, "came back")

    def _is_unlogged(self, line: Line) -> bool:
        """Return whether a login before this one may be missing: something was answered that is not in the log."""
        since = self._sure_since or 0
        return any(since <= entry <= line.place.entry for entry in self.split.unlogged)

    def _is_start(self, line: Line) -> bool:
        """Return whether the voice channel is opened at the same time, as nobody does after an outage of one server."""
        if not self.split.voice or self._denial(line, privileges.CAN_USE_VOICE_CHANNEL) is not None:
            return True
        opened = (each for each in self.split.session if isinstance(each.message, t_library.RequestRegisterAddress))
        return any(abs(each.at - line.at) <= self.policy.tolerance for each in opened)

    def _ready_at_login(self, line: Line, message: open_media.RequestAgentLogin) -> None:
        option = options.IS_AUTO_READY
        wanted = bool(self._value(line, option))
        reason = str(self._value(line, options.AUTO_NOT_READY_REASON) or "")
        if wanted and reason and not self.ready_ignores_reason:
            wanted = False
        got = bool(message.MediaList[MEDIA_TYPE])
        if wanted is got:
            self._say(Verdict.CONFORMS, "O1", line, "logged in")
            self._say(Verdict.CONFORMS, "P1", line, "logged in")
            self._login = line if not wanted and reason else None
            self._reasons.clear()
            self._shown.clear()
        else:
            state = {True: "Ready", False: "Not Ready"}
            self._say_of_option(line, "logged in", option, f"the channel {state[wanted]}", f"the channel {state[got]}")

    def _reason_at_login(self) -> None:
        """Judge, once all of a session was seen, whether it was begun with the reason of the option (O2)."""
        login, self._login = self._login, None
        if login is None:
            return
        option = options.AUTO_NOT_READY_REASON
        wanted = str(self._value(login, option))
        given = [line for line in self._reasons if line.at - login.at <= self.policy.tolerance]
        if any(_reason_of(line) == wanted for line in given):
            self._say(Verdict.CONFORMS, "O2", given[0], "went Not Ready at login")
        elif given and given[0].shows("Reason"):
            got = f"the reason {_reason_of(given[0])!r}"
            self._say_of_option(given[0], "went Not Ready at login", option, f"the reason {wanted!r}", got)
        elif self._shows_none(wanted):
            self._say_of_option(login, "logged in", option, f"RequestNotReadyForMedia, reason {wanted!r}", "no reason")
        else:
            self._say(Verdict.UNJUDGED, "O2", login, "logged in", why="the log does not show which reason was given")

    def _shows_none(self, wanted: str) -> bool:
        """Return whether the server has shown the agent Not Ready without the reason, and no request can be missing."""
        return bool(self._shown) and all(reason != wanted for _, reason in self._shown) and not self.split.unlogged

    # The channel.

    def _logged_off(self, line: Line, message: open_media.RequestRemoveMedia) -> None:
        if message.MediaTypeName != MEDIA_TYPE:
            return
        option = options.CAN_UNACTIVATE_CHANNEL
        if self._value(line, option):
            self._say(Verdict.CONFORMS, "O3", line, "logged off the channel")
        else:
            expected = "that the channel cannot be logged off"
            self._say_of_option(line, "logged off the channel", option, expected, "RequestRemoveMedia")

    def _medium(self, line: Line, message: Message) -> None:
        if getattr(message, "MediaTypeName", "") != MEDIA_TYPE:
            return
        if isinstance(message, open_media.RequestNotReadyForMedia):
            self._reasons.append(line)
        self._needs(line, _WORDS[type(message)], privileges.CAN_USE_WEB_CALLBACK_CHANNEL)

    def _needs(self, line: Line, what: str, privilege: Privilege) -> bool:
        """Judge that something is asked for which needs a privilege; return whether the agent has it."""
        denial = self._denial(line, privilege)
        if denial is None:
            self._say(Verdict.CONFORMS, privilege.clause, line, what)
            return True
        level = f"roles: {', '.join(denial.roles) or 'none'}"
        got = type(line.message).__name__
        self._say(
            Verdict.VIOLATES, denial.clause, line, what, expected=_MISSING.format(denial.missing), got=got, level=level
        )
        return False

    def _denial(self, line: Line, privilege: Privilege) -> Denial | None:
        return self._at_login(line).denial(self.agent, privilege)

    def _at_login(self, line: Line) -> Configuration:
        """Return what was configured when the application was started, when all that is judged here is read."""
        return self.configuration(self._started or line)

    def _value(self, line: Line, option: Option[Value]) -> Value:
        return self._at_login(line).value(option, self.agent)

    def _say_of_option(self, line: Line, what: str, option: Option[Value], expected: str, got: str) -> None:
        found = self._at_login(line).explain(option, self.agent)
        level = f"{option} = {found.winner.raw!r} at {found.winner.where}"
        assumed = found.winner.assumed
        if option.clause != "O3" and not self._sure:
            why = f"{expected} is what {option} has, and it is not so; or the agent came back after an outage"
            self._say(Verdict.SUSPECT, option.clause, line, what, level=level, why=why)
            return
        self._say(Verdict.VIOLATES, option.clause, line, what, expected=expected, got=got, level=level, assumed=assumed)

    def _say(self, verdict: Verdict, clause: str, line: Line, what: str, **said: Unpack[Said]) -> None:
        self.ledger.add(
            Finding(
                verdict=verdict, clause=clause, agent=self.agent, interaction="", place=line.place, what=what, **said
            )
        )


def _reason_of(line: Line) -> str:
    reason = getattr(line.message, "Reason", None)
    return "" if reason is None else str(reason.ReasonSystemName)
