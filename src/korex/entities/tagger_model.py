"""The trained labeller's network, in NumPy: feature weights, two layers over word vectors, a linear-chain CRF on top.

The inner layer sees a morpheme and its neighbours in the eojeol, the one between sees whole eojeols up to `REACH` to
either side, the outer one both. The model file holds quantised arrays (see `training/`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from korex.entities.tagger_decoding import Floats, Numbers, decode
from korex.entities.tagger_eojeols import EojeolKey
from korex.entities.tagger_rows import ranges, strings
from korex.entities.tagger_tables import AFTER, BEFORE, RIGHT_AFTER, RIGHT_BEFORE, EojeolRows
from korex.errors import ModelError

MODEL = Path(__file__).parent.parent / "model"
_NEVER = -20.0
_CERTAIN = 4.0  # how far O must lie above everything else to be taken for granted


class Sentences(NamedTuple):
    """What the model sees of sentences, one after the other: their eojeols, how many morphemes each eojeol has, how
    many eojeols each sentence has, and the signs of each morpheme (`tagger_signs`)."""

    eojeols: list[EojeolKey]
    sizes: list[int]
    lengths: list[int]
    evidence: list[int]
    marks: list[int]


def joined(parts: Sequence[Sentences]) -> Sentences:
    """Return the sentences of all parts, one after the other.

    >>> joined([Sentences([("봄", "NNG")], [1], [1], [0], [0]), Sentences([("비", "NNG")], [1], [1], [0], [2])]).marks
    [0, 2]
    """
    if len(parts) == 1:
        return parts[0]
    eojeols, sizes, lengths, evidence, marks = (
        list(chain.from_iterable(column)) for column in zip(*parts, strict=True)
    )
    return Sentences(eojeols, sizes, lengths, evidence, marks)


class Labelled(NamedTuple):
    """A run of morphemes `[first, last]` that the model takes for an entity."""

    first: int
    last: int
    label: str
    confidence: float


class TaggerModel:
    """Labels sentences; make one with `load_model`."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.tags: list[str] = strings(arrays["tags"])
        self._out = arrays["out"].astype(np.float32)
        self._out_bias = arrays["out_bias"].astype(np.float32)
        self._around_bias = arrays["around_bias"].astype(np.float32)
        self._around_outer = arrays["around_outer"].astype(np.float32)
        self._outer_bias = arrays["outer_bias"].astype(np.float32)
        self._evidence = arrays["evidence"].astype(np.float32)
        self._evidence_around = arrays["evidence_around"].astype(np.float32)
        self._evidence_around[:, 0] = 0  # no finding
        self._marks = arrays["marks"].astype(np.float32)
        self._reach = len(self._evidence_around) // 2
        learned = arrays["transitions"].astype(np.float32)
        leaving = max(0.0, float(learned[0, 1:].max() - learned[0, 0]))
        returning = max(0.0, float(learned[1:, 0].max() - learned[0, 0]))
        self._margin = leaving + returning + _CERTAIN
        # I of a label follows B or I of the same label only.
        follows = [[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in self.tags] for a in self.tags]
        self._transitions: Floats = np.where(follows, learned, np.float32(_NEVER)).astype(np.float32)
        self._labels = [tag[2:] for tag in self.tags]
        self._begins = [tag.startswith("B-") for tag in self.tags]
        # Matrices this small gain nothing from threads, which only wait for each other.
        self._threads = ThreadpoolController()
        self._computing = Lock()  # the rows are shared by the threads that use this model
        self._eojeols = EojeolRows(arrays, len(self.tags))

    def label(self, sentences: Sentences) -> list[Labelled]:
        """Return what the model finds in sentences."""
        if not sentences.eojeols:
            return []
        sizes, eojeols = np.array(sentences.sizes, np.intp), np.array(sentences.lengths, np.intp)
        lengths: Numbers = np.add.reduceat(sizes, np.cumsum(eojeols) - eojeols)  # in morphemes
        with self._computing, self._threads.limit(limits=1, user_api="blas"):
            emissions = self._emissions(sentences, sizes, lengths)
        return self._spans(decode(emissions, lengths, self._transitions, self._margin))

    def _spans(self, path: Sequence[tuple[int, int, float]]) -> list[Labelled]:
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

    def _emissions(self, sentences: Sentences, sizes: Numbers, lengths: Numbers) -> Floats:
        """Return the scores of the tags at each morpheme of the sentences."""
        eojeols, outer = self._eojeols, len(self._outer_bias)
        numbers = eojeols.numbers(sentences.eojeols)
        ends = np.cumsum(sizes)
        firsts = ends - sizes
        of_morpheme = np.repeat(np.arange(len(sizes)), sizes)
        evidence = np.array(sentences.evidence, np.intp)
        found = np.flatnonzero(evidence)
        sent = np.zeros(len(sizes), np.intp)
        sent[of_morpheme[found]] = evidence[found]  # an eojeol's last finding counts for it
        # empty places between sentences, as many as an eojeol sees to either side
        reach = self._reach
        where = np.arange(len(numbers)) + reach * np.repeat(np.arange(1, len(lengths) + 1), sentences.lengths)
        spaced = np.zeros((2, int(where[-1]) + 1 + reach), np.intp)
        spaced[:, where] = numbers, sent
        near, near_sent = spaced[:, where + np.arange(-reach, reach + 1)[:, None]]
        before, after = near[reach - 1], near[reach + 1]
        around = self._around(eojeols.sent(near), near_sent)
        direct = eojeols.seen(before, BEFORE) + eojeols.seen(after, AFTER) + self._out_bias
        own = eojeols.morphemes.take(ranges(eojeols.firsts[numbers], sizes), 0)
        own += np.concatenate([around, direct], 1).take(of_morpheme, 0)
        own[firsts, outer:] += eojeols.seen(before, RIGHT_BEFORE)
        own[ends - 1, outer:] += eojeols.seen(after, RIGHT_AFTER)
        self._add_signs(own, evidence, found, np.array(sentences.marks, np.intp), lengths)
        hidden: Floats = np.maximum(own[:, :outer], 0)
        return own[:, outer:] + hidden @ self._out

    def _around(self, total: Floats, sent: Numbers) -> Floats:
        """Return what the outer layer takes from the eojeols around each eojeol.

        `total` is what these send, `sent` what rules have found at each of the distances.
        """
        if sent.any():
            signs = self._evidence_around.shape[1]
            at = sent + signs * np.arange(len(sent))[:, None]
            total += self._evidence_around.reshape(-1, total.shape[1]).take(at, 0).sum(0)
        total += self._around_bias
        around: Floats = np.maximum(total, 0, out=total) @ self._around_outer
        around += self._outer_bias
        return around

    def _add_signs(self, totals: Floats, evidence: Numbers, found: Numbers, marks: Numbers, lengths: Numbers) -> None:
        """Add what findings of rules and quotation marks say to the rows of the morphemes."""
        marked = np.flatnonzero(marks)
        totals[marked] += self._marks.take(marks[marked], 0)
        totals[found] += self._evidence[1].take(evidence[found], 0)
        sentences = np.repeat(np.arange(len(lengths)), lengths)
        for by in (-1, 1):
            # a morpheme sees the sign `by` places after it, in its own sentence
            seeing = found - by
            inside = (seeing >= 0) & (seeing < len(totals))
            inside[inside] = sentences[seeing[inside]] == sentences[found[inside]]
            totals[seeing[inside]] += self._evidence[by + 1].take(evidence[found[inside]], 0)


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
