"""What a judgement expects and what it finds, as sentences: the account of a failed step shows them as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class InWords(str):
    """A sentence, which the account of a failed step shows without quotes.

    ``assert InWords("offered to Ben") == InWords(found)`` fails with ``expected  offered to Ben``.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the sentence itself."""
        return str(self)


class NotFound(AssertionError):  # noqa: N818 - says what it is
    """There is nothing that a step could judge.

    Attributes:
        expected: what it would judge, as a sentence.
        got: what there is instead.
    """

    def __init__(self, expected: str, got: str) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


def listed(texts: Sequence[object], nothing: str = "nothing") -> str:
    """Return *texts* as a sentence lists them: ``'accept', 'decline'``; *nothing* if there are none."""
    return ", ".join(repr(str(text)) for text in texts) or nothing


def compared(expected: Sequence[str], found: Sequence[str], what: str) -> tuple[InWords, InWords]:
    """Return both sides of the first place where two lists differ; the same sentence twice if they do not.

    Args:
        expected: in this order.
        found: in this order.
        what: one of them is called: ``field``.
    """
    for number in range(max(len(expected), len(found))):
        wanted, got = expected[number : number + 1], found[number : number + 1]
        if wanted != got:
            where = f"{what} {number + 1}"
            none = f"there is no {where}"
            return (
                InWords(f"{where} is {wanted[0]}" if wanted else none),
                InWords(f"{where} is {got[0]}" if got else none),
            )
    same = InWords(", ".join(expected))
    return same, same
