"""Looking things up by their place in a text, without a walk over all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Nothing that belongs together is further apart than this, not even in a text without line breaks.
REACH = 2000
# More words than this are quicker found all at once than one by one.
_MANY = 200
_HASHES = 1 << 20  # of 32 bits the upper 20
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


def occurrences(words: Collection[str], text: str) -> Iterator[tuple[str, int]]:
    """Yield where each of some words stands in a text, word by word.

    >>> list(occurrences(["나무", "무"], "나무와 무"))
    [('나무', 0), ('무', 1), ('무', 4)]
    """
    few = words if len(words) <= _MANY else [word for word in words if len(word) == 1]
    for word in few:
        at = text.find(word)
        while at >= 0:
            yield word, at
            at = text.find(word, at + len(word))
    if len(words) <= _MANY:
        return
    # a long text has many words to look for, each of which would be looked for all through it
    places: dict[str, list[int]] = {word: [] for word in words if len(word) > 1}
    codes = _codes(text)
    for size in (2, 3):
        lengths: dict[str, set[int]] = {}
        for word in places:
            if min(len(word), 3) == size:
                lengths.setdefault(word[:size], set()).add(len(word))
        for at in _may_begin(codes, lengths, size):
            for length in lengths.get(text[at : at + size], ()):
                found = places.get(text[at : at + length])
                if found is not None and (not found or found[-1] + length <= at):
                    found.append(at)
    for word, found in places.items():
        for at in found:
            yield word, at


def _may_begin(codes: NDArray[np.uint32], beginnings: Collection[str], size: int) -> list[int]:
    """Return where one of some strings of `size` characters may stand, and at a few places more."""
    wanted = np.zeros(_HASHES, dtype=bool)
    wanted[_hashes(_codes("".join(beginnings)), size)[::size]] = True
    places: list[int] = np.flatnonzero(wanted[_hashes(codes, size)]).tolist()
    return places


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _hashes(codes: NDArray[np.uint32], size: int) -> NDArray[np.uint32]:
    """Return a number below `_HASHES` for the characters at each place and after it."""
    last = len(codes) - size + 1
    hashes = codes[: max(last, 0)].copy()
    for step in range(1, size):
        hashes *= np.uint32(40503)
        hashes += codes[step : max(last, 0) + step]
    return (hashes * np.uint32(2654435761)) >> np.uint32(12)
