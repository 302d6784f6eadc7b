"""Learned rows of numbers by name, and rows computed from them, kept at a key's first use."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_decoding import Numbers

Counts = NDArray[np.int16]
ROOM = 4096  # rows for which there is room beyond those kept; memory that nothing is written to costs nothing
# Of the keys that are kept, the share that stays when there are too many, and how much of their use still counts then.
_STAYING = 0.5
_FADING = np.float32(0.9)


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

    They are whole numbers, steps of a scale. Features the model does not know count for nothing.
    """

    def __init__(self, names: Sequence[str], weights: NDArray[np.int8], dense: NDArray[np.int8]) -> None:
        self._names = Names(names)
        # the last row is that of unknown features
        self._weights, self._dense = (
            np.concatenate([table, np.zeros((1, table.shape[1]), np.int8)]) for table in (weights, dense)
        )

    def sums(self, lists: Sequence[Sequence[str]]) -> tuple[Counts, Counts]:
        """Return the summed dense vectors and the summed weights of each list of features."""
        # Sums over lists of one length are far cheaper; no feature has the empty name that fills up shorter ones.
        places = list(chain.from_iterable(zip_longest(*lists, fillvalue="")))
        numbers = self._names.numbers(places).reshape(-1, len(lists))
        dense = self._dense.take(np.minimum(numbers, len(self._dense) - 1), 0)
        return dense.sum(0, dtype=np.int16), self._weights.take(numbers, 0).sum(0, dtype=np.int16)


class Kept:
    """What is worked out for keys at their first use and kept; of too many keys, those used least are let go.

    Keys have numbers, 0, 1, 2 …; what is kept for them is up to the classes made from this one. Only the keys' hashes
    are kept, in a third of their memory.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._numbers: dict[int, int] = {}
        self._uses = np.zeros(most + ROOM, np.float32)

    def numbers(self, keys: Sequence[Hashable]) -> Numbers:
        """Return the number of each key; numbers of earlier calls may no longer hold."""
        if len(self._numbers) > self.most:
            self._let_go()
        hashes = list(map(hash, keys))
        found = list(map(self._numbers.get, hashes))
        if None in found:
            # New text always brings new keys: those of one call are worked out together.
            new = {h: key for h, key, number in zip(hashes, keys, found, strict=True) if number is None}
            first, size = len(self._numbers), len(self._numbers) + len(new)
            self._uses = with_room(self._uses, first, size)
            self._add(list(new.values()), first)
            added = dict(zip(new, range(first, size), strict=True))
            self._numbers.update(added)
            found = [added[h] if number is None else number for h, number in zip(hashes, found, strict=True)]
        numbers = np.array(found, np.intp)
        self._uses[numbers] += 1
        return numbers

    def _add(self, keys: list[Any], first: int) -> None:
        """Work out what is kept for new keys, whose numbers begin with `first`."""
        raise NotImplementedError

    def _stay(self, numbers: Numbers) -> None:
        """Let go what is kept for all but these numbers, whose keys are 0, 1, 2 … from now on."""
        raise NotImplementedError

    def _let_go(self) -> None:
        size = len(self._numbers)
        staying = np.sort(np.argsort(self._uses[:size])[size - int(self.most * _STAYING) :])
        hashes = list(self._numbers)
        self._stay(staying)
        self._numbers = {hashes[number]: at for at, number in enumerate(staying.tolist())}
        self._uses[: len(staying)] = self._uses[staying] * _FADING
        self._uses[len(staying) :] = 0


class Rows(Kept):
    """Keeps a row of numbers for each key of one kind; `compute` returns the rows of new keys."""

    def __init__(self, width: int, most: int, compute: Callable[[list[Any]], Counts]) -> None:
        super().__init__(most)
        self._compute = compute
        self._rows: Counts = np.zeros((most + ROOM, width), np.int16)

    def of(self, keys: Sequence[Hashable]) -> Counts:
        """Return the rows of the keys."""
        numbers = self.numbers(keys)  # may put a larger array in the place of `_rows`
        return self._rows.take(numbers, 0)

    def _add(self, keys: list[Any], first: int) -> None:
        self._rows = with_room(self._rows, first, first + len(keys))
        self._rows[first : first + len(keys)] = self._compute(keys)

    def _stay(self, numbers: Numbers) -> None:
        self._rows[: len(numbers)] = self._rows[numbers]


def with_room(rows: NDArray[Any], used: int, size: int) -> NDArray[Any]:
    """Return `rows`, of which `used` are, or a larger copy, so that there is room for `size` rows."""
    if size <= len(rows):
        return rows
    grown = np.zeros((max(size, 2 * len(rows)), *rows.shape[1:]), rows.dtype)
    grown[:used] = rows[:used]
    return grown


def ranges(firsts: Numbers, sizes: Numbers) -> Numbers:
    """Return the numbers of ranges, one range after the other.

    >>> ranges(np.array([3, 9]), np.array([2, 3])).tolist()
    [3, 4, 9, 10, 11]
    """
    numbers: Numbers = np.arange(sizes.sum()) + np.repeat(firsts - (np.cumsum(sizes) - sizes), sizes)
    return numbers
