"""Word vectors, read out of Kiwi's own language model (CoNg, Apache-2.0) through its similarity function.

Kiwi tells the cosine of two morphemes. The cosines of every morpheme to a few hundred anchors fix all vectors up to a
rotation: with G the cosines among the anchors and G = V W V', the vectors are S V W^-1/2, where S holds the cosines of
all morphemes to the anchors. What is kept is their principal components, after taking off the mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from korex.language.kiwi import load_kiwi

_ANCHORS = 400
_RANK = 250  # a little under the size of Kiwi's vectors
_FREQUENT = 30_000  # components are those of the frequent morphemes


class Vectors(NamedTuple):
    """Vectors of morphemes; row 0 is for those without one."""

    numbers: dict[tuple[str, str], int]
    rows: NDArray[np.float32]


def kiwi_vectors(size: int, words: int, cache: Path) -> Vectors:
    """Return vectors of `size` numbers for the `words` morphemes that Kiwi numbers first (the frequent ones)."""
    if not cache.exists():
        names, full = _read_out()
        np.savez(cache, names=np.array(names), full=full)
    with np.load(cache) as stored:
        names, full = stored["names"].tolist(), stored["full"]
    full = full - full[1:].mean(0)
    full /= np.linalg.norm(full, axis=1, keepdims=True) + 1e-9
    _, _, components = np.linalg.svd(full[1:_FREQUENT], full_matrices=False)
    # The sign of a component is the solver's whim: make its largest entry positive.
    components *= np.sign(components[np.arange(len(components)), np.abs(components).argmax(1)])[:, None]
    rows = (full @ components[:size].T)[:words].astype(np.float32)
    rows[0] = 0
    rows /= rows[1:].std()
    # As the model file keeps them, so that training sees what labelling will see.
    rows = np.clip(np.round(rows * QUANTUM), -127, 127) / np.float32(QUANTUM)
    numbers: dict[tuple[str, str], int] = {}
    for number, name in enumerate(names[:words]):
        form, _, tag = name.rpartition("/")
        if number and name and "\n" not in form:
            numbers.setdefault((form, tag.partition("-")[0]), number)
    return Vectors(numbers, rows)


QUANTUM = 24.0


def _read_out() -> tuple[list[str], NDArray[np.float32]]:
    kiwi = load_kiwi()
    everything = 1_000_000
    probe = 1000
    found = kiwi.most_similar_morphemes(probe, top_n=everything)
    known = sorted({m.id for m in found} | {probe})
    names = [""] * (known[-1] + 1)
    anchors = np.random.default_rng(0).choice(known, _ANCHORS, replace=False)
    cosines = np.zeros((len(names), _ANCHORS), np.float32)
    for column, anchor in enumerate(anchors.tolist()):
        for m in kiwi.most_similar_morphemes(anchor, top_n=everything):
            cosines[m.id, column] = m.score
            names[m.id] = f"{m.form}/{m.tag}"
        cosines[anchor, column] = 1
    gram = cosines[anchors].astype(np.float64)
    values, vectors = np.linalg.eigh((gram + gram.T) / 2)
    basis = vectors[:, -_RANK:] / np.sqrt(values[-_RANK:])
    return names, (cosines @ basis).astype(np.float32)
