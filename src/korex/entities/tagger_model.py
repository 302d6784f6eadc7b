"""The trained labeller's network, in NumPy: feature weights, convolutions over word vectors, a linear-chain CRF on top.

The model file holds quantised arrays (see `training/`). What a key of `tagger_features` means to the network is
computed at its first use and kept, so a frequent word costs one dictionary lookup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from korex.entities.tagger_convolutions import shifted_sum, side_by_side
from korex.entities.tagger_decoding import Floats, Numbers, decode
from korex.entities.tagger_features import (
    DENSE,
    PADDING,
    WORD_SLOTS,
    Description,
    expand_edge,
    expand_part,
    expand_particles,
    expand_run,
    expand_tags,
    expand_word,
    feature_kind,
    word_slots,
)
from korex.entities.tagger_rows import FeatureTable, Rows
from korex.errors import ModelError

MODEL = Path(__file__).parent.parent / "model"
_GAP = 2  # empty places between sentences: as far as one convolution reaches
_NEVER = -20.0
_CERTAIN = 4.0  # how far O must lie above everything else to be taken for granted
_BATCH = 4000  # morphemes computed at a time


class Labelled(NamedTuple):
    """A run of morphemes `[first, last]` of a sentence that the model takes for an entity."""

    first: int
    last: int
    label: str
    confidence: float


class TaggerModel:
    """Labels sentences; make one with `load_model`."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.tags: list[str] = _strings(arrays["tags"])
        size = len(self.tags)
        self._weights = FeatureTable(
            _strings(arrays["weighing_names"]), arrays["weighing"], float(arrays["weighing_scale"])
        )
        self._vectors = arrays["vectors"]
        self._vectors_scale = np.float32(arrays["vectors_scale"])
        self._vector_numbers = dict(zip(_strings(arrays["vector_names"]), range(len(self._vectors)), strict=True))
        self._dense = FeatureTable(_strings(arrays["dense_names"]), arrays["dense"].astype(np.float32))
        self._first = side_by_side(arrays["first"])
        self._first_bias = arrays["first_bias"].astype(np.float32)
        self._layers: list[tuple[Floats, Floats]] = []
        while f"layer{len(self._layers)}" in arrays:
            name = f"layer{len(self._layers)}"
            self._layers.append((side_by_side(arrays[name]), arrays[f"{name}_bias"].astype(np.float32)))
        self._out = arrays["out"].astype(np.float32)
        self._out_bias = arrays["out_bias"].astype(np.float32)
        learned = arrays["transitions"].astype(np.float32)
        leaving = max(0.0, float(learned[0, 1:].max() - learned[0, 0]))
        returning = max(0.0, float(learned[1:, 0].max() - learned[0, 0]))
        self._margin = leaving + returning + _CERTAIN
        # I of a label follows B or I of the same label only.
        follows = [[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in self.tags] for a in self.tags]
        self._transitions: Floats = np.where(follows, learned, np.float32(_NEVER)).astype(np.float32)
        self._labels = [tag[2:] for tag in self.tags]
        self._begins = [tag.startswith("B-") for tag in self.tags]
        vector, dense = self._vectors.shape[1], arrays["dense"].shape[1]
        # Matrices this small gain nothing from threads, which only wait for each other.
        self._threads = ThreadpoolController()
        self._computing = Lock()  # the rows kept below are shared by the threads that use this model
        plain = size + dense
        self._words = Rows(len(WORD_SLOTS) * size + vector + dense, self._word_rows)
        self._pairs = Rows(2 * size, self._pair_rows)
        self._tag_rows = Rows(size, lambda keys: self._weights.sums(list(map(expand_tags, keys)), ":"))
        self._before = Rows(size, lambda keys: self._weights.sums([[key] for key in keys], "jp:"))
        self._after = Rows(size, lambda keys: self._weights.sums([[key] for key in keys], "jn:"))
        self._runs = Rows(plain, lambda keys: self._plain(map(expand_run, keys)))
        self._edges = Rows(plain, lambda keys: self._plain(map(expand_edge, keys)))
        self._starts = Rows(plain, lambda keys: self._plain(expand_part("ps", key) for key in keys))
        self._rests = Rows(plain, lambda keys: self._plain(expand_part("pe", key) for key in keys))
        self._particles = Rows(plain, lambda keys: self._plain(map(expand_particles, keys)))
        self._marks = Rows(plain, lambda keys: self._plain([f"q={key}"] if key else [] for key in keys))
        self._evidence = Rows(plain + 2 * size, self._evidence_rows)

    # what keys mean

    def _plain(self, lists: Iterable[list[str]]) -> Floats:
        expanded = list(lists)
        dense = [[f for f in features if feature_kind(f) in DENSE] for features in expanded]
        return np.concatenate([self._weights.sums(expanded, ":"), self._dense.sums(dense)], 1)

    def _word_rows(self, words: list[tuple[str, str]]) -> Floats:
        expanded = [[(feature_kind(feature), feature) for feature in expand_word(word)] for word in words]
        seen = {
            kinds: [[f for kind, f in features if kinds is None or kind in kinds] for features in expanded]
            for kinds in {*WORD_SLOTS.values(), DENSE}
        }
        parts = [self._weights.sums(seen[kinds], f"{slot}:") for slot, kinds in WORD_SLOTS.items()]
        get = self._vector_numbers.get
        numbers = [get("/".join(word), -1) for word in words]
        vectors = self._vectors[numbers] * self._vectors_scale
        vectors[np.array(numbers) < 0] = 0
        return np.concatenate([*parts, vectors, self._dense.sums(seen[DENSE])], 1)

    def _pair_rows(self, pairs: list[tuple[tuple[str, str], tuple[str, str]]]) -> Floats:
        names = [
            [" ".join(["/".join(before) if before[1] else "#", "/".join(after) if after[1] else "#"])]
            for before, after in pairs
        ]
        return np.concatenate([self._weights.sums(names, "pl:"), self._weights.sums(names, "pr:")], 1)

    def _evidence_rows(self, labels: list[str]) -> Floats:
        own = self._plain([f"ev={label}"] if label else [] for label in labels)
        near = [[label] if label else [] for label in labels]
        return np.concatenate([own, self._weights.sums(near, "evp:"), self._weights.sums(near, "evn:")], 1)

    # labelling

    def label(self, sentences: Sequence[Description]) -> list[list[Labelled]]:
        """Return what the model finds in each sentence."""
        found: list[list[Labelled]] = []
        for batch in _batches(sentences):
            lengths = [len(sentence.words) for sentence in batch]
            with self._computing:
                emissions = self._emissions(batch, lengths)
            found += map(self._spans, decode(emissions, lengths, self._transitions, self._margin))
        return found

    def _spans(self, path: list[tuple[int, int, float]]) -> list[Labelled]:
        """Return the entities of a path of (place, tag, probability), places with O left out."""
        found: list[Labelled] = []
        at = -2
        for index, tag, probability in path:
            label = self._labels[tag]
            if self._begins[tag] or at != index - 1 or found[-1].label != label:
                found.append(Labelled(index, index, label, probability))
            else:
                last = found[-1]
                found[-1] = Labelled(last.first, index, label, min(last.confidence, probability))
            at = index
        return found

    def _emissions(self, sentences: list[Description], lengths: list[int]) -> Floats:
        """Return the scores of the tags at each morpheme of the sentences, one after the other."""
        size = len(self.tags)
        words: list[tuple[str, str]] = [PADDING]
        slots: list[list[int]] = [[] for _ in WORD_SLOTS]
        pairs: list[tuple[tuple[str, str], tuple[str, str]]] = []
        for d in sentences:
            words += d.words
            for column, seen in zip(slots, word_slots(d), strict=True):
                column += seen
            padded = [PADDING, *d.words, PADDING]
            pairs += pairwise(padded)
        firsts = np.cumsum([0, *lengths[:-1]])
        at = len(words) - 1
        # Each word of a text once: many come again.
        distinct, numbers = np.unique(self._words.numbers(words), return_inverse=True)
        rows = self._words.rows.take(distinct, 0)
        # Place 0 is the padding's, which an index of -1 stands for.
        places = np.array(slots)
        places += np.where(places >= 0, np.repeat(firsts, lengths) + 1, 1)
        seen_from = rows[:, : len(WORD_SLOTS) * size].reshape(-1, size)
        spread = numbers.take(places) * len(WORD_SLOTS) + np.arange(len(WORD_SLOTS))[:, None]
        direct: Floats = seen_from.take(spread, 0).sum(0)
        pair_rows = self._pairs.of(pairs)
        # One pair more than morphemes in each sentence: the last one looks at the end.
        shift = np.repeat(np.arange(len(lengths)), lengths)
        left = np.arange(at) + shift
        direct += pair_rows[left, :size] + pair_rows[left + 1, size:]
        for table, keys in self._weighing_keys(sentences):
            direct += table.of(list(chain.from_iterable(keys)))
        evidence = np.zeros((at, self._evidence.width), np.float32)
        self._evidence.add_to(evidence, list(chain.from_iterable(d.evidence for d in sentences)))
        both = evidence[:, : -2 * size]  # weights, then what feeds the network
        for table, keys in self._plain_keys(sentences):
            table.add_to(both, list(chain.from_iterable(keys)))
        direct += both[:, :size]
        inner = np.ones((at, 1), np.float32)
        inner[firsts] = 0
        direct[1:] += evidence[:-1, -2 * size : -size] * inner[1:]
        direct[:-1] += evidence[1:, -size:] * inner[1:]
        where = np.arange(at) + (shift + 1) * _GAP
        with self._threads.limit(limits=1, user_api="blas"):
            dense = both[:, size:]
            vectors = rows[:, len(WORD_SLOTS) * size :]
            width = vectors.shape[1] - dense.shape[1]
            dense += vectors[:, width:].take(numbers[1:], 0)
            vectors = vectors[:, :width]
            taps = (vectors @ self._first[:width]).take(numbers[1:], 0)
            taps += dense @ self._first[width:]
            direct += self._hidden(taps, where) @ self._out + self._out_bias
        return direct

    def _weighing_keys(self, sentences: list[Description]) -> list[tuple[Rows, list[Sequence[Any]]]]:
        """Return the keys of the tables whose rows hold weights alone."""
        return [
            (self._tag_rows, [d.tags for d in sentences]),
            (self._before, [d.particles_before for d in sentences]),
            (self._after, [d.particles_after for d in sentences]),
        ]

    def _plain_keys(self, sentences: list[Description]) -> list[tuple[Rows, list[Sequence[Any]]]]:
        """Return the keys of the tables whose rows hold weights and what feeds the network."""
        return [
            (self._runs, [d.runs for d in sentences]),
            (self._edges, [d.edges for d in sentences]),
            (self._starts, [d.starts for d in sentences]),
            (self._rests, [d.rests for d in sentences]),
            (self._particles, [d.particles for d in sentences]),
            (self._marks, [d.marks for d in sentences]),
        ]

    def _hidden(self, taps: Floats, where: Numbers) -> Floats:
        """Return the last layer at each morpheme; `where` leaves gaps between sentences."""
        length = int(where[-1]) + 1 + _GAP
        spaced = np.zeros((length, taps.shape[1]), np.float32)
        spaced[where] = taps
        present = np.zeros((length, 1), np.float32)
        present[where] = 1
        h = shifted_sum(spaced, len(self._first_bias), 1)
        h += self._first_bias
        np.maximum(h, 0, out=h)
        h *= present
        for number, (filters, bias) in enumerate(self._layers):
            more = shifted_sum(h @ filters, len(bias), number + 1)
            more += bias
            h += np.maximum(more, 0, out=more)
            h *= present
        return h.take(where, 0)


def _batches(sentences: Sequence[Description]) -> Iterator[list[Description]]:
    """Yield sentences in batches that a processor's cache holds."""
    batch: list[Description] = []
    size = 0
    for sentence in sentences:
        if batch and size + len(sentence.words) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(sentence)
        size += len(sentence.words)
    if batch:
        yield batch


def _strings(packed: NDArray[Any]) -> list[str]:
    return packed.tobytes().decode("utf-8").split("\n")


def pack_strings(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Return strings as the bytes the model file keeps them in."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), np.uint8)


def load_model(folder: Path = MODEL) -> TaggerModel:
    """Return the model of a folder, which holds ``tagger.npz`` and its SHA-256 digest in ``tagger.npz.sha256``.

    Raises `ModelError` for a file that is missing or is not the one the digest speaks of.
    """
    path = folder / "tagger.npz"
    try:
        data = path.read_bytes()
        digest = (folder / "tagger.npz.sha256").read_text(encoding="ascii").split()[0]
    except (OSError, IndexError) as error:
        raise ModelError(
            f"the tagger's model is missing: {path}; install korex anew or load it with tagger=False"
        ) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise ModelError(f"the tagger's model is damaged: {path} does not match its digest; install korex anew")
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return TaggerModel(dict(arrays))
