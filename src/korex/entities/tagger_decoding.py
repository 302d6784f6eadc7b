"""The likeliest path of a linear-chain CRF, many chains at once, and how sure each step is.

Where O outweighs all other tags together with any transition, a chain falls apart; what lies between two such places is
a piece of its own. Pieces are short and worked out side by side, which keeps the number of steps small.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]
_HIGHEST = 40.0  # scores further above the chosen tag's count as this
_IMPOSSIBLE = -15.0  # a transition worth less never happens


def decode(scores: Floats, lengths: Numbers, transitions: Floats, margin: float) -> list[tuple[int, int, float]]:
    """Return the best paths of the chains as (place, tag, probability), without the places whose tag is 0 (O).

    `scores` holds a row of tag scores for each place of all chains, one chain after the other; O is certain where its
    score lies more than `margin` above all others.
    """
    firsts = np.cumsum(lengths) - lengths
    opens, closes = np.zeros(len(scores), bool), np.zeros(len(scores), bool)  # the first and last places of chains
    opens[firsts] = closes[firsts + lengths - 1] = True
    tags = _viterbi(scores, opens, closes, transitions, margin)
    places = np.flatnonzero(tags)
    chances = _chances(scores, places, tags, opens, closes, transitions)
    return list(zip(places.tolist(), tags[places].tolist(), chances.tolist(), strict=True))


def _viterbi(scores: Floats, opens: Flags, closes: Flags, transitions: Floats, margin: float) -> Numbers:
    """Return the best tag of each place (Viterbi 1967)."""
    tags = np.zeros(len(scores), np.intp)
    unsure = scores[:, 1:].max(1) > scores[:, 0] - margin
    begins, ends = unsure.copy(), unsure.copy()
    begins[1:] &= opens[1:] | ~unsure[:-1]
    ends[:-1] &= closes[:-1] | ~unsure[1:]
    starts = np.flatnonzero(begins)
    if not len(starts):
        return tags
    sizes = np.flatnonzero(ends) + 1 - starts
    order = np.argsort(-sizes, kind="stable")
    starts, sizes = starts[order], sizes[order]
    # Beside a piece that does not begin or end its chain there is O.
    state = scores[starts] + np.where(opens[starts, None], _opening(transitions), transitions[0])
    closing = np.where(closes[starts + sizes - 1, None], np.float32(0), transitions[:, 0])
    active: list[int] = (len(sizes) - np.cumsum(np.bincount(sizes))).tolist()  # how many pieces run on after n places
    pointers: list[Numbers] = []
    current = np.empty(len(starts), np.intp)
    into = np.ascontiguousarray(transitions.T)  # the tag that is gone to first: what is compared lies side by side
    at = np.arange(len(starts) * len(into)) * len(into)
    for step in range(1, len(active)):
        running, done = active[step], slice(active[step], active[step - 1])
        current[done] = (state[done] + closing[done]).argmax(1)
        if running:
            options = state[:running, None] + into
            best = options.argmax(2)
            pointers.append(best)
            state = options.ravel()[at[: best.size] + best.ravel()].reshape(best.shape)
            state += scores[starts[:running] + step]
    for step in range(len(pointers), 0, -1):
        running = active[step]
        tags[starts[:running] + step] = current[:running]
        current[:running] = pointers[step - 1][np.arange(running), current[:running]]
    tags[starts] = current
    return tags


def _opening(transitions: Floats) -> Floats:
    """Return what a chain's beginning with each tag is worth: what cannot follow O cannot begin a chain either."""
    return np.where(transitions[0] < _IMPOSSIBLE, transitions[0], np.float32(0))


def _chances(
    scores: Floats, places: Numbers, tags: Numbers, opens: Flags, closes: Flags, transitions: Floats
) -> Floats:
    """Return the probability of the tag at each of `places`, given the tags beside it."""
    local = scores[places]
    local += np.where(opens[places, None], _opening(transitions), transitions[tags[places - 1]])
    local += np.where(closes[places, None], np.float32(0), transitions.T[tags[(places + 1) % max(len(tags), 1)]])
    local -= local[np.arange(len(places)), tags[places]][:, None]
    chances: Floats = 1 / np.exp(np.minimum(local, _HIGHEST)).sum(1)
    return chances
