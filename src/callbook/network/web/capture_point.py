"""The Web Service Capture Point at its documented address: SOAP in, SOAP out, its WSDL with ``?wsdl`` (E1)."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec

from callbook.core import BadInput
from callbook.network.service.run import Run
from callbook.network.service.runs import DEFAULT_RUN
from callbook.network.web.described_route import CapturePointName, described
from callbook.network.web.problems import documented
from callbook.network.web.service import INSTANT, Service, without_charset
from callbook_mocks.capture_point import CapturePoint

PATH: Final = "/Genesys/Interaction/{capture_point:str}/WebServiceCapturePoint"
_XML: Final = "text/xml"
_WSDL: Final = {200: ResponseSpec(str, description="The WSDL", media_type=_XML), **documented(400, 404, 503)}
_SOAP: Final = {
    200: ResponseSpec(str, description="The answer", media_type=_XML),
    400: ResponseSpec(
        str, description="A Fault of SOAP 1.2 that the sender has caused", media_type="application/soap+xml"
    ),
    500: ResponseSpec(str, description="A Fault", media_type=_XML),
    **documented(404, 413, 503),
}


_TEXT: Final = {"type": "string"}
_ASKS_FOR_WSDL: Final = described(
    query=({"name": "wsdl", "in": "query", "required": True, "description": "Asks for the WSDL.", "schema": _TEXT},)
)
_TAKES_SOAP: Final = described(body={_XML: _TEXT, "application/soap+xml": _TEXT})


@get(f"/runs/{{run_name:str}}{PATH}", operation_id="describeCapturePoint", responses=_WSDL, opt=_ASKS_FOR_WSDL)
async def wsdl(
    run: NamedDependency[Run], capture_point: CapturePointName, request: Request[Any, Any, Any]
) -> Response[bytes]:
    """Return the WSDL of a run's capture point; the address ends in ``?wsdl``."""
    return _wsdl(run, capture_point, request)


@get(PATH, operation_id="describeDefaultCapturePoint", responses=_WSDL, opt=_ASKS_FOR_WSDL)
async def default_wsdl(
    service: NamedDependency[Service], capture_point: CapturePointName, request: Request[Any, Any, Any]
) -> Response[bytes]:
    """Return the WSDL of a capture point of the default run; the address ends in ``?wsdl``."""
    return _wsdl(service.run(DEFAULT_RUN, None), capture_point, request)


@post(
    f"/runs/{{run_name:str}}{PATH}", operation_id="callCapturePoint", status_code=200, responses=_SOAP, opt=_TAKES_SOAP
)
async def soap(
    run: NamedDependency[Run], capture_point: CapturePointName, request: Request[Any, Any, Any]
) -> Response[bytes]:
    """Take a SOAP request: Submit, Stop, Update, Hold, Resume, GetInfo, Ping."""
    return await _soap(run, capture_point, request)


@post(PATH, operation_id="callDefaultCapturePoint", status_code=200, responses=_SOAP, opt=_TAKES_SOAP)
async def default_soap(
    service: NamedDependency[Service], capture_point: CapturePointName, request: Request[Any, Any, Any]
) -> Response[bytes]:
    """Take a SOAP request for the default run."""
    return await _soap(service.run(DEFAULT_RUN, request.headers.get(INSTANT)), capture_point, request)


def _wsdl(run: Run, name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    if "wsdl" not in {key.lower() for key in request.query_params}:
        raise BadInput("query", request.url.query, where=request.url.path, accepted="?wsdl, or a POST with SOAP")
    address = str(request.base_url).rstrip("/") + request.url.path
    run.check_capture_point(name)
    return Response(CapturePoint.wsdl(address), media_type=_XML)


async def _soap(run: Run, name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    given = run.capture_point(name).answer(await request.body(), request.headers.get("soapaction", "").strip('"'))
    return Response(given.body, status_code=given.status, media_type=without_charset(given.content_type))


ROUTER = Router("/", route_handlers=[wsdl, default_wsdl, soap, default_soap], tags=["Web Service Capture Point"])
