"""Learned rows of numbers by name, and rows computed from them, kept at a key's first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_decoding import Floats, Numbers

_ROOM = 4096  # rows for which there is room beyond those kept; memory that nothing is written to costs nothing


def strings(packed: NDArray[Any]) -> list[str]:
    """Return the strings that `pack_strings` has packed."""
    return packed.tobytes().decode("utf-8").split("\n")


def pack_strings(names: Iterable[str]) -> NDArray[np.uint8]:
    """Return strings as the bytes the model file keeps them in."""
    return np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)


class Names:
    """The numbers of names, in the order given; it keeps their hashes alone, in a tenth of a dictionary's memory."""

    def __init__(self, names: Sequence[str]) -> None:
        hashes = _hashes(names)
        self._order: Numbers = np.argsort(hashes)
        self._hashes = hashes[self._order]

    def __len__(self) -> int:
        return len(self._order)

    def numbers(self, names: Sequence[str]) -> Numbers:
        """Return the number of each name, that of the last name plus one for a name not among them."""
        hashes = _hashes(names)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self) - 1)
        return np.where(self._hashes[at] == hashes, self._order[at], len(self))


def _hashes(names: Sequence[str]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, names), np.int64, len(names))


class FeatureTable:
    """Learned numbers of named features: weights on the labels, and, for those that come first, dense vectors.

    Features the model does not know count for nothing.
    """

    def __init__(
        self, names: Sequence[str], weights: NDArray[Any], scale: float, dense: NDArray[Any], dense_scale: float
    ) -> None:
        self._names = Names(names)
        # the last row is that of unknown features
        self._weights, self._dense = (
            np.concatenate([table, np.zeros((1, table.shape[1]), table.dtype)]) for table in (weights, dense)
        )
        self._scales = np.float32(scale), np.float32(dense_scale)
        self.dense_width: int = dense.shape[1]

    def sums(self, lists: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
        """Return the summed weights and the summed dense vectors of each list of features."""
        totals = [np.zeros((len(lists), table.shape[1]), np.float32) for table in (self._weights, self._dense)]
        numbers = self._names.numbers(list(chain.from_iterable(lists)))
        if len(numbers):
            sizes = np.fromiter(map(len, lists), np.intp, len(lists))
            filled = sizes > 0  # reduceat cannot sum nothing
            starts = (np.cumsum(sizes) - sizes)[filled]
            for total, table, scale in zip(totals, (self._weights, self._dense), self._scales, strict=True):
                found = table.take(np.minimum(numbers, len(table) - 1), 0)
                total[filled] = np.add.reduceat(found, starts, 0, dtype=np.float32) * scale
        return totals[0], totals[1]


class Rows:
    """Keeps a row of numbers for each key of one kind; `compute` returns the rows of new keys.

    New text always brings new keys, so those of one call are worked out together. Of more than `kept` keys it starts
    over.
    """

    def __init__(self, width: int, kept: int, compute: Callable[[list[Any]], Floats]) -> None:
        self._compute = compute
        self._kept = kept
        self._numbers: dict[Any, int] = {}
        self.rows: Floats = np.zeros((kept + _ROOM, width), np.float32)

    def numbers(self, keys: Sequence[Any]) -> Numbers:
        """Return the number in `rows` of each key; numbers of earlier calls may no longer hold."""
        if self._full():
            self._numbers = {}
        known = list(map(self._numbers.get, keys))
        if None in known:
            self._add(list(dict.fromkeys(key for key, number in zip(keys, known, strict=True) if number is None)))
            known = list(map(self._numbers.get, keys))
        return np.array(known, np.intp)

    def of(self, keys: Sequence[Any]) -> Floats:
        """Return the rows of the keys."""
        numbers = self.numbers(keys)  # may put a larger array in the place of `rows`
        return self.rows.take(numbers, 0)

    def _full(self) -> bool:
        return len(self._numbers) > self._kept

    def _add(self, keys: list[Any]) -> None:
        first = len(self._numbers)
        self.rows = with_room(self.rows, first, first + len(keys))
        self.rows[first : first + len(keys)] = self._compute(keys)
        self._numbers.update(zip(keys, range(first, first + len(keys)), strict=True))


def with_room(rows: Floats, used: int, size: int) -> Floats:
    """Return `rows`, of which `used` are, or a larger copy, so that there is room for `size` rows."""
    if size <= len(rows):
        return rows
    grown = np.zeros((max(size, 2 * len(rows)), rows.shape[1]), np.float32)
    grown[:used] = rows[:used]
    return grown
