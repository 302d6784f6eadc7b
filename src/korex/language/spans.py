"""Looking things up by their place in a text, without a walk over all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, Protocol, TypeVar

# Nothing that belongs together is further apart than this, not even in a text without line breaks.
REACH = 2000
# No mention of a person is longer.
LONGEST_MENTION = 120

_start = attrgetter("start")
_end = attrgetter("end")


class Placed(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


P = TypeVar("P", bound=Placed)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` without the blanks at both ends; nothing but blanks gives an empty span.

    >>> trimmed("가  나 다 ", 1, 7)
    (3, 6)
    """
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(piece.strip())


def overlapping(items: Sequence[P], start: int, end: int) -> Iterator[P]:
    """Yield the items that share a character with `[start, end)`; they are in order and do not overlap each other."""
    for index in range(bisect_right(items, start, key=_end), len(items)):
        if items[index].start >= end:
            return
        yield items[index]


def starting_in(items: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Return the items that begin in `[start, end)`; they are in order of their beginnings."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def count_before(items: Sequence[Any], offset: int) -> int:
    """Return how many items begin before `offset`; they are in order of their beginnings."""
    return bisect_left(items, offset, key=_start)


def line_start(text: str, offset: int) -> int:
    """Return where the line that holds `offset` begins; a line that began long before is cut short."""
    floor = max(0, offset - REACH)
    at = text.rfind("\n", floor, offset)
    return at + 1 if at >= 0 else floor


def words_end(text: str, offset: int) -> int:
    """Return where the words before `offset` end: `len(text[:offset].rstrip())`."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return offset
