"""What eojeols mean to the trained labeller: rows of numbers, computed at an eojeol's first use and kept.

The same eojeols come again and again, and most of what the model computes follows from an eojeol alone: the weights
of its features, the inner layer, the inner layer's share in the layers after it. Only sums over neighbours are left.

What words and keys add to an eojeol are whole numbers, steps of the model file's scales: they take little room, so
that many are kept, and sums of them are exact.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_decoding import Floats, Numbers
from korex.entities.tagger_eojeols import NOUN_KEYS, PADDING, PLACES, EojeolKey, Eojeols, Key, Word, describe_eojeols
from korex.entities.tagger_features import WORD_SLOTS, expand, expand_word
from korex.entities.tagger_rows import ROOM, Counts, FeatureTable, Kept, Names, Rows, ranges, strings, with_room

# How many are kept of each kind.
_EOJEOLS = 22_000
_WORDS = 18_000
_NOUN_KEYS = 30_000
_PARTICLES = 4_000
# What an eojeol is seen as: the one before, that after; its last morpheme as the one before, its first as that after.
BEFORE, AFTER, RIGHT_BEFORE, RIGHT_AFTER = range(4)
_SIDES = 4
# What eojeols send to those around them is kept in steps of this size, which takes half the room of floating point
# and makes sums exact; what would lie beyond the last step is the last.
_STEP = np.float32(1 / 128)
_STEPS = np.iinfo(np.int16).max
_SLOTS = {slot: number for number, slot in enumerate(WORD_SLOTS)}


class EojeolRows(Kept):
    """Rows of eojeols and of their morphemes.

    `morphemes` holds a row for each morpheme of a known eojeol, those of an eojeol from `firsts` on: what the outer
    layer takes from the inner one, then the weights on the tags. `sent` and `seen` are what an eojeol's morphemes mean
    to those around it, kept as whole numbers. Number 0 is what lies beyond the ends of a sentence.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]], tags: int) -> None:
        super().__init__(_EOJEOLS)
        self._tags = tags
        self._scale = np.float32(arrays["weights_scale"])
        self._inner_bias = arrays["inner_bias"].astype(np.float32)
        self._own_outer = arrays["own_outer"].astype(np.float32)
        self._around = _side_by_side(arrays["around"])
        # The inputs of the inner layer are whole numbers, a word's vector and the sum of dense vectors: their scales
        # are put into its weights.
        self._inner = _side_by_side(arrays["inner"])
        self._vector_size: int = arrays["vectors"].shape[1]
        self._inner[: self._vector_size] *= np.float32(arrays["vectors_scale"])
        self._inner[self._vector_size :] *= np.float32(arrays["dense_scale"])
        # the last vector is that of unknown words
        self._vectors = np.concatenate([arrays["vectors"], np.zeros((1, self._vector_size), np.int8)])
        self._vector_names = Names(strings(arrays["vector_names"]))
        self._word_features = _feature_table(arrays, "word")
        self._features = _feature_table(arrays, "plain")
        self._particle_features = _feature_table(arrays, "particle")
        self._places = self._key_rows([("place", place) for place in PLACES])
        key_width = self._places.shape[1]
        self._words = Rows(len(self._inner) + len(WORD_SLOTS) * tags, _WORDS, self._word_rows)
        self._noun_keys = Rows(key_width, _NOUN_KEYS, self._key_rows)
        self._particles = Rows(key_width + 2 * tags, _PARTICLES, self._particle_rows)
        outer = self._own_outer.shape[1]
        self.morphemes: Floats = np.zeros((2 * (_EOJEOLS + ROOM), outer + tags), np.float32)
        self._sent: Counts = np.zeros((_EOJEOLS + ROOM, self._around.shape[1]), np.int16)
        self._seen: Counts = np.zeros((_EOJEOLS + ROOM, _SIDES * tags), np.int16)
        # where the rows of an eojeol's morphemes begin, and how many they are
        self.firsts: Numbers = np.zeros(_EOJEOLS + ROOM, np.intp)
        self._sizes: Numbers = np.zeros(_EOJEOLS + ROOM, np.intp)
        self._used = 0  # rows of `morphemes`
        self._beyond = self._slots(self._word_rows([PADDING]))[0]
        before, first, last, right_before, right_after = (
            self._beyond[_SLOTS[slot]] for slot in ("hp", "hn", "hl", "-1", "+1")
        )
        self._seen[0] = np.concatenate([before, first + last, right_before, right_after])
        self._numbers[hash(())] = 0
        self._uses[0] = np.inf  # never let go

    def sent(self, near: Numbers) -> Floats:
        """Return what the outer layer takes from eojeols at each distance from a place, `[distance, place]`, in all."""
        at = near * len(near) + np.arange(len(near))[:, None]
        steps = self._sent.reshape(-1, self._sent.shape[1] // len(near)).take(at, 0).sum(0, dtype=np.int32)
        total: Floats = steps.astype(np.float32) * _STEP
        return total

    def seen(self, numbers: Numbers, side: int) -> Floats:
        """Return the weights that eojeols have on the tags of those beside them, on one of the four sides."""
        weights: Floats = self._seen.reshape(-1, self._tags).take(numbers * _SIDES + side, 0) * self._scale
        return weights

    def _add(self, keys: list[EojeolKey], first: int) -> None:
        eojeols = describe_eojeols(keys)
        sizes = np.array(eojeols.sizes)
        ends = np.cumsum(sizes)
        firsts = ends - sizes
        words = self._words.of(eojeols.words)
        particles = self._particles.of(eojeols.particles)
        described = self._described(eojeols, particles[:, : -2 * self._tags].repeat(sizes, 0))
        slots, dense = self._slots(words), described.shape[1] - self._tags
        joined = np.ones((len(words), 1), np.int16)  # to the morpheme before: both are of one eojeol
        joined[firsts] = 0
        weights = described[:, dense:] + slots[:, _SLOTS["0"]]
        weights[1:] += slots[:-1, _SLOTS["-1"]] * joined[1:]
        weights[:-1] += slots[1:, _SLOTS["+1"]] * joined[1:]
        if eojeols.heads:
            headed, head = np.array(eojeols.heads).T
            weights[headed] += slots[head, _SLOTS["rh"]]
        inputs = words[:, : len(self._inner)].astype(np.float32)
        inputs[:, self._vector_size :] += described[:, :dense]
        inner = self._inner_layer(inputs, joined)
        sent = np.concatenate([_sums(inner, firsts, sizes), inner[firsts], inner[ends - 1]], 1) @ self._around
        seen = self._seen_weights(eojeols, firsts, ends, slots, particles[:, -2 * self._tags :])
        size, used = first + len(keys), self._used + len(words)
        self._sent = with_room(self._sent, first, size)
        self._sent[first:size] = np.rint(sent / _STEP).clip(-_STEPS, _STEPS)
        self._seen = with_room(self._seen, first, size)
        self._seen[first:size] = seen
        self.firsts = with_room(self.firsts, first, size)
        self.firsts[first:size] = firsts + self._used
        self._sizes = with_room(self._sizes, first, size)
        self._sizes[first:size] = sizes
        self.morphemes = with_room(self.morphemes, self._used, used)
        self.morphemes[self._used : used] = np.concatenate([inner @ self._own_outer, weights * self._scale], 1)
        self._used = used

    def _stay(self, numbers: Numbers) -> None:
        sizes = self._sizes[numbers]
        rows = self.morphemes[ranges(self.firsts[numbers], sizes)]
        self._used = len(rows)
        self.morphemes[: self._used] = rows
        self._sent[: len(numbers)] = self._sent[numbers]
        self._seen[: len(numbers)] = self._seen[numbers]
        self._sizes[: len(numbers)] = sizes
        self.firsts[: len(numbers)] = np.cumsum(sizes) - sizes

    def _described(self, eojeols: Eojeols, endings: Counts) -> Counts:
        """Return the rows of the morphemes' keys, added up for each morpheme."""
        described = self._places.take(eojeols.places, 0)
        described += endings
        if eojeols.nouns:
            rows = self._noun_keys.of(eojeols.noun_keys)
            described[np.array(eojeols.nouns)] += rows.reshape(-1, NOUN_KEYS, rows.shape[1]).sum(1, dtype=np.int16)
        return described

    def _inner_layer(self, inputs: Floats, joined: Counts) -> Floats:
        """Return the inner layer: each morpheme with the ones beside it in its eojeol."""
        size = len(self._inner_bias)
        taps: Floats = inputs @ self._inner
        inner = taps[:, size : 2 * size] + self._inner_bias
        beside = joined[1:].astype(np.float32)
        inner[1:] += taps[:-1, :size] * beside
        inner[:-1] += taps[1:, 2 * size :] * beside
        np.maximum(inner, 0, out=inner)
        return inner

    def _seen_weights(
        self, eojeols: Eojeols, firsts: Numbers, ends: Numbers, slots: Counts, particles: Counts
    ) -> Counts:
        """Return the weights that eojeols have on the tags of those beside them."""
        first_heads, lasts = slots[eojeols.first_heads], np.array(eojeols.last_heads)
        last_heads = slots[np.where(lasts < 0, firsts, lasts)]  # the first morpheme of an eojeol without
        behind = np.where(lasts[:, None] < 0, self._beyond[_SLOTS["hl"]], last_heads[:, _SLOTS["hl"]])
        return np.concatenate(
            [
                particles[:, : self._tags] + last_heads[:, _SLOTS["hp"]],
                particles[:, self._tags :] + first_heads[:, _SLOTS["hn"]] + behind,
                slots[ends - 1, _SLOTS["-1"]],
                slots[firsts, _SLOTS["+1"]],
            ],
            1,
        )

    def _slots(self, words: Counts) -> Counts:
        """Return the weights that rows of words have in each of `WORD_SLOTS`."""
        return words[:, len(self._inner) :].reshape(len(words), len(WORD_SLOTS), self._tags)

    def _word_rows(self, words: list[Word]) -> Counts:
        """Return words' vectors, the dense vectors and the weights of their features."""
        vectors = self._vectors.take(self._vector_names.numbers(list(map("/".join, words))), 0)
        return np.concatenate([vectors, *self._word_features.sums(list(map(expand_word, words)))], 1)

    def _key_rows(self, keys: list[Key]) -> Counts:
        return np.concatenate(self._features.sums(list(map(expand, keys))), 1)

    def _particle_rows(self, chains: list[str]) -> Counts:
        """Return what chains of particles say of their own eojeol, of the one after, of the one before."""
        own = self._key_rows([("ending", particles) for particles in chains])
        return np.concatenate([own, self._particle_features.sums([[particles] for particles in chains])[1]], 1)


def _sums(rows: Floats, firsts: Numbers, sizes: Numbers) -> Floats:
    """Return the sums of ranges of rows."""
    # several times as fast as NumPy's reduceat
    places = np.arange(sizes.max())[:, None]
    places = np.where(places < sizes, firsts + places, len(rows))
    padded = np.concatenate([rows, np.zeros((1, rows.shape[1]), np.float32)])
    sums: Floats = padded.take(places, 0).sum(0)
    return sums


def _side_by_side(filters: NDArray[Any]) -> Floats:
    """Return the filters of a convolution, `[width, in, out]`, as one matrix, `[in, width * out]`."""
    width, inputs, outputs = filters.shape
    return np.ascontiguousarray(filters.transpose(1, 0, 2).reshape(inputs, width * outputs), np.float32)


def _feature_table(arrays: dict[str, NDArray[Any]], kind: str) -> FeatureTable:
    return FeatureTable(strings(arrays[f"{kind}_names"]), arrays[f"{kind}_weights"], arrays[f"{kind}_dense"])
