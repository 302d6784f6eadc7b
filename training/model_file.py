"""Turns trained weights into the arrays of the model file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_model import pack_strings
from training.data import TAGS, Vocabulary
from training.vectors import QUANTUM, Vectors

_STEP = 1 / 25  # of the feature weights
_HALF = ("first", "first_bias", "out", "out_bias", "transitions")


def arrays_of(
    weights: dict[str, NDArray[np.float32]], vocabulary: Vocabulary, vectors: Vectors
) -> dict[str, NDArray[Any]]:
    """Return quantised arrays; features whose weights all round to zero are left out."""
    quantised = np.clip(np.round(weights["weighing"] / _STEP), -127, 127).astype(np.int8)
    names = ["", *vocabulary.weighing]
    kept = [i for i in range(1, len(names)) if np.abs(quantised[i]).max() >= _LEAST]
    dense = ["", *vocabulary.dense]
    words = sorted(vectors.numbers.items(), key=lambda item: item[1])
    arrays: dict[str, NDArray[Any]] = {
        "tags": pack_strings(TAGS),
        "weighing": quantised[kept],
        "weighing_scale": np.float32(_STEP),
        "weighing_names": pack_strings(names[i] for i in kept),
        "vectors": np.round(vectors.rows[[n for _, n in words]] * QUANTUM).astype(np.int8),
        "vectors_scale": np.float32(1 / QUANTUM),
        "vector_names": pack_strings("/".join(word) for word, _ in words),
        "dense": weights["dense"][1:].astype(np.float16),
        "dense_names": pack_strings(dense[1:]),
    }
    for name, array in weights.items():
        if name in _HALF or name.startswith("layer"):
            arrays[name] = array.astype(np.float16)
    return arrays


_LEAST = 1  # smallest weight, in steps, worth keeping a feature for


def write_model(arrays: dict[str, NDArray[Any]], folder: Path) -> int:
    """Write the model file with its digest; returns its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tagger.npz"
    np.savez_compressed(path, allow_pickle=False, **arrays)
    data = path.read_bytes()
    (folder / "tagger.npz.sha256").write_text(f"{hashlib.sha256(data).hexdigest()}  tagger.npz\n", encoding="ascii")
    return len(data)
