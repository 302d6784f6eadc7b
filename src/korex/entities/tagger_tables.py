"""What eojeols mean to the trained labeller: rows of numbers, computed at an eojeol's first use and kept.

The same eojeols come again and again, and most of what the model computes follows from an eojeol alone: the weights
of its features, the inner layer, the inner layer's share in the layers after it. Only sums over neighbours are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_decoding import Floats, Numbers
from korex.entities.tagger_eojeols import PADDING, EojeolKey, Word, describe_eojeol
from korex.entities.tagger_features import WORD_SLOTS, expand, expand_word
from korex.entities.tagger_rows import FeatureTable, Names, Rows, strings, with_room

# Keys kept before starting over. Twice as many eojeols and words would take 35 MB more and save a sixth of the work.
_CACHED = 5_000
_WORDS = 6_000
_KEYS = 12_000
_ROOM = _CACHED + 4096
_SLOTS = {slot: number for number, slot in enumerate(WORD_SLOTS)}


class EojeolRows:
    """Rows of eojeols and of their morphemes.

    `morphemes` holds a row for each morpheme of a known eojeol: what the outer layer takes from the inner one, then
    the weights on the tags. `rows` holds for each eojeol what its morphemes send to those around it: to the outer
    layer by distance, then the weights of its being the eojeol before, that after, of its last morpheme being the one
    before, of its first being the one after. Number 0 is what lies beyond the ends of a sentence.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]], tags: int) -> None:
        self._tags = tags
        self._inner_bias = arrays["inner_bias"].astype(np.float32)
        self._own_outer = arrays["own_outer"].astype(np.float32)
        self._around = _side_by_side(arrays["around"])
        self._inner = _side_by_side(arrays["inner"])
        self._vectors = arrays["vectors"]
        self._vectors_scale = np.float32(arrays["vectors_scale"])
        self._vector_names = Names(strings(arrays["vector_names"]))
        self._word_features = _feature_table(arrays, "word")
        self._features = _feature_table(arrays, "plain")
        self._particle_features = _feature_table(arrays, "particle")
        taps = self._inner.shape[1]
        self._words = Rows(taps + len(WORD_SLOTS) * tags, _WORDS, self._word_rows)
        self._keys = Rows(
            tags + self._features.dense_width,
            _KEYS,
            lambda keys: np.concatenate(self._features.sums(list(map(expand, keys))), 1),
        )
        self._particles = Rows(2 * tags, _KEYS, lambda keys: self._particle_features.sums([[key] for key in keys])[0])
        self._start_over()

    def numbers(self, keys: Sequence[EojeolKey]) -> Numbers:
        """Return the number of each eojeol; numbers of earlier calls may no longer hold."""
        if len(self._numbers) > _CACHED:
            self._start_over()
        known = list(map(self._numbers.get, keys))
        if None in known:
            self._add(list(dict.fromkeys(key for key, number in zip(keys, known, strict=True) if number is None)))
            known = list(map(self._numbers.get, keys))
        return np.array(known, np.intp)

    def _start_over(self) -> None:
        tags, outer = self._tags, self._own_outer.shape[1]
        self._numbers: dict[EojeolKey, int] = {(): 0}
        self._used = 0
        self.morphemes: Floats = np.zeros((2 * _ROOM, outer + tags), np.float32)
        self.rows: Floats = np.zeros((_ROOM, self._around.shape[1] + 4 * tags), np.float32)
        self.firsts: Numbers = np.zeros(_ROOM, np.intp)  # where the rows of an eojeol's morphemes begin
        none = self._words.of([PADDING])[0]
        self.rows[0, -4 * tags :] = np.concatenate(
            [self._slot(none, "hp"), self._slot(none, "hn") + self._slot(none, "hl"),
             self._slot(none, "-1"), self._slot(none, "+1")]
        )  # fmt: skip

    def _slot(self, words: Floats, slot: str) -> Floats:
        """Return the weights that rows of words have in one of `WORD_SLOTS`."""
        at = self._inner.shape[1] + _SLOTS[slot] * self._tags
        return words[..., at : at + self._tags]

    def _add(self, keys: list[EojeolKey]) -> None:
        """Work out the rows of new eojeols, all at once."""
        eojeols = list(map(describe_eojeol, keys))
        sizes = np.array([len(e.words) for e in eojeols])
        ends = np.cumsum(sizes)
        firsts = ends - sizes
        total = int(ends[-1])
        opens = np.zeros(total + 1, bool)  # the first morphemes of eojeols
        opens[firsts] = opens[total] = True
        words: list[Word] = list(chain.from_iterable(e.words for e in eojeols))
        rows = self._words.of(words)
        taps, tags = self._inner.shape[1], self._tags
        own = rows[:, : taps + tags].copy()  # the slot of the word itself comes first
        weights = own[:, taps:]
        after_another = np.flatnonzero(~opens[:-1])
        weights[after_another] += self._slot(rows, "-1")[after_another - 1]
        weights[after_another - 1] += self._slot(rows, "+1")[after_another]
        heads = [(at + i, at + h) for e, at in zip(eojeols, firsts.tolist(), strict=True) for i, h in e.run_heads]
        if heads:
            headed, head = np.array(heads).T
            weights[headed] += self._slot(rows, "rh")[head]
        lists = list(chain.from_iterable(e.keys for e in eojeols))  # one key at least for every morpheme
        counts = np.fromiter(map(len, lists), np.intp, total)
        described = np.add.reduceat(self._keys.of(list(chain.from_iterable(lists))), np.cumsum(counts) - counts, 0)
        weights += described[:, :tags]
        # behind the word vector among the inputs of the inner layer
        own[:, :taps] += described[:, tags:] @ self._inner[self._vectors.shape[1] :]
        inner = self._inner_layer(own[:, :taps], after_another)
        # heads: the last noun, or the first morpheme of an eojeol without
        lasts = np.array([e.last_head for e in eojeols])
        last_heads = rows[firsts + np.maximum(lasts, 0)]
        none = self._words.of([PADDING])[0]
        particles = self._particles.of([e.particles for e in eojeols])
        sent = np.concatenate(
            [
                np.concatenate([np.add.reduceat(inner, firsts, 0), inner[firsts], inner[ends - 1]], 1) @ self._around,
                particles[:, :tags] + self._slot(last_heads, "hp"),
                particles[:, tags:]
                + self._slot(rows[firsts + np.array([e.first_head for e in eojeols])], "hn")
                + np.where(lasts[:, None] >= 0, self._slot(last_heads, "hl"), self._slot(none, "hl")),
                self._slot(rows[ends - 1], "-1"),
                self._slot(rows[firsts], "+1"),
            ],
            1,
        )
        first, size = len(self._numbers), len(self._numbers) + len(keys)
        self.rows = with_room(self.rows, first, size)
        self.rows[first:size] = sent
        if size > len(self.firsts):
            self.firsts = np.concatenate([self.firsts, np.zeros(len(self.rows) - len(self.firsts), np.intp)])
        self.firsts[first:size] = firsts + self._used
        self.morphemes = with_room(self.morphemes, self._used, self._used + total)
        self.morphemes[self._used : self._used + total] = np.concatenate([inner @ self._own_outer, weights], 1)
        self._used += total
        self._numbers.update(zip(keys, range(first, size), strict=True))

    def _inner_layer(self, taps: Floats, after_another: Numbers) -> Floats:
        """Return the inner layer: each morpheme with the ones beside it in its eojeol."""
        size = len(self._inner_bias)
        inner: Floats = taps[:, size : 2 * size] + self._inner_bias
        inner[after_another] += taps[after_another - 1, :size]
        inner[after_another - 1] += taps[after_another, 2 * size :]
        np.maximum(inner, 0, out=inner)
        return inner

    def _word_rows(self, words: list[Word]) -> Floats:
        weights, dense = self._word_features.sums(list(map(expand_word, words)))
        numbers = self._vector_names.numbers(list(map("/".join, words)))
        known = numbers < len(self._vectors)
        vectors = self._vectors.take(numbers * known, 0) * self._vectors_scale
        vectors[~known] = 0
        return np.concatenate([np.concatenate([vectors, dense], 1) @ self._inner, weights], 1)


def _side_by_side(filters: NDArray[Any]) -> Floats:
    """Return the filters of a convolution, `[width, in, out]`, as one matrix, `[in, width * out]`."""
    width, inputs, outputs = filters.shape
    return np.ascontiguousarray(filters.transpose(1, 0, 2).reshape(inputs, width * outputs), np.float32)


def _feature_table(arrays: dict[str, NDArray[Any]], kind: str) -> FeatureTable:
    return FeatureTable(
        strings(arrays[f"{kind}_names"]), arrays[f"{kind}_weights"], float(arrays["weights_scale"]),
        arrays[f"{kind}_dense"], float(arrays["dense_scale"]),
    )  # fmt: skip
