"""What keys of `tagger_features` mean to the network: rows of numbers, computed at a key's first use and kept.

New text always brings new keys, so those of one call are worked out together: one pass over the model's arrays
for all their features rather than one for each key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_decoding import Floats, Numbers

_CACHED = 20_000  # keys of one kind kept before starting over


class Rows:
    """Keeps a row of numbers for each key of one kind; `compute` returns the rows of new keys."""

    def __init__(self, width: int, compute: Callable[[list[Any]], Floats]) -> None:
        self.width = width
        self._compute = compute
        self._numbers: dict[Any, int] = {}
        self.rows: Floats = np.zeros((256, width), np.float32)

    def numbers(self, keys: Sequence[Any]) -> Numbers:
        """Return the number in `rows` of each key; numbers of earlier calls may no longer hold."""
        if len(self._numbers) > _CACHED:
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

    def add_to(self, totals: Floats, keys: Sequence[Any]) -> None:
        """Add the rows of the keys to `totals`; a key that is empty stands for nothing and is not looked up."""
        places = [place for place, key in enumerate(keys) if key]
        if places:
            totals[places] += self.of([keys[place] for place in places])

    def _add(self, keys: list[Any]) -> None:
        first = len(self._numbers)
        size = first + len(keys)
        if size > len(self.rows):
            grown = np.zeros((max(size, 2 * len(self.rows)), self.rows.shape[1]), np.float32)
            grown[:first] = self.rows[:first]
            self.rows = grown
        self.rows[first:size] = self._compute(keys)
        self._numbers.update(zip(keys, range(first, size), strict=True))


class FeatureTable:
    """A learned row of numbers for each feature by name; features the model does not know count for nothing."""

    def __init__(self, names: Sequence[str], rows: NDArray[Any], scale: float = 1.0) -> None:
        self._numbers: Mapping[str, int] = dict(zip(names, range(len(rows)), strict=True))
        self._rows = np.concatenate([rows, np.zeros_like(rows[:1])])  # the last row is that of unknown features
        self._scale = np.float32(scale)

    def sums(self, lists: Sequence[Sequence[str]], before: str = "") -> Floats:
        """Return the summed rows of each list of features; their names begin with `before`."""
        names = [before + feature for features in lists for feature in features]
        sizes = np.fromiter(map(len, lists), np.intp, len(lists))
        totals = np.zeros((len(lists), self._rows.shape[1]), np.float32)
        if names:
            found = np.array(list(map(self._numbers.get, names, repeat(len(self._rows) - 1))), np.intp)
            filled = sizes > 0  # reduceat cannot sum nothing
            starts = (np.cumsum(sizes) - sizes)[filled]
            totals[filled] = np.add.reduceat(self._rows.take(found, 0), starts, 0, dtype=np.float32) * self._scale
        return totals
