"""What a page shows: all of it is handed in by whoever serves the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from callbook_mocks.website.form import FormRules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from callbook_mocks.website.form import CallbackWish

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Site:
    """Whose website it is, and where it stands.

    Attributes:
        base: path of the form, without a slash at its end, for example ``/runs/1/website/callbacks``.
        company: the name atop each page.
    """

    base: str
    company: str


@dataclass(frozen=True, slots=True)
class FormView:
    """The form, empty or as somebody has filled it in.

    Attributes:
        site: whose form it is.
        now: what time it is for the website, aware.
        submission: a token for this form: handed in twice, it still makes one callback.
        rules: what the form takes.
        typed: the fields as they came, see :func:`callbook_mocks.website.page.fields.form_from`.
        reasons: why fields can not be used, by field, as in :attr:`callbook_mocks.website.FormRefused.reasons`.
    """

    site: Site
    now: datetime
    submission: str
    rules: FormRules = field(default_factory=FormRules)
    typed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    reasons: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """A callback that was taken.

    Attributes:
        site: who has taken it.
        now: what time it is for the website, aware.
        wish: what was understood.
        reference: its InteractionId.
        problem: why it could not be cancelled; empty when nobody has tried.
    """

    site: Site
    now: datetime
    wish: CallbackWish
    reference: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CancelledView:
    """A callback that was taken back.

    Attributes:
        site: whose callback it was.
        reference: its InteractionId.
    """

    site: Site
    reference: str
