"""Steps that attach texts and files."""

from collections.abc import Callable
from pathlib import Path

from pytest_bdd import parsers, when

HERE = Path(__file__).parent
RAINBOW = "This displays a \x1b[31mr\x1b[91ma\x1b[33mi\x1b[32mn\x1b[34mb\x1b[95mo\x1b[35mw\x1b[0m"


@when(parsers.parse('the string "{text}" is attached as "{media_type}"'))
def a_string(attach: Callable[..., None], text: str, media_type: str) -> None:
    attach(text, media_type)


@when(parsers.parse('the string "{text}" is logged'))
def logged(attach: Callable[..., None], text: str) -> None:
    attach(text, "text/x.cucumber.log+plain")


@when("text with ANSI escapes is logged")
def logged_in_colors(attach: Callable[..., None]) -> None:
    attach(RAINBOW, "text/x.cucumber.log+plain")


@when(parsers.parse('the following string is attached as "{media_type}":'))
def a_doc_string(attach: Callable[..., None], media_type: str, docstring: str) -> None:
    attach(docstring, media_type)


@when(parsers.parse('an array with {size:d} bytes is attached as "{media_type}"'))
def some_bytes(attach: Callable[..., None], size: int, media_type: str) -> None:
    attach(bytes(range(size)), media_type)


@when("a PDF document is attached and renamed")
def a_document(attach: Callable[..., None]) -> None:
    attach((HERE / "document.pdf").read_bytes(), "application/pdf", file_name="renamed.pdf")


@when(parsers.parse('a link to "{address}" is attached'))
def a_link(attach: Callable[..., None], address: str) -> None:
    attach(address, "text/uri-list")


@when(parsers.re(r'the string "(?P<text>.*)" is attached as "(?P<media_type>[^"]*)" before a failure'))
def before_a_failure(attach: Callable[..., None], text: str, media_type: str) -> None:
    attach(text, media_type)
    raise RuntimeError("whoops")
