"""What stands at a report's head: when, how long, which version, configuration, commit and Python."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.record.cucumber.envelopes import Meta, Product
    from callbook.record.cucumber.reading import Stream

Facts = list[tuple[str, str]]
"""What each is called, and what it is; what is not known is left out."""

WHEN, TOOK = "When", "How long"
PERSONAL: Final = ("Personal data", "recordings in this report were read in logs of real people")
"""What stands there of recordings that are not anonymous."""
_OWN = "the kit's own"
_MINUTE, _HOUR = 60, 3600


def facts_of_run(stream: Stream, epoch: int | None) -> Facts:
    """Return what is known of a run.

    Args:
        stream: of the run.
        epoch: seconds since 1970 that take the wall's place, so that the same outcome gives the same bytes; None to
            say what the wall said.
    """
    return [(name, text) for name, text in _facts(stream, epoch) if text]


def facts_of_features() -> Facts:
    """Return what is known without a run."""
    return [("Callbook", version("callbook"))]


def _facts(stream: Stream, epoch: int | None) -> Iterator[tuple[str, str]]:
    yield WHEN, moment_in_words(stream.began if epoch is None else epoch)
    if epoch is None and stream.seconds:
        yield TOOK, length_in_words(stream.seconds)
    yield "Configuration", (stream.configuration or _OWN) if stream.finished else ""
    yield "Commit", stream.commit.replace("-dirty", ", with changes that are not committed")
    yield from _of_meta(stream.meta)


def _of_meta(meta: Meta | None) -> Iterator[tuple[str, str]]:
    if meta is not None:
        yield "Callbook", meta.implementation.version or ""
        yield "Python", f"{_named(meta.runtime)} on {meta.os.name}, {meta.cpu.name}"


def _named(product: Product) -> str:
    return f"{product.name} {product.version or ''}".rstrip()


def moment_in_words(seconds: float) -> str:
    """Return a moment (seconds since the epoch) in words, in UTC; nothing for 0."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC" if seconds else ""


def length_in_words(seconds: float) -> str:
    """Return a length of time in words."""
    if seconds < _MINUTE:
        return f"{seconds:.1f} s"
    if seconds < _HOUR:
        return f"{int(seconds) // _MINUTE} min {int(seconds) % _MINUTE} s"
    return f"{int(seconds) // _HOUR} h {int(seconds) % _HOUR // _MINUTE} min"
