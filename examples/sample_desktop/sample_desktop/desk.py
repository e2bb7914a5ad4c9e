"""One agent's desk: what comes over the two wires, what the agent clicks, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sample_desktop.buttons import Buttons, Click
from sample_desktop.call_buttons import CALL_BUTTONS, dial_hindered
from sample_desktop.channel import Channel
from sample_desktop.desk_buttons import DESK_BUTTONS
from sample_desktop.hindrance import Hindered
from sample_desktop.job import Job
from sample_desktop.job_buttons import JOB_BUTTONS
from sample_desktop.lines import Lines
from sample_desktop.permissions import VOICE
from sample_desktop.requests_sent import Requests
from sample_desktop.station import INTERACTIONS, Office, Station
from sample_desktop.tabs import Tabs
from sample_desktop.telephone import Telephone

if TYPE_CHECKING:
    from sample_desktop.call import Call
    from sample_desktop.plain import Json

BUTTONS: Final = Buttons({**DESK_BUTTONS, **JOB_BUTTONS, **CALL_BUTTONS})


class Desk:
    """The desk.

    Raises:
        KeyError: when the office has no agent of this id.
    """

    def __init__(self, office: Office, agent_id: str) -> None:
        self.station: Station = Station(office, agent_id)
        self._requests = Requests(self.station, INTERACTIONS, "ReferenceId")
        self.channel: Channel = Channel(self.station, self._requests)
        self.telephone: Telephone = Telephone(self.station, self._rings)
        self.tabs: Tabs = Tabs(self.station, self.telephone)

    def click(self, name: str, key: str | None, fields: Json) -> None:
        """Let the agent click a button.

        Raises:
            Hindered: when it is refused.
            KeyError: when there is no such button or tab.
        """
        button = BUTTONS[name]
        click = Click(self, self.tabs.at(key), fields)
        for hindrance in button.hindered(click):
            raise Hindered(hindrance)
        button.press(click)

    def sign_in(self) -> None:
        """Begin to work: everything that is read at login is read now (C4, C6)."""
        self.station.at_login = self.station.environment
        self.channel.sign_in()
        if self.station.lacks(VOICE) is None:
            self.telephone.sign_in()

    def sign_out(self) -> None:
        """Go home."""
        self.channel.sign_out(self._signed_out)
        self._lose_jobs()
        self.telephone.sign_out()

    def interactions_up(self) -> None:
        """Interaction Server can be reached."""
        self.channel.wire_up()

    def interactions_down(self) -> None:
        """Interaction Server can no longer be reached."""
        self._requests.forget_all()
        self.channel.wire_down()
        self._lose_jobs()

    def interactions_say(self, message: Json) -> None:
        """Take a message from Interaction Server."""
        match message["message"]:
            case "EventAck":
                self._requests.answer(message)
            case "EventError":
                self._error(message)
            case "EventInvite":
                self._invited(message)
            case "EventCurrentAgentStatus":
                self.channel.shown(message.get("MediaStateList", {}), message.get("Reasons", {}))
            case "EventForcedAgentStateChange":
                self.channel.shown(message["MediaList"], {})
            case "EventAgentConnectionClosed":
                self._thrown_out()
            case _:
                self._job_event(message)

    def _job_event(self, message: Json) -> None:
        job = self.tabs.job_of(message) if "Interaction" in message else None
        if job is None:
            return
        mine = message.get("Party", {}).get("AgentId") == self.station.agent_id
        match message["message"]:
            case "EventRevoked":
                job.interaction = message["Interaction"]
                job.revoked({"what": "taken back", "why": message["Reason"]["ReasonSystemName"]})
            case "EventPartyRemoved" if mine:
                job.interaction = message["Interaction"]
                job.removed(message["Operation"])
            case "EventPartyAdded":
                job.interaction = message["Interaction"]
                if mine:
                    job.added()
            case "EventPropertiesChanged":
                job.interaction = message["Interaction"]
            case _:
                pass  # about other agents

    def _error(self, message: Json) -> None:
        if not self._requests.answer(message):
            self.station.tell("server refuses", code=message["ErrorCode"], text=message["ErrorDescription"])

    def _invited(self, invitation: Json) -> None:
        if not (self.channel.signed_in and self.tabs.is_new(invitation)):
            return
        self.tabs.make_room(invitation)
        data = invitation["Interaction"].get("UserData", {})
        for remark in self.station.environment.remarks(self.station.agent_id, data):
            self.station.tell("remark", **remark)
        job = Job(self.station, self._requests, self.telephone, invitation, self._dial_if_possible, self.tabs.forget)
        self.tabs.add(job)
        job.arrive()

    def _dial_if_possible(self, job: Job) -> None:
        """Dial by itself (O7), unless the agent may not (P8): then say why (P9)."""
        for hindrance in dial_hindered(Click(self, job, {})):
            self.station.tell("not dialled", tab=job.key, hindrance=hindrance)
            return
        job.dial()

    def _rings(self, call: Call) -> None:
        self.tabs.add_call(Lines(self.station, self.telephone, call))

    def _signed_out(self, answer: Json) -> None:
        # The answer to a logout that came late: it has ended the login that was made meanwhile.
        if self.channel.signed_in and answer["message"] == "EventAck":
            self._thrown_out()
            self.channel.come_back()

    def _thrown_out(self) -> None:
        self.channel.go_out()
        self._lose_jobs()

    def _lose_jobs(self) -> None:
        for job in self.tabs.jobs:
            job.cut_off()
