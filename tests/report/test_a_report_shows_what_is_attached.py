"""A report shows what a step, or a hook, has attached: texts as texts, pictures, and every other file to save."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from tests.report.a_run import named
from tests.report.conftest import stream

from callbook.record.report.contents import contents_of_run
from callbook.record.report.scenarios import STATUSES, ReportedAttachment

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

    from callbook.record import ReportContents

STEPS = """
    import pytest
    from pytest_bdd import given, parsers

    @pytest.fixture(autouse=True)
    def around(attach):
        '''Around it.'''
        yield
        attach("it is over")

    @pytest.fixture(autouse=True)
    def quiet(attach):
        '''Nothing to say.'''
        yield

    KINDS = {kinds!r}

    @given(parsers.parse("{{number:d}} is attached"))
    def is_attached(attach, number):
        attach(*KINDS[number][0], file_name=KINDS[number][1])

    @given("it is recorded")
    def recorded(lab, attach):
        attach("https://example.org/bells", "text/uri-list")

    @given("it fails")
    def fails(lab):
        assert False
"""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
PNG = b"\x89PNG"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


KINDS: list[tuple[tuple[str | bytes, ...], str, ReportedAttachment]] = [
    (("It rings.",), "", ReportedAttachment("text", "text/plain", "text/plain", 9, "It rings.")),
    (
        ("{}", "application/json; charset=utf-8"),
        "bell.json",
        ReportedAttachment("text", "bell.json", "application/json", 2, "{}"),
    ),
    (
        ("<b/>", "application/soap+xml"),
        "",
        ReportedAttachment("text", "application/soap+xml", "application/soap+xml", 4, "<b/>"),
    ),
    (("<p>ü".encode(), "TEXT/HTML"), "", ReportedAttachment("text", "text/html", "text/html", 5, "<p>ü")),
    ((b"\xff", "text/html"), "", ReportedAttachment("file", "text/html", "text/html", 1, _base64(b"\xff"))),
    ((PNG, "image/png"), "bell.png", ReportedAttachment("picture", "bell.png", "image/png", 4, _base64(PNG))),
    (
        (SVG.decode(), "image/svg+xml"),
        "",
        ReportedAttachment("picture", "image/svg+xml", "image/svg+xml", 41, _base64(SVG)),
    ),
    (
        (b"%PDF", "application/pdf"),
        "a.pdf",
        ReportedAttachment("file", "a.pdf", "application/pdf", 4, _base64(b"%PDF")),
    ),
    (
        ("words", "video/strange"),
        "",
        ReportedAttachment("file", "video/strange", "video/strange", 5, _base64(b"words")),
    ),
]


def _contents(project: Project, steps: str) -> ReportContents:
    project.write("conftest.py", STEPS.format(kinds=[(given, name) for given, name, _ in KINDS]))
    project.write("x.feature", f"Feature: F\n  Scenario: S\n    {steps}\n")
    project.run()
    return contents_of_run(project.root / ".callbook/last-run")


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_each_kind(project: Project, number: int) -> None:
    """By its media type; what says that it is a text, and is none, is a file."""
    contents = _contents(project, f"Given {number} is attached")
    assert [KINDS[number][2]] == named(contents, "S").steps[0].attached


def test_hooks(project: Project) -> None:
    """One that has passed is shown if something is attached to it; others are not."""
    contents = _contents(project, "Given 0 is attached")
    _, hook = named(contents, "S").steps
    assert ("", "Around it.", "PASSED", ["it is over"]) == (
        contents.texts[hook.keyword],
        contents.texts[hook.text],
        STATUSES[hook.status],
        [each.body for each in hook.attached],
    )


def test_a_link_is_no_recording(project: Project) -> None:
    """Recordings are links, too; which is which is known by when it was attached."""
    contents = _contents(project, "Given it is recorded")
    scenario = named(contents, "S")
    assert "x/0002-s.ndjson" == scenario.trace
    assert ["https://example.org/bells"] == [each.body for each in scenario.steps[0].attached]


def test_ladder_and_recording_are_not_shown_twice(project: Project) -> None:
    """The report draws them from the recording itself; Cucumber's own tools find them as attachments."""
    contents = _contents(project, "Given it fails")
    assert [[], ["it is over"]] == [[each.body for each in step.attached] for step in named(contents, "S").steps]
    [case] = stream(project.root).cases
    assert ["text/plain"] == [each.media_type for each in case.steps[0].attachments]
    assert ["text/plain", "text/uri-list"] == [each.media_type for each in case.after[-1].attachments]
