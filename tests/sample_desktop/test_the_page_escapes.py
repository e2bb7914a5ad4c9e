"""The page that shows every agent's screen to a person holds no markup that somebody else has written."""

from __future__ import annotations

from typing import Any

from defusedxml.ElementTree import fromstring

from sample_desktop.offices import Offices
from sample_desktop.page import page

EVIL = "<script>alert('&\"')</script>"


def test_every_text_is_escaped(export: dict[str, Any]) -> None:
    """The agent's name, and everything that comes with a callback: as text, never as markup."""
    export["agents"][0]["name"] = EVIL
    written = page(_offered(export, EVIL).screens())
    body = written.partition("<body>")[2]
    assert "<script" not in body
    texts = [text.strip() for text in fromstring(f"<b>{body.partition('</body>')[0]}</b>").itertext()]
    assert [EVIL, EVIL, EVIL] == [text for text in texts if "script" in text]  # agent, contact's name, reason


def test_an_empty_desktop_says_so() -> None:
    """Nobody wonders whether the page is broken."""
    assert "<p>Nobody sits at a desk.</p>" in page([])


def _offered(export: dict[str, Any], text: str) -> Offices:
    offices = Offices()
    offices.open(export)
    offices.sit_down("1", "anna")
    offices.wire("1", "anna", {"now": 0, "wire": "interactions", "event": "up"})
    offices.click("1", "anna", {"now": 0, "button": "sign-in"})
    data = {"contact_name": text, "reason": text}
    interaction = {"InteractionId": "0000000000000001", "Queue": "callbacks", "UserData": data}
    invitation = {"message": "EventInvite", "TicketId": 1, "Interaction": interaction}
    offices.wire("1", "anna", {"now": 0, "wire": "interactions", "event": "message", "message": invitation})
    return offices
