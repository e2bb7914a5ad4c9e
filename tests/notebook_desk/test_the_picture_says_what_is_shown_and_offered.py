from __future__ import annotations

import json

from callbook.lab import Lab
from callbook.notebook.desk.desk_state import picture
from callbook.workspace import Action


def test_an_action_that_is_offered_has_no_reason() -> None:
    """The empty text means: go ahead."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    offers = picture(anna)["offers"]
    assert "" == offers[anna.shown().interactions[0].id]["accept"]
    assert "" == offers[""]["go Not Ready"]


def test_an_action_that_is_not_offered_says_why_and_what_would_be_accepted() -> None:
    """The reason is the refusal's, with its clause, without the agent's name."""
    lab = Lab()
    lab.configuration.withhold_privilege("anna", "Can Decline")
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    assert (
        "The privilege 'Can Decline' is missing [P2]. "
        "Accepted: grant 'Can Decline' in a role of the agent or of one of the agent's groups."
        == picture(anna)["offers"][callback]["decline"]
    )


def test_an_assumed_rule_says_that_it_is_assumed() -> None:
    """Whoever prints an assumption says that it is one."""
    lab = Lab()
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    assert (
        "No queue would receive the callback: webcallback.park-queue is '' [O12, assumed]. "
        "Accepted: name a queue in webcallback.park-queue." == picture(anna)["offers"][callback]["transfer in one step"]
    )


def test_a_new_number_is_an_offer_of_its_own() -> None:
    """Who may reschedule, but only on the old number, is told so before anything is typed (P6)."""
    lab = Lab()
    lab.configuration.withhold_privilege("anna", "Can Reschedule On New Number")
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    offers = picture(anna)["offers"][callback]
    assert "" == offers["reschedule"]
    assert (
        "The privilege 'Can Reschedule On New Number' is missing [P6]. Accepted: grant 'Can Reschedule On New Number' "
        "in a role of the agent or of one of the agent's groups." == offers["new number"]
    )


def test_each_action_stands_where_it_belongs() -> None:
    """Six of the desk itself, the others of each window, and nothing is forgotten."""
    lab = Lab()
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact("Maria"))
    offers = picture(anna)["offers"]
    assert {str(action) for action in Action} == (offers[""].keys() | offers[callback].keys()) - {"new number"}
    assert set() == offers[""].keys() & offers[callback].keys()


def test_a_picture_is_plain_data_and_looking_changes_nothing() -> None:
    """It goes to a page as JSON; the journal does not notice."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    before = len(lab.journal)
    shown = json.loads(json.dumps(picture(anna)))
    assert "offered" == shown["screen"]["interactions"][0]["state"]
    assert before == len(lab.journal)
