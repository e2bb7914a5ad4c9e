"""The bell as a wave: how long it is heard, drawn from the kit's own sound, and that sound to play."""

from __future__ import annotations

import io
import re
import wave
from array import array
from base64 import b64encode
from functools import cache

from callbook.notebook.desk.sources import bell_file
from callbook.record import xml_element

_BARS = 25
"""How many bars one sound has."""

_BAR, _GAP, _HEIGHT = 3, 1, 28
_UNTIL_STOPPED = 4
_MOST = 8
_MILLISECONDS = re.compile(r"for (\d+) ms")


@cache
def _loudness() -> tuple[float, ...]:
    """Return how loud each of the bars is, from 0 to 1."""
    with wave.open(io.BytesIO(bell_file())) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    length = len(samples) // _BARS
    peaks = [max(map(abs, samples[bar * length : (bar + 1) * length])) for bar in range(_BARS)]
    return tuple(peak / max(peaks) for peak in peaks)


@cache
def _sound_lasts() -> int:
    with wave.open(io.BytesIO(bell_file())) as sound:
        frames: int = sound.getnframes()
        rate: int = sound.getframerate()
    return frames * 1_000 // rate


def wave_markup(rings: str) -> str:
    """Return the wave of a bell and what plays it.

    Args:
        rings: how the bell rings, in the desktop's words: ``Ring.mp3, priority 10, for 2500 ms, on primary``.
    """
    found = _MILLISECONDS.search(rings)
    once, stopped = ", once, " in rings, ", until stopped, " in rings
    lasts = int(found[1]) / _sound_lasts() if found else 1.0 if once else float(_UNTIL_STOPPED)
    bars = max(1, round(min(lasts, _MOST) * _BARS))
    ends = not stopped and lasts <= _MOST
    loudness = _loudness()
    drawn = "".join(_bar(index, loudness[index % _BARS]) for index in range(bars))
    width = bars * (_BAR + _GAP) + (0 if ends else 5 * (_BAR + _GAP))
    dots = (
        ""
        if ends
        else "".join(
            xml_element("circle", cx=bars * (_BAR + _GAP) + 4 + 6 * each, cy=_HEIGHT // 2, r=1.5) for each in range(3)
        )
    )
    picture = xml_element(
        "svg",
        xml_element("title", "The wave of the bell") + drawn + dots,
        viewBox=f"0 0 {width} {_HEIGHT}",
        width=width,
        height=_HEIGHT,
        role="img",
        fill="currentColor",
    )
    return picture + _player(loop=stopped)


def _bar(index: int, loudness: float) -> str:
    height = max(2.0, round(loudness * _HEIGHT, 1))
    return xml_element(
        "rect", x=index * (_BAR + _GAP), y=round((_HEIGHT - height) / 2, 1), width=_BAR, height=height, rx=1
    )


def _player(*, loop: bool) -> str:
    source = f"data:audio/wav;base64,{b64encode(bell_file()).decode()}"
    looped = ' loop=""' if loop else ""
    title = "A sound of the kit's own stands for the file"
    return f'<audio controls="" preload="none"{looped} title="{title}" src="{source}"></audio>'
