"""The website itself: takes a form, and submits the callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import AttachedKeys
from callbook.messages import MEDIA_TYPE
from callbook.messages.open_media import RequestSubmit
from callbook_mocks.website.form import FormRules, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from callbook_mocks.website.form import CallbackForm, CallbackWish

RECEIVED = 1
"""UCS ``callback_status``: received."""


def user_data(wish: CallbackWish, keys: AttachedKeys | None = None) -> dict[str, str | int]:
    """Return *wish* as the attributes of a UCS callback interaction, in UCS's names and numbers.

    Times are UTC, written ``2026-03-29T01:00:00Z``. The name, the reason, the zone and the e-mail address are no
    attributes of UCS's callback table: they are fields of the web form (their names are assumed). Number, time,
    name and reason stand under the site's own *keys*, where it has any.
    """
    keys = keys or AttachedKeys()
    data: dict[str, str | int] = {
        keys.number: wish.phone_number,
        keys.time: _stamp(wish.start_time),
        "desired_response_type": "Voice",
        "attempts": 0,
        "callback_status": RECEIVED,
        keys.name: wish.name,
        keys.reason: wish.reason,
        "time_zone": wish.time_zone,
    }
    if wish.end_time is not None:
        data["end_time"] = _stamp(wish.end_time)
    if wish.email is not None:
        data["contact_email"] = wish.email
    return data


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def submission(tenant: str, queue: str, data: Mapping[str, str | int], reference: int) -> RequestSubmit:
    """Return the request that hands a callback in."""
    return RequestSubmit(
        ReferenceId=reference,
        TenantId=tenant,
        MediaType=MEDIA_TYPE,
        Queue=queue,
        InteractionType="Inbound",
        InteractionSubtype="InboundNew",
        UserData=dict(data),
    )


class Website:
    """The website of one tenant; its callbacks go into one Interaction Queue (E1).

    Attributes:
        tenant: name of the tenant whose website this is.
        queue: name of the Interaction Queue that its callbacks are submitted to.
        rules: what the form takes.
        keys: under which keys the site attaches what the contact has filled in.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - two of them have a default
        self,
        tenant: str,
        queue: str,
        submit: Callable[[dict[str, str | int]], None],
        now: Callable[[], datetime],
        rules: FormRules | None = None,
        keys: AttachedKeys | None = None,
    ) -> None:
        """Set up the website; *now* gives an aware datetime, *submit* takes the attached data of a callback."""
        self.tenant = tenant
        self.queue = queue
        self.rules = rules or FormRules()
        self.keys = keys or AttachedKeys()
        self._submit = submit
        self._now = now

    def schedule(self, form: CallbackForm) -> CallbackWish:
        """Take *form*: check it now, submit the callback, and return what was understood.

        Raises:
            FormRefused: a field can not be used; nothing was submitted.
        """
        wish = validate(form, self._now(), self.rules)
        self._submit(user_data(wish, self.keys))
        return wish
