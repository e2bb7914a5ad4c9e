from __future__ import annotations

import io
import re
import wave

import pytest
from tests.notebook_desk.bell_sound import bell_sound

from callbook.notebook.desk.sources import bell_file, style_source, view_source, widget_source


def test_the_bell_is_the_one_that_the_kit_makes() -> None:
    """The file was made by the function beside it, and by nothing else."""
    assert bell_sound() == bell_file()


def test_the_bell_is_a_short_small_sound() -> None:
    """Mono, under two seconds, under 30 kB, neither silent nor clipped."""
    with wave.open(io.BytesIO(bell_file())) as sound:
        frames = sound.readframes(sound.getnframes())
        seconds = sound.getnframes() / sound.getframerate()
        assert 1 == sound.getnchannels()
    loudest = max(abs(int.from_bytes(frames[at : at + 2], "little", signed=True)) for at in range(0, len(frames), 2))
    assert seconds < 2
    assert len(bell_file()) < 30_000
    assert 8_000 < loudest < 32_000


@pytest.mark.parametrize("forbidden", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("])
def test_no_script_reads_data_as_markup(forbidden: str) -> None:
    """Names are texts, whatever stands in them."""
    assert forbidden not in widget_source()


def test_nothing_is_fetched_from_anywhere() -> None:
    """The one address is the name of a namespace."""
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?://[^\s\"']+", widget_source())
    assert [] == re.findall(r"https?://|@import|url\(", style_source())
    assert [] == re.findall(r"^\s*import\b", widget_source(), re.MULTILINE)


def test_the_view_can_be_put_into_any_script() -> None:
    """It defines functions and exports nothing; the widget's module adds its own on top."""
    assert "function drawDesk(root, picture, { readonly = false, send = () => {} } = {})" in view_source()
    assert "export" not in view_source()
    assert widget_source().startswith(view_source())
    assert widget_source().rstrip().endswith("export default { render };")


def test_each_rule_of_the_style_is_bound_to_the_desk() -> None:
    """Nothing of it touches the rest of a page."""
    style = re.sub(r"/\*.*?\*/", "", style_source(), flags=re.DOTALL)
    style = re.sub(r"@keyframes [\w-]+ (\{[^{}]*(\{[^{}]*\}[^{}]*)*\})", "", style)
    selectors = [text.strip() for text in re.findall(r"([^{}]+)\{", style)]
    free = [text for text in selectors if ".callbook-desk" not in text and not text.startswith("@")]
    assert [] == free
    assert len(selectors) > 100
