"""The words of the exploration: what can be said, set, disturbed and drawn."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from callbook.configuration import Level
from callbook.configuration.contact_center import Strategy
from callbook.configuration.options import OPTIONS
from callbook.configuration.privileges import PRIVILEGES
from callbook.core.assumptions import Assumptions
from callbook.core.faults import Mishap
from callbook.lab.invariants.disturbances import MESSAGES
from callbook.workspace.names import Action
from callbook_mocks.contacts import behaves

AGENTS = ("Anna", "Ben", "Clara")
SERVER = "Interaction Server"
MEDIA = ("chat", "email")
QUEUES = ("callbacks", "callbacks for Anna", "callbacks for Aurora", "urgent callbacks", "rescheduled", "parked")
FAULTS = st.sampled_from(tuple(MESSAGES)).flatmap(
    lambda where: st.tuples(
        st.just(where),
        st.sampled_from((*MESSAGES[where], "*")),
        st.sampled_from([mishap for mishap in Mishap if not (where[1] and mishap is Mishap.REFUSED)]),
    )
)
OPTION_TEXTS = (
    None, "true", "false", "0", "5", "40", "-1", "nonsense", "", "done", "parked", "rescheduled", "no such queue",
    "Lunch", "customer_number,attempts", "#FF000000",
)  # fmt: skip
WORKING_OPTIONS = {
    "webcallback.auto-answer": ("true",),
    "webcallback.auto-answer.timer": ("5", "40"),
    "webcallback.auto-answer.enable-reject": ("true",),
    "webcallback.auto-dial": ("true",),
    "webcallback.complete-queue": ("done", "callbacks"),
    "webcallback.reschedule-queue": ("rescheduled", "callbacks for Anna"),
    "interaction.disposition.is-mandatory": ("true",),
    "login.webcallback.is-auto-ready": ("false",),
}
WISHES = ("now", "in 1 minute", "in 2 hours", "in 3 days", "yesterday at 09:00", "in 200 days", "some day")
DELAYS = st.sampled_from((0, 1, 500, 1_000, 4_000, 5_000, 30_000, 31_000, 60_000, 600_000, 10_900_000))
BEHAVIOURS = st.one_of(
    st.builds(behaves, st.just("answers"), after=DELAYS, hangs_up_after=st.none() | DELAYS),
    st.builds(behaves, st.sampled_from(("busy", "does not answer", "answering machine", "rejects the call"))),
    st.just(behaves("number does not exist")),
)
CONDITIONS = st.fixed_dictionaries(
    {}, optional={entry.name: st.booleans() for entry in fields(Assumptions) if entry.type == "bool"}
)
WITHHELD = st.sets(st.sampled_from(tuple(PRIVILEGES)), max_size=3)

TARGETS = st.sampled_from(("1001", "1002", "1003", "+46 8 465 004 12", "9999", "nobody", "", None))

# What can be said with an action: what makes sense comes first, so that a shrunk failure says something sensible.
DETAILS: dict[Action, st.SearchStrategy[dict[str, object]]] = {
    Action.GO_NOT_READY: st.fixed_dictionaries(
        {}, optional={"reason": st.sampled_from(("Lunch", "Training", "", "no such reason"))}
    ),
    Action.ONE_STEP_TRANSFER: st.fixed_dictionaries({"target": TARGETS}),
    Action.START_TRANSFER: st.fixed_dictionaries({"target": TARGETS}),
    Action.SET_DISPOSITION: st.fixed_dictionaries(
        {}, optional={"code": st.sampled_from(("Resolved", "Booked", "no such code", "", 7))}
    ),
    Action.RESCHEDULE: st.fixed_dictionaries(
        {"moment": st.sampled_from((timedelta(minutes=1), timedelta(hours=3), timedelta(0), "soon", None))},
        optional={
            "phone_number": st.sampled_from(("+46 8 465 004 12", "+44 1632 960001", "none", None)),
        },
    ),
}


def option_at(level: tuple[Level, str], option: str, value: str | None) -> dict[str, Any]:
    """Name the arguments of a change of an option."""
    return {"level": level[0], "holder": level[1], "option": option, "value": value}


APPLICATION = (Level.APPLICATION, "Workspace")
_LEVELS = (APPLICATION, (Level.AGENT_GROUP, "Aurora"), (Level.PERSON, "ben"))
_AGENT_AND_PRIVILEGE = {
    "agent_id": st.sampled_from(tuple(agent.lower() for agent in AGENTS)),
    "privilege": st.sampled_from(tuple(PRIVILEGES)),
}
CHANGES = st.one_of(
    st.tuples(
        st.just("set_option"),
        st.builds(
            option_at,
            st.sampled_from(_LEVELS),
            st.sampled_from(tuple(OPTIONS)),
            st.sampled_from(OPTION_TEXTS),
        ),
    ),
    st.tuples(st.just("grant_privilege"), st.fixed_dictionaries(_AGENT_AND_PRIVILEGE)),
    st.tuples(st.just("withhold_privilege"), st.fixed_dictionaries(_AGENT_AND_PRIVILEGE)),
    st.tuples(
        st.just("define_queue"),
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(QUEUES),
                "tenant": st.sampled_from(("Lighthouse", "Harbour")),
                "strategy": st.sampled_from((None, "any ready agent", "Anna only", "urgent")),
            }
        ),
    ),
    st.tuples(st.just("remove_queue"), st.fixed_dictionaries({"name": st.sampled_from(QUEUES)})),
    st.tuples(
        st.just("define_strategy"),
        st.fixed_dictionaries(
            {
                "strategy": st.sampled_from(
                    (
                        Strategy(name="urgent", target="agent", target_name="ben", priority=1),
                        Strategy(
                            name="any ready agent", target="agent_group", target_name="Zenith", attach={"vip": "yes"}
                        ),
                        Strategy(name="Anna only", target="any"),
                    )
                )
            }
        ),
    ),
)
"""What an administrator does: a method of the configuration, and its arguments."""
