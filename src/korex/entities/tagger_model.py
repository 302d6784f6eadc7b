"""The trained labeller's network, in NumPy: feature weights, convolutions over word vectors, a linear-chain CRF on top.

The model file holds quantised arrays (see `training/`). What a key of `tagger_features` means to the network is
computed at its first use and kept, so a frequent word costs one dictionary lookup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from korex.entities.tagger_decoding import Floats, decode
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
from korex.errors import ModelError

MODEL = Path(__file__).parent.parent / "model"
_GAP = 2  # empty places between sentences: as far as one convolution reaches
_NEVER = -20.0
_CERTAIN = 4.0  # how far O must lie above everything else to be taken for granted
_CACHED = 20_000  # keys of one kind kept before starting over


class Labelled(NamedTuple):
    """A run of morphemes `[first, last]` of a sentence that the model takes for an entity."""

    first: int
    last: int
    label: str
    confidence: float


class _Rows:
    """Computes a row of numbers for a key at its first use."""

    def __init__(self, width: int, compute: Callable[[Any], Floats]) -> None:
        self._compute = compute
        self._numbers: dict[Any, int] = {}
        self._rows: Floats = np.zeros((256, width), np.float32)

    def of(self, keys: Sequence[Any]) -> Floats:
        """Return the rows of the keys."""
        known = list(map(self._numbers.get, keys))
        if None in known:
            known = [self._add(key) if number is None else number for key, number in zip(keys, known, strict=True)]
        rows: Floats = self._rows[cast("list[int]", known)]
        return rows

    def _add(self, key: Any) -> int:
        if (known := self._numbers.get(key)) is not None:
            return known
        number = len(self._numbers)
        if number == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[number] = self._compute(key)
        self._numbers[key] = number
        return number

    def forget_if_full(self) -> None:
        """Start over when very many keys are kept."""
        if len(self._numbers) > _CACHED:
            self._numbers = {}


class TaggerModel:
    """Labels sentences; make one with `load_model`."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.tags: list[str] = _strings(arrays["tags"])
        size = len(self.tags)
        self._weights = arrays["weighing"]
        self._weights_scale = float(arrays["weighing_scale"])
        self._weight_numbers = dict(zip(_strings(arrays["weighing_names"]), range(len(self._weights)), strict=True))
        self._vectors = arrays["vectors"]
        self._vectors_scale = float(arrays["vectors_scale"])
        self._vector_numbers = dict(zip(_strings(arrays["vector_names"]), range(len(self._vectors)), strict=True))
        self._dense = arrays["dense"].astype(np.float32)
        self._dense_numbers = dict(zip(_strings(arrays["dense_names"]), range(len(self._dense)), strict=True))
        self._first = arrays["first"].astype(np.float32)
        self._first_bias = arrays["first_bias"].astype(np.float32)
        self._layers: list[tuple[Floats, Floats]] = []
        while f"layer{len(self._layers)}" in arrays:
            name = f"layer{len(self._layers)}"
            self._layers.append((arrays[name].astype(np.float32), arrays[f"{name}_bias"].astype(np.float32)))
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
        vector, dense = self._vectors.shape[1], self._dense.shape[1]
        # Matrices this small gain nothing from threads, which only wait for each other.
        self._threads = ThreadpoolController()
        plain = size + dense
        self._words = _Rows(len(WORD_SLOTS) * size + vector + dense, self._word_row)
        self._pairs = _Rows(2 * size, self._pair_row)
        self._tag_rows = _Rows(size, lambda key: self._weigh(":", expand_tags(key)))
        self._runs = _Rows(plain, lambda key: self._row(expand_run(key)))
        self._edges = _Rows(plain, lambda key: self._row(expand_edge(key)))
        self._starts = _Rows(plain, lambda key: self._row(expand_part("ps", key)))
        self._rests = _Rows(plain, lambda key: self._row(expand_part("pe", key)))
        self._particles = _Rows(plain, lambda key: self._row(expand_particles(key)))
        self._before = _Rows(size, lambda key: self._weigh("jp:", [key]))
        self._after = _Rows(size, lambda key: self._weigh("jn:", [key]))
        self._marks = _Rows(plain, lambda key: self._row([f"q={key}"] if key else []))
        self._evidence = _Rows(plain + 2 * size, self._evidence_row)

    # what a key means

    def _weigh(self, slot: str, features: Iterable[str]) -> Floats:
        """Return the summed weights of features seen from one slot."""
        get = self._weight_numbers.get
        rows = [row for feature in features if (row := get(slot + feature)) is not None]
        total: Floats = self._weights[rows].sum(0, dtype=np.float32) * self._weights_scale
        return total

    def _dense_row(self, features: Iterable[str]) -> Floats:
        get = self._dense_numbers.get
        rows = [row for f in features if feature_kind(f) in DENSE and (row := get(f)) is not None]
        total: Floats = self._dense[rows].sum(0)
        return total

    def _row(self, features: list[str]) -> Floats:
        return np.concatenate([self._weigh(":", features), self._dense_row(features)])

    def _word_row(self, word: tuple[str, str]) -> Floats:
        features = expand_word(word)
        parts = [
            self._weigh(f"{slot}:", features if kinds is None else [f for f in features if feature_kind(f) in kinds])
            for slot, kinds in WORD_SLOTS.items()
        ]
        number = self._vector_numbers.get("/".join(word))
        vector = np.zeros(self._vectors.shape[1], np.float32) if number is None else self._vectors[number]
        return np.concatenate([*parts, vector * np.float32(self._vectors_scale), self._dense_row(features)])

    def _pair_row(self, pair: tuple[tuple[str, str], tuple[str, str]]) -> Floats:
        before, after = ("/".join(word) if word[1] else "#" for word in pair)
        return np.concatenate([self._weigh("pl:", [f"{before} {after}"]), self._weigh("pr:", [f"{before} {after}"])])

    def _evidence_row(self, label: str) -> Floats:
        own = self._row([f"ev={label}"] if label else [])
        near = [label] if label else []
        return np.concatenate([own, self._weigh("evp:", near), self._weigh("evn:", near)])

    # labelling

    def label(self, sentences: Sequence[Description]) -> list[list[Labelled]]:
        """Return what the model finds in each sentence."""
        decoded = decode(self._emissions(list(sentences)), self._transitions, self._margin)
        return [self._spans(path) for path in decoded]

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

    def _emissions(self, sentences: list[Description]) -> list[Floats]:
        """Return the scores of the tags at each morpheme of each sentence."""
        size = len(self.tags)
        for table in (self._words, self._pairs, self._runs, self._edges, self._starts, self._rests):
            table.forget_if_full()
        words: list[tuple[str, str]] = [PADDING]
        slots: list[list[int]] = [[] for _ in WORD_SLOTS]
        lengths = [len(d.words) for d in sentences]
        pairs: list[tuple[tuple[str, str], tuple[str, str]]] = []
        bounds: list[tuple[int, int]] = []
        at = 0
        for d in sentences:
            words += d.words
            for column, seen in zip(slots, word_slots(d), strict=True):
                column += seen
            padded = [PADDING, *d.words, PADDING]
            pairs += zip(padded, d.words, strict=False)
            pairs.append((padded[-2], PADDING))
            bounds.append((at, at + len(d.words)))
            at += len(d.words)
        rows = self._words.of(words)
        # Row 0 is the padding's, which an index of -1 stands for.
        places = np.array(slots)
        places += np.where(places >= 0, np.repeat(np.cumsum([0, *lengths[:-1]]), lengths) + 1, 1)
        direct = np.zeros((at, size), np.float32)
        for slot in range(len(WORD_SLOTS)):
            direct += rows[places[slot], slot * size : (slot + 1) * size]
        inputs = rows[1:, len(WORD_SLOTS) * size :]
        pair_rows = self._pairs.of(pairs)
        # One pair more than morphemes in each sentence: the last one looks at the end.
        shift = np.repeat(np.arange(len(bounds)), lengths)
        left = np.arange(at) + shift
        direct += pair_rows[left, :size] + pair_rows[left + 1, size:]
        dense = inputs[:, self._vectors.shape[1] :]
        for table, keys in (
            (self._tag_rows, list(chain.from_iterable(d.tags for d in sentences))),
            (self._before, list(chain.from_iterable(d.particles_before for d in sentences))),
            (self._after, list(chain.from_iterable(d.particles_after for d in sentences))),
            (self._runs, list(chain.from_iterable(d.runs for d in sentences))),
            (self._edges, list(chain.from_iterable(d.edges for d in sentences))),
            (self._starts, list(chain.from_iterable(d.starts for d in sentences))),
            (self._rests, list(chain.from_iterable(d.rests for d in sentences))),
            (self._particles, list(chain.from_iterable(d.particles for d in sentences))),
            (self._marks, list(chain.from_iterable(d.marks for d in sentences))),
        ):
            picked = table.of(keys)
            direct += picked[:, :size]
            if picked.shape[1] > size:
                dense += picked[:, size:]
        picked = self._evidence.of(list(chain.from_iterable(d.evidence for d in sentences)))
        plain = size + dense.shape[1]
        direct += picked[:, :size]
        dense += picked[:, size:plain]
        for start, end in bounds:
            direct[start + 1 : end] += picked[start : end - 1, plain : plain + size]
            direct[start : end - 1] += picked[start + 1 : end, plain + size :]
        where = np.arange(at) + (shift + 1) * _GAP
        with self._threads.limit(limits=1, user_api="blas"):
            direct += self._hidden(inputs, where) @ self._out + self._out_bias
        return [direct[start:end] for start, end in bounds]

    def _hidden(self, inputs: Floats, where: NDArray[np.int64]) -> Floats:
        """Return the last layer at each morpheme; `where` leaves gaps between sentences."""
        length = int(where[-1]) + 1 + _GAP
        x = np.zeros((length, inputs.shape[1]), np.float32)
        x[where] = inputs
        present = np.zeros((length, 1), np.float32)
        present[where] = 1
        h = np.maximum(_convolve(x, self._first, 1) + self._first_bias, 0) * present
        for number, (filters, bias) in enumerate(self._layers):
            h = (h + np.maximum(_convolve(h, filters, number + 1) + bias, 0)) * present
        hidden: Floats = h[where]
        return hidden


def _convolve(x: Floats, filters: Floats, dilation: int) -> Floats:
    """Return the 1-D convolution of `[time, in]` with `[width, in, out]`, same length."""
    width = len(filters)
    reach = (width // 2) * dilation
    padded = np.zeros((len(x) + 2 * reach, x.shape[1]), np.float32)
    padded[reach : len(x) + reach] = x
    total: Floats = padded[: len(x)] @ filters[0]
    for i in range(1, width):
        total += padded[i * dilation : i * dilation + len(x)] @ filters[i]
    return total


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
