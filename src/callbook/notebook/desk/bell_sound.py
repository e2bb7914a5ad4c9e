"""Makes the sound of the bell: two short rings of two tones, the same bytes on every machine."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RATE = 8_000
_RING, _REST, _TAIL = 3_600, 1_200, 5_200
_LOUD = 9_000.0
# Twice the cosine of a tone's step, in round numbers: a tone grows out of sums and products alone, which every
# machine computes alike.
_TONES = ((1.3383, 0.99945), (1.0219, 0.99935))
_TREMBLE = 333


def bell_sound() -> bytes:
    """Return the sound as a WAV file: mono, 16 bit, 8,000 samples a second, under two seconds."""
    samples = [*_ring(_RING), *[0] * _REST, *_ring(_TAIL)]
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))
    return written.getvalue()


def _ring(length: int) -> Iterator[int]:
    tones = [_tone(step, fades, length) for step, fades in _TONES]
    for place, (high, low) in enumerate(zip(*tones, strict=True)):
        struck = high if place // _TREMBLE % 2 else low
        yield int(_LOUD * (struck + (high + low) * 0.4))


def _tone(step: float, fades: float, length: int) -> Iterator[float]:
    before, now, loud = 0.0, 0.7, 1.0
    for _ in range(length):
        yield now * loud
        before, now = now, step * now - before
        loud *= fades
