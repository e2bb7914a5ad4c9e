"""The website's pages over HTTP, with a whole lab behind them: what the tests of the pages look at."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from callbook.lab import Lab
from callbook.lab.web_server import NotSubmitted
from callbook_mocks.website import CallbackWish, FormRefused, validate
from callbook_mocks.website.page import (
    ASSETS,
    CONTENT_SECURITY_POLICY,
    Asset,
    CancelledView,
    ConfirmationView,
    FormView,
    Site,
    cancelled_page,
    confirmation_page,
    form_from,
    form_page,
    unavailable_page,
)

if TYPE_CHECKING:
    from collections.abc import Generator

BASE = "/runs/1/website/callbacks"
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the website answers: a status, a page or a file, or where to go on."""

    status: HTTPStatus
    content: Asset = field(default_factory=lambda: Asset(_HTML, b""))
    location: str = ""


def _page(text: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, Asset(_HTML, text.encode()))


class ServedWebsite:
    """One website and the lab behind it.

    Args:
        lab: where callbacks go.
        company: whose website it is.

    Attributes:
        address: of the form.
        posts: how many times a form came.
        made: the callbacks that were made, by the token of the form that asked for them.
    """

    def __init__(self, lab: Lab, company: str = "Lighthouse") -> None:
        self.lab = lab
        self.site = Site(BASE, company)
        self.address = ""
        self.posts = 0
        self.made: dict[str, str] = {}
        self._wishes: dict[str, CallbackWish] = {}
        self._forms = 0
        self._lock = Lock()

    def get(self, path: str) -> Answer:
        """Answer a GET."""
        with self._lock:
            folder, _, name = path.removeprefix(BASE).removeprefix("/").rpartition("/")
            if path == BASE:
                self._forms += 1
                return _page(form_page(self._view(f"form-{self._forms}")))
            if folder == "assets" and name in ASSETS:
                return Answer(HTTPStatus.OK, ASSETS[name])
            if folder == "booked" and name in self._wishes:
                return _page(confirmation_page(self._booked(name)))
            return _page("Not found", HTTPStatus.NOT_FOUND)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Answer a POST."""
        with self._lock:
            return self._cancel(fields["reference"]) if path == f"{BASE}/cancellation" else self._take(fields)

    def _take(self, fields: dict[str, str]) -> Answer:
        self.posts += 1
        view = self._view(fields["submission"], fields)
        try:
            if view.submission not in self.made:
                form = form_from(fields)
                wish = validate(form, view.now, view.rules)
                self.made[view.submission] = reference = self.lab.fill_in(form)
                self._wishes[reference] = wish
        except FormRefused as refused:
            wrong = FormView(view.site, view.now, view.submission, typed=fields, reasons=refused.reasons)
            return _page(form_page(wrong), HTTPStatus.UNPROCESSABLE_ENTITY)
        except NotSubmitted as told:
            return _page(unavailable_page(view, str(told)), HTTPStatus.SERVICE_UNAVAILABLE)
        return Answer(HTTPStatus.SEE_OTHER, location=f"{BASE}/booked/{self.made[view.submission]}")

    def _cancel(self, reference: str) -> Answer:
        try:
            self.lab.cancel(reference)
        except NotSubmitted as told:
            return _page(confirmation_page(self._booked(reference, str(told))), HTTPStatus.SERVICE_UNAVAILABLE)
        return _page(cancelled_page(CancelledView(self.site, reference)))

    def _view(self, submission: str, fields: dict[str, str] | None = None) -> FormView:
        return FormView(self.site, self.lab.clock.now(), submission, typed=fields or {})

    def _booked(self, reference: str, problem: str = "") -> ConfirmationView:
        return ConfirmationView(self.site, self.lab.clock.now(), self._wishes[reference], reference, problem)


@contextmanager
def served(website: ServedWebsite) -> Generator[ServedWebsite]:
    """Serve *website* on this machine until the end of the ``with``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(website.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(website.post(self.path, dict(parse_qsl(body, keep_blank_values=True))))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            """Say nothing."""

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            self.send_header("Content-Type", answer.content.content_type)
            self.send_header("Content-Length", str(len(answer.content.content)))
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            self.wfile.write(answer.content.content)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        website.address = f"http://127.0.0.1:{server.server_port}{BASE}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield website
        finally:
            server.shutdown()
            thread.join()
