"""What the agent sees, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_desktop.desk import BUTTONS
from sample_desktop.tab import Stage
from sample_desktop.values import CONTENT, FRAME, HEADER

if TYPE_CHECKING:
    from sample_desktop.call import Call
    from sample_desktop.desk import Desk
    from sample_desktop.job import Job
    from sample_desktop.plain import Json
    from sample_desktop.tab import Tab


def screen_of(desk: Desk) -> Json:
    """Draw the screen of a desk, with the buttons that can be clicked."""
    return {
        "agent": desk.station.agent["name"],
        "channel": {"light": desk.channel.light, "pause": desk.channel.pause},
        "telephone": desk.telephone.works,
        "buttons": BUTTONS.offered(desk, desk.tabs.at(None), in_tab=False),
        "tabs": [_tab(desk, tab) for tab in desk.tabs.shown],
    }


def _tab(desk: Desk, tab: Tab) -> Json:
    shared = {
        "key": tab.key,
        "stage": tab.stage,
        "call": _call(tab.lines.main),
        "second_call": _call(tab.lines.consult),
        "buttons": BUTTONS.offered(desk, tab, in_tab=True),
    }
    if tab.job is None:
        return {**shared, "callback": None, "data": tab.lines.main.data, "number": tab.lines.main.number}
    job = tab.job
    return {**shared, "callback": _callback(job), "data": job.data, "number": str(job.data.get("customer_number", ""))}


def _callback(job: Job) -> Json:
    return {
        "popup": job.stage in {Stage.RINGING, Stage.COUNTING},
        "open": job.is_open,
        "view": _view(job),
        "accepts_at": None if job.countdown is None else job.countdown.due,
        "bell": job.bell.heard,
        "outcome": job.outcome,
        "appointment": _appointment(job),
        "trouble": job.trouble,
    }


def _view(job: Job) -> Json:
    """The Callback Information area (O8 to O10); what the callback does not have is shown empty."""
    return {
        "rows": [[name, str(job.data.get(name, ""))] for name in job.setting(CONTENT).value],
        "frame": job.setting(FRAME).value,
        "header": job.setting(HEADER).value,
    }


def _appointment(job: Job) -> Json | None:
    made = job.appointment
    return None if made is None else {"at": made.moment.isoformat(), "number": made.number}


def _call(call: Call) -> Json:
    return {"line": call.line, "how": call.how, "error": call.error}
