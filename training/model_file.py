"""Turns trained weights into the arrays of the model file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_features import WORD_SLOTS
from korex.entities.tagger_rows import pack_strings
from training.data import TAGS, Vocabulary
from training.vectors import QUANTUM, Vectors

_STEP = 1 / 25  # of the feature weights
# Where the weights of a feature stand in the row of its kind of table.
_KINDS: dict[str, Sequence[str]] = {"word": tuple(WORD_SLOTS), "plain": ("",), "particle": ("jp", "jn")}
_HALF = (
    "inner", "inner_bias", "around", "around_bias", "evidence_around", "own_outer", "around_outer", "outer_bias",
    "out", "out_bias", "evidence", "marks", "transitions",
)  # fmt: skip


def arrays_of(
    weights: dict[str, NDArray[np.float32]], vocabulary: Vocabulary, vectors: Vectors
) -> dict[str, NDArray[Any]]:
    """Return quantised arrays; features whose weights all round to zero are left out."""
    words = sorted(vectors.numbers.items(), key=lambda item: item[1])
    dense_step = float(np.abs(weights["dense"][1:]).max()) / 127
    arrays: dict[str, NDArray[Any]] = {
        "tags": pack_strings(TAGS),
        "weights_scale": np.float32(_STEP),
        "dense_scale": np.float32(dense_step),
        "vectors": np.round(vectors.rows[[n for _, n in words]] * QUANTUM).astype(np.int8),
        "vectors_scale": np.float32(1 / QUANTUM),
        "vector_names": pack_strings("/".join(word) for word, _ in words),
    }
    weighing = _quantised(weights["weighing"], _STEP)
    dense = _quantised(weights["dense"], dense_step)
    places = {slot: (kind, at) for kind, slots in _KINDS.items() for at, slot in enumerate(slots)}
    rows: dict[str, dict[str, NDArray[np.int8]]] = {kind: {} for kind in _KINDS}
    for name, number in vocabulary.weighing.items():
        slot, _, feature = name.partition(":")
        if not weighing[number].any():
            continue
        kind, at = places[slot]
        row = rows[kind].setdefault(feature, np.zeros((len(_KINDS[kind]), len(TAGS)), np.int8))
        row[at] = weighing[number]
    kinds = dense_kinds(vocabulary)
    for kind, found in rows.items():
        # features with a dense vector come first
        first = [f for f in vocabulary.dense if kind in kinds[f]]
        names = [*first, *sorted(found.keys() - set(first))]
        nothing = np.zeros((len(_KINDS[kind]), len(TAGS)), np.int8)
        arrays[f"{kind}_names"] = pack_strings(names)
        arrays[f"{kind}_weights"] = np.array([found.get(f, nothing) for f in names]).reshape(len(names), nothing.size)
        arrays[f"{kind}_dense"] = dense[[vocabulary.dense[f] for f in first]]
    for name in _HALF:
        arrays[name] = weights[name].astype(np.float16)
    return arrays


def dense_kinds(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Return the tables that each dense feature belongs to."""
    word = {name.partition(":")[2] for name in vocabulary.weighing if name.startswith("0:")}
    plain = {name[1:] for name in vocabulary.weighing if name.startswith(":")}
    return {f: {kind for kind, known in (("word", word), ("plain", plain)) if f in known} for f in vocabulary.dense}


def _quantised(rows: NDArray[np.float32], step: float) -> NDArray[np.int8]:
    return np.clip(np.round(rows / step), -127, 127).astype(np.int8)


def write_model(arrays: dict[str, NDArray[Any]], folder: Path) -> int:
    """Write the model file with its digest; returns its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tagger.npz"
    np.savez_compressed(path, allow_pickle=False, **arrays)
    data = path.read_bytes()
    (folder / "tagger.npz.sha256").write_text(f"{hashlib.sha256(data).hexdigest()}  tagger.npz\n", encoding="ascii")
    return len(data)
