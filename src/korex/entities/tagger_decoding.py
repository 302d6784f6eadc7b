"""The likeliest path of a linear-chain CRF, many chains at once, and how sure each step is.

Where O outweighs all other tags together with any transition, a chain falls apart; what lies between two such places is
a piece of its own. Pieces are short and worked out side by side, which keeps the number of steps small.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_HIGHEST = 40.0  # scores further above the chosen tag's count as this


class _Piece(NamedTuple):
    chain: int
    first: int
    scores: Floats
    after_outside: bool
    before_outside: bool


def decode(scores: Sequence[Floats], transitions: Floats, margin: float) -> list[list[tuple[int, int, float]]]:
    """Return the best path of each chain as (place, tag, probability), without the places whose tag is 0 (O).

    `scores` holds a row of tag scores for each place of each chain; O is certain where its score lies more than
    `margin` above all others.
    """
    pieces: list[_Piece] = []
    for chain, emitted in enumerate(scores):
        unsure = np.flatnonzero(emitted[:, 1:].max(1) > emitted[:, 0] - margin)
        if not len(unsure):
            continue
        breaks = np.flatnonzero(np.diff(unsure) > 1) + 1
        firsts = unsure[[0, *breaks]].tolist()
        lasts = unsure[[*(breaks - 1), -1]].tolist()
        for first, last in zip(firsts, lasts, strict=True):
            pieces.append(_Piece(chain, first, emitted[first : last + 1], first > 0, last + 1 < len(emitted)))
    found: list[list[tuple[int, int, float]]] = [[] for _ in scores]
    if pieces:
        pieces.sort(key=lambda piece: -len(piece.scores))
        stacked, lengths = _stack(pieces)
        paths = _viterbi(pieces, stacked, lengths, transitions)
        nothing = np.zeros(len(transitions), np.float32)
        for piece, path in zip(pieces, paths, strict=True):
            if any(path):
                before = transitions[0] if piece.after_outside else nothing
                after = transitions[:, 0] if piece.before_outside else nothing
                chances = _chances(piece.scores, path, before, after, transitions)
                found[piece.chain] += [(piece.first + at, tag, chances[at]) for at, tag in enumerate(path) if tag]
        for path_of_chain in found:
            path_of_chain.sort()
    return found


def _stack(pieces: list[_Piece]) -> tuple[Floats, NDArray[np.int64]]:
    """Return the scores as `[place, piece, tag]`, and the lengths, longest first."""
    lengths = np.array([len(piece.scores) for piece in pieces])
    stacked = np.zeros((int(lengths[0]), len(pieces), pieces[0].scores.shape[1]), np.float32)
    for row, piece in enumerate(pieces):
        stacked[: len(piece.scores), row] = piece.scores
    return stacked, lengths


def _active(lengths: NDArray[np.int64]) -> list[int]:
    """Return how many pieces are still running at each step."""
    counts: list[int] = (lengths[None, :] > np.arange(int(lengths[0]) + 1)[:, None]).sum(1).tolist()
    return counts


def _viterbi(pieces: list[_Piece], stacked: Floats, lengths: NDArray[np.int64], transitions: Floats) -> list[list[int]]:
    """Return the best tags of each piece (Viterbi 1967)."""
    active = _active(lengths)
    state = stacked[0] + np.array([piece.after_outside for piece in pieces])[:, None] * transitions[0]
    closing = np.array([piece.before_outside for piece in pieces])[:, None] * transitions[:, 0]
    pointers: list[NDArray[np.int64]] = []
    final = np.empty(len(pieces), np.int64)
    for step in range(1, len(active)):
        running, done = active[step], slice(active[step], active[step - 1])
        final[done] = (state[done] + closing[done]).argmax(1)
        if not running:
            break
        options = state[:running, :, None] + transitions
        best = options.argmax(1)
        pointers.append(best)
        state = np.take_along_axis(options, best[:, None], 1)[:, 0] + stacked[step, :running]
    paths: list[list[int]] = []
    for row, (length, tag) in enumerate(zip(lengths.tolist(), final.tolist(), strict=True)):
        path = [tag]
        for step in range(length - 2, -1, -1):
            path.append(int(pointers[step][row, path[-1]]))
        paths.append(path[::-1])
    return paths


def _chances(scores: Floats, path: list[int], before: Floats, after: Floats, transitions: Floats) -> list[float]:
    """Return the probability of each tag of a path given the tags beside it."""
    tags = np.array(path)
    local = scores.copy()
    local[0] += before
    local[1:] += transitions[tags[:-1]]
    local[-1] += after
    local[:-1] += transitions[:, tags[1:]].T
    local -= local[np.arange(len(tags)), tags][:, None]
    chances: list[float] = (1 / np.exp(np.minimum(local, _HIGHEST)).sum(1)).tolist()
    return chances
