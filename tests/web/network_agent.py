"""An agent of a served run, over HTTP: nothing of the kit's own, only requests and long polls."""

from __future__ import annotations

from typing import Any

import requests
from tests.patience import PATIENCE

Json = dict[str, Any]


class Client:
    """A client of one of the servers: it sends, and reads each event once, in order."""

    def __init__(self, run: str, name: str, server: str, protocol: str, reference: str) -> None:
        self._requests = f"{run}/{server}/clients/{name}/requests"
        self._events = f"{run}/{server}/clients/{name}/events"
        self.address = f"{run}/{server}/clients/{name}"
        self._protocol = protocol
        self._reference = reference
        self._number = 0
        self._after = 0
        self._session = requests.Session()

    def send(self, message: str, **attributes: Any) -> requests.Response:  # noqa: ANN401 - as JSON
        """Send a message."""
        self._number += 1
        body = {"protocol": self._protocol, "message": message, self._reference: self._number, **attributes}
        return self._session.post(self._requests, json=body, timeout=PATIENCE)

    def next(self, *names: str) -> Json:
        """Return the next event of one of these names; others are passed over."""
        while True:
            at_most = {"after": self._after, "wait": 20, "at_most": 1}
            events = self._session.get(self._events, params=at_most, timeout=PATIENCE).json()["events"]
            assert events, f"waited in vain for {names}"
            self._after = events[0]["sequence"]
            message: Json = events[0].get("message") or {}
            if message.get("message") in names:
                return message


class NetworkAgent:
    """An agent with both wires."""

    def __init__(self, run: str, name: str, place: str, dn: str) -> None:
        self.name, self.dn, self._place = name, dn, place
        self.media = Client(run, name, "interaction-server", "Open Media", "ReferenceId")
        self.voice = Client(run, name, "voice-switch", "T-Library", "ReferenceID")

    def log_in(self) -> None:
        """Log in on both servers, Ready."""
        media = {"webcallback": 1}
        self.media.send(
            "RequestAgentLogin",
            TenantId="Lighthouse",
            PlaceId=self._place,
            AgentId=self.name.lower(),
            MediaList=media,
        )
        self.media.next("EventCurrentAgentStatus")
        self.voice.send("RequestRegisterAddress", ThisDN=self.dn)
        self.voice.next("EventRegistered")
        self.voice.send("RequestAgentLogin", ThisDN=self.dn, AgentID=self.name.lower())
        self.voice.next("EventAgentLogin")

    def accept(self) -> Json:
        """Accept the next invitation, and return its interaction."""
        invite = self.media.next("EventInvite")
        interaction: Json = invite["Interaction"]
        self.media.send("RequestAccept", TicketId=invite["TicketId"], InteractionId=interaction["InteractionId"])
        self.media.next("EventPartyAdded")
        return interaction

    def dial(self, interaction: Json) -> str:
        """Call the contact, and return the call's ConnID."""
        data: Json = interaction["UserData"]
        self.voice.send("RequestMakeCall", ThisDN=self.dn, OtherDN=data["customer_number"], UserData=data)
        return str(self.voice.next("EventDialing")["ConnID"])

    def release(self, conn_id: str) -> None:
        """End the call."""
        self.voice.send("RequestReleaseCall", ThisDN=self.dn, ConnID=conn_id)
        self.voice.next("EventReleased")

    def mark_done(self, interaction_id: str) -> None:
        """Put the interaction where done ones go."""
        done = {"ReasonSystemName": "Done"}
        self.media.send("RequestPlaceInQueue", InteractionId=interaction_id, Queue="done", Reason=done)
        self.media.next("EventPartyRemoved")
