"""Which callback, or which interaction of a desktop, a step means: that of the contact whom it names, or the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook_steps.in_words import NotFound
from callbook_steps.wrong_names import NotTheirs

if TYPE_CHECKING:
    from callbook.workspace import Shown
    from callbook_steps.stage import Stage


def callback_meant(stage: Stage, contact: str = "") -> str:
    """Return the InteractionId of a contact's callback; of the callback last spoken of where no *contact* is named.

    Raises:
        NotTheirs: others have one.
        NoCallback: nobody has.
    """
    return stage.callback_of(contact) if contact else stage.callback


def on_which(stage: Stage, agent: str, contact: str = "") -> str | None:
    """Return the id of the interaction on which an agent acts; None, for the newest, where no *contact* is named.

    It is the contact's callback also where the agent does not have it: then the desktop refuses.

    Raises:
        NotTheirs: others have a callback.
        NoCallback: nobody has.
    """
    if not contact:
        return None
    shown = _of(stage, agent, contact)
    return shown.id if shown else stage.callback_of(contact)


def interaction_meant(stage: Stage, agent: str, contact: str = "") -> Shown:
    """Return what an agent sees of a contact's callback; the newest that the agent sees if no *contact* is named.

    Raises:
        NotFound: the agent has no interaction.
        NotTheirs: the agent has those of others.
    """
    interactions = stage.desk(agent).shown().interactions
    if not interactions:
        raise NotFound(f"{agent} has a notification or an interaction window", f"{agent} has neither")
    shown = _of(stage, agent, contact) if contact else interactions[-1]
    if shown is None:
        raise NotTheirs(contact, [_owner(stage, each) for each in interactions])
    return shown


def with_contact(contact: str) -> str:
    """Return how a sentence goes on that names the *contact* of a call; empty for none."""
    return f" with {contact}" if contact else ""


def for_contact(contact: str) -> str:
    """Return how a sentence goes on that names for whom something is; empty for nobody."""
    return f" for {contact}" if contact else ""


def of_contact(contact: str) -> str:
    """Return how a sentence goes on that names whose callback it is; empty for nobody."""
    return f" of {contact}" if contact else ""


def _of(stage: Stage, agent: str, contact: str) -> Shown | None:
    """Return the interaction of a contact: that of the last callback, or else the newest with the contact's number."""
    interactions, known = stage.desk(agent).shown().interactions, stage.contacts.get(contact)
    last = [each for each in interactions if each.id == stage.callbacks.get(contact)]
    others = [each for each in interactions if known is not None and stage.contact_of(each) is known]
    return next(reversed((*others, *last)), None)


def _owner(stage: Stage, shown: Shown) -> str:
    owner = stage.contact_of(shown)
    return owner.person.name if owner else f"somebody with the number {shown.phone_number}"
