"""What a contact types into the website, checked: a callback wish, or every reason why not, field by field (E1, F7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

from msgspec import Meta

from callbook.core import (
    BadInput,
    Frozen,
    ImpossibleMoment,
    Unknown,
    e164,
    future,
    moment_text,
    parse_moment,
    zone_named,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class CallbackForm:
    """The fields of the web form, as they were typed: nothing is checked yet (E1)."""

    name: Annotated[str, Meta(description="who is to be called.")]
    phone_number: Annotated[str, Meta(description="in any spelling, with its country or in the region of the website.")]
    time_zone: Annotated[str, Meta(description="IANA name of the zone in which the times are meant.")]
    reason: Annotated[str, Meta(description="why, may be empty.")] = ""
    wished_time: Annotated[
        str, Meta(description="``now``, or a moment in the words of :func:`callbook.core.moments.parse_moment`.")
    ] = "now"
    latest_time: Annotated[
        str, Meta(description="after this moment the call is of no use any more; empty when it always is.")
    ] = ""
    email: Annotated[str, Meta(description="may be empty.")] = ""


@dataclass(frozen=True, slots=True)
class FormRules(Frozen):
    """Settings of the company's website; none of them is a Genesys option.

    Attributes:
        region: two letters; numbers without a country belong there. None asks for the country.
        furthest: how far in the future a callback may be wished.
        longest_text: characters that a field may have.
    """

    region: str | None = None
    furthest: timedelta = timedelta(days=90)
    longest_text: int = 256


@dataclass(frozen=True, slots=True)
class CallbackWish:
    """Who is to be called, when and why.

    Attributes:
        name: without spaces around it, never empty.
        phone_number: E.164.
        reason: may be empty.
        start_time: UTC, whole seconds; not before this moment.
        time_zone: IANA name of the contact's zone.
        end_time: UTC, whole seconds; not after this moment. None when it does not matter.
        email: None when none was given.
    """

    name: str
    phone_number: str
    reason: str
    start_time: datetime
    time_zone: str
    end_time: datetime | None = None
    email: str | None = None


Value = TypeVar("Value")

FIELDS: Final = ("name", "phone_number", "time_zone", "reason", "wished_time", "latest_time", "email")


_A_DAY: Final = re.compile(r"today|tomorrow|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.IGNORECASE)
_EMPTY: Final = {
    "name": "Enter the name of the person to call.",
    "phone_number": "Enter the phone number to call, with its country, such as '+46 8 465 004 12'.",
    "time_zone": "Choose your time zone.",
    "wished_time": "Enter when you wish to be called: a day and a time.",
}
_NO_SUCH_THING: Final = {
    "phone_number": "a phone number that can be called",
    "wished_time": "a time that we understand",
    "latest_time": "a time that we understand",
    "email": "an e-mail address",
}


class FormRefused(BadInput):
    """The form was not taken; nothing was submitted.

    Attributes:
        reasons: for each field that can not be used, the reason.
    """

    def __init__(self, reasons: Mapping[str, str]) -> None:
        """Refuse the form for *reasons*: field, reason."""
        self.reasons = dict(reasons)
        super().__init__("callback form", list(self.reasons), where="website", accepted="see the reason of each field")

    def _text(self) -> str:
        lines = [f"  {name}: {reason}" for name, reason in self.reasons.items()]
        return "\n".join(["The website refuses the callback form, nothing was submitted.", *lines])


def validate(form: CallbackForm, now: datetime, rules: FormRules | None = None) -> CallbackWish:
    """Check *form* at *now* (aware) and return the wish.

    Raises:
        FormRefused: one field or more can not be used; every one of them has its reason.
        BadInput: *now* has no time zone.
    """
    if now.tzinfo is None:
        raise BadInput("now", now.isoformat(), where="website", accepted="a datetime with a time zone")
    return _Check(form, now.astimezone(UTC), rules or FormRules()).wish()


class _Check:
    """One form being checked; it collects the reasons, so that all of them are told at once."""

    def __init__(self, form: CallbackForm, now: datetime, rules: FormRules) -> None:
        self.form = form
        self.now = now
        self.rules = rules
        self.reasons: dict[str, str] = {}

    def wish(self) -> CallbackWish:
        form, now = self.form, self.now
        time_zone = self._good("time_zone", form.time_zone, _zone, otherwise="UTC")
        start_time = self._good("wished_time", form.wished_time, lambda text: self._start(text, time_zone), now)
        wish = CallbackWish(
            name=self._good("name", form.name, _name, otherwise=""),
            phone_number=self._good("phone_number", form.phone_number, self._phone_number, otherwise=""),
            reason=self._good("reason", form.reason, str, otherwise=""),
            start_time=start_time,
            time_zone=time_zone,
            end_time=self._good(
                "latest_time", form.latest_time, lambda text: self._end(text, time_zone, start_time), None
            ),
            email=self._good("email", form.email, _email, otherwise=None),
        )
        if self.reasons:
            raise FormRefused({field: self.reasons[field] for field in FIELDS if field in self.reasons})
        return wish

    def _good(self, field: str, typed: str, check: Callable[[str], Value], otherwise: Value) -> Value:
        """Return what *check* makes of *typed*; where it can not be used, note why and go on with *otherwise*."""
        if len(typed) > self.rules.longest_text:
            self.reasons[field] = _too_long(typed, self.rules.longest_text)
            return otherwise
        text = typed.strip()
        try:
            return check(text)
        except ImpossibleMoment as error:
            # Without a zone that exists we can not say that a local time is past, skipped or unrepeated.
            if "time_zone" not in self.reasons:
                self.reasons[field] = reason(field, text, error)
        except BadInput as error:
            self.reasons[field] = reason(field, text, error)
        return otherwise

    def _phone_number(self, text: str) -> str:
        return e164(text, self.rules.region)

    def _start(self, text: str, time_zone: str) -> datetime:
        moment = parse_moment(text, time_zone, self.now)
        if moment.astimezone(UTC) == self.now:
            return _whole(self.now)
        return self._not_too_far(future(moment, self.now), text)

    def _end(self, text: str, time_zone: str, start: datetime) -> datetime | None:
        if not text:
            return None
        moment = parse_moment(text, time_zone, self.now)
        if _whole(moment) > start or "wished_time" in self.reasons:
            return self._not_too_far(moment, text)
        begin = moment_text(start.astimezone(moment.tzinfo))
        raise ImpossibleMoment(text, f"it is not after the wished time, {begin}", accepted="a later moment, or none")

    def _not_too_far(self, moment: datetime, text: str) -> datetime:
        if moment.astimezone(UTC) - self.now <= self.rules.furthest:
            return _whole(moment)
        latest = moment_text((self.now + self.rules.furthest).astimezone(moment.tzinfo))
        raise ImpossibleMoment(text, "it is too far in the future", accepted=f"a time until {latest}")


def _zone(text: str) -> str:
    return zone_named(text).key


def _name(text: str) -> str:
    if text:
        return text
    raise BadInput("name", text, accepted="the name of the person to call")


def _email(text: str) -> str | None:
    name, _, domain = text.partition("@")
    if text and not (name and domain and "@" not in domain and not any(map(str.isspace, text))):
        raise BadInput("e-mail address", text, accepted="an address such as 'anna@example.com', or none")
    return text or None


def _whole(moment: datetime) -> datetime:
    # UCS keeps whole seconds; cutting the rest off never makes a callback wait longer than was asked.
    return moment.astimezone(UTC).replace(microsecond=0)


def reason(field: str, typed: str, error: BadInput) -> str:
    """Return why *typed* can not be used for *field*: what *error* says, for a contact."""
    if not typed and field in _EMPTY:
        return _EMPTY[field]
    if isinstance(error, ImpossibleMoment):
        return f"{error.given!r} cannot be chosen: {error.why}. Choose {error.accepted}."
    if isinstance(error, Unknown):
        return str(error)
    if _A_DAY.fullmatch(typed):
        return f"{typed!r} is a day without a time. Enter a time as well, such as '{typed} 09:30'."
    return f"{typed!r} is not {_NO_SUCH_THING[field]}. Enter {error.accepted}."


def _too_long(typed: str, longest: int) -> str:
    """Return the reason why *typed*, of more than *longest* characters, cannot be used."""
    return f"This has {len(typed)} characters; at most {longest} can be taken. Shorten it."
