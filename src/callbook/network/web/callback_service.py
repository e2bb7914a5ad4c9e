"""The product's Callback service at its documented address: a second way for sites to schedule callbacks (E1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Meta

from callbook.core import BadInput
from callbook.messages import KVList
from callbook.network.service.callback_service import CallbackService
from callbook.network.service.run import Run
from callbook.network.service.runs import DEFAULT_RUN
from callbook.network.web.bodies import check_json
from callbook.network.web.described_route import CallbackServiceName, Reference, described
from callbook.network.web.problems import documented
from callbook.network.web.service import INSTANT, Service
from callbook_mocks.website import Refusal, ServiceRefused

_SERVICE: Final = "/genesys/1/service/callback/{name:str}"
_OF_A_RUN: Final = f"/runs/{{run_name:str}}{_SERVICE}"
_ONE: Final = "/{reference:str}"
_JSON: Final = "application/json"
_MOST_FIELDS: Final = 200


class ScheduledCallback(msgspec.Struct, frozen=True, rename=lambda name: f"_{name}"):
    """What the Callback service says of a callback."""

    id: Annotated[str, Meta(description="its id: the InteractionId")]
    service_name: Annotated[str, Meta(description="the name of the service")]
    customer_number: Annotated[str, Meta(description="where to call")]
    desired_time: Annotated[str, Meta(description="when, in UTC")]
    callback_state: Annotated[str, Meta(description="SCHEDULED, QUEUED, ROUTING, PROCESSING or COMPLETED")]
    expiration_time: Annotated[str, Meta(description="until when it is known (assumed)")]
    url: Annotated[str, Meta(description="its address")]
    callback_reason: Annotated[str, Meta(description="CANCELLED where it was taken back; else it is missing")] = ""


class RefusedCallback(msgspec.Struct, frozen=True):
    """Why the Callback service refuses something, in its own form."""

    message: Annotated[str, Meta(description="what was given, and what would be accepted")]
    exception: Annotated[str, Meta(description="the name of a class of the product")]
    phrase: Annotated[str, Meta(description="the same in a word")]


def _refusals(*statuses: int) -> dict[int, ResponseSpec]:
    kinds = {400: "A field cannot be used", 404: "There is no such service or callback", 503: "It is not possible now"}
    return {each: ResponseSpec(RefusedCallback, description=kinds[each], media_type=_JSON) for each in statuses}


_FIELDS: Final = {"type": "object", "description": "`_customer_number`, `_desired_time`; all others are attached."}
_TAKES: Final = described(body={_JSON: _FIELDS, "application/x-www-form-urlencoded": _FIELDS})
_TEXT: Final = {"type": "string"}


def _query(**names: str) -> dict[str, Any]:
    named = ((name.replace("__", "-"), text) for name, text in names.items())
    return described(
        query=tuple(
            {"name": name, "in": "query", "required": False, "description": text, "schema": _TEXT}
            for name, text in named
        )
    )


_BY_NUMBER: Final = _query(_customer_number="Only those of this number.")
_SPAN: Final = _query(
    start="From when on, else from now on.",
    end="Until when, at most a day later.",
    max__time__slots="How many spans at most.",
)
_CALLBACK: Final = {
    200: ResponseSpec(ScheduledCallback, description="The callback"),
    **_refusals(400, 404, 503),
    **documented(413),
}
_CALLBACKS: Final = {
    200: ResponseSpec(list[ScheduledCallback], description="The callbacks, the newest first"),
    **_refusals(404),
    **documented(400),
}
_ROOM: Final = {
    200: ResponseSpec(dict[str, int], description="How many more can fall due in the five minutes from then"),
    **_refusals(400, 404),
}
_GONE: Final = {200: ResponseSpec(dict[str, str], description="It is taken back"), **_refusals(400, 404, 503)}

_Request: TypeAlias = Request[Any, Any, Any]
_Answer: TypeAlias = Response[bytes]


@post(_OF_A_RUN, operation_id="scheduleCallback", status_code=200, responses=_CALLBACK, opt=_TAKES)
async def schedule(run: NamedDependency[Run], name: CallbackServiceName, request: _Request) -> _Answer:
    """Schedule a callback: `_customer_number`, `_desired_time` or none for now, and whatever is to be attached."""
    return await _schedule(run, name, request)


@post(_SERVICE, operation_id="scheduleDefaultCallback", status_code=200, responses=_CALLBACK, opt=_TAKES)
async def schedule_default(service: NamedDependency[Service], name: CallbackServiceName, request: _Request) -> _Answer:
    """Schedule a callback at the default run."""
    return await _schedule(_default(service, request), name, request)


@get(_OF_A_RUN, operation_id="listCallbacks", responses=_CALLBACKS, opt=_BY_NUMBER)
async def listed(run: NamedDependency[Run], name: CallbackServiceName, request: _Request) -> _Answer:
    """Return the callbacks of the service, of one number only where it is asked for."""
    return _listed(run, name, request)


@get(_SERVICE, operation_id="listDefaultCallbacks", responses=_CALLBACKS, opt=_BY_NUMBER)
async def listed_default(service: NamedDependency[Service], name: CallbackServiceName, request: _Request) -> _Answer:
    """Return the callbacks of the service at the default run."""
    return _listed(_default(service, request), name, request)


@get(f"{_OF_A_RUN}/availability", operation_id="showAvailability", responses=_ROOM, opt=_SPAN)
async def available(run: NamedDependency[Run], name: CallbackServiceName, request: _Request) -> _Answer:
    """Return how many callbacks can still be scheduled when."""
    return _available(run, name, request)


@get(f"{_SERVICE}/availability", operation_id="showDefaultAvailability", responses=_ROOM, opt=_SPAN)
async def available_default(service: NamedDependency[Service], name: CallbackServiceName, request: _Request) -> _Answer:
    """Return how many callbacks can still be scheduled when, at the default run."""
    return _available(_default(service, request), name, request)


@put(f"{_OF_A_RUN}{_ONE}", operation_id="rescheduleCallback", responses=_CALLBACK, opt=_TAKES)
async def reschedule(
    run: NamedDependency[Run], name: CallbackServiceName, reference: Reference, request: _Request
) -> _Answer:
    """Set another time for a callback: `_new_desired_time`."""
    return await _reschedule(run, name, reference, request)


@put(f"{_SERVICE}{_ONE}", operation_id="rescheduleDefaultCallback", responses=_CALLBACK, opt=_TAKES)
async def reschedule_default(
    service: NamedDependency[Service], name: CallbackServiceName, reference: Reference, request: _Request
) -> _Answer:
    """Set another time for a callback of the default run."""
    return await _reschedule(_default(service, request), name, reference, request)


@delete(f"{_OF_A_RUN}{_ONE}", operation_id="cancelCallback", status_code=200, responses=_GONE)
async def cancel(run: NamedDependency[Run], name: CallbackServiceName, reference: Reference) -> _Answer:
    """Take a callback back."""
    return _cancel(run, name, reference)


@delete(f"{_SERVICE}{_ONE}", operation_id="cancelDefaultCallback", status_code=200, responses=_GONE)
async def cancel_default(
    service: NamedDependency[Service], name: CallbackServiceName, reference: Reference, request: _Request
) -> _Answer:
    """Take a callback of the default run back."""
    return _cancel(_default(service, request), name, reference)


async def _schedule(run: Run, name: str, request: _Request) -> _Answer:
    body = await request.body()
    return _answer(lambda: CallbackService(run, name).schedule(_fields(request, body)))


async def _reschedule(run: Run, name: str, reference: str, request: _Request) -> _Answer:
    body = await request.body()
    return _answer(lambda: CallbackService(run, name).reschedule(reference, _fields(request, body)))


def _listed(run: Run, name: str, request: _Request) -> _Answer:
    return _answer(lambda: CallbackService(run, name).listed(request.query_params.get("_customer_number")))


def _available(run: Run, name: str, request: _Request) -> _Answer:
    return _answer(lambda: CallbackService(run, name).available(dict(request.query_params.items())))


def _cancel(run: Run, name: str, reference: str) -> _Answer:
    return _answer(lambda: CallbackService(run, name).cancel(reference))


def _default(service: Service, request: _Request) -> Run:
    return service.run(DEFAULT_RUN, request.headers.get(INSTANT))


def _answer(do: Callable[[], object]) -> _Answer:
    """Return what comes of it, or the refusal in the service's own form."""
    try:
        body, status = do(), 200
    except ServiceRefused as refused:
        body, status = refused.body, refused.refusal.value.status
    return Response(msgspec.json.encode(body), status_code=status, media_type=_JSON)


def _fields(request: _Request, body: bytes) -> KVList:
    """Return the fields of a form or of JSON.

    Raises:
        ServiceRefused: when they are neither.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind != _JSON:
            return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        check_json(request.scope["headers"], body)
        fields = msgspec.json.decode(body, type=dict[str, str | int | dict[str, Any]])
    except (BadInput, ValueError, msgspec.ValidationError) as error:
        accepted = "a form, or JSON: an object of texts, whole numbers and such objects"
        raise ServiceRefused(
            Refusal.BAD_PARAMETER, f"The fields cannot be read: {error}; accepted: {accepted}"
        ) from None
    return fields


ROUTER = Router(
    "/",
    route_handlers=[
        schedule, schedule_default, listed, listed_default, available, available_default, reschedule,
        reschedule_default, cancel, cancel_default,
    ],
    tags=["Callback service"],
)  # fmt: skip
