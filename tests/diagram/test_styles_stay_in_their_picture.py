"""A picture changes nothing around it, follows the page into the dark, and prints black on white."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from callbook.record.diagram import coverage_svg, ladder_diff_svg, ladder_svg, state_svg, timeline_svg, transitions_of
from callbook.record.diagram.states import transitions_taken
from callbook.record.diagram.style import DARK, LIGHT, PRINT
from callbook.workspace.callback_table import CALLBACK

if TYPE_CHECKING:
    from callbook.core.journal_entries import Entry

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["ladder", "difference", "timeline", "states", "coverage"])
def picture(request: pytest.FixtureRequest, handled: tuple[Entry, ...], declined: tuple[Entry, ...]) -> str:
    """Give one picture of each sort."""
    match request.param:
        case "ladder":
            return ladder_svg(handled, marked=30)
        case "difference":
            return ladder_diff_svg(handled, declined)
        case "timeline":
            return timeline_svg(handled)
        case "states":
            return state_svg(CALLBACK, transitions_of(handled, "callback", "4UR9HGNS00000001"))
        case _:
            return coverage_svg(CALLBACK, transitions_taken(handled, CALLBACK))


def _root(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - our own


def _style(picture: str) -> str:
    return str(next(_root(picture).iter(f"{SVG}style")).text)


def _selectors(style: str) -> list[str]:
    rules = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\}", r"\1", style)
    return [part.strip() for found in re.findall(r"([^{}]+)\{[^{}]*\}", rules) for part in found.split(",")]


def test_every_rule_is_bound_to_the_picture(picture: str) -> None:
    """Each selector begins at the picture's own id, below the page's theme at most."""
    name = _root(picture).get("id")
    selectors = _selectors(_style(picture))
    assert 50 < len(selectors)
    outside = re.compile(rf'(\[data-jp-theme-light(="(true|false)")?\] )?#{name}(?![\w-])')
    assert [] == [selector for selector in selectors if not outside.match(selector)]


def test_every_class_has_a_rule_or_is_a_kind(picture: str) -> None:
    """No class could be meant for somebody else: all begin alike."""
    classes = {name for element in _root(picture).iter() for name in element.get("class", "").split()}
    assert [] == [name for name in classes if not name.startswith("cb-")]


def test_no_id_comes_twice(picture: str) -> None:
    """And each begins with the picture's own."""
    ids = [element.get("id", "") for element in _root(picture).iter() if "id" in element.attrib]
    name = str(_root(picture).get("id"))
    assert [name, f"{name}-title", f"{name}-desc"] == ids


def test_two_pictures_never_meet(handled: tuple[Entry, ...], declined: tuple[Entry, ...]) -> None:
    """The id comes from the content: another picture, another id; the same picture, the same bytes."""
    pictures = [
        ladder_svg(handled),
        ladder_svg(declined),
        ladder_svg(handled, marked=30),
        ladder_svg(handled, title="x"),
    ]
    assert 4 == len({_root(picture).get("id") for picture in pictures})
    assert pictures[0] == ladder_svg(handled)


def test_screen_readers_are_told(picture: str) -> None:
    """One image, with a name and a description."""
    root = _root(picture)
    name = root.get("id")
    assert ("img", f"{name}-title {name}-desc") == (root.get("role"), root.get("aria-labelledby"))
    assert all(next(root.iter(f"{SVG}{part}")).text for part in ("title", "desc"))


def test_nothing_comes_from_elsewhere(picture: str) -> None:
    """No address but the name of SVG itself, no script, no import."""
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?://[^\"' )]+", picture)
    assert [] == re.findall(r"url\(|@import|<script|href", picture)


def test_it_shrinks_with_the_page(picture: str) -> None:
    """Its own size is the largest; the page may make it narrower."""
    root = _root(picture)
    assert f"0 0 {root.get('width')} " == str(root.get("viewBox"))[: len(str(root.get("width"))) + 5]
    assert f"#{root.get('id')}{{max-width:100%;height:auto;" in _style(picture)


def test_the_page_decides_about_the_dark(picture: str) -> None:
    """The system's wish counts, JupyterLab's theme counts more, and paper is always white."""
    style, name = _style(picture), _root(picture).get("id")
    order = [
        f"#{name}{{--cb-ink:#1b1b1b",
        f"@media (prefers-color-scheme:dark){{#{name}{{--cb-ink:#ececec",
        f'[data-jp-theme-light="true"] #{name}{{--cb-ink:#1b1b1b',
        f'[data-jp-theme-light="false"] #{name}{{--cb-ink:#ececec',
        f"@media print{{#{name},[data-jp-theme-light] #{name}{{--cb-ink:#000000",
    ]
    places = [style.find(rule) for rule in order]
    assert -1 not in places
    assert sorted(places) == places


def _contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_words_can_be_read(scheme: dict[str, str]) -> None:
    """Every text on every ground has a contrast of at least 4.5 (WCAG AA); lines at least 2 beside their own shape."""
    grounds = ("paper", "panel", "band", "here", "lost", "won")
    faint = [
        (ink, ground) for ink in ("ink", "soft") for ground in grounds if _contrast(scheme[ink], scheme[ground]) < 4.5
    ]
    assert [] == faint
    lines = ("line", "blue", "green", "red", "orange", "purple")
    assert [] == [line for line in lines if _contrast(scheme[line], scheme["paper"]) < 2]
