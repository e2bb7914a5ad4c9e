"""The website's pages: the call-me-back form of each queue, what becomes of it, and how it is taken back."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import parse_qsl, quote

import msgspec
from litestar import MediaType, Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Meta

from callbook.lab import NotSubmitted
from callbook.network.service.call_me_back import CallMeBack
from callbook.network.service.run import NotThere, Run, named_by_an_address
from callbook.network.web.described_route import FileName, QueueName, Reference, described
from callbook.network.web.problems import documented
from callbook.network.web.service import without_charset
from callbook_mocks.website import (
    ASSETS,
    CONTENT_SECURITY_POLICY,
    CancelledView,
    ConfirmationView,
    FormRefused,
    FormView,
    Site,
    cancelled_page,
    confirmation_page,
    form_from,
    form_page,
    unavailable_page,
)

_HTML: Final = MediaType.HTML
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # without a referrer a browser posts a form with `Origin: null`
    "Cache-Control": "no-store",
}
_PAGE: Final = {200: ResponseSpec(str, description="A page", media_type=_HTML), **documented(400, 404)}
_MOST_FIELDS: Final = 50


_FORM_TYPE: Final = "application/x-www-form-urlencoded"


class PostedForm(msgspec.Struct):
    """The fields of the form, as a browser posts them; each may be left out, and is missed then in words."""

    name: Annotated[str, Meta(description="the contact's name")] = ""
    phone_number: Annotated[str, Meta(description="where to call")] = ""
    time_zone: Annotated[str, Meta(description="the contact's zone, an IANA name")] = ""
    reason: Annotated[str, Meta(description="why")] = ""
    wished_time: Annotated[str, Meta(description="when, for example `tomorrow at 09:30`")] = ""
    latest_time: Annotated[str, Meta(description="the latest moment, in the same words")] = ""
    email: Annotated[str, Meta(description="a mail address")] = ""
    submission: Annotated[str, Meta(description="made by the page: the same one twice makes one callback")] = ""


class PostedCancellation(msgspec.Struct):
    """Which callback is taken back."""

    reference: Annotated[str, Meta(description="the id of the callback")] = ""


@get("/", operation_id="showForm", responses=_PAGE)
async def form(run: NamedDependency[Run], queue: QueueName) -> Response[str]:
    """Show the form in which a contact asks to be called back."""
    site = _website(run, queue)
    return _page(form_page(_view(run, queue, site, site.new_submission(), {}, {})))


@post(
    "/",
    operation_id="handInForm",
    opt=described(body={_FORM_TYPE: PostedForm}),
    status_code=303,
    responses={
        303: ResponseSpec(None, description="Taken: the page that says what was understood"),
        422: ResponseSpec(str, description="The form again, with what is wrong", media_type=_HTML),
        503: ResponseSpec(str, description="It could not be taken now; what was typed is kept", media_type=_HTML),
        **documented(400, 404, 413),
    },
)
async def hand_in(run: NamedDependency[Run], queue: QueueName, request: Request[Any, Any, Any]) -> Response[str]:
    """Take a filled-in form; handed in twice it makes one callback."""
    typed = await _typed(request)
    site = _website(run, queue)
    submission = typed.get("submission") or site.new_submission()
    try:
        booking = site.book(form_from(typed), submission)
    except FormRefused as refused:
        return _page(form_page(_view(run, queue, site, submission, typed, refused.reasons)), 422)
    except NotSubmitted as refused:
        return _page(unavailable_page(_view(run, queue, site, submission, typed, {}), str(refused)), 503)
    return Response(
        "", status_code=303, media_type=_HTML, headers={"Location": f"{_base(run, queue)}/booked/{booking.reference}"}
    )


@get("/booked/{reference:str}", operation_id="showBooking", responses=_PAGE)
async def booked(run: NamedDependency[Run], queue: QueueName, reference: Reference) -> Response[str]:
    """Show what was understood of a callback that was taken."""
    return _page(confirmation_page(_confirmation(run, queue, reference)))


@post(
    "/cancellation",
    operation_id="cancelBooking",
    opt=described(body={_FORM_TYPE: PostedCancellation}),
    status_code=200,
    responses={503: ResponseSpec(str, description="It could not be taken back", media_type=_HTML), **_PAGE},
)
async def take_back(run: NamedDependency[Run], queue: QueueName, request: Request[Any, Any, Any]) -> Response[str]:
    """Take a callback back."""
    reference = (await _typed(request)).get("reference", "")
    view = _confirmation(run, queue, reference)
    try:
        _website(run, queue).cancel(reference)
    except NotSubmitted as refused:
        return _page(confirmation_page(_confirmation(run, queue, reference, str(refused))), 503)
    return _page(cancelled_page(CancelledView(view.site, reference)))


@get(
    "/assets/{name:str}",
    operation_id="downloadAsset",
    responses={200: ResponseSpec(bytes, description="A file of the pages", media_type="*/*"), **documented(400, 404)},
)
async def asset(run: NamedDependency[Run], queue: QueueName, name: FileName) -> Response[bytes]:
    """Return a file of the pages: a style, a script, a picture."""
    _website(run, queue)  # there is no file of a website that is not there
    if name not in ASSETS:
        raise NotThere("file", name, ASSETS)
    found = ASSETS[name]
    return Response(
        found.content, media_type=without_charset(found.content_type), headers={"X-Content-Type-Options": "nosniff"}
    )


def _website(run: Run, queue: str) -> CallMeBack:
    with named_by_an_address():
        return run.website(queue)


def _base(run: Run, queue: str) -> str:
    return f"/runs/{quote(run.name, safe='')}/website/{quote(queue, safe='')}"


def _site(run: Run, queue: str) -> Site:
    return Site(_base(run, queue), run.lab.configuration.queue(queue).tenant)


def _view(  # noqa: PLR0913, PLR0917 - what a form shows
    run: Run, queue: str, site: CallMeBack, submission: str, typed: dict[str, str], reasons: dict[str, str]
) -> FormView:
    return FormView(_site(run, queue), run.lab.clock.now(), submission, site.rules, typed, reasons)


def _confirmation(run: Run, queue: str, reference: str, problem: str = "") -> ConfirmationView:
    booking = _website(run, queue).booking(reference)
    if booking is None:
        raise NotThere("callback taken here", reference, ())
    return ConfirmationView(_site(run, queue), run.lab.clock.now(), booking.wish, reference, problem)


async def _typed(request: Request[Any, Any, Any]) -> dict[str, str]:
    text = (await request.body()).decode("utf-8", errors="replace")
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace"))


def _page(text: str, status: int = 200) -> Response[str]:
    return Response(text, status_code=status, media_type=_HTML, headers=_HEADERS)


ROUTER = Router(
    "/runs/{run_name:str}/website/{queue:str}",
    route_handlers=[form, hand_in, booked, take_back, asset],
    tags=["Website"],
)
