"""Which texts of a page stand out too little from their ground: WCAG AA asks for 4.5 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SEARCH = """([within, but]) => {
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
    const parts = text => { // what is mixed is told in shares of 1, all else in steps of 255
        const [red, green, blue, ...alpha] = text.replace('color(srgb', '').match(/[\\d.]+/g).map(Number);
        return [...[red, green, blue].map(v => text.startsWith('color(srgb') ? v * 255 : v), ...alpha];
    };
    const ground = element => {
        for (let up = element; up; up = up.parentElement) {
            const colour = parts(getComputedStyle(up).backgroundColor);
            if (colour.length < 4 || colour[3] > 0.99) return colour;
        }
        return [255, 255, 255];
    };
    const poor = [];
    for (const element of document.querySelectorAll(`${within} *`)) {
        const own = [...element.childNodes].some(child => child.nodeType === 3 && child.data.trim());
        if (!own || !element.checkVisibility() || element.closest(but)) continue;
        const [a, b] = [light(parts(getComputedStyle(element).color)), light(ground(element))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) poor.push(`${element.textContent.trim()}: ${contrast.toFixed(2)}`);
    }
    return poor;
}"""


def poor_contrasts(page: Page, within: str, *, but: str) -> list[str]:
    """Give the texts inside *within* that are poor, each with its contrast; what is in *but* does not count.

    Args:
        page: as it is drawn now; what is not visible does not count either.
        within: a selector.
        but: a selector.
    """
    return cast("list[str]", page.evaluate(_SEARCH, [within, but]))
